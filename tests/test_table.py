"""The table of facts: whatever its log says, it is the mapping that one would have made at once."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rlkb_cli.kb.asked import EVERYTHING
from rlkb_cli.kb.facts import Facts
from rlkb_cli.kb.load import load
from rlkb_cli.kb.table import table_of
from rlkb_cli.lint.answers import notebook
from rlkb_cli.lint.engine import check, judge

PATHS = st.sampled_from(["a.md", "b.md", "c/d.md", "é.md"])
FACTS = st.sampled_from([Facts("note", "1", "a"), Facts("note", "2", "b", marks="qa"), Facts("page", "2", "b")])
ROWS = st.dictionaries(PATHS, FACTS).map(lambda rows: dict(sorted(rows.items())))
LOG = st.lists(st.tuples(PATHS, FACTS | st.none()), max_size=4)


@given(ROWS, LOG)
def test_a_table_is_its_rows_with_its_log(rows: dict[str, Facts], log: list[tuple[str, Facts | None]]) -> None:
    table = table_of(rows).with_rows(log)
    there = {path: row for path, row in {**rows, **dict(log)}.items() if row is not None}
    assert dict(table.items()) == there == {path: table[path] for path in table}
    assert list(table) == sorted(there) == list(table.paths)
    assert list(table.texts("id")) == [there[path].id for path in sorted(there)]
    assert all((path in table) == (path in there) for path in ("a.md", "b.md", "c/d.md", "é.md"))


@given(ROWS, LOG, st.integers(0, 4))
def test_what_changed_is_what_differs(rows: dict[str, Facts], log: list[tuple[str, Facts | None]], cut: int) -> None:
    moment = min(cut, len(log))
    now = table_of(rows).with_rows(log)
    before = now.since(moment)
    changed = now.changed_since(before)
    if list(before) != list(now):
        assert changed is None
    elif changed is not None:  # None as well for what went and came back
        assert {path for path in now if before[path] != now[path]} == {name[1:] for name in changed if name[0] == "/"}
        assert all(list(before.texts(name)) == list(now.texts(name)) for name in Facts._fields if name not in changed)


def test_rules_ask_for_columns_and_not_for_all() -> None:
    """In a base without flaws, so that most of what they found is given again after an edit."""
    kb = load(str(Path(__file__).parent.parent), judge=judge, cache="off")
    book = notebook(kb)
    assert check(kb, book=book) == []
    asked = dict(zip(*(book.columns()[name] for name in ("rule", "asked")), strict=True))
    assert len(asked) > 20
    curious = {rule for rule, what in asked.items() if {EVERYTHING, "digest", "verdict"} & set(str(what).split("\n"))}
    assert curious == set()
