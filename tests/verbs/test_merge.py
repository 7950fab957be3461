"""`rlkb merge`."""

from pathlib import Path

import pytest

from tests.bases import base, contents, write
from tests.cli import rlkb
from tests.verbs.bases import bats


def test_a_note_becomes_a_part_of_another(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "merge", "how-do", "can-bats-see")
    assert done == (
        0,
        "merge `how-do-bats-find-prey` into `can-bats-see`\n"
        "  M README.md\n"
        "  M hub.yaml\n"
        "  M notes/can-bats-see.md\n"
        "  D notes/how-do-bats-find-prey.md\n"
        "notes 3 → 2, listings 4 → 3, relations 2 → 0, links 8 → 7, dangling 0 → 0, 4 files\n",
        "",
    )
    after = contents(root)
    assert after["README.md"] == b"Start with [Can bats see?](notes/can-bats-see.md).\n"
    assert after["hubs/field.yaml"] == before["hubs/field.yaml"]
    assert after["notes/can-bats-see.md"].decode() == (
        "---\n"
        "question: Can bats see?\n"
        "section: senses\n"
        "summary: Yes.\n"
        "tags:\n"
        "  - sound\n"
        "former-ids:\n"
        "  - how-do-bats-find-prey\n"
        "former-questions:\n"
        "  - How do bats find prey?\n"
        "---\n"
        "\n"
        "# Can bats see?\n"
        "\n"
        "## How well\n"
        "\n"
        "Well enough; see [How do bats find prey?](#how-do-bats-find-prey),\n"
        "[this][prey], `[[how-do-bats-find-prey]]` and [[#How do bats find prey?]].\n"
        "\n"
        "| a | b |\n"
        "|---|---|\n"
        "| [[#How do bats find prey?\\|prey]] | 1 |\n"
        "\n"
        '[prey]: #how-do-bats-find-prey "A title"\n'
        "\n"
        "## How do bats find prey?\n"
        "\n"
        "They call. Some also look, see [Can bats see?](#how-well) and the eyes.\n"
    )
    assert rlkb(root, "lint").out.startswith("No problems")


def test_the_target_takes_the_place_in_a_hub_that_lacks_it(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, "merge", "can-bats-see", "where").code == 0
    after = contents(root)
    old = before["hubs/field.yaml"]
    assert after["hubs/field.yaml"] == old.replace(b"- can-bats-see", b"- where-do-bats-sleep")
    assert b"count: 1\n    notes:\n      # the classic\n      - how-do" in after["hub.yaml"]
    assert rlkb(root, "lint").code == 0


def test_dropped_bodies_leave_no_anchors(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "merge", "can-bats-see", "where", "--drop-bodies").code == 0
    after = contents(root)
    assert after["notes/where-do-bats-sleep.md"].endswith(b"---\n")
    prey = after["notes/how-do-bats-find-prey.md"].decode()
    assert "see [Where do bats sleep?](where-do-bats-sleep.md) and [[where-do-bats-sleep|the eyes]]." in prey
    assert "related:\n- where-do-bats-sleep\n" in prey
    assert rlkb(root, "lint").out.startswith("No problems")


FOLDERS = """\
-- hub.yaml --
title: T
totals: {notes: 3, sections: 1}
sections:
  - id: one
    title: One
    count: 3
    notes: [a, b, c]
-- notes/x/a.md --
---
question: Why A?
section: one
year: 1990
date: 2024-05-01
draft: "no"
tags: [p, s]
supports: [c]
nested: {k: [1, two]}
---

Intro
=====

See [c](../c.md), [pic](img/p.png), [gone](nowhere.txt), [r], [^1], [[#Intro]], [below](#intro). ^blk

[r]: ./b.md#intro
[^1]: In A.
-- notes/x/b.md --
---
question: Why B?
section: one
year: 2000
tags: [q]
---
## Intro
[r][] and [^1]; [A's](a.md#intro), [[a#Intro]], [[a#^blk]], [[b]].

[r]: https://b.example
[^1]: In B.
-- notes/c.md --
---
question: Why C?
section: one
tags:
  - p  # first
supported-by: [a]
---
# Why C?

## Intro

[r], [^1], [b](x/b.md), [b's](x/b.md#intro).

[r]: https://c.example
[^1]: In C.
-- notes/x/img/p.png --
-- README.md --
[a](notes/x/a.md#intro), [[b#Intro]], [[b|Why B?]], [Why B?](notes/x/b.md).
"""


def test_labels_paths_headings_and_fields_come_out_right(tmp_path: Path) -> None:
    root = write(tmp_path, base(FOLDERS))
    done = rlkb(root, "merge", "a", "b", "c", "--yes")
    assert done.code == 0, done.err
    after = contents(root)
    assert after["notes/c.md"].decode() == (
        "---\n"
        "question: Why C?\n"
        "section: one\n"
        "tags:\n"
        "  - p  # first\n"
        "  - s\n"
        "  - q\n"
        "year: 1990\n"
        "date: 2024-05-01\n"
        "draft: 'no'\n"
        "nested:\n"
        "  k:\n"
        "    - 1\n"
        "    - two\n"
        "former-ids:\n"
        "  - a\n"
        "  - b\n"
        "former-questions:\n"
        "  - Why A?\n"
        "  - Why B?\n"
        "---\n"
        "# Why C?\n"
        "\n"
        "## Intro\n"
        "\n"
        "[r], [^1], [b](#why-b), [b's](#intro-2).\n"
        "\n"
        "[r]: https://c.example\n"
        "[^1]: In C.\n"
        "\n"
        "## Why A?\n"
        "\n"
        "### Intro\n"
        "\n"
        "See c, [pic](x/img/p.png), [gone](x/nowhere.txt), [r][r-2], [^1-2], [[#Why A?#Intro]], "
        "[below](#intro-1). ^blk\n"
        "\n"
        "[r-2]: #intro-2\n"
        "[^1-2]: In A.\n"
        "\n"
        "## Why B?\n"
        "\n"
        "### Intro\n"
        "[r][r-3] and [^1-3]; [A's](#intro-1), [[#Why A?#Intro]], [[#^blk]], [[#Why B?]].\n"
        "\n"
        "[r-3]: https://b.example\n"
        "[^1-3]: In B.\n"
    )
    assert after["README.md"] == (
        b"[a](notes/c.md#intro-1), [[c#Why B?#Intro]], [[c|Why C?]], [Why C?](notes/c.md).\n"
    )
    assert "notes: [c]" in after["hub.yaml"].decode()


def test_undo_brings_all_back_and_a_preview_writes_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, base(FOLDERS))
    before = contents(root)
    assert rlkb(root, "merge", "a", "b", "c", "--dry-run").out.startswith("merge 2 notes into `c`  (nothing")
    assert contents(root) == before
    assert rlkb(root, "merge", "a", "b", "c", "--expect", "2").code == 0
    assert rlkb(root, "undo").code == 0
    assert contents(root) == before


def test_line_ends_byte_order_mark_and_an_open_end(tmp_path: Path) -> None:
    root = bats(tmp_path)
    where = root / "notes/where-do-bats-sleep.md"
    where.write_bytes(b"\xef\xbb\xbf" + where.read_bytes().replace(b"\n", b"\r\n").rstrip())
    assert rlkb(root, "merge", "how-do", "where").code == 0
    data = contents(root)["notes/where-do-bats-sleep.md"]
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"\r\n---\r\n\r\n## How do bats find prey?\r\n\r\nThey call." in data


def test_relations_are_united_at_both_ends(tmp_path: Path) -> None:
    text = "---\nquestion: {0}?\nsection: one\nsummary: x\nrelated: [{1}]\n---\n"
    notes = {"a": "b, d", "b": "a, c", "c": "b, d", "d": "a, c"}
    files = {f"notes/{name}.md": text.format(name.upper(), related) for name, related in notes.items()}
    hub = "title: T\nsections:\n- {id: one, title: One, count: 4, notes: [a, b, c, d]}\n"
    root = write(tmp_path, {"hub.yaml": hub + "totals: {notes: 4, sections: 1}\n", **files})
    assert rlkb(root, "merge", "a", "c").code == 0
    after = contents(root)
    assert b"related: [c]\n" in after["notes/b.md"]
    assert b"related: [c]\n" in after["notes/d.md"]
    assert b"related: [b, d]\n" in after["notes/c.md"]
    assert rlkb(root, "lint").out.startswith("No problems")


def test_names_and_wikilinks_under_keys_of_the_base(tmp_path: Path) -> None:
    hub = "title: T\nkeys: {id: slug, question: title, related: links}\nfiles: ['**/*.md']\n"
    hub += "totals: {notes: 3, sections: 1}\n"
    hub += "sections:\n  - {id: one, title: One, count: 3, notes: [id-a, id-b, id-c]}\n"
    text = "---\nslug: id-{0}\ntitle: Why {0}?\nsection: one\nsummary: x\n{1}---\n{2}"
    files = {
        "x/a.md": text.format("a", "aliases: first\nlinks: ['[[c|C]]']\n", "See [[c]], [[id-b]].\n"),
        "y/b.md": text.format("b", "aliases: second\n", "[a](../x/a.md), [[first]]\n"),
        "c.md": text.format("c", "links: ['[[x/a|A]]']\n", "[[a]], [[Why a?]], [[first]], [x](/x/a.md)\n"),
    }
    root = write(tmp_path, {"hub.yaml": hub, **files})
    done = rlkb(root, "merge", "id-a", "id-b")
    assert done.code == 0, done.err
    after = contents(root)
    assert after["y/b.md"].decode() == (
        "---\nslug: id-b\ntitle: Why b?\nsection: one\nsummary: x\n"
        "aliases:\n  - second\n  - first\nlinks:\n  - '[[c|C]]'\n"
        "former-ids:\n  - id-a\n  - a\nformer-questions:\n  - Why a?\n---\n"
        "[a](#why-a), [[#Why a?|first]]\n\n## Why a?\n\nSee [[c]], Why b?.\n"
    )
    assert after["c.md"].endswith(b"links: ['[[b]]']\n---\n[[b]], [[b|Why b?]], [[b|first]], [x](/y/b.md)\n")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("can",), 2, "say which notes are to be merged"),
        (("can", "can"), 2, "cannot be merged into itself"),
        (("can", "nobody"), 2, "there is no note `nobody`"),
        (("how", "can", "where"), 2, "say --yes or --expect 2"),
        (("bad", "can"), 1, "cannot be merged as long as it cannot be read"),
        (("where", "open"), 1, "is a code block left open"),
    ],
)
def test_what_cannot_be_merged_stays(tmp_path: Path, words: tuple[str, ...], code: int, says: str) -> None:
    root = bats(tmp_path)
    write(root, {"notes/bad.md": "---\n: [\n---\n", "notes/open.md": "---\nquestion: Q?\n---\n```\n[[x]]\n"})
    with (root / "notes/where-do-bats-sleep.md").open("a") as file:
        file.write("[[can-bats-see]]\n")
    before = contents(root)
    done = rlkb(root, "merge", *words)
    assert (done.code, contents(root)) == (code, before)
    assert says in done.err
