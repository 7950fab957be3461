"""`rlkb remove`."""

import json
from pathlib import Path

import pytest

from tests.bases import base, contents, write
from tests.cli import rlkb
from tests.verbs.bases import bats


def test_a_note_that_nothing_links_to_goes_with_its_listing(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "remove", "where-do")
    assert done == (
        0,
        "remove `where-do-bats-sleep`\n"
        "  M hub.yaml\n"
        "  D notes/where-do-bats-sleep.md\n"
        "notes 3 → 2, listings 4 → 3, links 8 → 8, dangling 0 → 0, 2 files\n",
        "",
    )
    after = contents(root)
    hub = before.pop("hub.yaml").replace(b"{notes: 3,", b"{notes: 2,").replace(b"count: 1", b"count: 0")
    assert after.pop("hub.yaml") == hub.replace(b"[where-do-bats-sleep]", b"[]")
    del before["notes/where-do-bats-sleep.md"]
    assert after == before


def test_a_note_that_is_linked_to_stays(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "remove", "how-do")
    assert done == (
        1,
        "",
        "error: `how-do-bats-find-prey` is linked from README.md, notes/can-bats-see.md (6): "
        "nothing written\n"
        "  help: `--unlink` makes plain text of the links, "
        "`--redirect NOTE` lets them lead to another note\n",
    )
    assert contents(root) == before


def test_unlink_leaves_what_the_links_say(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "remove", "how-do", "--unlink").code == 0
    after = contents(root)
    assert after["README.md"] == b"Start with How do bats find prey?.\n"
    assert after["notes/can-bats-see.md"].decode() == (
        "---\n"
        "question: Can bats see?\n"
        "section: senses\n"
        "summary: Yes.\n"
        "---\n"
        "\n"
        "# Can bats see?\n"
        "\n"
        "## How well\n"
        "\n"
        "Well enough; see How do bats find prey?,\n"
        "this, `[[how-do-bats-find-prey]]` and How do bats find prey?.\n"
        "\n"
        "| a | b |\n"
        "|---|---|\n"
        "| prey | 1 |\n"
    )
    assert rlkb(root, "lint").out.startswith("No problems")


LINKS = """\
-- notes/a.md --
---
question: Why [A], *really*?
section: one
summary: Because.
aliases: [the A]
---
-- notes/b.md --
---
question: Why B?
section: one
summary: Because.
distinct-from: [a]
---
First [*the* `a`](a.md), [![pic](pic.png)](a.md), [[the A]], [[a]], [](a.md).

Then [[a|inner]].

![[a]]

Last ![[a]] and [one], [two][one], [one][].

[one]: <a.md>
  "A title"
-- notes/pic.png --
"""


def test_unlink_in_every_form(tmp_path: Path) -> None:
    root = write(tmp_path, base(LINKS))
    done = rlkb(root, "remove", "a", "--unlink")
    assert done.code == 0, done.err
    assert contents(root)["notes/b.md"].decode().partition("---\n")[2].partition("---\n")[2] == (
        "First *the* `a`, ![pic](pic.png), the A, Why \\[A\\], \\*really\\*?, Why \\[A\\], \\*really\\*?.\n"
        "\n"
        "Then inner.\n"
        "\n"
        "Last  and one, two, one.\n"
    )


def test_redirect_hands_links_and_names_over(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "remove", "how-do", "--redirect", "where").code == 0
    after = contents(root)
    assert after["README.md"] == b"Start with [Where do bats sleep?](notes/where-do-bats-sleep.md).\n"
    assert after["notes/where-do-bats-sleep.md"].decode() == (
        "---\n"
        "question: Where do bats sleep?\n"
        "section: lives\n"
        "summary: In caves.\n"
        "former-ids:\n"
        "  - how-do-bats-find-prey\n"
        "former-questions:\n"
        "  - How do bats find prey?\n"
        "related:\n"
        "  - can-bats-see\n"
        "---\n"
    )
    see = after["notes/can-bats-see.md"].decode()
    assert "related:\n  - where-do-bats-sleep\n" in see
    assert "see [Where do bats sleep?](where-do-bats-sleep.md),\n" in see
    assert "and [[where-do-bats-sleep]].\n" in see
    assert "| [[where-do-bats-sleep\\|prey]] | 1 |" in see
    assert '[prey]: where-do-bats-sleep.md "A title"\n' in see
    assert rlkb(root, "lint", "--ignore", "duplicate-link").out.startswith("No problems")


def test_redirect_to_a_note_that_links_to_it(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "remove", "how-do", "--redirect", "can-bats-see").code == 0
    see = contents(root)["notes/can-bats-see.md"].decode()
    assert "related:" not in see
    assert "see How do bats find prey?,\nthis, `[[how-do-bats-find-prey]]` and How do" in see
    assert rlkb(root, "lint").out.startswith("No problems")


def test_redirect_keeps_the_name_that_a_link_shows_and_drops_verdicts(tmp_path: Path) -> None:
    root = write(tmp_path, base(LINKS + "-- notes/c.md --\n---\nquestion: Why C?\nsection: one\n---\n"))
    assert rlkb(root, "remove", "a", "--redirect", "c").code == 0
    after = contents(root)
    assert "[[c|the A]], [[c]], [](c.md)" in after["notes/b.md"].decode()
    assert "distinct-from" not in after["notes/b.md"].decode()
    assert "former-ids:\n  - a\n  - the A\n" in after["notes/c.md"].decode()


def test_notes_that_only_link_to_each_other_go_together(tmp_path: Path) -> None:
    root = bats(tmp_path)
    (root / "README.md").unlink()
    words = ("remove", "how-do", "can-bats-see")
    assert "say --yes or --expect 2" in rlkb(root, *words).err
    assert rlkb(root, *words, "--expect", "2").code == 0
    after = contents(root)
    assert sorted(after) == ["hub.yaml", "hubs/field.yaml", "notes/where-do-bats-sleep.md"]
    assert b"totals: {notes: 0, sections: 1}" in after["hubs/field.yaml"]


def test_one_of_two_notes_of_one_name_makes_the_name_clear_again(tmp_path: Path) -> None:
    text = "---\nquestion: {}\nsection: one\nsummary: x\n---\n"
    notes = {f"notes/{name}.md": text.format(name) for name in ("x/rot", "y/rot", "z")}
    hub = "title: T\ntotals: {notes: 2, sections: 1}\n"
    hub += "sections:\n  - {id: one, title: One, count: 2, notes: [rot, z]}\n"
    root = write(tmp_path, {"hub.yaml": hub, **notes, "notes/z.md": notes["notes/z.md"] + "[[rot]]\n"})
    assert rlkb(root, "lint").code == 1
    assert rlkb(root, "remove", "notes/x/rot.md").code == 0
    assert rlkb(root, "lint").code == 0


def test_a_verdict_is_no_link(tmp_path: Path) -> None:
    note = "-- notes/{0}.md --\n---\nquestion: {0}?\nsection: one\nsummary: x\ndistinct-from: [{1}]\n---\n"
    root = write(tmp_path, base(note.format("a", "b") + note.format("b", "a")))
    assert rlkb(root, "remove", "a").code == 0
    assert b"distinct-from" not in contents(root)["notes/b.md"]


@pytest.mark.parametrize("words", [("how-do", "--unlink"), ("how-do", "--redirect", "where")])
def test_a_preview_writes_nothing_and_undo_brings_all_back(tmp_path: Path, words: tuple[str, ...]) -> None:
    root = bats(tmp_path)
    before = contents(root)
    shown = rlkb(root, "remove", *words, "--dry-run", "--output-format", "json")
    assert (shown.code, contents(root)) == (0, before)
    done = rlkb(root, "remove", *words, "--output-format", "json")
    told, planned = json.loads(done.out), json.loads(shown.out)
    assert told["files"] == planned["files"]
    assert (told["command"], told["written"], planned["written"]) == ("remove", True, False)
    assert rlkb(root, "undo").code == 0
    assert contents(root) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nobody",), "there is no note `nobody`"),
        (("where", "--redirect", "where"), "cannot take over its links"),
        (("where", "--redirect", "can", "--unlink"), "say either --unlink or --redirect"),
    ],
)
def test_bad_words_are_refused(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "remove", *words)
    assert (done.code, contents(root)) == (2, before)
    assert says in done.err
