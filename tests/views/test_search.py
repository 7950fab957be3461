"""`rlkb search`: what is found, in which order, and with what lies in the cache."""

import json
import sqlite3
from pathlib import Path

import pytest

from rlkb_cli.views import index
from tests.bases import base, contents, write
from tests.cli import rlkb

BASE = """\
-- hub.yaml --
title: T
-- notes/body.md --
---
question: Who looks after old notes?
summary: A summary about summaries.
---
# Who looks after old notes?

Nobody does, until links **rot** away. See [the `reasons`](why.md "rotten title").

<!-- rotten comment -->
-- notes/han.md --
---
question: 強化学習は何を変えるか
summary: Über naïve Annahmen
---
-- notes/odd.md --
---
question: "Is \\e[31m[bold] \\x02odd\\x03?"
---
-- notes/why.md --
---
question: Why do links rot?
summary: Files move.
---
Names are copied.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, base(BASE))


def ids(root: Path, *words: str) -> list[str]:
    done = rlkb(root, "search", "--output-format", "json", "--", *words)
    assert done.code in (0, 1), done.err
    return [hit["id"] for hit in json.loads(done.out)["hits"]]


def test_nothing_is_found(root: Path) -> None:
    before = contents(root)
    done = rlkb(root, "search", "zebra")
    assert (done.code, done.out) == (1, "0 notes\n")
    assert rlkb(root, "search", "lynks").out == "0 notes\nDid you mean `links`?\n"
    assert contents(root) == before


def test_what_was_found_is_shown(root: Path) -> None:
    assert rlkb(root, "search", "rot").out == (
        "Why do links rot?\n"
        "  why\n"
        "  Files move.\n"
        "Who looks after old notes?\n"
        "  body\n"
        "  Nobody does, until links rot away. See the reasons.\n"
        "2 notes\n"
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("LINK rotting", "why body"),
        ('"links rot"', "why body"),
        ('"rot links"', ""),
        ("rot -nobody", "why"),
        ("nam*", "why"),
        ("naive uber", "han"),
        ("学習", "han"),
        ("習学", ""),
        ("何*", "han"),
        ("rotten title", ""),  # what stands in a link's attribute, or a comment, is no text
        ("comment", ""),
        ('links" OR "zebra', "why body"),
        ("links NEAR(", "why body"),
        ("question:links", ""),
        ('"links', "why body"),
        ("odd", "odd"),
    ],
)
def test_words(root: Path, words: str, found: str) -> None:
    assert ids(root, words) == found.split()


def test_some_words_are_better_than_nothing(root: Path) -> None:
    done = rlkb(root, "search", "copied", "after")
    assert done.out.startswith("No note has all of these words; these have some.\n")
    assert sorted(ids(root, "copied", "after")) == ["body", "why"]


@pytest.mark.parametrize("words", ["???", '""', "-links", "*", "NOT"])
def test_what_is_no_word(root: Path, words: str) -> None:
    done = rlkb(root, "search", "--", words)
    assert (done.code, "there is no word" in done.err) == ((1, False) if words == "NOT" else (2, True))
    assert "fts5" not in done.err


def test_spans_fit_the_text(root: Path) -> None:
    data = json.loads(rlkb(root, "search", "reasons", "--output-format", "json").out)
    excerpt = data["hits"][0]["excerpt"]
    assert [excerpt["text"][start:end] for start, end in excerpt["spans"]] == ["reasons"]
    assert (data["version"], data["all-words"]) == (1, True)


def test_hostile_text_is_made_visible(root: Path) -> None:
    out = rlkb(root, "search", "odd").out
    assert out.startswith("Is  [31m[bold]  odd ?\n")


def test_the_index_follows_the_notes(root: Path) -> None:
    assert ids(root, "zebra") == []
    note = root / "notes" / "why.md"
    note.write_text(note.read_text().replace("Names", "Zebras"))
    write(root, {"notes/new.md": "---\nquestion: A zebra?\n---\n"})
    (root / "notes" / "body.md").unlink()
    assert ids(root, "zebra") == ["new", "why"]
    assert ids(root, "nobody") == []


def forged(root: Path, monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    """Change what the kept index says, and let it pass for one of ours."""
    monkeypatch.setattr(index, "_mark", lambda key, data: b"\0" * 32)
    rlkb(root, "search", "links")
    kept = root / index.PATH
    head, data = kept.read_bytes()[:46], kept.read_bytes()[46:]
    forgery = sqlite3.connect(":memory:")
    forgery.deserialize(data)
    forgery.executescript(sql)
    kept.write_bytes(head + forgery.serialize())


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE notes SET body = 'links zebra', question = 'links'",
        "UPDATE notes SET path = '../../secret'",
        "UPDATE notes SET path = 'hub.yaml' WHERE path = 'notes/why.md'",
        "CREATE TRIGGER t AFTER DELETE ON notes_content BEGIN SELECT 1; END",
        "DROP TABLE notes",
        "DELETE FROM notes_data",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_an_index_that_lies_is_made_anew(root: Path, monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    forged(root, monkeypatch, sql)
    assert ids(root, "links") == ["why", "body"]
    assert ids(root, "zebra") == []


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0", b"rlkb search 1\n" + b"\0" * 500])
def test_a_damaged_index_is_made_anew(root: Path, damage: bytes) -> None:
    rlkb(root, "search", "links")
    (root / index.PATH).write_bytes(damage)
    assert ids(root, "links") == ["why", "body"]
    assert len((root / index.PATH).read_bytes()) > 1000


def test_where_nothing_can_be_kept_all_is_found(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (root / ".rlkb").mkdir()
    (root / ".rlkb" / "cache").symlink_to(outside)
    assert ids(root, "links") == ["why", "body"]
    assert list(outside.iterdir()) == []
