"""`rlkb section add`, `rename`, `describe` and `move`: the sections of a hub."""

from collections.abc import Iterator
from typing import NamedTuple

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.plans.ids import check_id
from rlkb_cli.edit.plans.titles import title_of
from rlkb_cli.edit.splice import Insert, MoveItem, Op, RemoveKey, SetValue, Value
from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.base import KnowledgeBase, Placement
from rlkb_cli.kb.model import Hub, Note, Section
from rlkb_cli.kb.select import SectionRef
from rlkb_cli.kb.text import make_id, question_key
from rlkb_cli.kb.values import whole


class NewSection(NamedTuple):
    """What a new section is to be.  Without an `id`, one is made of the title."""

    title: str
    id: str | None = None
    description: str = ""


class Beside(NamedTuple):
    """A spot in a hub: `kind` is "first", "last", "before" or "after", the latter two with a `section`."""

    kind: str = "last"
    section: SectionRef | None = None


LAST = Beside()


def beside(
    before: SectionRef | None, after: SectionRef | None, first: bool = False, last: bool = False
) -> Beside:
    """The one spot that the options of a command name, the last if none; BadInput if they name several."""
    named = [Beside(kind, section) for kind, section in (("before", before), ("after", after)) if section]
    named += [Beside(kind) for kind, given in (("first", first), ("last", last)) if given]
    if len(named) > 1:
        raise BadInput("say only one of --before, --after, --first and --last")
    return named[0] if named else LAST


def plan_add_section(kb: KnowledgeBase, path: str, new: NewSection, spot: Beside = LAST) -> Change:
    """Add an empty section to the hub at `path`, and count it.

    It declares `count: 0`, unless the hub's other sections all declare no count.  Refused if the hub has a
    section of that id or title; BadInput for a title or id that cannot be one.
    """
    hub = kb.hub(path)
    title = _free_title(hub, new.title, None)
    section_id = _free_id(hub, new.id) if new.id is not None else make_id(title, [s.id for s in hub.sections])
    fields: dict[str, Value] = {"id": section_id, "title": title}
    if new.description.strip():
        fields["description"] = new.description.strip()
    if not hub.sections or any(section.declared is not None for section in hub.sections):
        fields["count"] = 0
    draft = Draft(kb)
    draft.edit(
        path,
        Insert(("sections",), _index(kb, hub, spot), {**fields, "notes": []}),
        *counting_sections(hub, 1),
    )
    return draft.change(f"add the section `{section_name(kb, path, section_id)}`")


def plan_rename_section(kb: KnowledgeBase, ref: SectionRef, title: str | None, new_id: str | None) -> Change:
    """Give a section another title, another id, or both; the `section` of its notes follows the id.

    Refused if the hub has another section of that id or title.
    """
    if title is None and new_id is None:
        raise BadInput("say --title, --id or both")
    hub, section = kb.hub(ref.hub), section_at(kb, ref)
    draft = Draft(kb)
    if title is not None:
        draft.edit(ref.hub, SetValue(_at(ref, "title"), _free_title(hub, title, ref.number), after="id"))
    if new_id is not None and new_id != section.id:
        draft.edit(ref.hub, SetValue(_at(ref, "id"), _free_id(hub, new_id)))
        for note in residents(kb, ref):
            settle(draft, note, section_name(kb, ref.hub, new_id))
        draft.renames_id(f"{hub.id}/{section.id}", new_id)
    return draft.change(f"rename the section `{section_name(kb, ref.hub, section.id)}`")


def plan_describe_section(kb: KnowledgeBase, ref: SectionRef, text: str) -> Change:
    """Set what a section says of itself; an empty text takes the description away."""
    draft = Draft(kb)
    path = _at(ref, "description")
    draft.edit(ref.hub, SetValue(path, text.strip(), after="title") if text.strip() else RemoveKey(path))
    return draft.change(f"describe the section `{section_name(kb, ref.hub, section_at(kb, ref).id)}`")


def plan_move_section(kb: KnowledgeBase, ref: SectionRef, spot: Beside) -> Change:
    """Move a section to another spot in its hub; BadInput if the spot is in another hub, or beside itself."""
    if spot.section == ref:
        raise BadInput("a section cannot stand before or after itself")
    index = _index(kb, kb.hub(ref.hub), spot)
    target = index - (ref.number < index)
    draft = Draft(kb)
    if target != ref.number:
        draft.edit(ref.hub, MoveItem(("sections",), ref.number, ("sections",), target))
    return draft.change(f"move the section `{section_name(kb, ref.hub, section_at(kb, ref).id)}`")


def section_at(kb: KnowledgeBase, ref: SectionRef) -> Section:
    """The section that a reference means."""
    return kb.hub(ref.hub).sections[ref.number]


def section_name(kb: KnowledgeBase, hub: str, section_id: str) -> str:
    """How a note's `section` names a section of the hub at this path, also one that is not there yet."""
    document = kb.hub(hub)
    return section_id if document.path == kb.hubs[0].path else f"{document.id}/{section_id}"


def residents(kb: KnowledgeBase, ref: SectionRef) -> list[Note]:
    """The notes whose `section` names this section.

    Where another section of the hub has the same id, only those that this one lists.
    """
    name = kb.section_name(Placement(ref.hub, ref.number, 0))
    named = [note for note in kb.notes if note.section == name]
    twins = [section for section in kb.hub(ref.hub).sections if section.id == section_at(kb, ref).id]
    return named if len(twins) == 1 else [note for note in named if _lists(kb, ref, note)]


def settle(draft: Draft, note: Note, name: str) -> None:
    """Let a note's `section` name another home."""
    draft.edit(note.path, SetValue((draft.kb.config.key("section"),), name))


def counting_sections(hub: Hub, change: int) -> Iterator[Op]:
    """The edit of `totals.sections`; a total that is missing or no whole number is left alone."""
    total = whole(hub.total_sections)
    if total is not None:
        yield SetValue(("totals", "sections"), max(total + change, 0))


def _lists(kb: KnowledgeBase, ref: SectionRef, note: Note) -> bool:
    return any((spot.hub, spot.section) == ref for spot in kb.placements.get(note.path, ()))


def _at(ref: SectionRef, key: str) -> tuple[str | int, ...]:
    return ("sections", ref.number, key)


def _index(kb: KnowledgeBase, hub: Hub, spot: Beside) -> int:
    """Where in the hub's list of sections, as it is now, something at this spot is inserted."""
    if spot.section is None:
        return 0 if spot.kind == "first" else len(hub.sections)
    if spot.section.hub != hub.path:
        other = section_name(kb, spot.section.hub, section_at(kb, spot.section).id)
        raise BadInput(f"`{other}` is a section of another hub")
    return spot.section.number + (spot.kind == "after")


def _free_title(hub: Hub, text: str, own: int | None) -> str:
    title = title_of(text, "the title of a section")
    for number, section in enumerate(hub.sections):
        if number != own and question_key(section.title) == question_key(title):
            raise Refused(f"the section `{section.id}` has this title already", path=hub.path)
    return title


def _free_id(hub: Hub, wanted: str) -> str:
    check_id(wanted)
    if any(section.id == wanted for section in hub.sections):
        raise Refused(f"the hub has a section `{wanted}` already", path=hub.path)
    return wanted
