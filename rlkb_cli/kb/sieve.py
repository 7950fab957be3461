"""What rules have to look at: by sets over the facts of all documents, not by loops over all links.

Everything that passes is right; what is left is a superset of what is wrong, and is judged exactly by the rules.
In a base without flaws nothing is left, and no document is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.alike import answered, shared
from rlkb_cli.kb.asked import tracked
from rlkb_cli.kb.doubts import Earlier, Held, lonely_after, sources_after, uses_one
from rlkb_cli.kb.facts import ANCHOR, DIVIDER, ID, WIKI, join, keys_of, split
from rlkb_cli.kb.spelling import nfc, nfc_all
from rlkb_cli.kb.text import question_key, stem

if TYPE_CHECKING:
    from rlkb_cli.kb.base import KnowledgeBase, Reference
    from rlkb_cli.kb.model import Note


_AT_ONCE = 2_000  # documents of which the keys are parted at once
_FEW = 20  # keys that are sooner looked for one by one


class Sieve:
    """The doubtful parts of one base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._facts = kb.facts
        self._alike: dict[str, Mapping[str, Sequence[str]]] = {}
        self.asked = kb.facts.asked

    @property
    def held(self) -> Held:
        """What is held back of links and of relations."""
        return Held(self.sources, self.lonely)

    @tracked
    def sources(self) -> tuple[str, ...]:
        """The documents that use a key which none provides, those that are odd by themselves, and few others."""
        self.asked.note("kind", "id", "uses", "slugs", "letters", "odd")
        earlier = self._earlier
        if earlier is None:
            return tuple(sorted(self._all_sources()))
        doubtful = sources_after(earlier, self._facts, self._kb.files, self._unprovided)
        return tuple(sorted(path for path in doubtful if path in self._facts))

    @property
    def _earlier(self) -> Earlier | None:
        earlier = self._kb.earlier
        return earlier if earlier and self._facts.follows(earlier.facts) else None

    def _all_sources(self) -> set[str]:
        facts, uses = self._facts, self._facts.texts("uses")
        used: set[str] = set()
        for start in range(0, len(uses), _AT_ONCE):
            used.update(split(join(uses[start : start + _AT_ONCE])))
        wrong = self._unprovided(used)
        doubtful = {path for path, odd in zip(facts, facts.numbers("odd"), strict=True) if odd}
        if wrong:
            doubtful.update([path for path, keys in zip(facts, uses, strict=True) if not wrong.isdisjoint(split(keys))])
        return doubtful

    @tracked
    def references(self) -> tuple[Reference, ...]:
        """All that these documents point at: the entries of hubs first, then relations and links."""
        found = [reference for path in self.sources for reference in self._kb.references_of(path)]
        return tuple(sorted(found, key=lambda reference: reference.kind != "entry"))

    @tracked
    def entries(self) -> tuple[Reference, ...]:
        """All entries of the hubs in which an entry is doubtful, repeated, or another hub."""
        hubs = {path: self._facts[path] for path in self._facts.of_kind("hub")}
        names, sources = {ID + facts.id for facts in hubs.values()}, set(self.sources)
        found = []
        for path, facts in hubs.items():
            used = split(facts.uses)
            if used and (path in sources or _has_twins(used) or not names.isdisjoint(used)):
                found.append(self._kb.hub(path))
        return tuple(entry for hub in found for entry in self._kb.entries_of(hub))

    @tracked
    def relations(self) -> tuple[Reference, ...]:
        """The relations of the notes that say one of which the other end may be missing."""
        return tuple(relation for path in self.lonely for relation in self._kb.relations_of(self._kb.note(path)))

    @tracked
    def lonely(self) -> tuple[str, ...]:
        """The notes that say a relation of which the other end may not say the inverse."""
        self.asked.note("id", "says")
        plain = "id" not in self._kb.config.keys and not self.ids
        if plain and self._earlier:
            doubtful = lonely_after(self._earlier, self._facts)
        else:
            ids = self._facts.texts("id")
            one_way = self._one_way() if plain else set(ids)
            doubtful = {path for path, name in zip(self._facts, ids, strict=True) if name in one_way}
        return tuple(sorted(path for path in doubtful if path in self._facts and self._facts.row(path).says))

    def _one_way(self) -> set[str]:
        """The ids of the notes that say a relation of which the other end does not say the inverse."""
        begins = {form: back + ANCHOR for form, back in self._kb.config.relations.items() if back is not None}
        there: set[tuple[str, str]] = set()
        wanted: set[tuple[str, str]] = set()
        for name, joined in zip(self._facts.texts("id"), self._facts.texts("says"), strict=True):
            for said in joined.split(DIVIDER) if joined else ():
                there.add((name, said))
                form, _, other = said.partition(ANCHOR)
                if form in begins:
                    wanted.add((other, begins[form] + name))
        return {answer.partition(ANCHOR)[2] for _, answer in wanted - there}

    @tracked
    def ids(self) -> tuple[list[str], ...]:
        """The paths of the notes and hubs that share one id."""
        return _repeated(nfc_all(self._facts.texts("id")), self._facts.paths)

    @tracked
    def questions(self) -> tuple[list[str], ...]:
        """The paths of the notes that ask one question."""
        return _repeated(self._facts.texts("question"), self._facts.paths)

    def alike(self, letter: str) -> Mapping[str, Sequence[str]]:
        """The marks with a letter that several documents have, each with the paths of these."""
        marks = self._facts.marks(letter)
        if letter not in self._alike:
            self._alike[letter] = shared(dict(zip(self._facts, marks, strict=True)), letter)
        return self._alike[letter]

    @tracked
    def answered(self) -> tuple[tuple[str, str], ...]:
        """The paths of documents that call, each with that of one that answers."""
        return tuple(answered(self._facts.by_path("calls")))

    def marked(self, mark: str) -> tuple[str, ...]:
        """The documents that have a mark."""
        marks = zip(self._facts, self._facts.marks(mark[0]), strict=True)
        return tuple(path for path, joined in marks if mark in joined and mark in split(joined))

    @tracked
    def aliased(self) -> tuple[str, ...]:
        """The notes with an alias that something else may be called as well."""
        rows = self._facts.by_path("aliases").items()
        known = [(path, nfc(alias)) for path, joined in rows for alias in split(joined)]
        if not known:
            return ()
        counts, names = Counter([alias for _, alias in known]), self._kb.names
        return tuple(
            path
            for path, alias in known
            if counts[alias] > 1
            or any(alias in table for table in (names.ids, names.stems, names.former))
            or question_key(alias) in names.questions
        )

    @tracked
    def unlisted(self) -> tuple[Note, ...]:
        """The notes of which no hub lists the id as it is."""
        listed = {used for path in self._facts.of_kind("hub") for used in split(self._facts[path].uses)}
        names = nfc_all(self._facts.texts("id"))
        return self._notes([path for path, name in zip(self._facts, names, strict=True) if ID + name not in listed])

    @tracked
    def unplaced(self) -> tuple[Note, ...]:
        """The notes that are not listed, as they are called, in the section that they name."""
        listed = {entry for path in self._facts.of_kind("hub") for entry in split(self._facts[path].entries)}
        names, sections = nfc_all(self._facts.texts("id")), self._facts.texts("section")
        rows = zip(self._facts, sections, names, strict=True)
        return self._notes([path for path, section, name in rows if f"{section}{ANCHOR}{name}" not in listed])

    def sources_of(self, *paths: str) -> tuple[str, ...]:
        """The documents that may point at one of these: by a key that it provides, or by one that none does."""
        keys = {key for path in paths for key in keys_of(path, self._facts[path].id)}
        doubtful = set(self.sources)
        rows = zip(self._facts, self._facts.texts("uses"), strict=True)
        return tuple(source for source, uses in rows if source in doubtful or uses_one(uses, keys))

    def _unprovided(self, used: set[str]) -> set[str]:
        """Those of the keys that no document provides."""
        if len(used) <= _FEW:
            names = {key.partition(ANCHOR)[0] for key in used}
            provided = {name for name in names if self._is_provided(name)}
        else:
            provided = self._provided()
        left = used - provided
        anchored = [key for key in left if ANCHOR in key]
        left.difference_update(anchored)
        anchors = self._anchors(provided) if anchored else {}
        for key in anchored:
            name, _, anchor = key.partition(ANCHOR)
            if not anchor or f"{DIVIDER}{anchor}{DIVIDER}" not in f"{DIVIDER}{anchors.get(name, '')}{DIVIDER}":
                left.add(key)
        return left

    def _is_provided(self, key: str) -> bool:
        """Whether just one document, or a file, has a key without an anchor."""
        if key.startswith(WIKI):
            return self._stems.count(key.removeprefix(WIKI)) == 1
        if key.startswith(ID):
            return nfc_all(self._facts.texts("id")).count(key.removeprefix(ID)) == 1
        return key.isascii() and key in self._kb.files

    def _provided(self) -> set[str]:
        """The keys without an anchor: paths, and names and ids that only one document has.  Too many to be held."""
        provided = {WIKI + name for name in _unique(self._stems)}
        provided.update([ID + name for name in _unique(nfc_all(self._facts.texts("id")))])
        provided.update([path for path in self._kb.files if path.isascii()])
        return provided

    @tracked
    def _stems(self) -> Sequence[str]:
        """The file names of all documents, without their ending; none for hubs."""
        kinds = zip(self._facts, self._facts.texts("kind"), strict=True)
        return nfc_all(["" if kind == "hub" else stem(path) for path, kind in kinds])

    def _anchors(self, provided: set[str]) -> Mapping[str, str]:
        """The anchors of documents, joined, by those of the provided keys that lead there."""
        letters = zip(self._stems, self._facts.texts("letters"), strict=True)
        found = {**self._facts.by_path("slugs"), **{WIKI + name: joined for name, joined in letters}}
        return {key: joined for key, joined in found.items() if joined and key in provided}

    def _notes(self, paths: Sequence[str]) -> tuple[Note, ...]:
        kinds = self._facts.kinds
        return tuple(self._kb.note(path) for path in paths if kinds[path] == "note")


def _unique(names: Sequence[str]) -> Iterable[str]:
    """The names that stand there once, but for the empty one."""
    once = set(names)
    if len(once) < len(names):
        once = {name for name, count in Counter(names).items() if count == 1}
    return once - {""}


def _has_twins(names: Sequence[str]) -> bool:
    return len(set(names)) < len(names)


def _repeated(names: Sequence[str], paths: Sequence[str]) -> tuple[list[str], ...]:
    """The paths that share a name, for every name that is not empty and not unique."""
    if len(set(names)) == len(names):
        return ()
    groups: dict[str, list[str]] = {}
    for name, path in zip(names, paths, strict=True):
        if name:
            groups.setdefault(name, []).append(path)
    return tuple(paths for paths in groups.values() if len(paths) > 1)
