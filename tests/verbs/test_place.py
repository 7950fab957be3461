"""`rlkb place` and `rlkb unplace`."""

from pathlib import Path

import pytest

from tests.bases import contents, write
from tests.cli import rlkb
from tests.verbs.bases import bats


def test_placing_and_unplacing_give_the_same_bytes(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "place", "where", "how", "--in", "field/watching", "--first")
    assert done.out == (
        "place `where-do-bats-sleep`, `how-do-bats-find-prey` in `field/watching`\n"
        "  M hubs/field.yaml\nlistings 4 → 6, links 8 → 8, dangling 0 → 0, 1 file\n"
    )
    assert contents(root)["hubs/field.yaml"].decode() == (
        "title: In the field\ntotals: {notes: 3, sections: 1}\nsections:\n"
        "  - id: watching\n    title: Watching\n"
        "    count: 3\n    notes:\n"
        "      - where-do-bats-sleep\n      - how-do-bats-find-prey\n      - can-bats-see\n"
    )
    assert rlkb(root, "lint").code == 0
    assert rlkb(root, "unplace", "where", "how", "--from", "watching").code == 0
    assert contents(root) == before


def test_what_is_there_stays_where_it_stands(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, "place", "can", "--in", "watching", "--first").out.endswith("nothing to do\n")
    assert contents(root) == before


def test_a_hub_becomes_a_sub_map(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "place", "field", "--in", "lives", "--before", "where").code == 0
    assert b"    count: 2\n    notes: [field, where-do-bats-sleep]\n" in contents(root)["hub.yaml"]
    assert rlkb(root, "lint").code == 0
    before = contents(root)
    done = rlkb(root, "place", "hub", "--in", "field/watching")
    assert done.code == 1
    assert "hubs list each other in a circle" in done.err
    assert contents(root) == before


def test_a_note_that_is_listed_nowhere_finds_its_home(tmp_path: Path) -> None:
    root = bats(tmp_path)
    write(root, {"notes/new.md": "---\nquestion: New?\nsummary: S.\n---\n"})
    assert rlkb(root, "place", "new", "--in", "watching").code == 0
    assert b"section: field/watching\n" in contents(root)["notes/new.md"]
    assert rlkb(root, "lint").code == 0


def test_the_home_goes_to_the_next_listing(tmp_path: Path) -> None:
    root = bats(tmp_path)
    done = rlkb(root, "unplace", "can", "--from", "senses")
    assert "the home of `can-bats-see` is `field/watching` now" in done.out
    assert b"section: field/watching\n" in contents(root)["notes/can-bats-see.md"]
    assert rlkb(root, "lint").code == 0


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("place", "can", "--in", "lives"), 1, "`can-bats-see` is listed in `senses` already"),
        (("place", "nix", "--in", "lives"), 2, "there is no note `nix`"),
        (("place", "can", "--in", "live"), 2, "did you mean `lives`?"),
        (
            ("place", "where", "--in", "watching", "--after", "how"),
            2,
            "is not listed in the section 'Watching'",
        ),
        (("unplace", "where", "--from", "lives"), 1, "no other section lists `where-do-bats-sleep`"),
        (("unplace", "where", "--from", "senses"), 2, "is not listed in the section 'Senses'"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    tmp_path: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, *words)
    assert done.code == code
    assert message in done.err
    assert contents(root) == before


def test_previews_write_nothing(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    for words in (("place", "where", "--in", "watching"), ("unplace", "can", "--from", "senses")):
        assert "(nothing written)" in rlkb(root, *words, "--dry-run").out
        assert rlkb(root, *words, "--diff").out.startswith("--- a/hub")
        assert '"written": false' in rlkb(root, *words, "--dry-run", "--output-format", "json").out
    assert contents(root) == before
