"""One line a finding, `path:line:column: severity[rule] message`, as editors and `grep` like it."""

from rlkb_cli.lint.report import Located, Report
from rlkb_cli.lint.sheet import Sheet
from rlkb_cli.output import STYLES, Piece

TOTALS = True


def render(report: Report, sheet: Sheet) -> None:
    """Print a line for each finding."""
    for finding in report.findings:
        link = sheet.link(finding.path, finding.line)
        path, place = (finding.path, f"bold {link}"), (f":{finding.line}:{finding.column}", f"dim {link}")
        sheet.put(path, place, ": ", *sentence(finding))


def sentence(finding: Located) -> list[Piece]:
    """What is wrong, `severity[rule] message`, with a mark if there is a safe fix."""
    mark: list[Piece] = [("[*] ", "cyan")] if finding.fix == "safe" else []
    return [(finding.severity, STYLES[finding.severity]), f"[{finding.rule}] ", *mark, finding.message]
