"""Numbers in words as figures: `twenty-five`, `two hundred and ten`, `ten thousand`, `fourteenth`, `50 percent`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SMALL = {word: number for number, word in enumerate([*_UNITS, *_TEENS], 1)}
_SMALL |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_LAST = {word: number for number, word in enumerate(_ORDINALS, 1)}
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
STARTS = frozenset([*_TENS, *_UNITS, *_TEENS, "hundred", *_SCALES, "percent", "cent"])
"""Without one of these words there is nothing to do."""


def with_figures(tokens: Sequence[str]) -> list[str]:
    """The words with every number of several words in one, in figures; a single number word stays as it is."""
    found: list[str] = []
    place = 0
    while place < len(tokens):
        end, figure = _number(tokens, place)
        percent = _percent(tokens, end) if figure else 0
        if end - place > 1 or percent:
            found.append(figure + "%" * bool(percent))
            place = end + percent
        else:
            found.append(tokens[place])
            place += 1
    return found


def _percent(tokens: Sequence[str], place: int) -> int:
    """How many words say `percent` here."""
    if tokens[place : place + 1] == ["percent"]:
        return 1
    return 2 if list(tokens[place : place + 2]) == ["per", "cent"] else 0


def _number(tokens: Sequence[str], place: int) -> tuple[int, str]:
    """The end of the longest number that begins here, and its figures; "" if none does."""
    from fractions import Fraction

    total, part, last = Fraction(0), Fraction(0), ""
    start = place
    while place < len(tokens):
        word = tokens[place]
        kind = _kind(word)
        if (
            word == "and"
            and last in ("hundred", "scale")
            and _kind(*tokens[place + 1 : place + 2]) in ("unit", "ten", "teen")
        ):
            place += 1
            continue
        if not _follows(kind, last):
            break
        if kind == "ordinal":
            return place + 1, f"{_plain(total + part + _LAST[word])}{_ENDINGS.get(_LAST[word], 'th')}"
        if kind == "scale":
            total, part = total + (part or Fraction(1)) * _SCALES[word], Fraction(0)
        elif kind == "hundred":
            part = (part or Fraction(1)) * 100
        else:
            part += Fraction(word.replace(",", "")) if kind == "figure" else _SMALL[word]
        last = kind
        place += 1
    return place, _plain(total + part) if place > start else ""


def _kind(word: str = "") -> str:
    if word in _SMALL:
        return "unit" if _SMALL[word] < 10 else "ten" if word in _TENS else "teen"
    if word in _SCALES:
        return "scale"
    if word == "hundred":
        return word
    digits = word.replace(",", "").replace(".", "", 1)
    return "figure" if digits.isascii() and digits.isdigit() and digits != "" else "ordinal" if word in _LAST else ""


_BELOW_HUNDRED = ("unit", "ten", "teen")
_AFTER = {
    "unit": ("", "ten", "hundred", "scale"),
    "ten": ("", "hundred", "scale"),
    "teen": ("", "hundred", "scale"),
    "figure": ("",),
    "hundred": ("", "unit", "figure"),
    "scale": ("", "unit", "ten", "teen", "figure", "hundred"),
    "ordinal": ("ten",),
}


def _follows(kind: str, last: str) -> bool:
    return last in _AFTER.get(kind, ())


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else repr(float(number))
