"""`rlkb link` and `rlkb unlink`."""

from pathlib import Path

import pytest

from tests.bases import contents
from tests.cli import rlkb
from tests.verbs.bases import bats


def test_a_relation_that_is_there_is_nothing_to_do(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, "link", "how-do", "can").out.endswith("nothing to do\n")
    assert contents(root) == before


def test_both_ends_are_written(tmp_path: Path) -> None:
    root = bats(tmp_path)
    done = rlkb(root, "link", "where", "can", "how-do", "--as", "supports", "--expect", "2")
    assert done.out.endswith("relations 2 → 6, links 8 → 8, dangling 0 → 0, 3 files\n")
    after = contents(root)
    assert (
        b"supports:\n  - can-bats-see\n  - how-do-bats-find-prey\n---"
        in after["notes/where-do-bats-sleep.md"]
    )
    assert b"supported-by:\n- where-do-bats-sleep\n---" in after["notes/how-do-bats-find-prey.md"]
    assert rlkb(root, "lint").code == 0


def test_several_notes_need_a_word(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert "say --yes or --expect 2" in rlkb(root, "link", "where", "can", "how-do").err
    assert "say --yes or --expect 2" in rlkb(root, "unlink", "can", "where", "how-do").err
    assert contents(root) == before


def test_a_missing_end_is_mended(tmp_path: Path) -> None:
    root = bats(tmp_path)
    note = root / "notes/can-bats-see.md"
    note.write_text(note.read_text().replace("related:\n  - how-do-bats-find-prey\n", ""))
    assert rlkb(root, "link", "how-do", "can").code == 0
    assert "related:\n  - how-do-bats-find-prey\n" in note.read_text()


@pytest.mark.parametrize(
    "relation", ["related", "supports", "contradicts", "broader", "depends-on", "supersedes"]
)
def test_unlink_is_the_inverse_of_link(tmp_path: Path, relation: str) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, "link", "where", "can", "--as", relation).code == 0
    assert rlkb(root, "unlink", "can", "where").code == 0
    assert contents(root) == before


def test_one_relation_can_be_named(tmp_path: Path) -> None:
    root = bats(tmp_path)
    rlkb(root, "link", "how-do", "can", "--as", "supports")
    assert rlkb(root, "unlink", "how-do", "can", "--as", "related").code == 0
    assert b"supports:" in contents(root)["notes/how-do-bats-find-prey.md"]
    assert b"related:" not in contents(root)["notes/how-do-bats-find-prey.md"]


def test_bad_words_are_refused(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert "did you mean `supports`?" in rlkb(root, "link", "can", "where", "--as", "suports").err
    assert "cannot be linked to itself" in rlkb(root, "link", "can", "can").err
    assert "there is no note `nobody`" in rlkb(root, "link", "can", "nobody").err
    assert "`README.md` is a page, not a note\n  help: notes are" in rlkb(root, "link", "can", "README.md").err
    assert "`hub` is a hub, not a note" in rlkb(root, "link", "can", "hub").err
    assert contents(root) == before
