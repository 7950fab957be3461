"""How a note is printed: rendered on a terminal, as Markdown in a pipe."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rlkb_cli.output import safe
from rlkb_cli.views.notepage import Listed, NotePage, Other
from rlkb_cli.views.terminal.markdown import rendered
from rlkb_cli.views.terminal.parts import READABLE, indented, is_pipe, joined, named, title

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def as_note(out: "Console", page: NotePage) -> None:
    """The question, the summary, the text, and below it what the note is related to."""
    note = page.note
    indented(out, title(note.question), 0)
    indented(out, joined(safe(note.id, "cyan"), safe(f" · {note.path}", "dim")), 0)
    for listed in page.listed:
        indented(out, safe(f"{listed.title} ({listed.section})", "dim"), 0)
    if not note.readable:
        indented(out, safe(note.problems[0].message, "bold red"), 0)
    if note.summary:
        out.print()
        indented(out, safe(note.summary, "italic"), 0)
    if page.body:
        out.print()
        _body(out, page)
    _texts(out, "Asked before as", note.former_questions)
    _texts(out, "Also called", (*note.aliases, *note.former_ids))
    for name in dict.fromkeys(other.how for other in page.relations):
        _others(out, name.replace("-", " ").capitalize(), [other for other in page.relations if other.how == name])
    _others(out, "Links to", page.links)
    _others(out, "Linked from", _from_there(page), show_how=True)
    for listed in page.listed:
        _neighbours(out, listed)


def _body(out: "Console", page: NotePage) -> None:
    if is_pipe(out):
        out.print(safe(page.body, keep="\n\t"))
    else:
        out.print(rendered(page.shown), width=min(out.width, READABLE))


def _texts(out: "Console", heading: str, texts: Sequence[str]) -> None:
    if texts:
        _section(out, heading)
        for text in texts:
            indented(out, safe(text))


def _others(out: "Console", heading: str, others: Sequence[Other], *, show_how: bool = False) -> None:
    """What the note is related to, a line each."""
    if not others:
        return
    _section(out, heading)
    for other in others:
        how = safe(f" · {other.how}" if show_how and other.how != "link" else "", "dim")
        indented(out, joined(_name(other), how))


def _from_there(page: NotePage) -> list[Other]:
    """What points at the note, but for the other ends of relations that were shown."""
    shown = {other.path for other in page.relations}
    return [other for other in page.backlinks if other.how == "link" or other.path not in shown]


def _name(other: Other) -> "Text":
    if not other.path:
        return safe(f"{other.id} (not there)", "yellow")
    return named(other.title or other.text or other.path, other.id)


def _neighbours(out: "Console", listed: Listed) -> None:
    """What stands before and after the note in a section."""
    ends = [(mark, other) for mark, other in (("before", listed.before), ("after", listed.after)) if other]
    if ends:
        _section(out, f"In {listed.title}")
        for mark, other in ends:
            indented(out, _name(other), 2, safe(f"{mark}: ", "dim"))


def _section(out: "Console", heading: str) -> None:
    out.print()
    indented(out, safe(heading, "bold"), 0)
