"""How what was searched for is printed."""

from typing import TYPE_CHECKING

from rlkb_cli.output import pieces, safe
from rlkb_cli.views.search import Found, Marked
from rlkb_cli.views.terminal.parts import counted, indented

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def hits(out: "Console", found: Found) -> None:
    """The notes that were found, with what was found in them."""
    if found.hits and not found.all_words:
        out.print(safe("No note has all of these words; these have some.", "yellow"))
    for hit in found.hits:
        indented(out, _marked(hit.question, "bold"), 0)
        indented(out, safe(hit.id, "cyan"))
        if hit.excerpt.text:
            indented(out, _marked(hit.excerpt, ""))
    out.print(safe(counted(len(found.hits), "note"), "dim"))
    if found.instead:
        out.print(safe(f"Did you mean {', '.join(f'`{word}`' for word in found.instead)}?", "yellow"))


def _marked(marked: Marked, style: str) -> "Text":
    """A text with what was searched for in colour, made safe character by character so that the spans still fit."""
    from rich.text import Text

    shown, text = pieces(marked.text), Text(style=style)
    place = 0
    for start, end in marked.spans:
        text.append("".join(shown[place:start]))
        text.append("".join(shown[start:end]), "bold yellow")
        place = end
    return text.append("".join(shown[place:]))
