"""The words that a base knows: our tables and its own additions."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from rlkb_cli.duplicates import meanings, words
from rlkb_cli.duplicates.acronyms import KNOWN
from rlkb_cli.duplicates.numerals import STARTS
from rlkb_cli.duplicates.signs import NO_SIGN, sign
from rlkb_cli.duplicates.slips import is_misspelt
from rlkb_cli.duplicates.stems import stem
from rlkb_cli.duplicates.tokens import tokens_of
from rlkb_cli.kb.text import plain_words

SOLID, LIGHT, NOTHING, MARKER, TELLING, NEGATION, COORDINATOR, BREAK, MOOD, HINT = range(10)
"""What a word is: see `words`.  The first two carry meaning; a hint says something by its place, as `that` does."""

_WORD = re.compile(r"[^\W_]+")
_COMPOUNDS = (
    "fine tuning|data set|data base|base line|bench mark|check point|time line|life time|work flow|on line"
    "|off line|e mail|smart phone|web site|road map|real time|open source|hyper parameter|auto encoder"
)
_HINTS = words.PASSIVE | {"there", "that", "which", "who", "to", "of", "s"}
_LIGHT_STEMS = frozenset(stem(word) for word in words.LIGHT)
ANY = ""
"""Stands for any word behind a prefix."""

Thing = TypeVar("Thing")
Follow = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


class Entry:
    """What the lexicon says of a word: its class, what stands for it, itself, its stem, and the phrases it begins.

    `follow` maps the stem of the next word to pairs of the stems behind that and what stands for the whole, and holds
    `ANY` where the word is a prefix of any; `sign` is that of a word that carries meaning; `counts` is true for a word
    of a number.
    """

    __slots__ = ("code", "counts", "follow", "form", "key", "sign", "stem")

    def __init__(self, form: str, stem: str, code: int, key: str, follow: Follow | None) -> None:
        self.code = code
        self.key = key
        self.form = form
        self.stem = stem
        self.follow = follow
        self.counts = form in STARTS
        self.sign = sign(key, form) if code <= LIGHT else NO_SIGN


class _Remembered(dict[str, Thing]):
    """What a function says of a word, asked for once."""

    def __init__(self, find: Callable[[str], Thing]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> Thing:
        found = self._find(word)
        if len(self) < _REMEMBERED:
            self[word] = found
        return found


_REMEMBERED = 200_000


class Lexicon:
    """What readings depend on besides the text: groups of synonyms, phrases, opposites.  Never changed once made.

    `entries` are its words, `parts` those of what stands between spaces.
    """

    def __init__(self, synonyms: Mapping[str, str], phrases: Mapping[tuple[str, ...], str]) -> None:
        self.synonyms = synonyms
        self.phrases = phrases
        self.entries: Mapping[str, Entry] = _Remembered(self.look_up)
        self.parts: Mapping[str, Sequence[Entry]] = _Remembered(self._entries_of)
        self._starts = _by_start(phrases)

    def extended(
        self,
        acronyms: Mapping[str, str] = {},
        synonyms: Iterable[Iterable[str]] = (),
    ) -> "Lexicon":
        """A lexicon with more acronyms (short to long) and groups of synonyms."""
        own = _groups([[word.lower() for word in group] for group in synonyms])
        phrases = {stems(long): short.lower() for short, long in acronyms.items()}
        return Lexicon({**self.synonyms, **own}, {**self.phrases, **phrases})

    def look_up(self, word: str) -> Entry:
        """What is known of a word in lower case."""
        meant = words.SLIPS.get(word) or _light(word)
        root = meant[:-1] if meant[-1:] == "s" and meant[:-1] in KNOWN else stem(meant)
        follow = self._starts.get(root)
        if word in words.PREFIXES:
            follow = {**(follow or {}), ANY: ()}
        return Entry(word, root, *self._classified(meant, root), follow)

    def _entries_of(self, part: str) -> Sequence[Entry]:
        return [self.entries[token] for token in tokens_of(part)]

    def _classified(self, word: str, root: str) -> tuple[int, str]:
        code = _CODES.get(word)
        if code is not None:
            return code, word
        if word in words.NUMBERS or word[:1].isdigit():
            return SOLID, words.NUMBERS.get(word, word.replace(",", ""))
        if word in words.PRONOUNS:
            return SOLID, words.PRONOUNS[word]
        return (LIGHT, root) if root in _LIGHT_STEMS else (SOLID, self._known_as(root))

    def _known_as(self, root: str) -> str:
        """What stands for a stem, also of the noun of a verb (`removal`) or a degree of an adjective (`quickest`)."""
        if root in self.synonyms:
            return self.synonyms[root]
        for ending in _NOUNS if root.endswith(_NOUNS) else ():
            verb = root.removesuffix(ending)
            if verb in self.synonyms and len(verb) > 3:
                return self.synonyms[verb]
        for degree in _DEGREES if root.endswith(_DEGREES) else ():
            if root.endswith(degree) and root[: -len(degree)] in self.synonyms and len(root) > 5:
                return self.synonyms[root[: -len(degree)]] + degree
        return root


_CLASSES: tuple[tuple[int, Collection[str]], ...] = (
    (BREAK, frozenset(",;:()")),
    (NEGATION, words.NEGATIONS),
    (TELLING, words.TELLING & words.MARKERS),
    (MARKER, words.MARKERS),
    (COORDINATOR, words.COORDINATORS),
    (MOOD, words.MOODS),
    (HINT, _HINTS),
    (NOTHING, words.DROPPED | {""}),
)
_CODES = {word: code for code, table in reversed(_CLASSES) for word in table}
"""What the words of the classes are; of two classes the first counts."""
_NOUNS, _DEGREES = ("al", "ment"), ("er", "est")


def _light(word: str) -> str:
    """The light word that is misspelt here, else the word itself: what counts little must do so in any spelling."""
    if len(word) < _LONG or word in words.LIGHT or (word[:3] not in _STARTS and word[-3:] not in _ENDS):
        return word
    known = _near_light(word[0])
    near = {light for cut in _cuts(word) for light in known.get(cut, ())} if known else ()
    return next((light for light in sorted(near) if is_misspelt(word, light)), word)


def _cuts(word: str) -> list[str]:
    """A word, and what is left of it without one of its letters."""
    return [word, *(word[:n] + word[n + 1 :] for n in range(1, len(word)))]


@cache
def _near_light(first: str) -> dict[str, list[str]]:
    """The light words with a first letter, by their cuts: a slip never alters that letter."""
    found: dict[str, list[str]] = {}
    for light in _LIGHT_FORMS:
        for cut in _cuts(light) if light[0] == first else ():
            found.setdefault(cut, []).append(light)
    return found


_LONG = 6
_LIGHT_FORMS = [form for word in words.LIGHT for form in (word, word + "s", word + "ed") if len(form) >= _LONG]
_STARTS, _ENDS = ({word[part] for word in _LIGHT_FORMS} for part in (slice(3), slice(-3, None)))


@cache
def standard() -> Lexicon:
    """The lexicon of our tables alone."""
    phrases = dict(_entries(meanings.PHRASES))
    phrases |= {long: short for short, long in _entries(words.ACRONYMS)}
    phrases |= {parts: parts.replace(" ", "") for parts in _COMPOUNDS.split("|")}
    by_stems = {tuple(map(stem, phrase.split())): short for phrase, short in phrases.items()}
    return Lexicon(_groups(_split(meanings.SYNONYMS)), by_stems)


@cache
def opposites() -> Mapping[str, frozenset[int]]:
    """The groups of opposites that a word is in, by its stem."""
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_split(meanings.OPPOSITES)):
        for word in group:
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words."""
    return tuple(stem(word) for word in _WORD.findall(plain_words(text)))


_Starts = dict[str, dict[str, tuple[tuple[tuple[str, ...], str], ...]]]


def _by_start(phrases: Mapping[tuple[str, ...], str]) -> _Starts:
    """The phrases by their first and second stem, the longest first."""
    found: _Starts = {}
    for parts, short in sorted(phrases.items(), key=lambda item: -len(item[0])):
        if len(parts) > 1:
            first = found.setdefault(parts[0], {})
            first[parts[1]] = (*first.get(parts[1], ()), (parts[2:], short))
    return found


def _entries(table: str) -> list[tuple[str, str]]:
    """The pairs of a table of `this: that`, `|` between them."""
    parted = (entry.partition(":") for entry in table.split("|"))
    return [(name.strip(), meaning.strip()) for name, _, meaning in parted]


def _split(table: str) -> list[list[str]]:
    return [group.split() for line in table.splitlines() for group in line.split("|")]


def _groups(groups: Iterable[list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in groups:
        for word in group:
            found.setdefault(stem(word), stem(group[0]))
    return found
