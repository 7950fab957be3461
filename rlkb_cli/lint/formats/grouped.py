"""The findings of each file below its name, one line a finding."""

from itertools import groupby

from rlkb_cli.lint.formats.concise import sentence
from rlkb_cli.lint.report import Located, Report
from rlkb_cli.lint.sheet import Sheet

TOTALS = True


def render(report: Report, sheet: Sheet) -> None:
    """Print each file's name, its findings, and an empty line."""
    for path, group in groupby(report.findings, lambda finding: finding.path):
        found = list(group)
        width = max(len(_place(finding)) for finding in found)
        sheet.put((path, f"bold {sheet.link(path, found[0].line)}"))
        for finding in found:
            place = _place(finding)
            gap = " " * (width - len(place) + 2)
            sheet.put("  ", (place, f"dim {sheet.link(path, finding.line)}"), gap, *sentence(finding))
        sheet.put()


def _place(finding: Located) -> str:
    return f"{finding.line}:{finding.column}"
