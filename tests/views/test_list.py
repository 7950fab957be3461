"""`rlkb list`: filters, order, layouts."""

import json
from pathlib import Path

import pytest

from tests.bases import base, contents, write
from tests.cli import rlkb

CARDS = ".rlkb/cache/cards"
BASE = """\
-- hub.yaml --
title: What do we know about links?
totals: {notes: 3, sections: 2}
sections:
  - {id: decay, title: Decay, count: 2, notes: [why, when]}
  - {id: care, title: Care, count: 1, notes: [who]}
-- notes/when.md --
---
question: When is a note out of date?
section: decay
summary: When the world moves on.
year: 2019
tags: [Time, "30"]
---
See [[why]] and [[gone]].
-- notes/who.md --
---
question: Who looks after old notes?
section: care
year: 2021
related: [why]
status:
---
-- notes/why.md --
---
question: Why do links rot?
section: decay
summary: Files move, and names are copied.
related: [who]
year: n/a
---
See [the other](when.md).
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, base(BASE))


def ids(root: Path, *words: str) -> list[str]:
    done = rlkb(root, "list", "--template", "{id}", *words)
    assert done.code == 0, done.err
    return done.out.split()


def test_an_empty_base_has_no_notes(tmp_path: Path) -> None:
    write(tmp_path, {"hub.yaml": "title: T\n"})
    assert rlkb(tmp_path, "list").out == "0 notes\n"
    assert rlkb(tmp_path, "list", "--paths").out == ""


def test_notes_stand_as_the_hub_lists_them(root: Path) -> None:
    before = contents(root)
    assert rlkb(root, "list").out == (
        "Why do links rot?\n"
        "  why · decay · 2 links · 2 backlinks\n"
        "When is a note out of date?\n"
        "  when · decay · 1 link · 1 backlink\n"
        "Who looks after old notes?\n"
        "  who · care · 1 link · 1 backlink\n"
        "3 notes\n"
    )
    assert rlkb(root, "list", "--paths", "-n", "1").out == "notes/why.md\n"
    assert contents(root) == before


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("section = DECAY", "why when"),
        ("section != decay", "who"),
        ("question ~ note", "when who"),
        ("question ~ /^wh[oy] /", "why who"),
        ("question !~ NOTE", "why"),
        ("tags = time", "when"),
        ("tags=30.0", "when"),
        ("tags != time", "why who"),
        ("summary", "why when"),
        ("!summary", "who"),
        ("status", ""),
        ("summary = ''", "who"),
        ("year > 2019", "who"),
        ("year<=2021", "when who"),
        ("related = 'why'", "who"),
        ("backlinks >= 2", "why"),
        ("modified > 1999-12-31", "why when who"),
        ("id < when", ""),
    ],
)
def test_conditions(root: Path, condition: str, found: str) -> None:
    assert ids(root, "--where", condition) == found.split()


def test_filters_are_combined(root: Path) -> None:
    assert ids(root, "--where", "section = decay", "--where", "year = 2019") == ["when"]
    assert ids(root, "--section", "Decay", "--match", "names FILES") == ["why"]
    assert ids(root, "--links-to", "why") == ["when", "who"]
    assert ids(root, "--linked-by", "why", "--section", "care") == ["who"]
    assert ids(root, "--dangling") == ["when"]
    assert ids(root, "--orphan") == []


def test_sorting_keeps_what_has_no_value_behind(root: Path) -> None:
    assert ids(root, "--sort", "id") == ["when", "who", "why"]
    assert ids(root, "--sort", "-backlinks", "--sort", "id") == ["why", "when", "who"]
    assert ids(root, "--sort", "-summary") == ["when", "why", "who"]


def test_templates(root: Path) -> None:
    done = rlkb(root, "list", "-n", "1", "--template", r"{{{id}}}\t{ question }: {related}, {year}\n--")
    assert done.out == "{why}\tWhy do links rot?: who, n/a\n--\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--where", "sectoin = x"], "did you mean `section`?"),
        (["--template", "{qestion}"], "did you mean `question`?"),
        (["--template", "{id"], "a lone `{` at 1"),
        (["--template", "{id.__class__}"], "no note has a field `id.__class__`"),
        (["--sort", "colour"], "no note has a field `colour`"),
        (["--where", "= x"], "is no condition"),
        (["--where", "id ~ /(/"], "is no regular expression"),
        (["--section", "decays"], "did you mean `decay`?"),
        (["--links-to", "whyy"], "there is no note `whyy`"),
        (["--limit", "0"], "0 is not in the range"),
    ],
)
def test_what_cannot_be_meant_is_told(root: Path, words: list[str], message: str) -> None:
    done = rlkb(root, "list", *words)
    assert done.code == 2
    assert message in done.err


def test_json_has_the_fields_and_the_front_matter(root: Path) -> None:
    data = json.loads(rlkb(root, "list", "--where", "tags", "--output-format", "json").out)
    (note,) = data.pop("notes")
    assert data == {"version": 1, "command": "list"}
    assert (note["id"], note["links"], note["front-matter"]["tags"]) == ("when", 1, ["Time", "30"])


def test_names_of_the_base_and_ours_mean_the_same_key(tmp_path: Path) -> None:
    text = "---\ntitle: Why?\nquestion: x\n---\n"
    write(tmp_path, {"hub.yaml": "title: T\nkeys: {question: title}\n", "notes/a.md": text})
    assert ids(tmp_path, "--where", "question = why?") == ["a"] == ids(tmp_path, "--where", "title = why?")


def test_hostile_text_is_made_visible(tmp_path: Path) -> None:
    write(tmp_path, {"hub.yaml": "title: T\n", "notes/a.md": '---\nquestion: "\\e[31m[bold]{id}"\n---\n'})
    assert "\\x1b[31m[bold]{id}\n" in rlkb(tmp_path, "list").out
    assert rlkb(tmp_path, "list", "--template", "{question}").out == "\\x1b[31m[bold]{id}\n"


def test_an_unreadable_note_is_listed(tmp_path: Path) -> None:
    write(tmp_path, {"hub.yaml": "title: T\n", "notes/a.md": "---\nquestion: [\n---\n"})
    assert rlkb(tmp_path, "list").out.startswith("(no question)\n  a · 0 links")


@pytest.mark.parametrize("damage", [b"", b"rlkb columns 1\n", b"\0" * 100])
def test_kept_cards_are_used_and_never_needed(root: Path, damage: bytes) -> None:
    first = rlkb(root, "list").out
    written = (root / CARDS).stat().st_mtime_ns
    assert rlkb(root, "list").out == first
    assert (root / CARDS).stat().st_mtime_ns == written
    (root / CARDS).write_bytes(damage)
    assert rlkb(root, "list").out == first
    note = root / "notes" / "why.md"
    note.write_text(note.read_text().replace("links rot", "links break"))
    assert "Why do links break?\n" in rlkb(root, "list").out
