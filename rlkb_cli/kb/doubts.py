"""What a change makes doubtful: sooner told from what changed than from all documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rlkb_cli.kb.facts import ANCHOR, WIKI, Facts, keys_of, split
from rlkb_cli.kb.spelling import nfc
from rlkb_cli.kb.text import stem

if TYPE_CHECKING:
    from rlkb_cli.kb.table import Table

_FEW = 8  # keys that are sooner looked for in a text than in its parts
_NOTHING = Facts("", "")  # of a document that is not there


class Held(NamedTuple):
    """What a sieve holds back: documents that may use what nobody provides, or say what is not answered, by path."""

    sources: Sequence[str]
    lonely: Sequence[str]


class Earlier(NamedTuple):
    """Much the same base as it was: its facts, which have grown since, its files, and what was held back."""

    facts: Table
    files: frozenset[str]
    held: Callable[[], Held]


def sources_after(
    earlier: Earlier, now: Table, files: frozenset[str], unprovided: Callable[[set[str]], set[str]]
) -> set[str]:
    """The documents that may use a key which none provides `now`, or are odd, and others; see `Sieve.sources`.

    Those of before; those that changed, if they use new keys that are `unprovided`; whatever uses a key that led to a
    document, or an anchor that it had, and may do so no more.
    """
    touched = _touched(earlier, now)
    new = {path: set(split(is_.uses)) - set(split(was.uses)) for path, was, is_ in touched}
    called = {key for path, was, is_ in touched if _is_renamed(was, is_) and is_.kind for key in keys_of(path, is_.id)}
    wrong = unprovided(called.union(*new.values()))
    lost = (called & wrong).union(earlier.files - files, *(_lost(*each) for each in touched))
    doubtful = {path for path, _, is_ in touched if is_.odd or not wrong.isdisjoint(new[path])}
    rows = zip(now, now.texts("uses"), strict=True) if lost else ()
    return doubtful.union(earlier.held().sources, [path for path, uses in rows if uses_one(uses, lost)])


def lonely_after(earlier: Earlier, now: Table) -> set[str]:
    """The documents that may say a relation which is not answered `now`, and others; see `Sieve.lonely`.

    Those of before; those that changed what they say, and both ends of it; whatever speaks of an id that changed.
    """
    doubtful, names = set(earlier.held().lonely), set()
    for path, was, is_ in _touched(earlier, now):
        if (was.id, was.says) != (is_.id, is_.says):
            doubtful.add(path)
            names.update([said.partition(ANCHOR)[2] for said in split(was.says) + split(is_.says)])
            for called in {was.id, is_.id} - {""} if was.id != is_.id else ():
                said = zip(now, now.texts("says"), strict=True)
                doubtful.update([other for other, joined in said if called in joined])
    ids = zip(now, now.texts("id"), strict=True) if names else ()
    return doubtful | {path for path, name in ids if name in names}


def uses_one(uses: str, keys: set[str]) -> bool:
    """Whether one of the keys, with or without an anchor, is among those that a document uses."""
    if len(keys) <= _FEW and not any(key in uses for key in keys):
        return False
    used = split(uses)
    return not keys.isdisjoint(used) or (ANCHOR in uses and any(key.partition(ANCHOR)[0] in keys for key in used))


def _touched(earlier: Earlier, now: Table) -> list[tuple[str, Facts, Facts]]:
    """The documents that changed, came or went, with their facts before and now."""
    before, touched = earlier.facts, now.touched_since(earlier.facts)
    return [(path, _row(before, path), _row(now, path)) for path in touched]


def _row(table: Table, path: str) -> Facts:
    return table.row(path) if path in table else _NOTHING


def _is_renamed(was: Facts, now: Facts) -> bool:
    """Whether a document is called otherwise; also if it came or went."""
    return (was.kind, was.id) != (now.kind, now.id)


def _lost(path: str, was: Facts, now: Facts) -> set[str]:
    """The keys by which a document was called, if it is called otherwise; else those of the anchors that it lost."""
    if _is_renamed(was, now):
        return set(keys_of(path, was.id)) if was.kind else set()
    slugs = set(split(was.slugs)) - set(split(now.slugs))
    letters = set(split(was.letters)) - set(split(now.letters))
    name = WIKI + nfc(stem(path))
    return {f"{path}{ANCHOR}{slug}" for slug in slugs} | {f"{name}{ANCHOR}{anchor}" for anchor in letters}
