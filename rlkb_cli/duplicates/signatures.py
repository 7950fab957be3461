"""Texts that two questions share if they may be nearly the same, so that only such pairs need to be compared.

A question's words may differ in a letter or an ending, but not in the first letter.  So the first letters of all its
words, sorted, stay the same; and if the words are dealt out to three groups by these letters, one group at least holds
no word that differs, as long as two do at most; of four groups, two.  A mark for each of these, of all letters and the
groups' stems, finds what a deletion neighbourhood of two words finds (as in symmetric-delete spelling correction), with
three or six texts instead of one for each pair of words.
"""

import re
from binascii import crc32
from itertools import combinations

from rlkb_cli.duplicates.acronyms import acronyms_of, initials, readings_of
from rlkb_cli.duplicates.reading import Reading
from rlkb_cli.duplicates.stems import stem

LETTER = "q"
"""Begins the marks of questions."""
_THREE_FROM, _FOUR_FROM = 4, 6  # words from which on there are more than two groups, so that two words may differ
_MOST = 24  # words with which none may differ any more
_TWO_OF_FOUR = tuple(combinations(range(4), 2))
_FORM = re.compile(r"[aeiouy]+|(.)(?=\1)")
"""What other spellings and compounds alter: vowels, and one of two equal letters."""



def signature(reading: Reading) -> tuple[list[str], list[str]]:
    """The marks and the calls of a question, see `kb.alike`; none for one without words that carry meaning."""
    words = reading.raw
    solid = [word for word in words if not word[2]]
    if not solid:
        return [], []
    head = "|".join((*reading.kinds, *reading.telling, "not" if reading.negations % 2 else ""))
    stems = [word[0] for word in solid]
    skeleton = _FORM.sub("", "".join([stem(word[1]) for word in solid]))
    texts = [f"{head}={' '.join(sorted(stems))}", head + skeleton]
    if 3 <= len(stems) <= _MOST:
        written = [word[1][0] for word in solid]
        texts += _groups(head, stems, written)
        meant = [word[0] for word in stems]
        if meant != written:
            texts += _groups(head, stems, meant)
    return [_short(text) for text in texts], _calls(head, [word[1] for word in words], reading.text)


def _calls(head: str, forms: list[str], text: str) -> list[str]:
    """What a question with an acronym calls for, and what it answers: the first letters of all its words, sorted."""
    letters = list(map(initials, forms))
    firsts = [form[0] for form in forms]
    found = [f"={_sorted(head, way)}" for way in ([letters] if letters == firsts else [letters, firsts])]
    for acronym in acronyms_of(text, forms):
        rest = list(letters)
        rest.remove(initials(acronym.form))
        found += ("?" + _sorted(head, [*rest, written]) for written in readings_of(acronym))
    return found


def _sorted(head: str, letters: list[str]) -> str:
    return _short(head + "".join(sorted("".join(letters))))


def _short(text: str) -> str:
    """A short text for a long one; that two may share it costs a comparison, no more."""
    return f"{LETTER}{crc32(text.encode('utf-8', 'surrogatepass')):x}"


def _groups(head: str, stems: list[str], letters: list[str]) -> list[str]:
    """A text for every group, or every two of four groups; words with one first letter are in one group."""
    number = 4 if len(stems) >= _FOUR_FROM else 3 if len(stems) >= _THREE_FROM else 2
    groups = [""] * number
    pairs = sorted(zip(letters, stems, strict=True))
    last, place = "", -1
    for letter, word in pairs:
        if letter != last:
            place, last = (place + 1) % number, letter
        groups[place] += f" {word}"
    head += " " + "".join([letter for letter, _ in pairs])
    if number == 4:
        return [f"{head}{a}{b}{groups[a]}|{groups[b]}" for a, b in _TWO_OF_FOUR]
    return [f"{head}{place}{group}" for place, group in enumerate(groups)]
