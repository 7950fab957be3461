"""A question as what it is compared by: its kind, its words in order, and how they hang together."""

import re
from typing import NamedTuple

from rlkb_cli.duplicates import words
from rlkb_cli.duplicates.acronyms import without_explained
from rlkb_cli.duplicates.frames import sentences
from rlkb_cli.duplicates.lexicon import (
    BREAK,
    COORDINATOR,
    LIGHT,
    MARKER,
    MOOD,
    NEGATION,
    NOTHING,
    SOLID,
    Follow,
    Lexicon,
)
from rlkb_cli.duplicates.numerals import STARTS, with_figures
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
    r"\b(pre|re|multi|non|over|under|anti|co|de|semi|sub|super|inter|meta|micro|mis|e|un|self)-"
    r"(?!(?:the|a|an|to|of|in|on|by|and|it|all)\b)(?=[a-z])"
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
_WORDS = (SOLID, LIGHT)
_RELATIVE = ("that", "which", "who")
PASSIVE = words.PASSIVE
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


RawWord = tuple[str, str, bool, str, bool, bool]
"""The fields of a Word that is not made yet: most readings are never compared."""


class Reading:
    """A question as it is compared.

    `negations` counts them, `telling` are the markers that turn the meaning, `moods` those of the verb.
    `passive` is true where a passive may be; `agent` is the number of the word behind its `by`, `means` of
    the one behind its `with`, `relative` of the one behind the `that` of "there are … that …"; else -1.
    """

    __slots__ = (
        "_words",
        "agent",
        "kinds",
        "means",
        "moods",
        "negations",
        "passive",
        "raw",
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
        self.raw: list[RawWord] = []
        self._words: tuple[Word, ...] | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that carry meaning, in order."""
        if self._words is None:
            self._words = tuple(Word(*raw) for raw in self.raw)
        return self._words

    @property
    def forms(self) -> list[str]:
        """These words as they are written."""
        return [word[1] for word in self.raw]


_NO_MOODS: frozenset[str] = frozenset()


def read(text: str, lexicon: Lexicon) -> Reading:
    """Read a question of any script; one that is too long to be compared has no words."""
    reading = Reading(text)
    reader = _Reader(lexicon, reading)
    plain = plain_words(_spelled(without_explained(text))) if len(text) <= MAX_LETTERS else ""
    if "-" in plain:
        plain = _JOINED.sub(r"\1", plain)
    if "s' " in plain:
        plain = plain.replace("s' ", "s's ")  # the genitive of a plural
    kinds = []
    for kind, rest in sentences(plain):
        if kind:
            kinds.append(kind)
        tokens = _TOKEN.findall(rest)
        reader.take(tokens if STARTS.isdisjoint(tokens) else with_figures(tokens))
    reader.finish(kinds)
    return reading


def _spelled(text: str) -> str:
    """The text with names that are small words as well (`IT`, `US`, `WHO`) spelt so that they stay names."""
    if not ("IT" in text or "US" in text or "WHO" in text or "U.S" in text) or text.isupper():
        return text  # looked for one by one: far faster than the pattern
    return _CAPITALS.sub(lambda found: words.CAPITALS[found[0].replace(".", "")], text)


_CAPITALS = re.compile(r"\b(?:IT|US|WHO|U\.S\.A|U\.S)\b")


class _Reader:
    """Goes through the tokens of a question once."""

    def __init__(self, lexicon: Lexicon, reading: Reading) -> None:
        self._entries = lexicon.entries
        self._reading = reading
        self._words = reading.raw
        self._there = False

    def take(self, tokens: list[str]) -> None:
        """Read one sentence."""
        entries, words = self._entries, self._words
        append = words.append
        start, role, opens, joins, passive = len(words), "", True, False, False
        skip = 0
        for index, token in enumerate(tokens):
            if skip:
                skip -= 1
                continue
            code, key, _, follow = entries[token]
            if follow is not None and self._begins_phrase(tokens, index, follow):
                skip, token, code, key = self._phrase(tokens, index)
            if code == NOTHING:
                continue
            if code in _WORDS:
                append((key, token, code == LIGHT, role, opens, joins))
                opens = joins = False
            elif code == MARKER:
                role, opens = key, True
                self._mark(key, passive=passive)
            elif code == NEGATION:
                self._reading.negations += 1
            elif code == COORDINATOR:
                joins = len(words) > start
            elif code == BREAK:
                start, role, opens, joins, passive = len(words), "", True, False, False
            else:
                passive = passive or key in PASSIVE
                role, opens = self._hint(code, key, tokens, index) or (role, opens)

    def _begins_phrase(self, tokens: list[str], index: int, follow: Follow) -> bool:
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        return tokens[index] in words.PREFIXES or self._entries[after].stem in follow

    def _phrase(self, tokens: list[str], index: int) -> tuple[int, str, int, str]:
        """How many tokens more a phrase takes that begins here, what stands for it, and that one's class and key."""
        token, after = tokens[index], tokens[index + 1 : index + 2]
        entry = self._entries[token]
        size = 0
        if after and entry.follow:
            for rest, short in entry.follow.get(self._entries[after[0]].stem, ()):
                places = tokens[index + 2 : index + 2 + len(rest)]
                if tuple(self._entries[place].stem for place in places) == rest:
                    size, token, entry = len(rest) + 1, short, self._entries[short]
                    break
        if not size and after and token in words.PREFIXES and after[0].isalpha():
            size, token = 1, token + after[0]
            entry = self._entries[token]
        return size, token, entry.code, entry.key

    def _mark(self, marker: str, *, passive: bool) -> None:
        if marker in words.TELLING:
            self._reading.telling = tuple(sorted((*self._reading.telling, marker)))
        if passive and marker == "by":
            self._reading.agent = len(self._words)
        elif passive and marker in _MEANS:
            self._reading.means = len(self._words)

    def _hint(self, code: int, token: str, tokens: list[str], index: int) -> tuple[str, bool] | None:
        """Note what a small word tells; the role of what follows, and that it opens, if the word begins a phrase."""
        if code == MOOD:
            self._reading.moods |= {words.MOODS[token]}
        if token in PASSIVE:
            self._reading.passive = True
        elif token == "there":
            self._there = True
        elif token in _RELATIVE and self._there:
            self._reading.relative = len(self._words)
        elif token == "s":
            return OWNER, True
        elif token in ("of", "to"):
            noun = token == "of" or not _BEFORE_NOUNS.isdisjoint(tokens[index + 1 : index + 2])
            return (token if noun else "to do"), True
        return None

    def finish(self, kinds: list[str]) -> None:
        """Settle what can only be said of the whole.

        "How does A affect B" asks for the effect of A on B: the verb is said by the kind.  So is `differ`.
        """
        reading = self._reading
        reading.kinds = tuple(sorted(set(kinds))) or ("what",)
        if len(self._words) > MAX_WORDS:
            self._words.clear()
        if reading.kinds == ("difference",):
            self._words[:] = [word for word in self._words if word[0] not in _DIFFERENT]
        if reading.kinds == ("how",):
            self._words[:] = [word for word in self._words if word[1] != "best"]
        if reading.kinds in _MAY_BE_EFFECT:
            place = next((number for number, word in enumerate(self._words[:-1]) if word[1] in _AFFECT), None)
            if place is not None:
                reading.kinds = ("effect",)
                del self._words[place]


_MAY_BE_EFFECT = (("how",), ("effect",))
