"""What rules have to look at: by sets over the facts of all documents, not by loops over all links.

Everything that passes is right; what is left is a superset of what is wrong, and is judged exactly by the rules.
In a base without flaws nothing is left, and no document is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from rlkb_cli.kb.alike import answered, shared
from rlkb_cli.kb.facts import ANCHOR, ID, WIKI, Facts, join, keys_of, split
from rlkb_cli.kb.spelling import nfc, nfc_all
from rlkb_cli.kb.text import question_key, stem

if TYPE_CHECKING:
    from rlkb_cli.kb.base import KnowledgeBase, Reference
    from rlkb_cli.kb.model import Note


class Sieve:
    """The doubtful parts of one base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._facts = kb.facts

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The documents that use a key which none provides, and those that are odd by themselves."""
        odd = self._unprovided
        return tuple(
            path
            for path, facts in self._facts.items()
            if facts.odd or (odd and not odd.isdisjoint(split(facts.uses)))
        )

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """All that these documents point at: the entries of hubs first, then relations and links."""
        found = [reference for path in self.sources for reference in self._kb.references_of(path)]
        return tuple(sorted(found, key=lambda reference: reference.kind != "entry"))

    @cached_property
    def entries(self) -> tuple[Reference, ...]:
        """All entries of the hubs in which an entry is doubtful, repeated, or another hub."""
        hubs = {ID + facts.id for facts in self._facts.values() if facts.kind == "hub"}
        doubtful = self._unprovided | hubs
        found = []
        for path, facts in self._facts.items():
            used = split(facts.uses) if facts.kind == "hub" else []
            if _has_twins(used) or not doubtful.isdisjoint(used) or (used and facts.odd):
                found.append(self._kb.hub(path))
        return tuple(entry for hub in found for entry in self._kb.entries_of(hub))

    @cached_property
    def relations(self) -> tuple[Reference, ...]:
        """The relations of the notes that say one of which the other end may be missing."""
        said = {f"{facts.id}{ANCHOR}{said}" for facts in self._facts.values() for said in split(facts.says)}
        inverse = {form: back for form, back in self._kb.config.relations.items() if back is not None}
        plain = "id" not in self._kb.config.keys and not self.ids
        lonely = [
            path
            for path, facts in self._facts.items()
            if facts.says and not (plain and said.issuperset(_answers(facts, inverse)))
        ]
        return tuple(relation for path in lonely for relation in self._kb.relations_of(self._kb.note(path)))

    @cached_property
    def ids(self) -> tuple[list[str], ...]:
        """The paths of the notes and hubs that share one id."""
        return _repeated((nfc(facts.id), path) for path, facts in self._facts.items())

    @cached_property
    def questions(self) -> tuple[list[str], ...]:
        """The paths of the notes that ask one question."""
        return _repeated((facts.question, path) for path, facts in self._facts.items())

    @cached_property
    def alike(self) -> Mapping[str, Sequence[str]]:
        """The marks that several documents have, each with the paths of these."""
        return shared({path: facts.marks for path, facts in self._facts.items()})

    @cached_property
    def answered(self) -> tuple[tuple[str, str], ...]:
        """The paths of documents that call, each with that of one that answers."""
        return tuple(answered({path: facts.calls for path, facts in self._facts.items()}))

    def marked(self, mark: str) -> tuple[str, ...]:
        """The documents that have a mark."""
        return tuple(path for path, facts in self._facts.items() if facts.marks and mark in split(facts.marks))

    @cached_property
    def aliased(self) -> tuple[str, ...]:
        """The notes with an alias that something else may be called as well."""
        aliases = Counter(nfc(alias) for facts in self._facts.values() for alias in split(facts.aliases))
        if not aliases:
            return ()
        names = self._kb.names
        return tuple(
            path
            for path, facts in self._facts.items()
            for alias in map(nfc, split(facts.aliases))
            if aliases[alias] > 1
            or any(alias in table for table in (names.ids, names.stems, names.former))
            or question_key(alias) in names.questions
        )

    @cached_property
    def unlisted(self) -> tuple[Note, ...]:
        """The notes of which no hub lists the id as it is."""
        listed = {used for facts in self._facts.values() if facts.kind == "hub" for used in split(facts.uses)}
        return self._notes(lambda facts: ID + nfc(facts.id) not in listed)

    @cached_property
    def unplaced(self) -> tuple[Note, ...]:
        """The notes that are not listed, as they are called, in the section that they name."""
        listed = {entry for facts in self._facts.values() for entry in split(facts.entries)}
        return self._notes(lambda facts: f"{facts.section}{ANCHOR}{nfc(facts.id)}" not in listed)

    def sources_of(self, *paths: str) -> tuple[str, ...]:
        """The documents that may point at one of these: by a key that it provides, or by one that none does."""
        keys = {key for path in paths for key in keys_of(path, self._facts[path])}
        anchored = tuple(key + ANCHOR for key in keys)
        doubtful = set(self.sources)
        return tuple(
            source
            for source, other in self._facts.items()
            if source in doubtful
            or not keys.isdisjoint(used := split(other.uses))
            or any(key.startswith(anchored) for key in used if ANCHOR in key)
        )

    @cached_property
    def _unprovided(self) -> set[str]:
        used = set(split(join([facts.uses for facts in self._facts.values()])))
        left = used - self._provided
        anchored = sorted([key for key in left if ANCHOR in key])
        left.difference_update(anchored)
        for name, keys in groupby(anchored, lambda key: key.partition(ANCHOR)[0]):
            anchors = self._anchors(name)
            left.update([key for key in keys if key[len(name) + 1 :] not in anchors])
        return left

    @cached_property
    def _provided(self) -> set[str]:
        """The keys without an anchor: paths, and names and ids that only one document has."""
        stems = [stem(path) for path, facts in self._facts.items() if facts.kind != "hub"]
        ids = [facts.id for facts in self._facts.values() if facts.id]
        provided = {WIKI + name for name in _unique(nfc_all(stems))}
        provided.update([ID + name for name in _unique(nfc_all(ids))])
        provided.update([path for path in self._kb.files if path.isascii()])
        return provided

    def _anchors(self, name: str) -> Collection[str]:
        """The anchors of the document that a key without anchor leads to."""
        if name not in self._provided:
            return ()
        if not name.startswith(WIKI):
            return split(self._facts[name].slugs) if name in self._facts else ()
        path = self._paths_of_stems.get(name.removeprefix(WIKI))
        return () if path is None else split(self._facts[path].letters)

    @cached_property
    def _paths_of_stems(self) -> Mapping[str, str]:
        return {nfc(stem(path)): path for path, facts in self._facts.items() if facts.kind != "hub"}

    def _notes(self, wanted: Callable[[Facts], bool]) -> tuple[Note, ...]:
        found = (path for path, facts in self._facts.items() if facts.kind == "note" and wanted(facts))
        return tuple(map(self._kb.note, found))


def _answers(facts: Facts, inverse: Mapping[str, str]) -> list[str]:
    """What the other ends of a note's relations have to say."""
    pairs = [said.partition(ANCHOR) for said in split(facts.says)]
    return [f"{other}{ANCHOR}{inverse[form]}{ANCHOR}{facts.id}" for form, _, other in pairs if form in inverse]


def _unique(names: Sequence[str]) -> Iterable[str]:
    """The names that stand there once."""
    once = set(names)
    if len(once) == len(names):
        return once
    return [name for name, count in Counter(names).items() if count == 1]


def _has_twins(names: Sequence[str]) -> bool:
    return len(set(names)) < len(names)


def _repeated(pairs: Iterable[tuple[str, str]]) -> tuple[list[str], ...]:
    """The paths that share a name, for every name that is not empty and not unique."""
    known = [(name, path) for name, path in pairs if name]
    if len({name for name, _ in known}) == len(known):
        return ()
    groups: dict[str, list[str]] = {}
    for name, path in known:
        groups.setdefault(name, []).append(path)
    return tuple(paths for paths in groups.values() if len(paths) > 1)
