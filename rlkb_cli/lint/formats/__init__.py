"""How a report is printed.  A format is a module in this folder with `render(report, console) -> None`.

One that people read has `TOTALS = True`, and the closing lines are printed behind it.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from rlkb_cli.kb import suggest
from rlkb_cli.lint.formatchoice import default_format

if TYPE_CHECKING:
    from rich.console import Console

    from rlkb_cli.lint.report import Report


def names() -> list[str]:
    """The formats there are, in alphabetical order."""
    return sorted(module.name for module in iter_modules(__path__))


def known(name: str) -> str:
    """The name itself; BadInput if no format is called so."""
    return suggest.known(name, names(), "output format")


def default() -> str:
    """The format where nobody names one; BadInput if `RLKB_OUTPUT_FORMAT` names none that there is."""
    return suggest.known(default_format(), names(), "output format", "RLKB_OUTPUT_FORMAT")


def load(name: str) -> Any:
    """The module of a format; BadInput if there is none of that name."""
    return import_module(f"{__name__}.{known(name)}")


def render(name: str, report: "Report", console: "Console", quiet: bool = False) -> None:
    """Print the report in the format of that name, `quiet` without the closing lines.  BadInput if there is none."""
    from rlkb_cli.lint.report import closing_lines

    form = load(name)
    form.render(report, console)
    for line in closing_lines(report) if hasattr(form, "TOTALS") and not quiet else ():
        console.print(line, soft_wrap=True)
