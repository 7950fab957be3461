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
        word.code == SOLID and word.key not in keys and not _is_answered(one.words, number, other.words)
        for number, word in enumerate(one.words)
    )


def _is_answered(words: list[Entry], number: int, others: list[Entry]) -> bool:
    """Whether the word may be one of the others in another form, or a part of one, or two of them in one."""
    form = words[number].form
    before = words[number - 1].form if number else None
    after = words[number + 1].form if number + 1 < len(words) else None
    for place, other in enumerate(others):
        if other.form[0] == form[0]:
            behind = others[place + 1].form if place + 1 < len(others) else None
            if are_alike(form, other.form) or _is_two(form, other.form, behind) or _is_two(other.form, form, after):
                return True
        if before and other.form.startswith(before) and is_compound(other.form, before, form):
            return True
    return False


def _is_two(whole: str, first: str, second: str | None) -> bool:
    return second is not None and whole.startswith(first) and is_compound(whole, first, second)


@lru_cache(maxsize=20_000)
def are_alike(a: str, b: str) -> bool:
    """Whether two words may be one misspelt or derived."""
    return is_derived(a, b) or is_misspelt(a, b) or is_misspelt(b, a)


def _spells(one: Gist, other: Gist) -> bool:
    """Whether an acronym of one is written out in the other."""
    forms = other.forms
    return any(acronym.form not in forms and spelled(forms, acronym) for acronym in one.acronyms)
