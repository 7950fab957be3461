"""Two readings laid side by side: which words answer to which, and what is left over."""

from collections import defaultdict
from collections.abc import Container
from typing import NamedTuple

from rlkb_cli.duplicates.acronyms import acronyms_of, spelled
from rlkb_cli.duplicates.reading import Reading, Word
from rlkb_cli.duplicates.slips import is_misspelt
from rlkb_cli.duplicates.stems import singular, stem

LIGHT_WEIGHT = 0.2
_ENDINGS = frozenset(
    [
        "", "s", "e", "es", "ed", "ing", "ings", "ation", "ations", "ion", "ions", "ment", "ments",
        "al", "als", "ance", "ence", "ly", "ally", "n", "ns", "i", "is", "y", "ied", "ies",
    ]
)
_NOT_DERIVED = (
    {"", "al"},
    {"", "als"},
    {"s", "al"},
    {"s", "als"},
    {"", "is"},
    {"e", "is"},
)  # region, regional; thesis

class Alignment(NamedTuple):
    """Pairs of word numbers (of the first question, of the second), and the numbers of those left over."""

    pairs: tuple[tuple[int, int], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def align(a: Reading, b: Reading, common: Container[str] = frozenset()) -> Alignment:
    """Pair an acronym with the words that it is short for, equal words in their order, then those that are one word
    misspelt or derived, or written as one and as two.

    Two `common` words are never taken for misspellings of each other.
    """
    pairs: list[tuple[int, int]] = []
    left, right = _without_acronyms(a, b, pairs)
    left, right = _equal(a.words, b.words, left, right, pairs)
    if left and right:
        _alike(a.words, b.words, pairs, left, right, common)
    if left and right:
        _compounds(a.words, b.words, pairs, left, right)
        _compounds(b.words, a.words, pairs, right, left, swapped=True)
    return Alignment(tuple(sorted(pairs)), tuple(left), tuple(right))


def _without_acronyms(a: Reading, b: Reading, pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The numbers of the words but for acronyms of one side that the other side writes out, which are paired."""
    sides = [list(range(len(a.words))), list(range(len(b.words)))]
    for one, other, here, there in ((a, b, 0, 1), (b, a, 1, 0)):
        for acronym in acronyms_of(one.text, one.forms):
            number = one.forms.index(acronym.form)
            row = spelled(other.forms, acronym) if acronym.form not in other.forms else None
            if row and number in sides[here] and set(range(*row)) <= set(sides[there]):
                pairs.append((row[0], number) if here else (number, row[0]))
                sides[here].remove(number)
                sides[there] = [n for n in sides[there] if not row[0] <= n < row[1]]
    return sides[0], sides[1]


def weight(word: Word) -> float:
    """What a word counts: 1, or a fifth where it only colours."""
    return LIGHT_WEIGHT if word.light else 1.0


def overlap(a: Reading, b: Reading, alignment: Alignment) -> float:
    """The weight of the aligned words in that of all, from 0 to 1."""
    total = sum(map(weight, a.words)) + sum(map(weight, b.words))
    over = sum(weight(a.words[n]) for n in alignment.left) + sum(weight(b.words[n]) for n in alignment.right)
    return 1 - over / total if total else 0.0


def _equal(
    a: tuple[Word, ...], b: tuple[Word, ...], left: list[int], right: list[int], pairs: list[tuple[int, int]]
) -> tuple[list[int], list[int]]:
    """Pair words with one stem; returns the numbers of those that are left over."""
    where: dict[str, list[int]] = defaultdict(list)
    for number in reversed(right):
        where[b[number].stem].append(number)
    over = []
    for number in left:
        places = where.get(a[number].stem)
        if places and not _only_share_stem(a[number].form, b[places[-1]].form):
            place = _beside(a, b, number, places) if len(places) > 1 else places[-1]
            places.remove(place)
            pairs.append((number, place))
        else:
            over.append(number)
    return over, sorted(number for places in where.values() for number in places)


def _beside(a: tuple[Word, ...], b: tuple[Word, ...], number: int, places: list[int]) -> int:
    """Of the places of a word that stands there more than once, the one behind the same word; else the first."""
    before = a[number - 1].stem if number else ""
    return next((place for place in reversed(places) if place and b[place - 1].stem == before), places[-1])


def _only_share_stem(a: str, b: str) -> bool:
    """True for `plan` and `plane`, `mill` and `mile`: a stem loses a final `e` and a doubled consonant."""
    short, long = sorted((singular(a), singular(b)), key=len)
    if short == long or short[-1:] in "aeiouys":
        return False
    if len(short) == len(long):
        return short[:-1] == long[:-1] and "e" in (short[-1:], long[-1:]) and short[-2:-1] in (short[-1:], long[-1:])
    return long == short + "e"


def _alike(
    a: tuple[Word, ...],
    b: tuple[Word, ...],
    pairs: list[tuple[int, int]],
    left: list[int],
    right: list[int],
    common: Container[str],
) -> None:
    for i in list(left):
        match = next((j for j in right if _is_alike(a[i], b[j], common)), None)
        if match is not None:
            pairs.append((i, match))
            left.remove(i)
            right.remove(match)


def _is_alike(a: Word, b: Word, common: Container[str]) -> bool:
    if is_derived(a.form, b.form):
        return True
    return is_misspelt(a.form, b.form) and not (a.form in common and b.form in common)


def is_derived(a: str, b: str) -> bool:
    """True for words that differ only in the ending that makes a noun of a verb or an adverb of an
    adjective.
    """
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    splits = ((a[cut:], b[cut:]) for cut in range(same, 4, -1))
    return any(x in _ENDINGS and y in _ENDINGS and {x, y} not in _NOT_DERIVED for x, y in splits)


def _compounds(
    a: tuple[Word, ...],
    b: tuple[Word, ...],
    pairs: list[tuple[int, int]],
    left: list[int],
    right: list[int],
    *,
    swapped: bool = False,
) -> None:
    """A word left over here that is written as two there: `finetuning` and `fine tuning`."""
    for i in list(left):
        for first in right:
            if first + 1 in right and is_compound(a[i].form, b[first].form, b[first + 1].form):
                pairs.append((first, i) if swapped else (i, first))
                left.remove(i)
                right.remove(first)
                right.remove(first + 1)
                break


def is_compound(whole: str, first: str, second: str) -> bool:
    """True if a word is two others in one."""
    return len(whole) > 4 and whole.startswith(first) and stem(whole) == stem(first + second)
