"""One line a finding, `path:line:column: severity[rule] message`, as editors and `grep` like it."""

from typing import TYPE_CHECKING

from rlkb_cli.lint.links import link_style
from rlkb_cli.lint.report import Located, Report
from rlkb_cli.output import STYLES, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

TOTALS = True


def render(report: Report, console: "Console") -> None:
    """Print a line for each finding."""
    from rich.text import Text

    link = link_style(report.root, console)
    for finding in report.findings:
        place = Text.assemble((visible(finding.path), "bold"), (f":{finding.line}:{finding.column}", "dim"))
        place.stylize(link(finding.path, finding.line))
        console.print(Text.assemble(place, ": ", sentence(finding)), soft_wrap=True)


def sentence(finding: Located) -> "Text":
    """What is wrong, `severity[rule] message`, with a mark if there is a safe fix."""
    from rich.text import Text

    return Text.assemble(
        (finding.severity, STYLES[finding.severity]),
        f"[{finding.rule}] ",
        ("[*] " if finding.fix == "safe" else "", "cyan"),
        visible(finding.message),
    )
