"""Words misspelt by a slip of the finger or the ear, and words that only look like that."""

from collections.abc import Iterator
from functools import cache

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


@cache
def _real_pairs() -> frozenset[tuple[str, str]]:
    return frozenset(
        pair
        for line in _REAL_PAIRS.strip().splitlines()
        for words in line.split("|")
        for a, b in [words.split()]
        for pair in ((a, b), (b, a), (a + "s", b + "s"), (b + "s", a + "s"))
    )


def is_misspelt(a: str, b: str) -> bool:
    """True if two words differ as a word and its misspelling do, and are no known pair of words.

    They begin alike and are one slip apart: a letter doubled, dropped or swapped with its neighbour, or one
    taken for a like one.  From 8 letters on there may be a second slip, if one of them swaps or doubles.
    """
    shorter = min(len(a), len(b))
    if a[0] != b[0] or shorter < 4 or not (a + b).isascii() or not (a + b).isalpha():
        return False
    found = slips(a, b)
    if found is None or (a, b) in _real_pairs():
        return False
    if shorter < 5:
        return found == (1, 0)
    return sum(found) <= (2 if shorter >= 8 and found[0] else 1) and not _inflected(a, b)


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
