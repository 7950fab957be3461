"""Whether two questions are nearly the same, and why.

No likeness by itself tells: what makes two questions differ is one word.  So they are aligned word by word,
and what is left over decides, together with vetoes.
"""

from collections.abc import Container
from typing import NamedTuple

from rlkb_cli.duplicates.alignment import Alignment, align, overlap
from rlkb_cli.duplicates.lexicon import opposites
from rlkb_cli.duplicates.order import same_roles
from rlkb_cli.duplicates.reading import Reading
from rlkb_cli.duplicates.stems import stem
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.text import question_key

KINDS, ROLES = "they ask differently", "the words have other roles"
THRESHOLD = 0.85
SHORT = 2  # words that carry meaning; with fewer, everything must agree


class Verdict(NamedTuple):
    """How two questions compare: `near` if they are nearly the same.

    `score` is their weighted overlap from 0 to 1; `aligned` are pairs of words that answer to each other
    though they are written differently; `left` and `right` the words left over; `vetoes` says what speaks
    against.
    """

    near: bool
    score: float
    aligned: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    vetoes: tuple[str, ...]

    @property
    def reason(self) -> str:
        """In a few words, what was aligned and what is left over, or what speaks against."""
        parts = [f"`{a}` is `{b}`" for a, b in self.aligned]
        parts += (
            [f"left over: {', '.join(f'`{word}`' for word in self.left + self.right)}"]
            if self.left + self.right
            else []
        )
        return "; ".join([*parts, *self.vetoes]) or "the same words"


def compare(a: Reading, b: Reading, common: Container[str] = frozenset()) -> Verdict:
    """Align two questions, weigh what is left over, and look for what makes them differ.

    Two words that are `common` in the base are never taken for misspellings of each other.
    """
    alignment = align(a, b, common)
    score = overlap(a, b, alignment)
    vetoes = tuple(vetoes_of(a, b, alignment))
    one_side = not (_solid(a, alignment.left) and _solid(b, alignment.right))
    return Verdict(
        score >= THRESHOLD and one_side and not vetoes,
        score,
        tuple(
            (a.words[i].form, b.words[j].form)
            for i, j in alignment.pairs
            if a.words[i].form != b.words[j].form
        ),
        tuple(a.words[number].form for number in alignment.left),
        tuple(b.words[number].form for number in alignment.right),
        vetoes,
    )


def vetoes_of(a: Reading, b: Reading, alignment: Alignment) -> list[str]:
    """What makes two questions differ however alike they are, in plain words."""
    left = [a.words[number].stem for number in alignment.left]
    right = [b.words[number].stem for number in alignment.right]
    over = left + right
    checks = (
        ("one is negated", (a.negations - b.negations) % 2 == 1),
        ("opposite words", _opposed(left, right)),
        ("different numbers", any(any(ch.isdigit() for ch in word) for word in over)),
        ("a name on one side only", bool(over) and not set(over).isdisjoint(names(a.text) | names(b.text))),
        (KINDS, a.kinds != b.kinds),
        ("`should`, `will`, `did`, `this` or `your` on one side only", _moods_differ(a, b)),
        ("before, after, without, … on one side only", a.telling != b.telling),
        ("more is asked on one side", _solid(a, alignment.left) or _solid(b, alignment.right)),
        ("too short to tell", len(a.words) < SHORT and key_words(a) != key_words(b)),
        (ROLES, not same_roles(a, b, alignment)),
    )
    return [reason for reason, applies in checks if applies]


def names(text: str) -> set[str]:
    """The stems of the acronyms and mixed-case names in a text; none in one that is all capitals."""
    return set() if text.isupper() else {stem(name.lower()) for name in _NAME.findall(text)}


_NAME = lazy_pattern(r"\b(?:[A-Z][A-Z\d]+|[A-Z]+[a-z]*\d\w*|\w*[a-z][A-Z]\w*|\w*[A-Z][a-z]*[A-Z]\w*)\b")


def _solid(reading: Reading, numbers: tuple[int, ...]) -> bool:
    return any(not reading.words[number].light for number in numbers)


def key_words(reading: Reading) -> list[str]:
    """All words of a question but articles."""
    return [word for word in question_key(reading.text).split() if word not in ("a", "an", "the")]


def _opposed(left: list[str], right: list[str]) -> bool:
    groups = opposites()
    return any(groups.get(x, frozenset()) & groups.get(y, frozenset()) for x in left for y in right)


def _moods_differ(a: Reading, b: Reading) -> bool:
    """Where one asks how, `should` and `your` are manners of speaking: "How should I …", "How do you … your
    …".
    """
    moods = a.moods ^ b.moods
    if "present" not in moods:
        moods -= {"past"}
    moods -= {"present"}
    return bool(moods - _MANNERS if a.kinds == ("how",) else moods)


_MANNERS = frozenset(["should", "your"])
