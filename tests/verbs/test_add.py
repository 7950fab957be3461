"""`rlkb add`."""

import json
from pathlib import Path

import pytest

from tests.bases import contents
from tests.cli import rlkb
from tests.verbs.bases import bats


def test_a_note_is_made_listed_counted_and_related(tmp_path: Path) -> None:
    root = bats(tmp_path)
    done = rlkb(
        root, "add", "Do bats hibernate?", "--section", "Lives", "--summary", "Many do: for months.",
        "--related", "where", "--body", "-", stdin="See [sleep](where-do-bats-sleep.md).\n",
    )  # fmt: skip
    assert done == (
        0,
        "add `do-bats-hibernate`\n"
        "  M hub.yaml\n"
        "  A notes/do-bats-hibernate.md\n"
        "  M notes/where-do-bats-sleep.md\n"
        "notes 3 → 4, listings 4 → 5, relations 2 → 4, links 8 → 9, dangling 0 → 0, 3 files\n",
        "",
    )
    files = contents(root)
    assert files["notes/do-bats-hibernate.md"].decode() == (
        "---\nquestion: Do bats hibernate?\nsection: lives\nsummary: 'Many do: for months.'\n"
        "related:\n  - where-do-bats-sleep\n---\n\nSee [sleep](where-do-bats-sleep.md).\n"
    )
    assert b"totals: {notes: 4, sections: 2}  # counted by hand" in files["hub.yaml"]
    assert b"    count: 2\n    notes: [where-do-bats-sleep, do-bats-hibernate]\n" in files["hub.yaml"]
    assert rlkb(root, "lint").code == 0


def test_a_place_can_be_named(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "add", "Do bats smell?", "--section", "senses", "--before", "how-do").code == 0
    hub = contents(root)["hub.yaml"].decode()
    assert "    count: 3\n    notes:\n      - do-bats-smell\n      # the classic\n" in hub


def test_a_section_of_a_further_hub(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert (
        rlkb(root, "add", "Where to stand?", "--section", "field/watching", "--summary", "South.").code == 0
    )
    assert b"section: field/watching" in contents(root)["notes/where-to-stand.md"]
    assert rlkb(root, "lint").code == 0


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("CAN  bats see", "--section", "lives"), 1, "`can-bats-see` asks this already"),
        (("Is it?", "--section", "live"), 2, "did you mean `lives`?"),
        (("Is it?", "--section", "lives", "--id", "../x"), 2, "cannot be an id"),
        (("Is it?", "--section", "lives", "--id", "x" * 300), 2, "an id may have 200 bytes at most"),
        (("Is it?", "--section", "lives", "--id", "CAN-bats-see"), 1, "already"),
        (("Is it?", "--section", "lives", "--id", "field"), 1, "already"),
        (("Is\nit?", "--section", "lives"), 2, "one line"),
        (("Is \x1b[31mit?", "--section", "lives"), 2, "control characters"),
        ((" ", "--section", "lives"), 2, "empty"),
        (("Is it?", "--section", "lives", "--after", "can-bats-see"), 2, "not listed in the section 'Lives'"),
        (("Is it?", "--section", "lives", "--related", "nobody"), 2, "there is no note `nobody`"),
        (("Is it?", "--section", "lives", "--body", "no-such-file"), 2, "no-such-file: cannot be read"),
    ],
)
def test_what_is_refused_writes_nothing(tmp_path: Path, words: tuple[str, ...], code: int, says: str) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "add", *words)
    assert done.code == code
    assert says in done.err
    assert contents(root) == before


def test_a_body_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "add", "Is it?", "--section", "lives", "--body", "-", stdin="[[nowhere]]")
    assert done.code == 1
    assert "would break the base" in done.err
    assert "no note is called `nowhere`" in done.err
    assert contents(root) == before


def test_markup_in_a_question_is_text(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert (
        rlkb(root, "add", "Is [bold]this[/bold] kept?", "--section", "lives", "--summary", "Yes.").code == 0
    )
    assert b"question: Is [bold]this[/bold] kept?\n" in contents(root)["notes/is-bold-this-bold-kept.md"]


def test_a_preview_is_the_same_plan_and_writes_nothing(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    words = ("add", "Do bats smell?", "--section", "lives", "--output-format", "json")
    preview = json.loads(rlkb(root, *words, "--dry-run").out)
    assert contents(root) == before
    real = json.loads(rlkb(root, *words).out)
    assert (preview["written"], real["written"]) == (False, True)
    assert {**preview, "written": True, "operation": real["operation"]} == real


def test_the_editor_writes_the_body(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = bats(tmp_path)
    monkeypatch.setenv("VISUAL", "sh -c 'echo Written. >> \"$0\"'")
    assert rlkb(root, "add", "Do bats smell?", "--section", "lives", "--edit").code == 0
    assert contents(root)["notes/do-bats-smell.md"].endswith(b"---\n\nWritten.\n")
