"""Nearly equal questions among many, and those of many that are nearest to one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from rlkb_cli.duplicates.apart import apart
from rlkb_cli.duplicates.gist import gist_of
from rlkb_cli.duplicates.lexicon import Lexicon
from rlkb_cli.duplicates.near import Verdict, compare
from rlkb_cli.duplicates.reading import read
from rlkb_cli.duplicates.signatures import signature
from rlkb_cli.kb.alike import answered, shared
from rlkb_cli.kb.facts import join
from rlkb_cli.kb.patterns import lazy_pattern

LARGEST_GROUP = 40


class Pair(NamedTuple):
    """Two questions that are nearly the same, by number, the smaller first."""

    first: int
    second: int
    verdict: Verdict


class Found(NamedTuple):
    """The pairs, by number, and the groups of questions that share a mark and are too many to be compared."""

    pairs: tuple[Pair, ...]
    skipped: tuple[tuple[int, ...], ...]


class Common:
    """The words that some questions hold at least three times, in lower case: they are not misspelt."""

    def __init__(self, questions: Iterable[str]) -> None:
        self._questions = questions
        self._known: dict[object, bool] = {}

    def __contains__(self, word: object) -> bool:
        if word not in self._known:
            self._known[word] = len(list(islice(self._places(str(word)), _COMMON))) == _COMMON
        return self._known[word]

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._questions).lower()

    def _places(self, word: str) -> Iterator[int]:
        """Where the word stands, found one by one: few are asked for, and those that are common end soon."""
        place = self._text.find(word)
        while place >= 0:
            whole = _LETTERS.match(self._text, place)
            if whole and whole[0] == word and not (place and _LETTERS.match(self._text, place - 1)):
                yield place
            place = self._text.find(word, place + 1)


_LETTERS = lazy_pattern(r"[^\W\d_]+")
_COMMON = 3


def near_duplicates(questions: Sequence[str], lexicon: Lexicon) -> Found:
    """All pairs of questions that are nearly the same, those that are exactly the same among them.

    Takes time in proportion to the number of questions.
    """
    marks, calls = {}, {}
    for number, question in enumerate(questions):
        marks[number], calls[number] = map(join, signature(gist_of(question, lexicon)))
    groups = shared(marks).values()
    return compared(groups, answered(calls), lambda number: questions[number], lexicon, Common(questions))


def compared(
    groups: Iterable[Sequence[int]],
    called: Iterable[tuple[int, int]],
    question: Callable[[int], str],
    lexicon: Lexicon,
    common: Common,
) -> Found:
    """Those of the candidates that are nearly the same; groups that are too large are not compared but handed back."""
    gist = cache(lambda number: gist_of(question(number), lexicon))
    distinct = {tuple(sorted(group)) for group in groups}
    candidates = {pair for group in distinct if len(group) <= LARGEST_GROUP for pair in _pairs(group)}
    candidates.update((min(pair), max(pair)) for pair in called)
    reading = lru_cache(maxsize=4096)(lambda number: read(question(number), lexicon))
    verdicts = (
        Pair(i, j, compare(reading(i), reading(j), common))
        for i, j in sorted(candidates)
        if not apart(gist(i), gist(j))
    )
    skipped = sorted(group for group in distinct if len(group) > LARGEST_GROUP)
    return Found(tuple(pair for pair in verdicts if pair.verdict.near), _widest(skipped))


def _pairs(group: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((first, second) for place, second in enumerate(group) for first in group[:place])


def _widest(groups: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    """The groups but for those that lie in another one."""
    sets = [frozenset(group) for group in groups]
    return tuple(group for group, own in zip(groups, sets, strict=True) if not any(own < other for other in sets))


def nearest(question: str, others: Sequence[str], lexicon: Lexicon, limit: int = 5) -> list[Pair]:
    """The questions most like one, by weighted overlap, the likest first: `first` is the number, `second` -1.

    Those that are nearly the same come before all others; those without a word in common are left out.
    """
    from heapq import nlargest

    asked = read(question, lexicon)
    wanted = {word.stem for word in asked.words}
    readings = ((number, read(other, lexicon)) for number, other in enumerate(others))
    compared = (
        Pair(number, -1, compare(asked, other))
        for number, other in readings
        if any(word.stem in wanted for word in other.words)
    )
    return nlargest(limit, compared, key=lambda pair: (pair.verdict.near, pair.verdict.score, -pair.first))
