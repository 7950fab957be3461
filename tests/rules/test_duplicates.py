"""Questions that are asked twice."""

from pathlib import Path

import pytest

from tests.rules import lint, note, spots


def asks(name: str, question: str, front: str = "") -> str:
    return note(name, front).replace(f"question: What is {name}?", f"question: {question}")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (asks("a", "Why?"), asks("b", "Why not?")),
        (asks("a", ""), asks("b", "")),
        (asks("a", "'?'"), asks("b", "'!'")),
        (asks("a", "~"), asks("b", "null")),
        (asks("a", "Why?"), "-- notes/b.md --\n---\nquestion: Why?\n"),
        (asks("a", "Why?"), asks("b", "Why?", "distinct-from: [a]")),
        (asks("a", "Why?"), asks("b", "Why so?", "former-questions: [Why?]")),
    ],
)
def test_noop(tmp_path: Path, first: str, second: str) -> None:
    assert lint(tmp_path, first + second, "duplicate-question") == []


@pytest.mark.parametrize(
    "question", ["why do links rot", "  WHY do  links rot ??", "“Why do links rot?”", "'Why do links rot.'"]
)
def test_spellings_of_one_question(tmp_path: Path, question: str) -> None:
    found = lint(tmp_path, asks("a", "Why do links rot?") + asks("b", question), "duplicate-question")
    assert [(one.path, one.line, one.message) for one in found] == [
        ("notes/b.md", 2, "`a` asks the same question")
    ]


def test_the_first_is_the_one_that_the_hub_lists_first(tmp_path: Path) -> None:
    hub = "-- hub.yaml --\ntitle: T\nsections: [{id: s, title: S, notes: [c, b]}]\n"
    found = lint(tmp_path, hub + "".join(asks(name, "Why?") for name in "abc"), "duplicate-question")
    assert spots(found) == [("notes/a.md", 2, 11, 15), ("notes/b.md", 2, 11, 15)]
    assert {(one.related[0].path, one.related[0].line, one.related[0].message) for one in found} == {
        ("notes/c.md", 2, "first asked here")
    }


def test_only_the_pair_that_was_judged_is_exempt(tmp_path: Path) -> None:
    text = (
        asks("a", "Why?") + asks("b", "Why?", "distinct-from: [a]") + asks("c", "Why?", "distinct-from: [a]")
    )
    found = lint(tmp_path, text, "duplicate-question")
    assert [(one.path, one.message) for one in found] == [("notes/c.md", "`b` asks the same question")]
