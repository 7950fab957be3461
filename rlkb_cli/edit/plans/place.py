"""`rlkb place` and `rlkb unplace`: further listings of notes and hubs."""

from collections.abc import Sequence

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.plans.listing import Where, counting, enlist, spot
from rlkb_cli.edit.plans.section import section_at, section_name, settle
from rlkb_cli.edit.splice import RemoveItem
from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.base import KnowledgeBase, Placement
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.select import SectionRef


def plan_place(kb: KnowledgeBase, entries: Sequence[Note | Hub], to: SectionRef, where: Where) -> Change:
    """List notes and hubs in a section as well, in the order in which they are named; their homes stay.

    A note that is listed nowhere gets its home there.  One that the section lists stays where it stands;
    Refused if another section of the hub lists it.
    """
    draft = Draft(kb)
    previous = where
    for entry in entries:
        if not _is_there(kb, entry, to):
            enlist(draft, to, spot(draft, to, previous), entry.id)
            draft.adds(to.hub, "entry", entry.path)
            _first_home(draft, entry, to)
        if where.kind in ("first", "after"):
            previous = Where("after", entry)
    name = section_name(kb, to.hub, section_at(kb, to).id)
    return draft.change(f"place {_names(entries)} in `{name}`")


def plan_unplace(kb: KnowledgeBase, entries: Sequence[Note | Hub], source: SectionRef) -> Change:
    """Take notes and hubs off the list of a section.

    Where it is a note's home, the next listing (the root hub's first) becomes it; Refused if there is none.
    BadInput for what the section does not list.
    """
    draft = Draft(kb)
    homes = [home for entry in entries if (home := _unplace(draft, entry, source))]
    name = section_name(kb, source.hub, section_at(kb, source).id)
    return draft.change("; ".join([f"unplace {_names(entries)} from `{name}`", *homes]))


def _is_there(kb: KnowledgeBase, entry: Note | Hub, to: SectionRef) -> bool:
    for listing in kb.listings_of(entry.path):
        if (listing.hub, listing.section) == to:
            return True
        if listing.hub == to.hub:
            name = kb.section_name(listing)
            message = f"`{entry.id}` is listed in `{name}` already, and a hub lists nothing twice"
            advice = f"`rlkb move {entry.id} --from {name} --to SECTION` takes it to another section"
            raise Refused(message, path=to.hub, help=advice if isinstance(entry, Note) else None)
    return False


def _first_home(draft: Draft, entry: Note | Hub, to: SectionRef) -> None:
    name = section_name(draft.kb, to.hub, section_at(draft.kb, to).id)
    if isinstance(entry, Note) and entry.section != name and not any(draft.kb.listings_of(entry.path)):
        settle(draft, entry, name)


def _unplace(draft: Draft, entry: Note | Hub, source: SectionRef) -> str:
    """Take one listing away; returns what to say of the home, "" if it stays."""
    hub = draft.hub(source.hub)
    paths = [draft.kb.names.by_id(raw).path for raw in hub.sections[source.number].notes]
    if entry.path not in paths:
        raise BadInput(f"`{entry.id}` is not listed in the section {hub.sections[source.number].title!r}")
    home = _home_after(draft.kb, entry, source) if isinstance(entry, Note) else ""
    at = ("sections", source.number, "notes")
    draft.edit(source.hub, RemoveItem(at, paths.index(entry.path)), *counting(hub, {source.number: -1}))
    draft.removes(source.hub, "entry", entry.path)
    if not isinstance(entry, Note) or home == entry.section:
        return ""
    settle(draft, entry, home)
    return f"the home of `{entry.id}` is `{home}` now"


def _home_after(kb: KnowledgeBase, note: Note, source: SectionRef) -> str:
    """What the note's `section` is to be without this listing."""
    spots = list(kb.listings_of(note.path))
    gone = next(spot for spot in spots if (spot.hub, spot.section) == source)
    left = [spot for spot in spots if spot != gone]
    if not left:
        advice = f"`rlkb move {note.id} --to SECTION` moves it, `rlkb remove {note.id}` deletes it"
        raise Refused(f"no other section lists `{note.id}`", path=source.hub, help=advice)
    names = [kb.section_name(Placement(*spot)) for spot in left]
    return note.section if note.section in names or kb.section_name(gone) != note.section else names[0]


def _names(entries: Sequence[Note | Hub]) -> str:
    return ", ".join(f"`{entry.id}`" for entry in entries) if len(entries) < 4 else f"{len(entries)} entries"
