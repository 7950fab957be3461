"""Conditions on the fields of notes, as `--where 'KEY OP VALUE'` writes them."""

import re
from collections.abc import Callable
from typing import NamedTuple

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.spelling import nfc, unwrap
from rlkb_cli.views.fields import Value

_FORM = re.compile(r"\s*(?P<key>[^\s!=~<>][^!=~<>]*?)\s*(?P<op>!=|!~|<=|>=|[=~<>])\s*(?P<value>.*?)\s*\Z", re.DOTALL)
_BARE = re.compile(r"\s*(?P<no>!?)\s*(?P<key>[^\s!=~<>][^!=~<>]*?)\s*\Z")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?\Z", re.ASCII)
_HELP = "KEY, !KEY, or KEY and a value with one of = != ~ !~ < <= > >= between them"


class Condition(NamedTuple):
    """What is asked of one field: its name, and a test of its value."""

    key: str
    holds: Callable[[Value], bool]


def parse(text: str) -> Condition:
    """The condition that a text means; BadInput if it is none.

    `KEY` and `!KEY`: there is a value, there is none.  `=`, `~`: a value, or an item of a list, is the same or
    contains it, in any case; `~ /…/` is a regular expression.  `!=`, `!~`: none is.  `<`, `>` and their like
    compare numbers as numbers, and else texts, so that ISO dates work; what has no value is neither.
    """
    bare = _BARE.match(text)
    if bare:
        wanted = not bare["no"]
        return Condition(bare["key"], lambda value: bool(_items(value)) is wanted)
    form = _FORM.match(text)
    if not form:
        raise BadInput(f"`{text}` is no condition", help=_HELP)
    return Condition(form["key"], _test(form["op"], _unquoted(form["value"])))


def _test(operator: str, wanted: str) -> Callable[[Value], bool]:
    if operator.startswith("!"):
        same = _test(operator[1:], wanted)
        return lambda value: not same(value)
    if operator == "=" and not wanted:
        return lambda value: not _items(value)
    each = _contains(wanted) if operator == "~" else _equals(wanted) if operator == "=" else _compares(operator, wanted)
    return lambda value: any(map(each, _items(value)))


def _equals(wanted: str) -> Callable[[str], bool]:
    number, name = _number(wanted), _folded(wanted)
    if number is not None:
        return lambda text: _number(text) == number or _folded(text) == name
    return lambda text: name in (_folded(text), _folded(unwrap(text) or text))


def _contains(wanted: str) -> Callable[[str], bool]:
    if len(wanted) > 1 and wanted[0] == wanted[-1] == "/":
        try:
            pattern = re.compile(wanted[1:-1], re.IGNORECASE)
        except re.error as error:
            raise BadInput(f"`{wanted}` is no regular expression: {error}") from None
        return lambda text: bool(pattern.search(text))
    part = _folded(wanted)
    return lambda text: part in _folded(text)


def _compares(operator: str, wanted: str) -> Callable[[str], bool]:
    number, name = _number(wanted), _folded(wanted)

    def holds(text: str) -> bool:
        found = _number(text)
        if number is not None and found is not None:
            return _ORDER[operator]((found > number) - (found < number))
        if number is not None and not text[:1].isdigit():
            return False  # neither more nor less than a number; a date begins with its year
        folded = _folded(text)
        return _ORDER[operator]((folded > name) - (folded < name))

    return holds


_ORDER: dict[str, Callable[[int], bool]] = {
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
}


def _items(value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (str(value),) if value != "" else ()


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.match(text) else None


def _folded(text: str) -> str:
    return nfc(text).casefold()


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text
