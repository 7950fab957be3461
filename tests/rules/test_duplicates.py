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
    assert [(one.path, one.line, one.message) for one in found] == [("notes/b.md", 2, "`a` asks the same question")]


def test_the_first_is_the_one_that_the_hub_lists_first(tmp_path: Path) -> None:
    hub = "-- hub.yaml --\ntitle: T\nsections: [{id: s, title: S, notes: [c, b]}]\n"
    found = lint(tmp_path, hub + "".join(asks(name, "Why?") for name in "abc"), "duplicate-question")
    assert spots(found) == [("notes/a.md", 2, 11, 15), ("notes/b.md", 2, 11, 15)]
    assert {(one.related[0].path, one.related[0].line, one.related[0].message) for one in found} == {
        ("notes/c.md", 2, "first asked here")
    }


def test_only_the_pair_that_was_judged_is_exempt(tmp_path: Path) -> None:
    text = asks("a", "Why?") + asks("b", "Why?", "distinct-from: [a]") + asks("c", "Why?", "distinct-from: [a]")
    found = lint(tmp_path, text, "duplicate-question")
    assert [(one.path, one.message) for one in found] == [("notes/c.md", "`b` asks the same question")]


LONG = "Files are moved and renamed, while the links that lead to them stay as they were."
BODY = f"{LONG} Nobody notices, because a link that leads nowhere looks like any other."


def says(name: str, summary: str) -> str:
    return note(name).replace(f"summary: It is {name}.", f"summary: {summary}")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (says("a", LONG), says("b", LONG.replace("moved", "gone"))),
        (says("a", ""), says("b", "")),
        (says("a", "TODO"), says("b", "TODO")),
        (says("a", "To be written soon."), says("b", "To be written soon.")),
        (says("a", "'" + "- " * 40 + "'"), says("b", "'" + "- " * 40 + "'")),
        (says("a", LONG), "".join(says(name, LONG) for name in "bcd")),
        (says("a", LONG), says("b", LONG).replace("What is b?", "What is a?")),
        (says("a", LONG), f"-- notes/b.md --\n---\nquestion: What is b?\nsummary: {LONG}\n"),
    ],
)
def test_summary_noop(tmp_path: Path, first: str, second: str) -> None:
    assert lint(tmp_path, first + second, "duplicate-summary") == []


@pytest.mark.parametrize(
    "other", [LONG, LONG.upper(), f'"{LONG[:-1]}"', ">-\n  " + LONG.replace(" while", "\n  while")]
)
def test_a_copied_summary(tmp_path: Path, other: str) -> None:
    found = lint(tmp_path, says("a", LONG) + says("b", other), "duplicate-summary")
    assert [(one.path, one.line, one.message) for one in found] == [
        ("notes/b.md", 4, "the summary is the same as that of `a`")
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BODY, BODY.replace("moved", "gone")),
        (BODY, BODY.replace("e", "a")),
        ("", ""),
        ("TODO", "TODO"),
        (LONG, LONG),
        ("# Why\n\n## Evidence\n\n- \n\n## Open\n" + "<!-- say why, and what follows from it -->\n" * 9,) * 2,
        ("![[a-picture-with-a-long-name.png]]\n" * 9,) * 2,
        ("![x](a-picture-with-a-long-name.png) https://example.com/with/a/long/path #tag\n" * 9,) * 2,
        ("{{< include a-shortcode with many words in it >}}\n" * 9,) * 2,
        ("| | |\n|---|---|\n" * 90,) * 2,
    ],
)
def test_body_noop(tmp_path: Path, first: str, second: str) -> None:
    assert lint(tmp_path, note("a", "", first) + note("b", "", second), "duplicate-body") == []


def test_boilerplate_is_no_copy(tmp_path: Path) -> None:
    assert lint(tmp_path, "".join(note(name, "", BODY) for name in "abcd"), "duplicate-body") == []


def test_two_copies_among_much_the_same(tmp_path: Path) -> None:
    bodies = {"a": BODY, "b": BODY.replace("e", "a"), "c": BODY, "d": BODY.replace("e", "i")}
    found = lint(tmp_path, "".join(note(name, "", body) for name, body in bodies.items()), "duplicate-body")
    assert [(one.path, one.message) for one in found] == [("notes/c.md", "the body is the same as that of `a`")]


@pytest.mark.parametrize("other", [BODY, f"# What is b?\n\n{BODY}\n", BODY.replace(". ", ".\n"), f"<!-- b -->{BODY}"])
def test_a_copied_body(tmp_path: Path, other: str) -> None:
    found = lint(tmp_path, note("a", "", f"# What is a?\n\n{BODY}") + note("b", "", other), "duplicate-body")
    assert [(one.path, one.message) for one in found] == [("notes/b.md", "the body is the same as that of `a`")]


def test_a_body_in_another_script(tmp_path: Path) -> None:
    body = "ссылки ведут туда, где файла больше нет, и никто этого не замечает. " * 2
    assert len(lint(tmp_path, note("a", "", body) + note("b", "", body), "duplicate-body")) == 1
