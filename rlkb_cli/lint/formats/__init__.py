"""How a report is printed.  A format is a module in this folder with `render(report, sheet) -> None`.

One that people read has `TOTALS = True`, and the closing lines are printed behind it.  Any other can have
`render_counts(report, sheet)`, which prints how often each rule found something instead.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from rlkb_cli.errors import BadInput
from rlkb_cli.kb import suggest
from rlkb_cli.lint.formatchoice import default_format
from rlkb_cli.lint.plugins import modules_in

if TYPE_CHECKING:
    from rlkb_cli.lint.report import Report
    from rlkb_cli.lint.sheet import Sheet


def names() -> list[str]:
    """The formats there are, in alphabetical order."""
    return modules_in(__path__)


def known(name: str) -> str:
    """The name itself; BadInput if no format is called so."""
    return suggest.known(name, names(), "output format")


def default() -> str:
    """The format where nobody names one; BadInput if `RLKB_OUTPUT_FORMAT` names none that there is."""
    return suggest.known(default_format(), names(), "output format", "RLKB_OUTPUT_FORMAT")


def load(name: str) -> Any:
    """The module of a format; BadInput if there is none of that name."""
    return import_module(f"{__name__}.{known(name)}")


def chosen(name: str | None, statistics: bool) -> str:
    """The format of that name, or the one where nobody names any; BadInput if it cannot print what is asked for."""
    name = known(name) if name else default()
    form = load(name)
    if statistics and not hasattr(form, "TOTALS") and not hasattr(form, "render_counts"):
        raise BadInput(f"there are no statistics in the format {name!r}", help="`json` and `full` have them")
    return name


def render(name: str, report: "Report", sheet: "Sheet", *, statistics: bool = False, quiet: bool = False) -> None:
    """Write the report in the format of that name: its findings, or their `statistics`; `quiet` without totals."""
    from rlkb_cli.lint import counts
    from rlkb_cli.lint.report import closing_lines

    form = load(name)
    if statistics:
        getattr(form, "render_counts", counts.render)(report, sheet)
    else:
        form.render(report, sheet)
    for line in closing_lines(report) if hasattr(form, "TOTALS") and not quiet else ():
        sheet.put(line)


def show(name: str, report: "Report", *, statistics: bool, quiet: bool) -> None:
    """Print the report on standard output."""
    from rlkb_cli.lint.sheet import standard_output

    render(name, report, standard_output(report.root), statistics=statistics, quiet=quiet)
