"""Bringing the fields of notes together in one of them."""

from collections.abc import Collection, Mapping, Sequence

from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.plans.departure import extend
from rlkb_cli.edit.plans.follow import arrow_target
from rlkb_cli.edit.splice import Insert, Raw, SetValue, Value
from rlkb_cli.errors import Refused
from rlkb_cli.kb.base import Reference
from rlkb_cli.kb.config import OWN_KEYS, Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.read import read_note
from rlkb_cli.kb.values import Quoted, RawValue, is_empty, is_typed


def unite_fields(draft: Draft, note: Note, into: Note) -> None:
    """Give `into` the fields that it lacks, and those entries of lists that it lacks; its own texts stay."""
    own = own_keys(draft.kb.config) - {draft.kb.config.key("summary")}
    for key, raw in note.fields.items():
        if key in own or is_empty(raw):
            continue
        held = read_note(into.path, draft.data(into.path), draft.kb.config).fields.get(key)
        if is_empty(held):
            draft.edit(into.path, SetValue((key,), as_value(raw)))
        elif isinstance(held, tuple) and isinstance(raw, tuple):
            new = [item for index, item in enumerate(raw) if item not in (*held, *raw[:index])]
            ops = (Insert((key,), len(held) + offset, as_value(item)) for offset, item in enumerate(new))
            draft.edit(into.path, *ops)
    extend(draft, into.path, draft.kb.config.key("aliases"), note.aliases)


def own_keys(config: Config) -> set[str]:
    """The keys of a base that mean something to the tool."""
    return {config.key(name) for name in (*OWN_KEYS, *config.relations)}


def as_value(raw: RawValue) -> Value:
    """A raw value as one that is written as it was: a plain number stays one, a quoted one a text."""
    if isinstance(raw, Mapping):
        return {key: as_value(item) for key, item in raw.items()}
    if isinstance(raw, tuple):
        return [as_value(item) for item in raw]
    if isinstance(raw, Quoted):
        return str(raw)
    if raw.startswith("*"):
        raise Refused(f"the YAML alias `{raw}` cannot be taken over into another note")
    return (Raw(raw) if is_typed(raw) else raw) if raw else None


def unite_relations(draft: Draft, note: Note, into: Note, gone: Collection[str]) -> None:
    """Give `into` the relations of a note, but for those that it has and those between the notes united."""
    for relation in draft.kb.relations:
        between = relation.target.path in gone or relation.target.path == into.path
        if relation.source == note.path and not between:
            _relate(draft, into, relation)


def _relate(draft: Draft, into: Note, relation: Reference) -> None:
    held = read_note(into.path, draft.data(into.path), draft.kb.config).relations.get(relation.form, ())
    if not _has(draft, held, relation):
        draft.edit(into.path, Insert((draft.kb.config.key(relation.form),), len(held), str(relation.raw)))
        draft.adds(into.path, relation.form, arrow_target(relation))


def _has(draft: Draft, held: Sequence[str], relation: Reference) -> bool:
    path = relation.target.path
    return relation.raw in held or (
        path != "" and path in (draft.kb.names.relation(raw).path for raw in held)
    )
