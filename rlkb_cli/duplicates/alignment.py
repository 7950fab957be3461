"""Two readings laid side by side: which words answer to which, and what is left over."""

from collections import defaultdict
from collections.abc import Container, Iterator
from typing import NamedTuple

from rlkb_cli.duplicates.reading import Reading, Word

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
_CONFUSED = ("aeiouy", "scz", "ck", "mn")
_REAL_PAIRS = """
adapt adopt|affect effect|angel angle|battle bottle|calm clam|casual causal|coma comma
complement compliment|contact contract|council counsel|country county|dairy diary|decent descent
desert dessert|device devise|advice advise|form from|historic historical|human humane|illicit elicit
later latter|letter litter|lion loin|loose lose|marital martial|mediation medication
mediation meditation|medication meditation|metal mental|metal medal|moral morale|morning mourning
personal personnel|planet plant|planing planning|plaintiff plaintive|policy police|precede proceed
principal principle|prediction production|quiet quite|recent resent|region religion|sacred scared
silver sliver|simulate stimulate|simulation stimulation|simulated stimulated|stationary stationery
statue statute|than then|though through|thorough through|tortuous torturous|trail trial|united untied
weather whether|wander wonder|competition computation|conversation conservation|corporation cooperation
perspective prospective|prescribe proscribe|persecute prosecute|reality realty|respectfully respectively
sensual sensuous|sever severe|price prize|breath breathe|bath bathe|cloth clothe|crumble crumple
eminent imminent|ensure insure|envelop envelope|expand expend|farther further|formally formerly
ingenious ingenuous|interment internment|latent patent|lightening lightning|median medium
mortality morality|notable noticeable|passed past|petrol patrol|prosperity posterity|rational rationale
salon saloon|secret secrete|specially especially|store story|trust thrust|track truck|track trick
valley volley|veracity voracity|virtue virtual|women woman|worse worst|model modal|modal medal|male mole
mean moan|source sauce|soil sail|sweat sweet|spit spot|pan pen|bias basis|basin basis|matter mutter
"""
_CONFUSED_WORDS = frozenset(
    pair
    for line in _REAL_PAIRS.strip().splitlines()
    for words in line.split("|")
    for a, b in [words.split()]
    for pair in ((a, b), (b, a), (a + "s", b + "s"), (b + "s", a + "s"))
)


class Alignment(NamedTuple):
    """Pairs of word numbers (of the first question, of the second), and the numbers of those left over."""

    pairs: tuple[tuple[int, int], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def align(a: Reading, b: Reading, common: Container[str] = frozenset()) -> Alignment:
    """Pair equal words in their order, then those that are one word misspelt, derived or abbreviated.

    Two `common` words are never taken for misspellings of each other.
    """
    pairs, left, right = _equal(a.words, b.words)
    if left and right:
        _alike(a.words, b.words, pairs, left, right, common)
    if left and right:
        _abbreviated(a.words, b.words, pairs, left, right)
        _abbreviated(b.words, a.words, pairs, right, left, swapped=True)
    return Alignment(tuple(sorted(pairs)), tuple(left), tuple(right))


def weight(word: Word) -> float:
    """What a word counts: 1, or a fifth where it only colours."""
    return LIGHT_WEIGHT if word.light else 1.0


def overlap(a: Reading, b: Reading, alignment: Alignment) -> float:
    """The weight of the aligned words in that of all, from 0 to 1."""
    total = sum(map(weight, a.words)) + sum(map(weight, b.words))
    over = sum(weight(a.words[n]) for n in alignment.left) + sum(weight(b.words[n]) for n in alignment.right)
    return 1 - over / total if total else 0.0


def _equal(a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    where: dict[str, list[int]] = defaultdict(list)
    for number in reversed(range(len(b))):
        where[b[number].stem].append(number)
    pairs, left = [], []
    for number, word in enumerate(a):
        places = where.get(word.stem)
        if places:
            pairs.append((number, places.pop()))
        else:
            left.append(number)
    return pairs, left, sorted(number for places in where.values() for number in places)


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
    return not (a.form in common and b.form in common) and is_misspelt(a.form, b.form)


def is_misspelt(a: str, b: str) -> bool:
    """True if two words differ as a word and its misspelling do, and are no known pair of words.

    They begin alike and are one slip apart: a letter doubled, dropped or swapped with its neighbour, or one
    taken for a like one.  From 8 letters on there may be a second slip, if one of them swaps or doubles.
    """
    shorter = min(len(a), len(b))
    if (
        a[0] != b[0]
        or shorter < 4
        or not (a + b).isascii()
        or not (a + b).isalpha()
        or (a, b) in _CONFUSED_WORDS
    ):
        return False
    found = slips(a, b)
    if shorter < 5:
        return found == (1, 0)
    return (
        found is not None and sum(found) <= (2 if shorter >= 8 and found[0] else 1) and not _inflected(a, b)
    )


def slips(a: str, b: str) -> tuple[int, int] | None:
    """The fewest slips, up to two, between two words: (letters swapped or doubled, letters dropped or
    replaced).
    """
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    before, a, b = a[:start], a[start : len(a) - end], b[start : len(b) - end]
    if not a and not b:
        return 0, 0
    if max(len(a), len(b)) > 9 or abs(len(a) - len(b)) > 2:
        return None
    return min((found for found in _tries(before, a, b) if sum(found) <= 2), key=sum, default=None)


def _tries(before: str, a: str, b: str) -> Iterator[tuple[int, int]]:
    """What it takes if the first slip is a swap, a letter more on one side, or one letter for another."""
    ways: list[tuple[int, int, str, str]] = []
    if len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0]:
        ways.append((1, 0, a[2:], b[2:]))
    for long, short, turned in ((a, b, False), (b, a, True)):
        if long:
            doubled = int(before[-1:] == long[0] or short[:1] == long[0] or long[1:2] == long[0])
            ways.append((doubled, 1 - doubled, *((short, long[1:]) if turned else (long[1:], short))))
    if a and b and any(a[0] in like and b[0] in like for like in _CONFUSED):
        ways.append((0, 1, a[1:], b[1:]))
    for light, heavy, rest_a, rest_b in ways:
        if not rest_a and not rest_b:
            yield light, heavy
        elif abs(len(rest_a) - len(rest_b)) <= 1 and max(len(rest_a), len(rest_b)) < max(len(a), len(b)) + 1:
            found = _last(rest_a, rest_b)
            if found:
                yield light + found[0], heavy + found[1]


def _last(a: str, b: str) -> tuple[int, int] | None:
    """The one slip between what is left, or None."""
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if len(a) + len(b) == 0:
        return 0, 0
    if len(a) == len(b) == 2 and a == b[::-1]:
        return 1, 0
    like = len(a) == len(b) == 1 and any(a in like and b in like for like in _CONFUSED)
    return (0, 1) if like or len(a) + len(b) == 1 else None


def _inflected(a: str, b: str) -> bool:
    """A prefix of the other: an ending, not a slip (`train`, `trainee`)."""
    short, long = sorted((a, b), key=len)
    return long.startswith(short) and long[len(short) :] != short[-1]


def is_derived(a: str, b: str) -> bool:
    """True for words that differ only in the ending that makes a noun of a verb or an adverb of an
    adjective.
    """
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    splits = ((a[cut:], b[cut:]) for cut in range(same, 4, -1))
    return any(x in _ENDINGS and y in _ENDINGS and {x, y} not in _NOT_DERIVED for x, y in splits)


def _abbreviated(
    a: tuple[Word, ...],
    b: tuple[Word, ...],
    pairs: list[tuple[int, int]],
    left: list[int],
    right: list[int],
    *,
    swapped: bool = False,
) -> None:
    """An acronym left over here, and there a row of words with its letters; or `finetuning` and `fine
    tuning`.
    """
    for i in list(left):
        form = a[i].form.rstrip("s") if len(a[i].form) > 2 else a[i].form
        for start in range(len(right) - 1):
            row = _row(b, right[start:], form) if form.isalpha() else []
            if row:
                pairs.append((row[0], i) if swapped else (i, row[0]))
                left.remove(i)
                for number in row:
                    right.remove(number)
                break


def _row(b: tuple[Word, ...], places: list[int], form: str) -> list[int]:
    """The neighbouring words, from the first of `places` on, that `form` abbreviates or joins."""
    row = places[:1]
    for number in places[1:]:
        if number != row[-1] + 1:
            break
        row.append(number)
    letters = row[: len(form)]
    if 2 <= len(form) <= 6 and "".join(b[n].form[0] for n in letters) == form:
        return letters
    return row[:2] if len(form) > 6 and len(row) > 1 and b[row[0]].form + b[row[1]].form == form else []
