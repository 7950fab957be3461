"""Patterns that are compiled late do what `re.compile` gives."""

import re

import pytest

from rlkb_cli.kb.patterns import lazy_pattern


@pytest.mark.parametrize("method", ["findall", "fullmatch", "match", "search", "split"])
def test_methods_are_those_of_the_pattern(method: str) -> None:
    for text in ("ab", "AB", "xaby", ""):
        ours, theirs = lazy_pattern("a(B)", re.IGNORECASE), re.compile("a(B)", re.IGNORECASE)
        assert repr(getattr(ours, method)(text)) == repr(getattr(theirs, method)(text))
    assert lazy_pattern(b"a+").sub(b"-", b"aab") == b"-b"


def test_nothing_else_is_there() -> None:
    assert (lazy_pattern("a(").pattern, lazy_pattern("a", re.DOTALL).flags) == ("a(", re.DOTALL)
    with pytest.raises(AttributeError):
        lazy_pattern("a").scanner  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(re.error):
        lazy_pattern("a(").match("a")
