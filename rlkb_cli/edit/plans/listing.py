"""What plans share about hubs: where in a section a note is to stand, and the declared figures."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.splice import Insert, Op, SetValue
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import Placement
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.select import SectionRef
from rlkb_cli.kb.values import whole


class Where(NamedTuple):
    """A spot in a section: `kind` is "first", "last", "before" or "after", the latter two a `note`.

    "anywhere" is where an entry stands, and the end for one that is not in the section yet.
    """

    kind: str = "anywhere"
    note: Note | Hub | None = None


ANYWHERE = Where()


def where(before: Note | Hub | None, after: Note | Hub | None, first: bool = False, last: bool = False) -> Where:
    """The one spot that the options of a command name; BadInput if they name several."""
    named = [
        Where(kind, note)
        for kind, note, given in (
            ("before", before, before is not None),
            ("after", after, after is not None),
            ("first", None, first),
            ("last", None, last),
        )
        if given
    ]
    if len(named) > 1:
        raise BadInput("say only one of --before, --after, --first and --last")
    return named[0] if named else ANYWHERE


def spot(draft: Draft, section: SectionRef, place: Where) -> int:
    """The index at which an entry is inserted into a section as the draft has it."""
    entries = draft.hub(section.hub).sections[section.number].notes
    if place.note is None:
        return 0 if place.kind == "first" else len(entries)
    for index, raw in enumerate(entries):
        if draft.kb.names.by_id(raw).path == place.note.path:
            return index + (place.kind == "after")
    title = draft.hub(section.hub).sections[section.number].title
    raise BadInput(f"`{place.note.id}` is not listed in the section {title!r}")


def enlist(draft: Draft, section: SectionRef, index: int, *names: str) -> None:
    """Enter ids into a section, from an index on, and count them."""
    hub = draft.hub(section.hub)
    path = ("sections", section.number, "notes")
    entries = (Insert(path, spot, name) for spot, name in enumerate(names, index))
    draft.edit(section.hub, *entries, *counting(hub, {section.number: len(names)}))


def counting(hub: Hub, changes: Mapping[int, int]) -> Iterator[Op]:
    """The edits of declared figures by what an edit adds to and takes from sections; they are never recomputed.

    A figure that is missing or not a whole number is left alone.
    """
    for index, change in changes.items():
        count = whole(hub.sections[index].declared)
        if count is not None and change:
            yield SetValue(("sections", index, "count"), max(count + change, 0))
    total, change = whole(hub.total_notes), sum(changes.values())
    if total is not None and change:
        yield SetValue(("totals", "notes"), max(total + change, 0))


def section_of(placement: Placement) -> SectionRef:
    """The section that a placement is in."""
    return SectionRef(placement.hub, placement.section)
