"""`rlkb set` and `rlkb unset`: the fields of notes that are not the tool's own."""

import re
from collections.abc import Sequence

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.plans.departure import name_of
from rlkb_cli.edit.splice import Raw, RemoveKey, SetValue, Value
from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.spelling import nfc
from rlkb_cli.kb.values import Quoted, RawValue, is_typed
from rlkb_cli.kb.yamlnodes import YamlProblem, compose

_VERBS = {
    "question": "`rlkb retitle` rewords a question",
    "section": "`rlkb move` moves a note to another section",
    "id": "`rlkb retitle --id` renames a note",
    "former-ids": "`rlkb retitle` and `rlkb merge` keep it",
    "former-questions": "`rlkb retitle` and `rlkb merge` keep it",
}
_FREE = ("summary", "aliases")
# What stays plain, and so keeps its type: booleans, whole numbers, decimals, dates with or without a time.
_TYPED = lazy_pattern(
    r"""true|false|[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?
    |[0-9]{4}-[0-9]{2}-[0-9]{2}
     (?:[T\ ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2})?)?""",
    re.VERBOSE,
)


def plan_set(kb: KnowledgeBase, notes: Sequence[Note], key: str, text: str) -> Change:
    """Give a field of notes the value that `text` says (see `parse_value`); one that has it stays as it is.

    BadInput for a key that another verb sets, Refused where an alias that is in use would go.
    """
    check_key(kb.config, key)
    value = parse_value(text, texts=key in map(kb.config.key, _FREE))
    draft = Draft(kb)
    for note in notes:
        if key not in note.fields or not _same(note.fields[key], value):
            _check_aliases(kb, note, key, value)
            draft.edit(note.path, SetValue((key,), value))
    return draft.change(f"set `{key}` of {name_of(notes)}")


def plan_unset(kb: KnowledgeBase, notes: Sequence[Note], key: str) -> Change:
    """Take a field out of notes; one that lacks it stays as it is.  Raises as `plan_set` does."""
    check_key(kb.config, key)
    draft = Draft(kb)
    for note in notes:
        if key in note.fields:
            _check_aliases(kb, note, key, None)
            draft.edit(note.path, RemoveKey((key,)))
    return draft.change(f"unset `{key}` of {name_of(notes)}")


def check_key(config: Config, key: str) -> None:
    """BadInput if it is no key, or one that another verb keeps true together with the rest of the base."""
    if not key or key != key.strip() or not key.isprintable():
        raise BadInput(f"`{key}` cannot be a key")
    for name, verb in _VERBS.items():
        if key == config.key(name) and (name != "id" or "id" in config.keys):
            raise BadInput(f"`{key}` is not set by hand", help=verb)
    for name in config.relations:
        if key == config.key(name):
            verbs = f"`rlkb link --as {name}` and `rlkb unlink` write both ends"
            raise BadInput(f"`{key}` is a relation", help=verbs)


def parse_value(text: str, *, texts: bool = False) -> Value:
    """A value as the command line says it.

    `true`, `false`, numbers and dates keep their type (not if `texts`), `[a, b]` is a list, and quotes around
    the whole make a text of anything; all else is a text as it stands, a wikilink included.
    """
    if text[:1] + text[-1:] in ("[]", '""', "''") and len(text) > 1 and not text.startswith("[["):
        try:
            node = compose(text.encode())
        except YamlProblem as problem:
            raise BadInput(f"`{text}` cannot be read: {problem.message}") from None
        if node is not None and node.kind in ("sequence", "scalar"):
            return _value(node.plain(), texts)
    return _value(text, texts)


def _value(raw: RawValue, texts: bool) -> Value:
    if isinstance(raw, tuple):
        return [_value(item, texts) for item in raw]
    if isinstance(raw, dict):
        return {key: _value(item, texts) for key, item in raw.items()}
    typed = not texts and not isinstance(raw, Quoted) and _TYPED.fullmatch(raw)
    return Raw(raw) if typed else str(raw)


def _same(raw: RawValue, value: Value) -> bool:
    """Whether a field has the value already, of the same type."""
    if isinstance(raw, tuple) and isinstance(value, list):
        return len(raw) == len(value) and all(map(_same, raw, value))
    if not isinstance(raw, str) or not isinstance(value, str):
        return False
    typed = is_typed(raw) and not isinstance(raw, Quoted)
    return str(raw) == str(value) and typed == isinstance(value, Raw)


def _check_aliases(kb: KnowledgeBase, note: Note, key: str, value: Value) -> None:
    """Refused if links go by an alias that would be none afterwards."""
    if key != kb.config.key("aliases"):
        return
    names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    kept = {nfc(name) for name in names if isinstance(name, str)}
    for link in kb.inbound(note.path):
        if link.target.via == "alias" and nfc(link.raw.strip()) not in kept:
            raise Refused(f"a link goes by the alias `{link.raw}` of `{note.id}`", path=link.source)
