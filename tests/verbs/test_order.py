"""`rlkb order`."""

from itertools import permutations
from pathlib import Path

import pytest

from tests.bases import contents, write
from tests.cli import rlkb
from tests.verbs.bases import bats

HUB = """\
title: T
sections:
  - id: s
    title: S
    notes:
      # on a
      - a
      - b  # on b
      - c
"""


def letters(root: Path) -> Path:
    notes = {f"notes/{name}.md": f"---\nquestion: {name}?\nsection: s\n---\n" for name in "abc"}
    return write(root, {"hub.yaml": HUB, **notes})


def test_the_order_that_is_there_is_nothing_to_do(tmp_path: Path) -> None:
    root = letters(tmp_path)
    before = contents(root)
    assert rlkb(root, "order", "s", "a", "b") == (0, "order S: nothing to do\n", "")
    assert contents(root) == before


def test_those_named_come_first_and_comments_travel(tmp_path: Path) -> None:
    root = letters(tmp_path)
    assert rlkb(root, "order", "S", "c", "b").code == 0
    tail = "    notes:\n      - c\n      - b  # on b\n      # on a\n      - a\n"
    assert contents(root)["hub.yaml"].decode().endswith(tail)
    assert rlkb(root, "lint").code == 0


def test_every_order_can_be_had_and_undone(tmp_path: Path) -> None:
    root = letters(tmp_path)
    before = contents(root)
    for wanted in permutations("abc"):
        assert rlkb(root, "order", "s", *wanted).code == 0
        assert rlkb(root, "order", "s", *wanted).out.endswith("nothing to do\n")
        assert rlkb(root, "order", "s", "a", "b", "c").code == 0
        assert contents(root) == before


@pytest.mark.parametrize(
    ("note", "message"),
    [("where", "is not listed in the section 'Senses'"), ("nix", "there is no note `nix`"), ("", "no note")],
)
def test_unknown_notes(tmp_path: Path, note: str, message: str) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "order", "senses", note)
    assert done.code == 2
    assert message in done.err
    assert contents(root) == before


def test_a_sub_map_can_be_ordered(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "place", "field", "--in", "lives").code == 0
    assert rlkb(root, "order", "lives", "field", "--dry-run").code == 0
    assert rlkb(root, "order", "lives", "field").code == 0
    assert b"notes: [field, where-do-bats-sleep]\n" in contents(root)["hub.yaml"]
