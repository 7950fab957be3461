"""`rlkb section`."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bases import base, contents, write
from tests.cli import rlkb
from tests.verbs.bases import SETTINGS, bats


def changed(root: Path, before: dict[str, bytes]) -> dict[str, str]:
    """The files that are not as they were."""
    return {path: data.decode() for path, data in contents(root).items() if before.get(path) != data}


def test_add_makes_an_id_and_counts_the_section(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "section", "add", "What they eat", "--description", "Insects, mostly.")
    assert done == (
        0,
        "add the section `what-they-eat`\n  M hub.yaml\nlinks 8 → 8, dangling 0 → 0, 1 file\n",
        "",
    )
    hub = before["hub.yaml"].decode().replace("sections: 2}", "sections: 3}")
    new = "  - id: what-they-eat\n    title: What they eat\n    description: Insects, mostly.\n"
    after = hub.replace(SETTINGS, f"{new}    count: 0\n    notes: []\n{SETTINGS}")
    assert changed(root, before) == {"hub.yaml": after}
    assert rlkb(root, "lint").code == 0


def test_add_with_an_id_and_a_spot_of_its_own(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "section", "add", "eyes", "--title", "How they see", "--before", "watching").code == 0
    field = contents(root)["hubs/field.yaml"].decode()
    assert field.startswith("title: In the field\ntotals: {notes: 1, sections: 2}\nsections:\n  - id: eyes\n")
    assert rlkb(root, "section", "add", "Flight", "--hub", "field").out.startswith(
        "add the section `field/flight`"
    )


def test_a_hub_without_counts_gets_none(tmp_path: Path) -> None:
    root = write(tmp_path, {"hub.yaml": "title: T\nsections:\n- id: a\n  title: A\n  notes: []\n"})
    assert rlkb(root, "section", "add", "B").code == 0
    assert contents(root)["hub.yaml"].endswith(b"- id: b\n  title: B\n  notes: []\n")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("add", "Senses"), 1, "the section `senses` has this title already"),
        (("add", "senses", "--title", "Other"), 1, "the hub has a section `senses` already"),
        (("add", "a/b", "--title", "Other"), 2, "cannot be an id"),
        (("add", " "), 2, "the title of a section is empty"),
        (("add", "a\nb"), 2, "is one line of text"),
        (("add", "New", "--hub", "nix"), 2, "hubs: `field`, `hub`"),
        (
            ("add", "New", "--hub", "hub", "--after", "watching"),
            2,
            "`field/watching` is a section of another hub",
        ),
        (("rename", "senses"), 2, "say --title, --id or both"),
        (("rename", "senses", "--id", "lives"), 1, "the hub has a section `lives` already"),
        (("rename", "sense", "--id", "x"), 2, "did you mean `senses`?"),
        (("move", "senses"), 2, "say where"),
        (("move", "senses", "--after", "senses"), 2, "cannot stand before or after itself"),
        (("move", "senses", "--first", "--last"), 2, "say only one of"),
        (("remove", "senses"), 1, "the section `senses` lists 2 entries"),
        (("merge", "senses"), 2, "name the sections"),
        (("merge", "senses", "Senses"), 2, "cannot be merged into itself"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    tmp_path: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "section", *words)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
    assert contents(root) == before


@pytest.mark.parametrize(
    "words",
    [
        ("rename", "senses", "--title", "Senses", "--id", "senses"),
        ("move", "senses", "--first"),
        ("move", "lives", "--after", "senses"),
        ("describe", "senses", ""),
    ],
)
def test_nothing_to_do(tmp_path: Path, words: tuple[str, ...]) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "section", *words)
    assert done.code == 0
    assert "nothing to do" in done.out
    assert contents(root) == before


def test_rename_takes_the_notes_along(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, "section", "rename", "Senses", "--id", "sensing", "--title", "Sensing").code == 0
    hub = before["hub.yaml"].decode().replace("id: senses", "id: sensing").replace('"Senses"', '"Sensing"')
    notes = ("notes/can-bats-see.md", "notes/how-do-bats-find-prey.md")
    moved = {path: before[path].decode().replace("section: senses", "section: sensing") for path in notes}
    assert changed(root, before) == {"hub.yaml": hub, **moved}
    assert rlkb(root, "lint").code == 0


def test_rename_in_a_further_hub_keeps_its_prefix(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "move", "where", "--to", "field/watching").code == 0
    assert rlkb(root, "section", "rename", "watching", "--id", "looking").code == 0
    assert b"section: field/looking\n" in contents(root)["notes/where-do-bats-sleep.md"]
    assert rlkb(root, "lint").code == 0


def test_a_broken_count_does_not_hinder_a_rename(tmp_path: Path) -> None:
    root = bats(tmp_path)
    hub = (root / "hub.yaml").read_text().replace("count: 2", "count: 5")
    write(root, {"hub.yaml": hub, "notes/senses.md": "---\nquestion: Q?\nsection: lives\nsummary: S.\n---\n"})
    assert rlkb(root, "section", "rename", "senses", "--id", "sensing").code == 0


def test_the_twin_of_an_id_can_be_renamed(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        base(
            "-- hub.yaml --\ntitle: T\nsections:\n"
            "- {id: a, title: One, notes: [x]}\n- {id: a, title: Two, notes: [y]}\n"
            "-- notes/x.md --\n---\nquestion: X?\nsection: a\n---\n"
            "-- notes/y.md --\n---\nquestion: Y?\nsection: a\n---\n"
        ),
    )
    assert rlkb(root, "lint").code == 1
    assert rlkb(root, "section", "rename", "Two", "--id", "b").code == 0
    assert b"section: a\n" in contents(root)["notes/x.md"]
    assert b"section: b\n" in contents(root)["notes/y.md"]
    assert rlkb(root, "lint").code == 0


def test_describe_and_back_gives_the_same_bytes(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, "section", "describe", "lives", "Where they sleep: and how").code == 0
    assert b"    title: Lives\n    description: " in contents(root)["hub.yaml"]
    assert rlkb(root, "section", "describe", "lives", "").code == 0
    assert contents(root) == before


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from("abcd"), spot=st.sampled_from(["--first", "--last", "--before a", "--after c"]))
def test_a_move_and_a_move_back_give_the_same_bytes(tmp_path: Path, name: str, spot: str) -> None:
    sections = "".join(
        f"  # about {each}\n  - id: {each}\n    title: T{each}\n    notes: []\n" for each in "abcd"
    )
    root = write(tmp_path, {"hub.yaml": f"title: T\nsections:\n{sections}"})
    before = contents(root)
    behind = chr(ord(name) - 1)
    moved = rlkb(root, "section", "move", name, *spot.split())
    assert moved.code == (2 if spot.endswith(f" {name}") else 0)
    back = ("--first",) if name == "a" else ("--after", behind)
    assert rlkb(root, "section", "move", name, *back).code == 0
    assert contents(root) == before


def test_merge_moves_entries_with_their_comments(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "section", "merge", "senses", "lives")
    assert done.out.startswith("merge the section `senses` into `lives`\n")
    assert changed(root, before)["hub.yaml"] == (
        "# Bats, and what is known of them.\n"
        "title: What do bats do?\n"
        "totals: {notes: 3, sections: 1}  # counted by hand\n"
        "sections:\n"
        "  - id: lives\n"
        "    title: Lives\n"
        "    count: 3\n"
        "    notes:\n"
        "      - where-do-bats-sleep\n"
        "      # the classic\n"
        "      - how-do-bats-find-prey  # start here\n"
        "      - can-bats-see\n"
        "lint: {ignore: [unreachable-hub, orphan-note]}\n"
    )
    assert rlkb(root, "lint").code == 0


def test_merge_across_hubs_lists_nothing_twice(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "move", "where", "--to", "field/watching").code == 0
    assert rlkb(root, "section", "remove", "watching", "--move-to", "lives").code == 0
    found = contents(root)
    assert found["hubs/field.yaml"] == b"title: In the field\ntotals: {notes: 0, sections: 0}\nsections: []\n"
    assert b"section: lives\n" in found["notes/where-do-bats-sleep.md"]
    assert b"section: senses\n" in found["notes/can-bats-see.md"]
    assert rlkb(root, "lint").code == 0


def test_merge_hands_a_description_on(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "section", "describe", "senses", "What they perceive.").code == 0
    assert rlkb(root, "section", "merge", "senses", "lives").code == 0
    assert b"    title: Lives\n    description: What they perceive.\n" in contents(root)["hub.yaml"]


def test_an_empty_section_is_removed(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, "section", "add", "New").code == 0
    assert rlkb(root, "section", "remove", "new").code == 0
    assert contents(root) == before


def test_a_section_that_a_note_calls_home_is_not_removed(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "section", "add", "New").code == 0
    note = root / "notes/where-do-bats-sleep.md"
    note.write_text(note.read_text().replace("section: lives", "section: new"))
    done = rlkb(root, "section", "remove", "new")
    assert done.code == 1
    assert "names the section `new` as its home" in done.err


def test_previews_write_nothing(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    dry = rlkb(root, "section", "merge", "senses", "lives", "--dry-run")
    assert "(nothing written)" in dry.out
    assert (
        "-section: senses\n+section: lives\n"
        in rlkb(root, "section", "merge", "senses", "lives", "--diff").out
    )
    json = rlkb(root, "section", "merge", "senses", "lives", "--dry-run", "--output-format", "json")
    assert '"command": "section merge"' in json.out
    assert contents(root) == before
