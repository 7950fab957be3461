"""How much texts have in common: the cosine of their words, each weighed by TF-IDF, without words that say nothing."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

from rlkb_cli.duplicates.stems import stem
from rlkb_cli.duplicates.words import COORDINATORS, DROPPED, LIGHT, MARKERS, NEGATIONS

_WORD = re.compile(r"[^\W_]{2,}")
_EMPTY = DROPPED | LIGHT | MARKERS | COORDINATORS | NEGATIONS


class Likeness(NamedTuple):
    """How like two texts are, from 0 to 1, and the words for which they are, the weightiest first."""

    score: float
    words: Sequence[str]


def likenesses(texts: Mapping[str, str], name: str) -> Mapping[str, Likeness]:
    """How like the text of this name each other one is that has a word in common with it."""
    bags = {other: Counter(map(stem, words(text))) for other, text in texts.items()}
    frequency = Counter(word for bag in bags.values() for word in bag)
    weight = {word: log((1 + len(bags)) / count) for word, count in frequency.items()}
    own = bags.get(name, Counter())
    spelled = {stem(word): word for word in reversed(words(texts.get(name, "")))}
    length = _length(own, weight)
    found = {}
    for other, bag in bags.items():
        common = {word: own[word] * bag[word] * weight[word] ** 2 for word in own.keys() & bag.keys()}
        if common and other != name:
            names = sorted(common, key=lambda word: (-common[word], word))
            score = sum(common.values()) / (length * _length(bag, weight))
            found[other] = Likeness(score, [spelled[word] for word in names])
    return found


def words(text: str) -> list[str]:
    """The words of a text that say something, in lower case."""
    return [word for word in _WORD.findall(text.casefold()) if word not in _EMPTY]


def _length(bag: Mapping[str, int], weight: Mapping[str, float]) -> float:
    return sqrt(sum((count * weight[word]) ** 2 for word, count in bag.items())) or 1.0
