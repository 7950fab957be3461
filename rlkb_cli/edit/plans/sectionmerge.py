"""`rlkb section merge` and `section remove`: what a section lists goes to another one, and it goes."""

from collections.abc import Iterator, Sequence

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.plans.listing import counting
from rlkb_cli.edit.plans.section import counting_sections, residents, section_at, section_name, settle
from rlkb_cli.edit.splice import Insert, MoveItem, Op, RemoveItem, SetValue
from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.select import SectionRef


def plan_remove_section(kb: KnowledgeBase, ref: SectionRef, move_to: SectionRef | None) -> Change:
    """Take a section out of its hub, and what it lists over to `move_to`.

    Refused without `move_to` while the section lists anything, or while notes name it as their home.
    """
    name = section_name(kb, ref.hub, section_at(kb, ref).id)
    if move_to is None:
        _check_empty(kb, ref, name)
    return _merge(kb, [ref], move_to, f"remove the section `{name}`")


def plan_merge_sections(kb: KnowledgeBase, sources: Sequence[SectionRef], into: SectionRef) -> Change:
    """Put what the sources list at the end of `into`, in their order, and take the sources out of their hubs.

    `into` keeps its id, title and description; without a description it gets the first one of the sources.
    """
    names = ", ".join(f"`{section_name(kb, ref.hub, section_at(kb, ref).id)}`" for ref in sources)
    target = section_name(kb, into.hub, section_at(kb, into).id)
    return _merge(kb, sources, into, f"merge the section{'s' * (len(sources) > 1)} {names} into `{target}`")


def _merge(kb: KnowledgeBase, sources: Sequence[SectionRef], into: SectionRef | None, title: str) -> Change:
    draft = Draft(kb)
    if into is not None:
        if into in sources:
            raise BadInput("a section cannot be merged into itself")
        for ref in sources:
            _pour(draft, ref, into)
        _describe(draft, sources, into)
    for ref in sorted(sources, key=lambda ref: ref.number, reverse=True):
        hub = draft.hub(ref.hub)
        draft.edit(ref.hub, RemoveItem(("sections",), ref.number), *counting_sections(hub, -1))
    return draft.change(title)


def _check_empty(kb: KnowledgeBase, ref: SectionRef, name: str) -> None:
    listed = len(section_at(kb, ref).notes)
    if listed:
        what = "1 entry" if listed == 1 else f"{listed} entries"
        advice = "--move-to SECTION takes what it lists along"
        raise Refused(f"the section `{name}` lists {what}", path=ref.hub, help=advice)
    living = residents(kb, ref)
    if living:
        reason = f"`{living[0].id}` names the section `{name}` as its home"
        raise Refused(reason, path=living[0].path, help="--move-to SECTION takes it along")


def _pour(draft: Draft, ref: SectionRef, into: SectionRef) -> None:
    """All entries of one section to the end of another, but those that would then be listed there twice."""
    there = _listed(draft, into, whole_hub=ref.hub != into.hub)
    kept = [draft.kb.names.by_id(raw).path not in there for raw in section_at(draft.kb, ref).notes]
    homes = {note.path: _new_home(draft.kb, note, ref, into) for note in residents(draft.kb, ref)}
    for path in _dropped(draft.kb, ref, kept):
        draft.removes(ref.hub, "entry", path)
    if ref.hub == into.hub:
        _within(draft, ref, into, kept)
    else:
        _across(draft, ref, into, kept)
    for path, name in homes.items():
        settle(draft, draft.kb.note(path), name)


def _within(draft: Draft, ref: SectionRef, into: SectionRef, kept: Sequence[bool]) -> None:
    hub = draft.hub(ref.hub)
    source, target = ("sections", ref.number, "notes"), ("sections", into.number, "notes")
    end = len(hub.sections[into.number].notes)
    moves: list[Op] = []
    for keep in kept:
        moves.append(MoveItem(source, 0, target, end) if keep else RemoveItem(source, 0))
        end += keep
    figures = counting(hub, {ref.number: -len(kept), into.number: sum(kept)})
    draft.edit(ref.hub, *moves, *figures)


def _across(draft: Draft, ref: SectionRef, into: SectionRef, kept: Sequence[bool]) -> None:
    """To another hub: entries are written there under their names, comments stay behind."""
    old, new = draft.hub(ref.hub), draft.hub(into.hub)
    entries = [raw for raw, keep in zip(old.sections[ref.number].notes, kept, strict=True) if keep]
    end = len(new.sections[into.number].notes)
    target = ("sections", into.number, "notes")
    inserts = (Insert(target, end + number, raw) for number, raw in enumerate(entries))
    draft.edit(into.hub, *inserts, *counting(new, {into.number: len(entries)}))
    source = ("sections", ref.number, "notes")
    draft.edit(ref.hub, *[RemoveItem(source, 0)] * len(kept), *counting(old, {ref.number: -len(kept)}))
    for raw in entries:
        target_path = draft.kb.names.by_id(raw).path
        draft.removes(ref.hub, "entry", target_path or _unresolved(draft.kb, raw))
        draft.adds(into.hub, "entry", target_path or _unresolved(draft.kb, raw))


def _unresolved(kb: KnowledgeBase, raw: str) -> str:
    """How the conservation check calls an entry that leads nowhere."""
    return f"{kb.names.by_id(raw).kind}:{raw}"


def _listed(draft: Draft, into: SectionRef, *, whole_hub: bool) -> set[str]:
    """The documents that the target section lists already, or its whole hub."""
    sections = draft.hub(into.hub).sections
    chosen = sections if whole_hub else (sections[into.number],)
    return {draft.kb.names.by_id(raw).path for section in chosen for raw in section.notes} - {""}


def _dropped(kb: KnowledgeBase, ref: SectionRef, kept: Sequence[bool]) -> Iterator[str]:
    for raw, keep in zip(section_at(kb, ref).notes, kept, strict=True):
        if not keep:
            yield kb.names.by_id(raw).path


def _new_home(kb: KnowledgeBase, note: Note, ref: SectionRef, into: SectionRef) -> str:
    """Where the note is to be found then: the target section, but for one that its hub lists elsewhere."""
    target = section_name(kb, into.hub, section_at(kb, into).id)
    spots = kb.placements.get(note.path, ())
    listed = [kb.section_name(spot) for spot in spots if spot.hub == into.hub]
    return target if ref.hub == into.hub or not listed or target in listed else listed[0]


def _describe(draft: Draft, sources: Sequence[SectionRef], into: SectionRef) -> None:
    texts = [text for ref in sources if (text := section_at(draft.kb, ref).description)]
    if texts and not section_at(draft.kb, into).description:
        path = ("sections", into.number, "description")
        draft.edit(into.hub, SetValue(path, texts[0], after="title"))
