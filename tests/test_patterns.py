"""Patterns that are compiled late do what `re.compile` gives."""

import re
import subprocess
import sys

import pytest

from rlkb_cli.kb.patterns import lazily, lazy_pattern


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


def test_what_a_library_compiles_while_it_is_imported_waits() -> None:
    compile_ = re.compile
    with lazily():
        ours = re.compile("a(B)", re.IGNORECASE)
        assert ours.match("ab")  # also meanwhile
    assert re.compile is compile_
    assert not isinstance(ours, re.Pattern) and ours.sub("-", "xab") == "x-"


def test_pyyaml_reads_without_libyaml_as_ever() -> None:
    code = (
        "import rlkb_cli.kb.yamlnodes, yaml\n"
        "print(yaml.load('a: [1, 1.5, yes, 2024-05-01, ~, x]', yaml.SafeLoader))\n"
        "try: yaml.load('a: \\x00', yaml.SafeLoader)\n"
        "except yaml.reader.ReaderError: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "{'a': [1, 1.5, True, datetime.date(2024, 5, 1), None, 'x']}\nrefused\n"
