"""`rlkb undo` and `rlkb log`."""

import json
from pathlib import Path

import pytest

from rlkb_cli.edit.lock import shared
from tests.bases import contents
from tests.cli import rlkb
from tests.verbs.bases import bats

EDITS = [
    ("add", "Do bats smell?", "--section", "lives", "--related", "where"),
    ("move", "can-bats-see", "--to", "lives", "--first"),
    ("retitle", "how-do", "How do bats hunt?", "--rename"),
    ("link", "where", "can", "--as", "supports"),
    ("unlink", "how-do", "can"),
]


@pytest.mark.parametrize("words", EDITS, ids=lambda words: words[0])
def test_an_undo_gives_back_every_byte_and_can_be_undone(tmp_path: Path, words: tuple[str, ...]) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, *words).code == 0
    after = contents(root)
    assert rlkb(root, "undo").code == 0
    assert contents(root) == before
    assert rlkb(root, "undo", "2").code == 0
    assert contents(root) == after


def test_a_preview_writes_nothing_and_does_not_wait_for_readers(tmp_path: Path) -> None:
    root = bats(tmp_path)
    rlkb(root, *EDITS[0])
    after = contents(root)
    with shared(root):
        done = rlkb(root, "undo", "--dry-run")
    assert done.out.startswith("undo 1: add ") and "(nothing written)" in done.out
    assert contents(root) == after
    assert rlkb(root, "log").out.count("\n") == 1


def test_nothing_to_undo(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "undo") == (1, "", "error: there is nothing to undo\n")
    assert rlkb(root, "undo", "7").code == 2
    assert rlkb(root, "log").out == ""


def test_a_later_edit_is_not_lost(tmp_path: Path) -> None:
    root = bats(tmp_path)
    rlkb(root, "link", "where", "can")
    note = root / "notes/can-bats-see.md"
    note.write_text(note.read_text() + "More.\n")
    before = contents(root)
    done = rlkb(root, "undo")
    assert done.code == 1
    assert "notes/can-bats-see.md: was edited since operation 1" in done.err
    assert contents(root) == before


def test_a_preview_writes_nothing(tmp_path: Path) -> None:
    root = bats(tmp_path)
    rlkb(root, "link", "where", "can")
    before = contents(root)
    done = rlkb(root, "undo", "--diff")
    assert done.code == 0
    assert "-related:\n-  - can-bats-see\n" in done.out
    assert contents(root) == before


def test_the_log_tells_what_was_done(tmp_path: Path) -> None:
    root = bats(tmp_path)
    rlkb(root, "link", "where", "can")
    rlkb(root, "undo")
    data = json.loads(rlkb(root, "log", "--output-format", "json").out)
    assert [(op["op"], op["undone"]) for op in data["operations"]] == [("2", False), ("1", True)]
    lines = rlkb(root, "log", "-n", "1").out.splitlines()
    assert len(lines) == 1
    assert lines[0].endswith("undo 1: link `where-do-bats-sleep` related `can-bats-see`  (2 files)")


def test_an_import_can_be_undone_and_redone(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "What is it?\n\nTopic Hub · 1 linked note · 1 section\n\n"
        "One\n\n1 note\n\nWhy?\n\nSo.\n\nExplore related Read →\n"
    )
    base = tmp_path / "base"
    assert rlkb(tmp_path, "import", str(page), "--into", str(base)).code == 0
    before = contents(base)
    assert rlkb(base, "undo").code == 0
    assert contents(base) == {}
    assert rlkb(base, "undo", "2").code == 0
    assert contents(base) == before
