"""A question as what it is compared by: its kind, its words in order, and how they hang together."""

from collections.abc import Iterable
from typing import NamedTuple

from rlkb_cli.duplicates import words
from rlkb_cli.duplicates.gist import Gist, Part, parsed
from rlkb_cli.duplicates.lexicon import BREAK, COORDINATOR, HINT, LIGHT, MARKER, MOOD, TELLING, Lexicon

OWNER = "'s"
PASSIVE = words.PASSIVE
_BEFORE_NOUNS = frozenset(
    ["the", "a", "an", "your", "my", "their", "its", "our", "his", "her", "this", "these"]
)
_MEANS = frozenset(["with", "through", "via", "using"])
_MARKERS = (MARKER, TELLING)
_HINTS = (MOOD, HINT)
_RELATIVE = ("that", "which", "who")


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
        "_there",
        "_words",
        "agent",
        "gist",
        "kinds",
        "means",
        "moods",
        "negations",
        "passive",
        "relative",
        "telling",
        "text",
        "words",
    )

    def __init__(self, gist: Gist, parts: Iterable[Part]) -> None:
        self.gist = gist
        self.text = gist.text
        self.kinds = gist.kinds
        self.telling = gist.telling
        self.negations = gist.negations
        self.moods: frozenset[str] = frozenset()
        self.passive = self._there = False
        self.agent = self.means = self.relative = -1
        self._words: list[Word] = []
        for part in parts:
            self._take(part)
        dropped = gist.dropped
        self.words = tuple(word for number, word in enumerate(self._words) if number not in dropped)

    @property
    def forms(self) -> list[str]:
        """The words as they are written."""
        return [word.form for word in self.words]

    def _take(self, part: Part) -> None:
        """Find how the words of one sentence hang together."""
        words = self._words
        start, role, opens, joins, passive = len(words), "", True, False, False
        for place, entry in zip(part.places, part.entries, strict=True):
            code = entry.code
            if code <= LIGHT:
                words.append(Word(entry.key, entry.form, code == LIGHT, role, opens, joins))
                opens = joins = False
            elif code in _MARKERS:
                role, opens = entry.key, True
                self._mark(role, passive=passive)
            elif code == COORDINATOR:
                joins = len(words) > start
            elif code == BREAK:
                start, role, opens, joins, passive = len(words), "", True, False, False
            elif code in _HINTS:
                passive = passive or entry.key in PASSIVE
                after = [token.form for token in part.tokens[place + 1 : place + 2]]
                role, opens = self._hint(code, entry.key, after) or (role, opens)

    def _mark(self, marker: str, *, passive: bool) -> None:
        if passive and marker == "by":
            self.agent = len(self._words)
        elif passive and marker in _MEANS:
            self.means = len(self._words)

    def _hint(self, code: int, token: str, after: list[str]) -> tuple[str, bool] | None:
        """Note what a small word tells; the role of what follows, and that it opens, if the word begins a phrase."""
        if code == MOOD:
            self.moods |= {words.MOODS[token]}
        if token in PASSIVE:
            self.passive = True
        elif token == "there":
            self._there = True
        elif token in _RELATIVE and self._there:
            self.relative = len(self._words)
        elif token == "s":
            return OWNER, True
        elif token in ("of", "to"):
            return (token if token == "of" or not _BEFORE_NOUNS.isdisjoint(after) else "to do"), True
        return None


def read(text: str, lexicon: Lexicon) -> Reading:
    """Read a question of any script; one that is too long to be compared has no words."""
    kinds, parts = parsed(text, lexicon)
    return Reading(Gist(text, kinds, parts), parts)
