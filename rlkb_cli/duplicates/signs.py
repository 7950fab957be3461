"""Numbers that stand for words and letters: those of several are added, and the sum is the same in any order."""

from functools import cache
from hashlib import blake2b

from rlkb_cli.duplicates.acronyms import initials
from rlkb_cli.duplicates.stems import stem
from rlkb_cli.kb.patterns import lazy_pattern

_FORM = lazy_pattern(r"[aeiouy]+|(.)(?=\1)")
"""What other spellings and compounds alter: vowels, and one of two equal letters."""

Sign = tuple[int, str, str, tuple[str, str, str], int, int]
"""What marks need of a word: the number of what stands for it, whose first letter, and the word's own, its skeleton,
the number of its first letter, and that of all its initials."""

NO_SIGN: Sign = (0, "", "", ("", "", ""), 0, 0)


def sign(key: str, form: str) -> Sign:
    """The sign of a word that is written `form` and for which `key` stands."""
    first, start = form[0], initials(form)
    alone = _letter(first)
    return number(key), key[0], first, _bones(stem(form)), alone, alone if start == first else letters(start)


def number(text: str) -> int:
    """A number of 32 bits for a text, the same everywhere.

    Checksums would be faster to get, but sums of them meet too easily.
    """
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


def letters(text: str) -> int:
    """The sum of the numbers of a text's letters."""
    return sum(map(_letter, text))


_letter = cache(number)


def _bones(word: str) -> tuple[str, str, str]:
    """The first letter of a stem, its skeleton, and its last letter but for a vowel."""
    bones = _FORM.sub("", word)
    return word[0], bones, bones[-1:] if word.endswith(bones[-1:]) else ""
