"""Texts that two questions share if they may be nearly the same, so that only such pairs need to be compared.

A question's words may differ in a letter or an ending, but not in the first letter.  So the first letters of all its
words, sorted, stay the same; and if the words are dealt out to three groups by these letters, one group at least holds
no word that differs, as long as two do at most; of four groups, two.  A mark for each of these, of all letters and the
groups' stems, finds what a deletion neighbourhood of two words finds (as in symmetric-delete spelling correction), with
three or six texts instead of one for each pair of words.
"""

import re
from binascii import crc32
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations

from rlkb_cli.duplicates.acronyms import acronyms_of, initials, readings_of
from rlkb_cli.duplicates.reading import Reading
from rlkb_cli.duplicates.stems import stem

LETTER = "q"
"""Begins the marks of questions."""
_MARK = LETTER + "%x"
_THREE_FROM, _FOUR_FROM = 4, 6  # words from which on there are more than two groups, so that two words may differ
_MOST = 24  # words with which none may differ any more
_TWO_OF_FOUR = tuple((f"{a}{b}", a, b) for a, b in combinations(range(4), 2))
_FORM = re.compile(r"[aeiouy]+|(.)(?=\1)")
"""What other spellings and compounds alter: vowels, and one of two equal letters."""


def signature(reading: Reading) -> tuple[list[str], list[str]]:
    """The marks and the calls of a question, see `kb.alike`; none for one without words that carry meaning."""
    solid = [word for word in reading.raw if not word[2]]
    if not solid:
        return [], []
    head = "|".join((*reading.kinds, *reading.telling, "not" if reading.negations % 2 else ""))
    asks = crc32(head.encode())
    stems = sorted([word[0] for word in solid])
    marks = _short([f"={' '.join(stems)}", _skeleton([word[1] for word in solid])], asks)
    if 3 <= len(stems) <= _MOST:
        if any(word[0][0] != word[1][0] for word in solid):
            written = sorted([(word[1][0], word[0]) for word in solid])
            marks += _groups([letter for letter, _ in written], [word for _, word in written], asks)
        marks += _groups([word[0] for word in stems], stems, asks)
    return marks, _calls(reading, asks)


def _calls(reading: Reading, asks: int) -> list[str]:
    """What a question with an acronym calls for, and what it answers: the first letters of all its words, sorted."""
    forms = reading.forms
    letters = list(map(initials, forms))
    firsts = [form[0] for form in forms]
    answers = [letters] if letters == firsts else [letters, firsts]
    calls = []
    for acronym in acronyms_of(reading.text, forms):
        rest = list(letters)
        rest.remove(initials(acronym.form))
        calls += [[*rest, written] for written in readings_of(acronym)]
    found = ["=" + mark for mark in _short(map(_sorted, answers), asks)]
    return found + ["?" + mark for mark in _short(map(_sorted, calls), asks)] if calls else found


def _sorted(letters: list[str]) -> str:
    return "".join(sorted("".join(letters)))


def _short(texts: Iterable[str], before: int) -> list[str]:
    """Short texts for long ones, of which `before` is the checksum of what stands before each.

    That two may share one costs a comparison, no more.
    """
    return [_MARK % crc32(text.encode("utf-8", "surrogatepass"), before) for text in texts]


def _skeleton(forms: list[str]) -> str:
    """The stems of the words as one text, without what other spellings and compounds alter."""
    found = last = ""
    for first, bones, end in map(_bones, forms):
        found = (found[:-1] if first == last else found) + bones
        last = end
    return found


@lru_cache(maxsize=50_000)
def _bones(form: str) -> tuple[str, str, str]:
    """The first letter of a word's stem, its skeleton, and its last letter but for a vowel."""
    word = stem(form)
    bones = _FORM.sub("", word)
    return word[0], bones, bones[-1:] if word.endswith(bones[-1:]) else ""


def _groups(letters: Sequence[str], stems: Sequence[str], asks: int) -> list[str]:
    """A mark for every group, or every two of four groups; words with one first letter are in one group.

    The words must be in the order of these letters.
    """
    number = 4 if len(stems) >= _FOUR_FROM else 3 if len(stems) >= _THREE_FROM else 2
    groups = [""] * number
    last, place = "", -1
    for letter, word in zip(letters, stems, strict=True):
        if letter != last:
            place, last = (place + 1) % number, letter
        groups[place] += " " + word
    before = crc32(f" {''.join(letters)}".encode("utf-8", "surrogatepass"), asks)
    if number == 4:
        return _short([f"{name}{groups[a]}|{groups[b]}" for name, a, b in _TWO_OF_FOUR], before)
    return _short([f"{place}{group}" for place, group in enumerate(groups)], before)
