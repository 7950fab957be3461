"""What notes leave behind in others when they go: listings, relations, and names."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.plans.follow import wiki_name
from rlkb_cli.edit.plans.listing import counting
from rlkb_cli.edit.plans.reasons import let_reasons_follow
from rlkb_cli.edit.splice import Insert, Op, RemoveItem, RemoveKey, SetValue
from rlkb_cli.kb.base import KnowledgeBase, Placement, Reference
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.read import read_note
from rlkb_cli.kb.spelling import nfc, unwrap
from rlkb_cli.kb.text import stem
from rlkb_cli.kb.values import is_empty


def delist(draft: Draft, gone: Collection[str], heir: Note | None = None) -> None:
    """Take the notes at the paths `gone` out of all hubs, and count that.

    In a hub that lists one of them but not the `heir`, the heir takes the place of the first.
    """
    for hub in draft.kb.hubs:
        spots = sorted(spot for path in gone for spot in _in_hub(draft.kb, path, hub))
        if spots:
            _delist(draft, hub, spots, heir if heir and not _in_hub(draft.kb, heir.path, hub) else None)


def _in_hub(kb: KnowledgeBase, path: str, hub: Hub) -> list[Placement]:
    return [spot for spot in kb.listings_of(path) if spot.hub == hub.path]


def _delist(draft: Draft, hub: Hub, spots: Sequence[Placement], heir: Note | None) -> None:
    for spot in spots:
        draft.removes(hub.path, "entry", draft.kb.names.by_id(_raw(hub, spot)).path)
    ops: list[Op] = []
    if heir is not None:
        first, *spots = spots
        ops.append(SetValue(first.place.path, heir.id))
        draft.adds(hub.path, "entry", heir.path)
        if draft.kb.home(heir) is None:
            draft.edit(heir.path, SetValue((draft.kb.config.key("section"),), draft.kb.section_name(first)))
    ops += [RemoveItem(("sections", spot.section, "notes"), spot.entry) for spot in reversed(spots)]
    less = {section: -number for section, number in Counter(spot.section for spot in spots).items()}
    draft.edit(hub.path, *ops, *counting(hub, less))


def _raw(hub: Hub, spot: Placement) -> str:
    return hub.sections[spot.section].notes[spot.entry]


def rerelate(
    draft: Draft, gone: Collection[str], heir: Note | None, without: Collection[str] = ()
) -> list[Reference]:
    """Let the relations of the notes that stay lead to the heir instead; those that say nothing new go.

    Without an heir all of them go, and so do in any case the relations named by `without`.  Returns those
    that now lead to the heir.
    """
    kept: list[Reference] = []
    by_list: dict[tuple[str, str], list[Reference]] = {}
    for relation in draft.kb.relations:
        if relation.source not in gone:
            by_list.setdefault((relation.source, relation.form), []).append(relation)
    for (source, name), relations in by_list.items():
        if any(relation.target.path in gone for relation in relations):
            kept += _rerelate(draft, source, relations, gone, None if name in without else heir)
    return kept


def _rerelate(
    draft: Draft, source: str, relations: Sequence[Reference], gone: Collection[str], heir: Note | None
) -> list[Reference]:
    """One list of relations."""
    kept = []
    known = {source, *(relation.target.path for relation in relations)}
    changes: list[Op] = []
    removals: list[Op] = []
    for relation in relations:
        if relation.target.path not in gone:
            continue
        path, index = relation.place.path[:-1], relation.place.path[-1]
        draft.removes(source, relation.form, relation.target.path)
        if heir is None or heir.path in known:
            removals.append(RemoveItem(path, int(index)))
            continue
        known.add(heir.path)
        changes.append(SetValue(relation.place.path, _renamed(draft.kb, relation.raw, heir)))
        draft.adds(source, relation.form, heir.path)
        kept.append(relation)
    if removals and len(removals) == len(draft.kb.note(source).relations[relations[0].form]):
        removals = [RemoveKey(relations[0].place.path[:-1])]
    draft.edit(source, *changes, *reversed(removals))
    for relation in relations:
        if relation.form == "distinct-from" and relation.target.path in gone:
            new = heir.id if heir and heir.path != source else None
            let_reasons_follow(draft, [source], draft.kb.note(relation.target.path).id, new)
    return kept


def _renamed(kb: KnowledgeBase, raw: str, heir: Note) -> str:
    """The heir's id, or a wikilink where the old one was a wikilink."""
    return heir.id if unwrap(raw) is None else f"[[{wiki_name(kb, heir.path)}]]"


def extend(draft: Draft, path: str, key: str, texts: Iterable[str]) -> None:
    """Append to a list of a note those texts that it does not hold; a single text there becomes a list."""
    note = read_note(path, draft.data(path), draft.kb.config)
    held = () if is_empty(note.fields.get(key)) else note.fields[key]
    known = [nfc(item) for item in ((held,) if isinstance(held, str) else held) if isinstance(item, str)]
    new = list(dict.fromkeys(text for text in texts if text and nfc(text) not in known))
    if new and isinstance(held, str):
        draft.edit(path, SetValue((key,), [str(held), *new]))
    elif new:
        draft.edit(path, *(Insert((key,), len(held) + offset, text) for offset, text in enumerate(new)))


def inherit_names(draft: Draft, note: Note, heir: Note, *names: str) -> None:
    """Keep the id and question of a note that goes, and further names, as former ones of its heir."""
    key = draft.kb.config.key
    ids = (note.id, stem(note.path), *note.former_ids, *names)
    own = (nfc(heir.id), nfc(stem(heir.path)))
    extend(draft, heir.path, key("former-ids"), [name for name in ids if nfc(name) not in own])
    questions = [text for text in (note.question, *note.former_questions) if text != heir.question]
    extend(draft, heir.path, key("former-questions"), questions)


def name_of(notes: Sequence[Note]) -> str:
    """The notes in a title: the one by its id, several by their number."""
    return f"`{notes[0].id}`" if len(notes) == 1 else f"{len(notes)} notes"
