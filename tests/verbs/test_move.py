"""`rlkb move`."""

from pathlib import Path

import pytest

from tests.bases import contents
from tests.cli import rlkb
from tests.verbs.bases import bats


def test_moving_to_where_it_is_changes_nothing(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "move", "can-bats-see", "--to", "senses")
    assert done == (0, "move `can-bats-see` to Senses: nothing to do\n", "")
    assert contents(root) == before


def test_the_entry_takes_its_comments_along(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "move", "how-do", "--to", "field/watching", "--first")
    assert done.code == 0, done.err
    root2 = contents(root)
    assert b"section: field/watching\n" in root2["notes/how-do-bats-find-prey.md"]
    assert rlkb(root, "lint").code == 0
    assert rlkb(root, "move", "how-do", "--to", "senses", "--first").code == 0
    assert contents(root)["hubs/field.yaml"] == before["hubs/field.yaml"]


def test_within_a_hub_only_the_lines_meant_change(tmp_path: Path) -> None:
    root = bats(tmp_path)
    (root / "hub.yaml").write_bytes((root / "hub.yaml").read_bytes().replace(b"\n", b"\r\n"))
    assert rlkb(root, "move", "where", "--to", "Senses", "--after", "how-do").code == 0
    assert contents(root)["hub.yaml"].decode() == (
        "# Bats, and what is known of them.\n"
        "title: What do bats do?\n"
        "totals: {notes: 3, sections: 2}  # counted by hand\n"
        "sections:\n"
        "  - id: senses\n"
        '    title: "Senses"\n'
        "    count: 3\n"
        "    notes:\n"
        "      # the classic\n"
        "      - how-do-bats-find-prey  # start here\n"
        "      - where-do-bats-sleep\n"
        "      - can-bats-see\n"
        "  - id: lives\n"
        "    title: Lives\n"
        "    count: 0\n"
        "    notes: []\n"
        "lint: {ignore: [unreachable-hub, orphan-note]}\n"
    ).replace("\n", "\r\n")


def test_several_notes_keep_the_order_named_and_need_a_word(tmp_path: Path) -> None:
    root = bats(tmp_path)
    words = ("move", "can-bats-see", "how-do", "--to", "lives", "--first")
    assert "say --yes or --expect 2" in rlkb(root, *words).err
    assert rlkb(root, *words, "--expect", "3").code == 1
    assert rlkb(root, *words, "--expect", "2").code == 0
    hub = contents(root)["hub.yaml"].decode()
    assert "    count: 0\n    notes: []\n" in hub
    assert hub.index("can-bats-see") < hub.index("how-do-bats-find-prey") < hub.index("where-do-bats-sleep")
    assert rlkb(root, "lint").code == 0


def test_another_listing_can_be_moved(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "move", "can-bats-see", "--from", "field/watching", "--to", "lives").code == 1
    assert rlkb(root, "move", "where", "--from", "senses", "--to", "lives").code == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nobody", "--to", "lives"), "there is no note `nobody`"),
        (("can", "--to", "nowhere"), "there is no section `nowhere`"),
        (("can", "--to", "lives", "--first", "--last"), "say only one"),
        (("can", "--to", "senses", "--after", "can"), "before or after itself"),
        (("can", "--to", "lives", "--after", "how-do"), "is not listed in the section 'Lives'"),
    ],
)
def test_bad_words_are_refused(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "move", *words)
    assert (done.code, contents(root)) == (2, before)
    assert says in done.err


def test_an_ambiguous_note_is_a_list_of_candidates(tmp_path: Path) -> None:
    root = bats(tmp_path)
    rlkb(root, "add", "Can bats smell?", "--section", "senses")
    before = contents(root)
    done = rlkb(root, "move", "can-bats-s", "--to", "lives")
    assert done == (2, "", "error: `can-bats-s` means 2 notes\n  help: `can-bats-see`, `can-bats-smell`\n")
    assert contents(root) == before
