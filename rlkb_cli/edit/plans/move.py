"""`rlkb move`: notes to another section, or to another spot in theirs."""

from collections.abc import Sequence

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.plans.listing import Where, counting, enlist, section_of, spot
from rlkb_cli.edit.splice import MoveItem, RemoveItem, SetValue
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase, Placement
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.select import SectionRef


def plan_move(
    kb: KnowledgeBase, notes: Sequence[Note], to: SectionRef, where: Where, source: SectionRef | None = None
) -> Change:
    """Move the home listing of notes (or, with `source`, their listing there) to `where` in the section `to`.

    They keep the order in which they are named.  A note that is listed nowhere is entered.  Declared figures
    change by what moves; `section` of a note follows its home.  BadInput if a note is not listed in `source`.
    """
    draft = Draft(kb)
    previous = where
    for note in notes:
        _move(draft, note, to, previous, source)
        previous = Where("after", note) if where.kind in ("first", "after") else where
    section = kb.hub(to.hub).sections[to.number]
    names = f"`{notes[0].id}`" if len(notes) == 1 else f"{len(notes)} notes"
    return draft.change(f"move {names} to {section.title or section.id}")


def _move(draft: Draft, note: Note, to: SectionRef, where: Where, source: SectionRef | None) -> None:
    if where.note is not None and where.note.path == note.path:
        raise BadInput(f"`{note.id}` cannot stand before or after itself")
    listing = _listing(draft, note, source)
    if listing is None:
        enlist(draft, to, spot(draft, to, where), note.id)
        draft.adds(to.hub, "entry", note.path)
    elif where.kind == "anywhere" and section_of(listing) == to:
        pass
    elif listing.hub == to.hub:
        _within(draft, listing, to, spot(draft, to, where))
    else:
        _across(draft, note, listing, to, spot(draft, to, where))
    if source is None:
        name = draft.kb.section_name(Placement(to.hub, to.number, 0))
        if note.section != name:
            draft.edit(note.path, SetValue((draft.kb.config.key("section"),), name))


def _within(draft: Draft, listing: Placement, to: SectionRef, index: int) -> None:
    """From one list of a hub to another one, or within one; the entry takes its comment along."""
    same = listing.section == to.number
    target = index - (same and listing.entry < index)
    if same and target == listing.entry:
        return
    hub = draft.hub(listing.hub)
    counts = {} if same else {listing.section: -1, to.number: 1}
    old, new = ("sections", listing.section, "notes"), ("sections", to.number, "notes")
    draft.edit(listing.hub, MoveItem(old, listing.entry, new, target), *counting(hub, counts))


def _across(draft: Draft, note: Note, listing: Placement, to: SectionRef, index: int) -> None:
    """From one hub to another."""
    path = ("sections", listing.section, "notes")
    counts = counting(draft.hub(listing.hub), {listing.section: -1})
    draft.edit(listing.hub, RemoveItem(path, listing.entry), *counts)
    enlist(draft, to, index, note.id)
    draft.removes(listing.hub, "entry", note.path)
    draft.adds(to.hub, "entry", note.path)


def _listing(draft: Draft, note: Note, source: SectionRef | None) -> Placement | None:
    """The listing to be moved, as the draft has it now."""
    home = draft.kb.home(note)
    wanted = source or (section_of(home) if home else None)
    if wanted is None:
        return None
    entries = draft.hub(wanted.hub).sections[wanted.number].notes
    for index, raw in enumerate(entries):
        if draft.kb.names.by_id(raw).path == note.path:
            return Placement(wanted.hub, wanted.number, index)
    raise BadInput(f"`{note.id}` is not listed in {draft.kb.hub(wanted.hub).sections[wanted.number].title!r}")
