"""The findings of each file below its name, one line a finding."""

from itertools import groupby
from typing import TYPE_CHECKING

from rlkb_cli.lint.formats.concise import sentence
from rlkb_cli.lint.links import link_style
from rlkb_cli.lint.report import Located, Report
from rlkb_cli.output import visible

if TYPE_CHECKING:
    from rich.console import Console

TOTALS = True


def render(report: Report, console: "Console") -> None:
    """Print each file's name, its findings, and an empty line."""
    from rich.text import Text

    link = link_style(report.root, console)
    for path, group in groupby(report.findings, lambda finding: finding.path):
        found = list(group)
        width = max(len(_place(finding)) for finding in found)
        console.print(Text.assemble((visible(path), f"bold {link(path, found[0].line)}")), soft_wrap=True)
        for finding in found:
            place = _place(finding)
            linked = (place, f"dim {link(path, finding.line)}")
            gap = " " * (width - len(place) + 2)
            console.print(Text.assemble("  ", linked, gap, sentence(finding)), soft_wrap=True)
        console.print()


def _place(finding: Located) -> str:
    return f"{finding.line}:{finding.column}"
