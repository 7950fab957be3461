"""`rlkb asks` and `rlkb add --from-ask`: questions without a note."""

import json
from pathlib import Path

import pytest

from rlkb_cli.views.asks import questions_in
from tests.bases import base, contents, write
from tests.cli import rlkb

BASE = """\
-- hub.yaml --
title: T
totals: {notes: 3, sections: 1}
sections:
  - {id: one, title: One, count: 3, notes: [a, b, never-written]}
-- notes/a.md --
---
question: Why do links rot?
section: one
former-questions: [What makes links rot?]
related: [never-written]
---
# Why do links rot?

So, why do links rot? What makes links rot? For what reason do links rot?
See [[who-mends-links]] and ![](gone.png). Who reads *this* anyway? See [Who is linked, then?](b.md).

## Does a heading count?

> Does a quotation count?

    does code count?

Is there a [tool](https://example.org) for it? Well?
-- notes/b.md --
---
question: Who cares?
section: one
---
[[Who-mends-links|they]] or [some](../notes/never-written.md). "Who reads this anyway?" Me, e.g. now.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, base(BASE))


def test_nothing_is_asked(tmp_path: Path) -> None:
    write(tmp_path, {"hub.yaml": "title: T\n", "notes/a.md": "---\nquestion: Why?\n---\nSo.\n"})
    assert rlkb(tmp_path, "asks").out == "0 questions without a note\n"


def test_what_is_asked(root: Path) -> None:
    before = contents(root)
    assert rlkb(root, "asks").out == (
        "1  Never written  never-written\n"
        "   wanted by hub.yaml, notes/a.md, notes/b.md\n"
        "2  Who mends links?  who-mends-links\n"
        "   wanted by notes/a.md, notes/b.md\n"
        "3  Who reads this anyway?\n"
        "   asked in notes/a.md, notes/b.md\n"
        "4  Is there a tool for it?\n"
        "   asked in notes/a.md\n"
        "4 questions without a note\n"
    )
    data = json.loads(rlkb(root, "asks", "-n", "1", "--output-format", "json").out)
    assert data["asks"] == [
        {
            "number": 1,
            "question": "Never written",
            "id": "never-written",
            "demand": 3,
            "sources": ["hub.yaml", "notes/a.md", "notes/b.md"],
        }
    ]
    assert contents(root) == before


def test_a_note_is_made_of_one(root: Path) -> None:
    assert rlkb(root, "add", "--from-ask", "2", "--section", "one").code == 0
    assert contents(root)["notes/who-mends-links.md"].startswith(b"---\nquestion: Who mends links?\n")
    assert "who-mends" not in rlkb(root, "asks").out
    assert rlkb(root, "add", "Who reads it at all?", "--from-ask", "2", "--section", "one").code == 0
    assert "notes/who-reads-it-at-all.md" in contents(root)


@pytest.mark.parametrize("words", [["--from-ask", "9"], ["--from-ask", "0"], []])
def test_there_is_nothing_to_add(root: Path, words: list[str]) -> None:
    before = contents(root)
    assert rlkb(root, "add", "--section", "one", *words).code == 2
    assert contents(root) == before


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Links rot. Why do they rot? Because e.g. names move. How so, then?", "Why do they rot?|How so, then?"),
        ("See: what is 3.5 good for? Why? No question.", "What is 3.5 good for?"),
        ("何を変えるか。何を変えるのでしょうか？はい。", "何を変えるのでしょうか？"),
        ("(Is it, or was it, so?)", "Is it, or was it, so?"),
        ("??? a?", ""),
    ],
)
def test_sentences_that_ask(text: str, found: str) -> None:
    assert list(questions_in(text)) == list(filter(None, found.split("|")))
