"""Pairs of questions that cannot be nearly the same, told by their words alone."""

from functools import lru_cache

from rlkb_cli.duplicates.acronyms import spelled
from rlkb_cli.duplicates.alignment import is_compound, is_derived
from rlkb_cli.duplicates.gist import Gist
from rlkb_cli.duplicates.lexicon import SOLID, Entry
from rlkb_cli.duplicates.slips import is_misspelt


def apart(a: Gist, b: Gist) -> bool:
    """True if one holds a word to which none of the other can answer, so that `compare` could not find them near.

    It takes a twentieth of the time, and most pairs that share a mark differ like this.
    """
    return (_holds_more(a, b) or _holds_more(b, a)) and not (_spells(a, b) or _spells(b, a))


def _holds_more(one: Gist, other: Gist) -> bool:
    keys = {word.key for word in other.words}
    return any(
        word.code == SOLID and not _is_answered(one.words, number, other.words)
        for number, word in enumerate(one.words)
        if word.key not in keys
    )


def _is_answered(words: list[Entry], number: int, others: list[Entry]) -> bool:
    """Whether the word may be one of the others in another form, or a part of one, or two of them in one."""
    form = words[number].form
    first = form[0]
    before = words[number - 1].form if number else "\n"  # which no word begins with
    for place, other in enumerate(others):
        there = other.form
        if there.startswith(first) and (
            are_alike(form, there)
            or _is_two(there, form, words[number + 1 : number + 2])
            or _is_two(form, there, others[place + 1 : place + 2])
        ):
            return True
        if there.startswith(before) and is_compound(there, before, form):
            return True
    return False


def _is_two(whole: str, first: str, second: list[Entry]) -> bool:
    return bool(second) and whole.startswith(first) and is_compound(whole, first, second[0].form)


@lru_cache(maxsize=20_000)
def are_alike(a: str, b: str) -> bool:
    """Whether two words may be one misspelt or derived."""
    return is_derived(a, b) or is_misspelt(a, b) or is_misspelt(b, a)


def _spells(one: Gist, other: Gist) -> bool:
    """Whether an acronym of one is written out in the other."""
    if not one.acronyms:
        return False
    forms = other.forms
    return any(acronym.form not in forms and spelled(forms, acronym) for acronym in one.acronyms)
