"""One line a finding, `path:line:column: severity[rule] message`, as editors and `grep` like it."""

from typing import TYPE_CHECKING

from rlkb_cli.lint.report import Located, Report, closing_lines
from rlkb_cli.output import STYLES, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def render(report: Report, console: "Console") -> None:
    """Print the findings, then the closing lines."""
    for finding in report.findings:
        console.print(_line(finding), soft_wrap=True)
    for line in closing_lines(report):
        console.print(line, soft_wrap=True)


def _line(finding: Located) -> "Text":
    from rich.text import Text

    mark = "[*] " if finding.fix == "safe" else ""
    return Text.assemble(
        (visible(finding.path), "bold"),
        (f":{finding.line}:{finding.column}: ", "dim"),
        (finding.severity, STYLES[finding.severity]),
        f"[{finding.rule}] ",
        (mark, "cyan"),
        visible(finding.message),
    )
