"""How questions without a note are printed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rlkb_cli.output import safe
from rlkb_cli.views.asks import Ask
from rlkb_cli.views.terminal.parts import counted, indented, joined

if TYPE_CHECKING:
    from rich.console import Console

_SHOWN = 3


def numbered(out: "Console", found: Sequence[tuple[int, Ask]], total: int) -> None:
    """The questions with their numbers, and who asks or links to them."""
    width = max((len(str(number)) for number, _ in found), default=0)
    for number, ask in found:
        lead = safe(f"{number:>{width}}  ", "cyan")
        name = safe(f"  {ask.id}", "cyan") if ask.id and ask.id != ask.question else safe("")
        indented(out, joined(safe(ask.question, "bold"), name), 0, lead)
        more = f" and {len(ask.sources) - _SHOWN} more" if len(ask.sources) > _SHOWN else ""
        how = "wanted by" if ask.id else "asked in"
        indented(out, safe(f"{how} {', '.join(ask.sources[:_SHOWN])}{more}", "dim"), width + 2)
    out.print(safe(f"{counted(total, 'question')} without a note", "dim"))
