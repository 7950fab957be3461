"""Which keys a change makes doubtful: sooner told from what changed than from all documents."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.facts import ANCHOR, ID, WIKI, Facts, keys_of, split
from rlkb_cli.kb.spelling import nfc_all

if TYPE_CHECKING:
    from rlkb_cli.kb.table import Table

_FEW = 8  # keys that are sooner looked for in a text than in its parts


def doubts(before: Table, now: Table, stems: Sequence[str], files: Collection[str]) -> set[str]:
    """The keys that may be used and not provided `now`, if they were `before`; see `Sieve.unprovided`.

    They are new in a document, or what documents are or were called that changed.  `stems` are the file names of all
    documents without their ending, none for hubs.
    """
    changed = {path for path, _ in now.log[len(before.log) :]}
    keys: set[str] = set()
    names: set[str] = set()
    for path in changed:
        was, is_ = before.get(path), now.get(path)
        keys.update(set(_used(is_)) - set(_used(was)))
        if was is None or is_ is None or _provides(was) != _provides(is_):
            names.update(key for facts in (was, is_) if facts for key in keys_of(path, facts.id))
    users = [uses for uses in now.texts("uses") if uses_one(uses, names)] if names else []
    keys.update(key for uses in users for key in split(uses) if key.partition(ANCHOR)[0] in names)
    ids = nfc_all(now.texts("id"))
    return {key for key in keys if not _is_provided(key, ids, stems, files)}


def uses_one(uses: str, keys: set[str]) -> bool:
    """Whether one of the keys, with or without an anchor, is among those that a document uses."""
    if len(keys) <= _FEW and not any(key in uses for key in keys):
        return False
    used = split(uses)
    return not keys.isdisjoint(used) or (ANCHOR in uses and any(key.partition(ANCHOR)[0] in keys for key in used))


def _used(facts: Facts | None) -> list[str]:
    return split(facts.uses) if facts else []


def _provides(facts: Facts) -> tuple[str, ...]:
    """What tells by which keys others lead to a document."""
    return facts.kind, facts.id, facts.slugs, facts.letters


def _is_provided(key: str, ids: Sequence[str], stems: Sequence[str], files: Collection[str]) -> bool:
    """Whether just one document, or a file, has this key; False with an anchor, which is not looked for."""
    if key.startswith(WIKI):
        return stems.count(key.removeprefix(WIKI)) == 1
    if key.startswith(ID):
        return ids.count(key.removeprefix(ID)) == 1
    return key.isascii() and key in files
