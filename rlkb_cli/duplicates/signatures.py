"""Texts that two questions share if they may be nearly the same, so that only such pairs need to be compared.

A question's words may differ in a letter or an ending, but not in the first letter.  So the first letters of all its
words stay the same; and if the words are dealt out to three groups by these letters, one group at least holds no word
that differs, as long as two do at most; of four groups, two.  A mark for each of these, of all letters and the groups'
stems, finds what a deletion neighbourhood of two words finds (as in symmetric-delete spelling correction), with three
or six texts instead of one for each pair of words.

Marks are sums of the numbers of words and letters, so that their order does not matter and each is hashed once.  That
two different ones may be equal costs a comparison, no more.
"""

from binascii import crc32
from collections.abc import Sequence
from functools import lru_cache
from struct import pack

from rlkb_cli.duplicates.acronyms import has_capitals, initials, readings_of
from rlkb_cli.duplicates.gist import Gist, gist_of
from rlkb_cli.duplicates.lexicon import SOLID, standard
from rlkb_cli.duplicates.settings import base_lexicon
from rlkb_cli.duplicates.signs import letters, number
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note

LETTER = "q"
"""Begins the marks of questions."""

_BITS = 0xFFFFFFFF
_THREE_FROM, _FOUR_FROM = 4, 6  # words from which on there are more than two groups, so that two words may differ
_FEWEST, _MOST = 3, 24  # words with which one may differ, and with which none may differ any more
_DEALT = {groups: tuple(range(groups)) * _MOST for groups in (2, 3, 4)}
_WHOLE, *_PLACES = map(number, ("=", "0", "1", "2"))
_01, _02, _03, _12, _13, _23 = map(number, ("01", "02", "03", "12", "13", "23"))


def marks_of(note: Note, config: Config) -> list[str]:
    """What a note's question shares with those that may be nearly the same, for the note's facts.

    Settings that make no sense are left to the search, which says so.
    """
    try:
        lexicon = base_lexicon(config.lint)
    except BadInput:
        lexicon = standard()
    marks, calls = signature(gist_of(note.question, lexicon))
    return marks + calls


def signature(gist: Gist) -> tuple[list[str], list[str]]:
    """The marks and the calls of a question, see `kb.alike`; none for one without words that carry meaning."""
    asks = _asks(gist.kinds, gist.telling, gist.negations % 2)
    values, of_keys, of_forms = [], [], []
    skeleton = last = ""
    firsts = every = asks
    for word in gist.words:
        value, of_key, of_form, bones, first, initial = word.sign
        firsts += first
        every += initial
        if word.code == SOLID:
            values.append(value)
            of_keys.append(of_key)
            of_forms.append(of_form)
            head, inner, end = bones
            skeleton = (skeleton[:-1] if head == last else skeleton) + inner
            last = end
    if not values:
        return [], []
    marks = [sum(values, asks + _WHOLE), crc32(skeleton.encode("utf-8", "surrogatepass"), asks)]
    if _FEWEST <= len(values) <= _MOST:
        if of_forms != of_keys:
            marks += _groups(of_forms, values, asks)
        marks += _groups(of_keys, values, asks)
    return _short(marks), _calls(gist, firsts, every)


@lru_cache(maxsize=1000)
def _asks(kinds: tuple[str, ...], telling: tuple[str, ...], negated: int) -> int:
    """The number of all but the words: what is asked for, and what turns the meaning."""
    return number("|".join((*kinds, *telling, "not" * negated)))


def _groups(firsts: Sequence[str], values: Sequence[int], asks: int) -> list[int]:
    """A mark for every group, or every two of four groups; words with one first letter are in one group."""
    number = 4 if len(values) >= _FOUR_FROM else 3 if len(values) >= _THREE_FROM else 2
    ordered = sorted(firsts)
    place = dict(zip(dict.fromkeys(ordered), _DEALT[number]))  # noqa: B905
    sums = [crc32("".join(ordered).encode("utf-8", "surrogatepass"), asks)] * number
    for first, value in zip(firsts, values):  # noqa: B905
        sums[place[first]] += value
    if number < 4:
        return [group + name for group, name in zip(sums, _PLACES)]  # noqa: B905
    a, b, c, d = sums
    a3, b3 = 3 * a, 3 * b
    return [a3 + b + _01, a3 + c + _02, a3 + d + _03, b3 + c + _12, b3 + d + _13, 3 * c + d + _23]


def _calls(gist: Gist, firsts: int, every: int) -> list[str]:
    """What a question with an acronym calls for, and what it answers: the first letters of all its words.

    `firsts` is the number of the first letters and of what is asked, `every` that of all initials.
    """
    found = [f"={LETTER}{every & _BITS:08x}"]
    if every != firsts:
        found.append(f"={LETTER}{firsts & _BITS:08x}")
    elif not has_capitals(gist.text):
        return found  # a known acronym has several initials
    for acronym in gist.acronyms:
        rest = every - letters(initials(acronym.form))
        found += [f"?{LETTER}{rest + letters(written) & _BITS:08x}" for written in sorted(readings_of(acronym))]
    return found


def _short(values: Sequence[int]) -> list[str]:
    """Marks as short texts."""
    packed = pack(f">{len(values)}I", *[value & _BITS for value in values])
    return f"{LETTER}{packed.hex(' ', 4)}".replace(" ", f" {LETTER}").split(" ")
