"""A question as what it is compared by: its kind, its words in order, and how they hang together."""

import re
from typing import NamedTuple

from rlkb_cli.duplicates import words
from rlkb_cli.duplicates.frames import sentences
from rlkb_cli.duplicates.lexicon import (
    BREAK,
    COORDINATOR,
    LIGHT,
    MARKER,
    MOOD,
    NEGATION,
    SOLID,
    Entry,
    Lexicon,
)
from rlkb_cli.duplicates.stems import stem
from rlkb_cli.kb.text import plain_words

OWNER = "'s"
MAX_WORDS = 120  # a text with more is no question that could be compared word by word
MAX_LETTERS = 2000

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PUNCTUATION = r"\s!-/:-@\[-`{-~¡¿«»…。，、；：？！·・「」『』（）؟،؛।"
_TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)*[^{_PUNCTUATION}{_CJK}]*%?|[{_CJK}]|[^{_PUNCTUATION}{_CJK}]+(?:\+\+|\#)?|[,;:()/&]"
)
_JOINED = re.compile(
    r"\b(pre|re|multi|non|over|under|anti|co|de|semi|sub|super|inter|meta|micro|mis|e|un|self)-(?=[a-z])"
)
_BEFORE_NOUNS = frozenset(
    ["the", "a", "an", "your", "my", "their", "its", "our", "his", "her", "this", "these"]
)
_MEANS = frozenset(["with", "through", "via", "using"])
_AFFECT = frozenset(
    [
        "affect", "affects", "affected", "affecting", "effect", "effects", "influence", "influences",
        "influenced", "impact", "impacts", "impacted",
    ]
)
_DIFFERENT = frozenset(stem(word) for word in ("different", "differ", "difference", "distinguish", "vary"))


class Word(NamedTuple):
    """One word that carries meaning.  `stem` stands for its group, `form` is as written, `role` the last
    marker before it.

    `light` words change little; `opens` is true for the first word behind its marker; `joined` where `and`,
    `or` or `versus` stands before it.
    """

    stem: str
    form: str
    light: bool
    role: str
    opens: bool
    joined: bool


class Reading:
    """A question as it is compared.

    `negations` counts them, `telling` are the markers that turn the meaning, `moods` those of the verb.
    `passive` is true where a passive may be; `agent` is the number of the word behind its `by`, `means` of
    the one behind its `with`, `relative` of the one behind the `that` of "there are … that …"; else -1.
    """

    __slots__ = (
        "_raw",
        "_words",
        "agent",
        "kinds",
        "means",
        "moods",
        "negations",
        "passive",
        "relative",
        "telling",
        "text",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.kinds: tuple[str, ...] = ()
        self.telling: tuple[str, ...] = ()
        self.moods: frozenset[str] = _NO_MOODS
        self.negations = 0
        self.passive = False
        self.agent = self.means = self.relative = -1
        self._raw: list[_Raw] = []
        self._words: tuple[Word, ...] | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that carry meaning, in order."""
        if self._words is None:
            self._words = tuple(Word(*raw) for raw in self._raw)
        return self._words

    @property
    def solid(self) -> list[str]:
        """The stems of the words that must not be left over, in order."""
        return [raw[0] for raw in self._raw if not raw[2]]

    @property
    def letters(self) -> list[str]:
        """The first letters of those words, as they are written."""
        return [raw[1][0] for raw in self._raw if not raw[2]]


_Raw = tuple[str, str, bool, str, bool, bool]  # a Word that is not made yet: most readings are never compared
_NO_MOODS: frozenset[str] = frozenset()


def read(text: str, lexicon: Lexicon) -> Reading:
    """Read a question of any script; one that is too long to be compared has no words."""
    reading = Reading(text)
    reader = _Reader(lexicon, reading)
    plain = plain_words(_spelled(text)) if len(text) <= MAX_LETTERS else ""
    if "-" in plain:
        plain = _JOINED.sub(r"\1", plain)
    kinds = []
    for kind, rest in sentences(plain):
        if kind:
            kinds.append(kind)
        reader.take(_TOKEN.findall(rest))
    reader.finish(kinds)
    return reading


def _spelled(text: str) -> str:
    """The text with names that are small words as well (`IT`, `US`, `WHO`) spelt so that they stay names."""
    if not any(name in text for name in _NAMES) or text.isupper():
        return text
    return _CAPITALS.sub(lambda found: words.CAPITALS[found[0].replace(".", "")], text)


_NAMES = ("IT", "US", "U.S", "WHO")  # looked for first: far faster than the pattern
_CAPITALS = re.compile(r"\b(?:IT|US|WHO|U\.S\.A|U\.S)\b")


class _Reader:
    """Goes through the tokens of a question once."""

    def __init__(self, lexicon: Lexicon, reading: Reading) -> None:
        self._entries = lexicon.entries
        self._reading = reading
        self._words = reading._raw
        self._there = self._passive = self._joins = False
        self._opens = True
        self._role = ""
        self._start = 0

    def take(self, tokens: list[str]) -> None:
        """Read one sentence."""
        self._break()
        entries = self._entries
        skip = 0
        for index, token in enumerate(tokens):
            if skip:
                skip -= 1
                continue
            entry = entries[token]
            code, key, _, follow = entry
            if follow is not None and (
                token in words.PREFIXES or entries["".join(tokens[index + 1 : index + 2])].stem in follow
            ):
                skip, token, entry = self._phrase(tokens, index, entry)
                code, key, _, _ = entry
            if code in (SOLID, LIGHT):
                self._words.append((key, token, code == LIGHT, self._role, self._opens, self._joins))
                self._opens = self._joins = False
            elif code:
                self._note(code, key, tokens, index)

    def _phrase(self, tokens: list[str], index: int, entry: Entry) -> tuple[int, str, Entry]:
        """How many tokens more a phrase takes that begins here, and what it stands for."""
        after = tokens[index + 1 : index + 2]
        if after and entry.follow:
            for rest, short in entry.follow.get(self._entries[after[0]].stem, ()):
                places = tokens[index + 2 : index + 2 + len(rest)]
                if len(places) == len(rest) and all(
                    self._entries[t].stem == s for t, s in zip(places, rest, strict=True)
                ):
                    return len(rest) + 1, short, self._entries[short]
        if after and tokens[index] in words.PREFIXES and after[0].isalpha():
            joined = tokens[index] + after[0]
            return 1, joined, self._entries[joined]
        return 0, tokens[index], entry

    def _break(self) -> None:
        self._role = ""
        self._opens, self._passive, self._joins = True, False, False
        self._start = len(self._words)

    def _note(self, code: int, token: str, tokens: list[str], index: int) -> None:
        if code == MARKER:
            self._marker(token)
        elif code == NEGATION:
            self._reading.negations += 1
        elif code == COORDINATOR:
            self._joins = len(self._words) > self._start
        elif code == BREAK:
            self._break()
        elif code == MOOD:
            self._reading.moods |= {words.MOODS[token]}
        self._hint(token, tokens, index)

    def _marker(self, token: str) -> None:
        self._role, self._opens = token, True
        if token in words.TELLING:
            self._reading.telling = tuple(sorted((*self._reading.telling, token)))
        if token == "by" and self._passive:
            self._reading.agent = len(self._words)
        elif token in _MEANS and self._passive:
            self._reading.means = len(self._words)

    def _hint(self, token: str, tokens: list[str], index: int) -> None:
        if token in words.PASSIVE:
            self._passive = self._reading.passive = True
        elif token == "there":
            self._there = True
        elif token in ("that", "which", "who") and self._there:
            self._reading.relative = len(self._words)
        elif token == "s":
            self._role, self._opens = OWNER, True
        elif token in ("of", "to"):
            noun = token == "of" or not _BEFORE_NOUNS.isdisjoint(tokens[index + 1 : index + 2])
            self._role, self._opens = token if noun else "to do", True

    def finish(self, kinds: list[str]) -> None:
        """Settle what can only be said of the whole.

        "How does A affect B" asks for the effect of A on B: the verb is said by the kind.  So is `differ`.
        """
        reading = self._reading
        reading.kinds = ("what",) if not kinds else tuple(sorted(set(kinds)))
        if len(self._words) > MAX_WORDS:
            self._words.clear()
        if reading.kinds == ("difference",):
            self._words[:] = [word for word in self._words if word[0] not in _DIFFERENT]
        elif reading.kinds in _MAY_BE_EFFECT:
            place = next((number for number, word in enumerate(self._words[:-1]) if word[1] in _AFFECT), None)
            if place is not None:
                reading.kinds = ("effect",)
                del self._words[place]


_MAY_BE_EFFECT = (("how",), ("effect",))
