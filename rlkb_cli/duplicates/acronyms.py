"""Acronyms, and the words that they may be short for."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rlkb_cli.duplicates import words
from rlkb_cli.kb.patterns import lazy_pattern

KNOWN = frozenset(entry.partition(":")[0].strip() for entry in words.ACRONYMS.split("|"))
"""The acronyms of our table, in lower case."""

_TWO_CAPITALS = lazy_pattern("[A-Z][a-z]?[A-Z]")
_ACRONYM = lazy_pattern(r"(?<![\w-])[A-Z][A-Za-z]{1,6}(?!\w)")
_COMBINING = lazy_pattern(
    "(?:anti|cardio|electro|hydro|immuno|infra|multi|neuro|non|photo|psycho|radio|thermo|ultra)(?=[a-z]{4})"
)
_EXPLAINED = lazy_pattern(r" \(([A-Za-z]{2,8})\)")
_WORD = lazy_pattern(r"[^\W\d_]+")
_LONGEST = 200  # letters before the bracket in which the long form is looked for
_SMALL = "oafti"
"""First letters of `of`, `and`, `for`, `the` and `in`, which an acronym may count and a reading leaves out."""


class Acronym(NamedTuple):
    """An acronym: `form` in lower case as it is written, `letters` without the `s` of a plural."""

    form: str
    letters: str
    capitals: str


def acronyms_of(text: str, forms: Sequence[str]) -> list[Acronym]:
    """The acronyms among the words of a text: those that are known, and those of two capitals and more in a text that
    is not all in capitals.
    """
    found = [] if KNOWN.isdisjoint(forms) else [Acronym(form, form, form) for form in forms if form in KNOWN]
    if has_capitals(text) and not text.isupper():
        found += (acronym for acronym in _in_capitals(text) if acronym.form in forms and acronym.form not in KNOWN)
    return found


def has_capitals(text: str) -> bool:
    """Whether a word of the text may have two capitals."""
    return not text[1:].islower() and _TWO_CAPITALS.search(text) is not None


def _in_capitals(text: str) -> Iterator[Acronym]:
    for word in dict.fromkeys(_ACRONYM.findall(text)):
        capitals = "".join(filter(str.isupper, word))
        if len(capitals) > 1 and 2 * len(capitals) > len(word):
            letters = word[:-1] if word.endswith("s") and word[:-1].isupper() else word
            yield Acronym(word.lower(), letters.lower(), capitals.lower())


def readings_of(acronym: Acronym) -> set[str]:
    """The letters of the words that it may stand for: all of them, the capitals, or all but that of a small word."""
    letters = acronym.letters
    found = {letters, acronym.capitals}
    if len(letters) > 3:  # of fewer, what is left fits too many words
        found |= {letters[:n] + letters[n + 1 :] for n in range(len(letters) - 1) if letters[n] in _SMALL}
    return found


def without_explained(text: str) -> str:
    """The text without the acronyms that stand in brackets behind their long forms: "Long Form (LF)"."""
    return _EXPLAINED.sub(lambda found: "" if _explains(text, found) else found[0], text) if "(" in text else text


def _explains(text: str, found: re.Match[str]) -> bool:
    letters = found[1].lower()
    before = _WORD.findall(text[: found.start()].lower(), max(0, found.start() - _LONGEST))
    wanted = (letters, letters.removesuffix("s"))
    return any(len(way) > 1 and [word[:1] for word in before[-len(way) :]] == list(way) for way in wanted)


@lru_cache(maxsize=50_000)
def initials(word: str) -> str:
    """The first letter of a word; of both parts, where its first one is a combining form (`electromagnetic`); and all
    letters of an acronym, which stands for as many words.
    """
    if word in KNOWN:
        return word
    combined = _COMBINING.match(word)
    return word[0] + word[combined.end()] if combined else word[0]


def spelled(forms: Sequence[str], acronym: Acronym) -> tuple[int, int] | None:
    """Where the words stand, half open, that an acronym is short for; None if they do not."""
    ways = [list(map(initials, forms)), [form[0] for form in forms]]
    for letters in sorted(readings_of(acronym), key=len, reverse=True):
        for start in range(len(forms)):
            ends = (_end(way, start, letters) for way in ways)
            end = next(filter(None, ends), 0)
            if end and forms[start] != acronym.form:
                return start, end
    return None


def _end(parts: Sequence[str], start: int, letters: str) -> int:
    """Where the row of parts ends that begins at `start` and makes up the letters; 0 if none does."""
    while letters and start < len(parts) and letters.startswith(parts[start]):
        letters = letters[len(parts[start]) :]
        start += 1
    return 0 if letters else start
