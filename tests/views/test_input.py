"""Whatever the user types is understood, or refused by a message of ours."""

import sqlite3
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rlkb_cli.errors import BadInput
from rlkb_cli.views import where, words
from rlkb_cli.views.template import Template

TYPED = st.text(st.sampled_from("ab12 \"'*-+~=!<>/(){}[]^:.,\\学習é\x00\n") | st.characters(), max_size=20)


@given(TYPED)
def test_no_query_is_an_error_of_sqlite(text: str) -> None:
    try:
        query = words.parse(text)
    except BadInput:
        return
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter unicode61 remove_diacritics 2')")
    for expression in (query.every, query.some):
        table.execute("SELECT * FROM t WHERE t MATCH ?", [expression.encode(errors="replace").decode()]).fetchall()


@given(TYPED, TYPED | st.lists(TYPED).map(tuple) | st.integers())
def test_conditions_hold_or_do_not(text: str, value: where.Value) -> None:
    with suppress(BadInput):
        assert where.parse(text).holds(value) in (True, False)


@given(TYPED, st.sampled_from(["=", "~", "<=", ">="]))
def test_a_value_is_like_itself(value: str, operator: str) -> None:
    wanted = value.strip().strip("'\"/")
    if wanted.strip() == wanted and wanted and wanted[0] not in "=~<>":
        assert where.parse(f"key {operator} {wanted}").holds(wanted)
        assert where.parse(f"key {operator} '{wanted}'").holds((wanted, "other"))
        assert where.parse(f"key != {wanted}").holds(wanted) is False


@given(st.lists(st.tuples(TYPED, st.sampled_from(["id", "question", " a b "])), max_size=5), TYPED)
def test_a_template_gives_back_what_was_put_in(parts: list[tuple[str, str]], value: str) -> None:
    def spelled(text: str) -> str:
        return text.replace("\\", "\\\\").replace("{", "{{").replace("}", "}}")

    template = Template("".join(f"{spelled(text)}{{{name}}}" for text, name in parts))
    assert template.fields == [name.strip() for _, name in parts]
    assert template.fill(dict.fromkeys(template.fields, value)) == "".join(text + value for text, _ in parts)


@pytest.mark.parametrize("text", ["{", "}", "{{{", "a}b", "{a{b}}"])
def test_lone_braces_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        Template(text)
