"""Nearly equal questions among many, and those of many that are nearest to one."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from typing import Any, NamedTuple

from rlkb_cli.duplicates.lexicon import Lexicon, learned_acronyms, learned_compounds, standard
from rlkb_cli.duplicates.near import Verdict, compare
from rlkb_cli.duplicates.reading import read
from rlkb_cli.duplicates.signatures import LARGEST_BUCKET, Index, keys
from rlkb_cli.errors import BadInput

RULE = "near-duplicate-question"


class Pair(NamedTuple):
    """Two questions that are nearly the same, by number, the smaller first."""

    first: int
    second: int
    verdict: Verdict


class Found(NamedTuple):
    """The pairs, by number, and the groups of questions that share a key and are too many to be compared."""

    pairs: tuple[Pair, ...]
    skipped: tuple[tuple[int, ...], ...]


def base_lexicon(settings: Mapping[str, Any], questions: Sequence[str]) -> Lexicon:
    """The lexicon of a base: our tables, its `lint:` settings, and what its questions teach; BadInput for
    bad settings.
    """
    own = settings.get(RULE) or {}
    if not isinstance(own, dict):
        raise BadInput(f"lint: {RULE}: must be a mapping", path="hub.yaml")
    acronyms, synonyms = own.get("acronyms") or {}, own.get("synonyms") or ()
    if not isinstance(acronyms, dict) or not all(isinstance(long, str) for long in acronyms.values()):
        raise BadInput(
            f"lint: {RULE}: acronyms: must map each acronym to what it is short for", path="hub.yaml"
        )
    if not isinstance(synonyms, tuple) or not all(_is_group(group) for group in synonyms):
        raise BadInput(f"lint: {RULE}: synonyms: must be a list of lists of words", path="hub.yaml")
    learned = {**learned_acronyms(questions), **acronyms}
    return standard().extended(learned, synonyms, learned_compounds(questions))


def _is_group(group: object) -> bool:
    return isinstance(group, tuple) and bool(group) and all(isinstance(word, str) and word for word in group)


def common_words(questions: Sequence[str]) -> frozenset[str]:
    """The words that the questions hold at least three times, in lower case: they are not misspelt."""
    counts = Counter(_WORD.findall("\n".join(questions).lower()))
    return frozenset(word for word, count in counts.items() if count >= _COMMON)


_WORD = re.compile(r"[^\W\d_]+")
_COMMON = 3


def near_duplicates(
    questions: Sequence[str], lexicon: Lexicon, exact: Callable[[int], str] | None = None
) -> Found:
    """All pairs of questions that are nearly the same, those that are exactly the same among them.

    Takes time in proportion to the number of questions.  `exact` gives the text of a question by its
    number, where `questions` holds only their keys: capitals tell names.
    """
    index = Index.build(keys(read(question, lexicon)) for question in questions)
    again = lru_cache(maxsize=4096)(
        lambda number: read(exact(number) if exact else questions[number], lexicon)
    )
    common: frozenset[str] | None = None
    tried: set[int] = set()
    pairs: list[Pair] = []
    skipped: set[tuple[int, ...]] = set()
    for bucket in index.buckets():
        numbers = sorted(set(bucket))
        if len(numbers) > LARGEST_BUCKET:
            skipped.add(tuple(numbers))
            continue
        for place, second in enumerate(numbers):
            if common is None:
                common = common_words(questions)
            for first in numbers[:place]:
                mark = first << 32 | second
                if mark not in tried:
                    tried.add(mark)
                    verdict = compare(again(first), again(second), common)
                    if verdict.near:
                        pairs.append(Pair(first, second, verdict))
    return Found(tuple(sorted(pairs)), tuple(sorted(skipped)))


def nearest(question: str, others: Sequence[str], lexicon: Lexicon, limit: int = 5) -> list[Pair]:
    """The questions most like one, by weighted overlap, the likest first: `first` is the number, `second` -1.

    Those that are nearly the same come before all others; those without a word in common are left out.
    """
    asked = read(question, lexicon)
    wanted = {word.stem for word in asked.words}
    readings = ((number, read(other, lexicon)) for number, other in enumerate(others))
    compared = (
        Pair(number, -1, compare(asked, other))
        for number, other in readings
        if any(word.stem in wanted for word in other.words)
    )
    return nlargest(limit, compared, key=lambda pair: (pair.verdict.near, pair.verdict.score, -pair.first))
