"""How a report is printed.  A format is a module in this folder with `render(report, console) -> None`."""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from rlkb_cli.errors import BadInput

if TYPE_CHECKING:
    from rich.console import Console

    from rlkb_cli.lint.report import Report


def names() -> list[str]:
    """The formats there are, in alphabetical order."""
    return sorted(module.name for module in iter_modules(__path__))


def render(name: str, report: "Report", console: "Console") -> None:
    """Print the report in the format of that name.  Raises BadInput if there is none."""
    if name not in names():
        raise BadInput(f"there is no output format {name!r}", help=f"formats: {', '.join(names())}")
    import_module(f"{__name__}.{name}").render(report, console)
