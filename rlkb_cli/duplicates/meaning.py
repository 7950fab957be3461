"""Whether two questions mean the same though they share few words.

The cosine of two sentence vectors owes a part of itself to letters that both share, so that part is
discounted; what the near tier knows for sure, for or against, is added.  Measured on Quora's pairs, this
orders them better than the cosine alone, and better than the mean of the questions' cosine and that of the
left-over phrases.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rlkb_cli.duplicates.lexicon import Lexicon
from rlkb_cli.duplicates.near import KINDS, ROLES, Verdict, compare
from rlkb_cli.duplicates.reading import read

if TYPE_CHECKING:
    from rlkb_cli.duplicates.embedder import Vectors

THRESHOLD = 0.87
_SURFACE, _NEAR = 0.12, 0.05
_AGAINST = {
    "one is negated": 0.03,
    "opposite words": 0.08,
    "different numbers": 0.05,
    "a name on one side only": 0.05,
}
_NAMES = 0.05
_CAPITAL = re.compile(r"(?<=[\w,;:'\"] )[A-Z]\w+")
_LETTERS = re.compile(r"\w+")
_MOST_PRODUCTS = 4_000_000  # held at once: 16 MB
_MOST_ALIKE = 40


class Likeness(NamedTuple):
    """Two questions by number, the smaller first; `score` is about 1 for the same meaning, `verdict` the
    near tier's.
    """

    first: int
    second: int
    score: float
    verdict: Verdict

    @property
    def vetoed(self) -> bool:
        """True if a negation, opposite, number, name, the kind of question, or nothing but the roles tells
        them apart.
        """
        vetoes, left_over = self.verdict.vetoes, self.verdict.left + self.verdict.right
        if any(veto in _AGAINST or veto == KINDS for veto in vetoes):
            return True
        return ROLES in vetoes and not left_over


def likeness(a: str, b: str, cosine: float, verdict: Verdict) -> float:
    """The score of two questions from the cosine of their vectors and the verdict of the near tier."""
    against = sum(_AGAINST.get(veto, 0.0) for veto in verdict.vetoes)
    against += _NAMES if _left_names(a, verdict.left) and _left_names(b, verdict.right) else 0.0
    return cosine - _SURFACE * shared_letters(a, b) + _NEAR * verdict.near - against


def shared_letters(a: str, b: str) -> float:
    """Jaccard's coefficient of the trigrams of letters, from 0 to 1."""
    first, second = _trigrams(a), _trigrams(b)
    return len(first & second) / max(1, len(first | second))


class Alike(NamedTuple):
    """The pairs that mean the same and that nothing tells apart, the likest first; and the questions, by number, to
    which so many are alike that they were not compared.
    """

    pairs: tuple[Likeness, ...]
    skipped: tuple[int, ...]


def same_meaning(questions: Sequence[str], vectors: "Vectors", lexicon: Lexicon, threshold: float = THRESHOLD) -> Alike:
    """The pairs of questions that mean the same, by their vectors.

    Exact: every vector is multiplied with every other, a block of rows at a time.
    """
    import numpy as np

    rows = max(1, _MOST_PRODUCTS // max(1, len(questions)))
    found, skipped = [], []
    for start in range(0, len(questions), rows):
        cosines = vectors[start : start + rows].astype(np.float32) @ vectors[start:].astype(np.float32).T
        near = np.triu(cosines >= threshold - _NEAR, 1)
        for row in np.flatnonzero(near.any(axis=1)):
            places = np.flatnonzero(near[row])
            if len(places) > _MOST_ALIKE:
                skipped.append(start + int(row))
                continue
            first = start + int(row)
            found += [
                _likeness(questions, first, start + int(place), float(cosines[row, place]), lexicon) for place in places
            ]
    wanted = (pair for pair in found if pair.score >= threshold and not pair.vetoed)
    return Alike(tuple(sorted(wanted, key=lambda pair: (-pair.score, pair.first, pair.second))), tuple(skipped))


def _likeness(questions: Sequence[str], first: int, second: int, cosine: float, lexicon: Lexicon) -> Likeness:
    a, b = questions[first], questions[second]
    verdict = compare(read(a, lexicon), read(b, lexicon))
    return Likeness(first, second, likeness(a, b, cosine, verdict), verdict)


def _left_names(text: str, left: Sequence[str]) -> bool:
    return not {name.lower() for name in _CAPITAL.findall(text)}.isdisjoint(left)


def _trigrams(text: str) -> set[str]:
    spaced = f" {' '.join(_LETTERS.findall(text.lower()))} "
    return {spaced[n : n + 3] for n in range(len(spaced) - 2)}
