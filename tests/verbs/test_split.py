"""`rlkb split`."""

from pathlib import Path

import pytest

from tests.bases import base, contents, write
from tests.cli import rlkb
from tests.verbs.bases import bats


def test_a_part_becomes_a_note(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(
        root, "split", "can-bats-see", "--heading", "How well", "How well do bats see?", "--summary", "Well."
    )
    assert done == (
        0,
        "split `how-well-do-bats-see` off `can-bats-see`\n"
        "  M hub.yaml\n"
        "  M notes/can-bats-see.md\n"
        "  M notes/how-do-bats-find-prey.md\n"
        "  A notes/how-well-do-bats-see.md\n"
        "notes 3 → 4, listings 4 → 5, relations 2 → 4, links 8 → 9, dangling 0 → 0, 4 files\n",
        "",
    )
    after = contents(root)
    head, _, part = before["notes/can-bats-see.md"].decode().partition("## How well\n\n")
    assert after["notes/can-bats-see.md"].decode() == (
        head.replace("prey\n---", "prey\n  - how-well-do-bats-see\n---")
        + "[How well do bats see?](how-well-do-bats-see.md)\n"
    )
    assert after["notes/how-well-do-bats-see.md"].decode() == (
        "---\n"
        "question: How well do bats see?\n"
        "section: senses\n"
        "summary: Well.\n"
        "related:\n"
        "  - can-bats-see\n"
        "---\n"
        "\n"
        "# How well do bats see?\n"
        "\n" + part
    )
    assert (
        b"see [How well do bats see?](how-well-do-bats-see.md) and" in after["notes/how-do-bats-find-prey.md"]
    )
    assert b"- can-bats-see\n      - how-well-do-bats-see\n" in after["hub.yaml"]
    assert b"{notes: 4, sections: 2}" in after["hub.yaml"]
    assert after["hubs/field.yaml"] == before["hubs/field.yaml"]
    assert rlkb(root, "lint").out.startswith("No problems")


PARTS = """\
-- hub.yaml --
title: T
totals: {notes: 1, sections: 2}
sections:
  - {id: one, title: One, count: 1, notes: [a]}
  - {id: two, title: Two, count: 0, notes: [], description: Later.}
-- notes/a.md --
---
question: Why A?
section: one
summary: x
---
Before [sub](#detail-1), [[#Part]], [[a#Detail]], [[#^inside]], [own](#detail)[^both][^out].

## Detail
text [^rest]
## Part

[up](#detail), [[#Detail]], [down](#detail-1), [it](#part), [end][e], [shared], [^both] [^part]. ^inside

### Detail

<a id="spot"></a>[spot](#spot)

[shared]: https://s.example
[^out]: Out.

Setext
------

[shared], [last](#last), [spot](#spot), [Why A?](a.md#last)

# Last

[^rest]: Rest.
[^both]: Both.
[^part]: Part, see [[#Last]].

    Second paragraph.

[e]: #last
-- README.md --
[one](notes/a.md#part), [two](notes/a.md#detail-1), [three](notes/a.md#spot),
[four](notes/a.md#detail), [[a#Last]]
"""


def test_anchors_labels_and_footnotes_follow(tmp_path: Path) -> None:
    root = write(tmp_path, base(PARTS))
    done = rlkb(root, "split", "a", "--heading", "#part", "Why B?", "--id", "b", "--section", "two")
    assert done.code == 0, done.err
    after = contents(root)
    assert after["notes/a.md"].decode().partition("summary: x\n")[2] == (
        "related:\n"
        "  - b\n"
        "---\n"
        "Before [sub](b.md#detail), [[b]], [[a#Detail]], [[b#^inside]], [own](#detail)[^both][^out].\n"
        "\n"
        "## Detail\n"
        "text [^rest]\n"
        "\n"
        "[Why B?](b.md)\n"
        "\n"
        "Setext\n"
        "------\n"
        "\n"
        "[shared], [last](#last), [spot](b.md#spot), [Why A?](a.md#last)\n"
        "\n"
        "# Last\n"
        "\n"
        "[^rest]: Rest.\n"
        "[^both]: Both.\n"
        "\n"
        "[shared]: https://s.example\n"
        "\n"
        "[^out]: Out.\n"
    )
    assert after["notes/b.md"].decode() == (
        "---\n"
        "question: Why B?\n"
        "section: two\n"
        "related:\n"
        "  - a\n"
        "---\n"
        "\n"
        "[up](a.md#detail), [[a#Detail]], [down](#detail), it, [end][e], [shared], [^both] [^part]. ^inside\n"
        "\n"
        "## Detail\n"
        "\n"
        '<a id="spot"></a>[spot](#spot)\n'
        "\n"
        "[shared]: https://s.example\n"
        "\n"
        "[^both]: Both.\n"
        "\n"
        "[^part]: Part, see [[a#Last]].\n"
        "\n"
        "    Second paragraph.\n"
        "\n"
        "[e]: a.md#last\n"
    )
    assert after["README.md"] == (
        b"[one](notes/b.md), [two](notes/b.md#detail), [three](notes/b.md#spot),\n"
        b"[four](notes/a.md#detail), [[a#Last]]\n"
    )
    assert b"count: 1, notes: [b]" in after["hub.yaml"]


def test_a_preview_writes_nothing_and_undo_brings_all_back(tmp_path: Path) -> None:
    root = write(tmp_path, base(PARTS))
    before = contents(root)
    words = ("split", "a", "--heading", "Part", "Why B?")
    assert "+question: Why B?\n" in rlkb(root, *words, "--diff").out
    assert contents(root) == before
    assert rlkb(root, *words).code == 0
    assert rlkb(root, "undo").code == 0
    assert contents(root) == before


def test_the_link_that_stays_is_of_the_kind_that_the_note_uses(tmp_path: Path) -> None:
    note = "-- notes/a.md --\n---\nquestion: Why?\nsection: one\n---\n[[a#H]] and [[a#H|there]]\n## H\n"
    root = write(tmp_path, base(note))
    assert rlkb(root, "split", "a", "--heading", "H", "What of *B*?", "--id", "b").code == 0
    assert contents(root)["notes/a.md"].endswith(b"\n[[b]] and [[b|there]]\n\n[[b|What of \\*B\\*?]]\n")


def test_line_ends_are_those_of_the_note(tmp_path: Path) -> None:
    root = bats(tmp_path)
    note = root / "notes/can-bats-see.md"
    note.write_bytes(note.read_bytes().replace(b"\n", b"\r\n"))
    assert rlkb(root, "split", "can-bats-see", "--heading", "How well", "How well?").code == 0
    for path in ("notes/can-bats-see.md", "notes/how-well.md"):
        data = contents(root)[path]
        assert data.count(b"\n") == data.count(b"\r\n") > 5


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--heading", "Setxt", "B?"), 2, "has no heading 'Setxt'\n  help: did you mean 'Setext'?"),
        (("--heading", "detail", "B?"), 0, ""),
        (("--heading", "detail!", "B?"), 2, "name one by its anchor: `detail`, `detail-1`"),
        (("--heading", "Part", "Why A?"), 1, "`a` asks this already"),
        (("--heading", "Part", " "), 2, "the question is empty"),
        (("--heading", "Part", "B?", "--id", "a"), 1, "there is a note or hub `a` already"),
        (("--heading", "Part", "B?", "--section", "nowhere"), 2, "there is no section `nowhere`"),
    ],
)
def test_what_cannot_be_split_stays(tmp_path: Path, words: tuple[str, ...], code: int, says: str) -> None:
    root = write(tmp_path, base(PARTS))
    before = contents(root)
    done = rlkb(root, "split", "a", *words)
    assert done.code == code
    assert says in done.err
    assert (contents(root) == before) == (code != 0)


@pytest.mark.parametrize(
    ("text", "heading", "code", "says"),
    [
        ("# Why?\n\ntext\n", "Why?", 2, "is the heading of the whole note"),
        ("> ## Quoted\n", "Quoted", 1, "stands inside a list or quotation"),
        ("## See [x](a.md)\n", "See x", 1, "holds a link or footnote"),
        ("[a]\n\n## H\n\n[a]\n\n[a]: #h\n", "H", 1, "both halves use a definition that leads into the note"),
    ],
)
def test_headings_that_are_no_parts(tmp_path: Path, text: str, heading: str, code: int, says: str) -> None:
    note = f"-- notes/a.md --\n---\nquestion: Why?\nsection: one\nsummary: x\n---\n{text}"
    root = write(tmp_path, base(note))
    before = contents(root)
    done = rlkb(root, "split", "a", "--heading", heading, "B?")
    assert (done.code, contents(root)) == (code, before)
    assert says in done.err


def test_a_note_that_is_listed_nowhere_needs_a_section(tmp_path: Path) -> None:
    root = write(tmp_path, base(PARTS) | {"notes/c.md": "---\nquestion: C?\nsection: one\n---\n# H\n"})
    assert "say --section for the new note" in rlkb(root, "split", "c", "--heading", "H", "B?").err
    assert rlkb(root, "split", "c", "--heading", "H", "B?", "--section", "one").code == 0
