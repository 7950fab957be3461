"""`rlkb hub`."""

from pathlib import Path

import pytest

from tests.bases import contents, write
from tests.cli import rlkb
from tests.verbs.bases import bats


def test_add_writes_a_hub_that_lints(tmp_path: Path) -> None:
    root = bats(tmp_path)
    done = rlkb(root, "hub", "add", "flight", "How do bats fly?", "--description", "Wings.")
    assert done == (
        0,
        "add the hub `flight`\n  A hubs/flight.yaml\nlinks 8 → 8, dangling 0 → 0, 1 file\n",
        "",
    )
    assert contents(root)["hubs/flight.yaml"].decode() == (
        "title: How do bats fly?\ndescription: Wings.\ntotals:\n  notes: 0\n  sections: 0\nsections: []\n"
    )
    assert rlkb(root, "lint").code == 0
    assert rlkb(root, "hub", "remove", "flight").code == 0
    assert "hubs/flight.yaml" not in contents(root)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("add", "field", "Again"), 1, "there is a note or hub `field` already"),
        (("add", "can-bats-see", "Again"), 1, "there is a note or hub `can-bats-see` already"),
        (("add", "a/b", "T"), 2, "cannot be an id"),
        (("add", "x", ""), 2, "the title of a hub is empty"),
        (("retitle", "fields", "T"), 2, "did you mean `field`?"),
        (("retitle", "field", "a\tb"), 2, "is one line of text"),
        (("remove", "hub"), 2, "the root hub cannot be removed"),
        (("sync", "nix"), 2, "there is no hub `nix`"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    tmp_path: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, "hub", *words)
    assert done.code == code
    assert message in done.err
    assert contents(root) == before


def test_retitle_rewords_links_that_repeat_the_title(tmp_path: Path) -> None:
    root = bats(tmp_path)
    readme = "See [In the field](hubs/field.yaml), [[field|In the field]] and [this](hubs/field.yaml).\n"
    write(root, {"README.md": readme})
    before = contents(root)
    assert rlkb(root, "hub", "retitle", "In the field", "Bats outdoors").code == 0
    touched = ("README.md", "hubs/field.yaml")
    reworded = {path: before[path].replace(b"In the field", b"Bats outdoors") for path in touched}
    assert contents(root) == {**before, **reworded}
    assert rlkb(root, "hub", "retitle", "field", "Bats outdoors").out.endswith("nothing to do\n")


def test_describe_and_back_gives_the_same_bytes(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, "hub", "describe", "hub", "All of it").code == 0
    assert b"title: What do bats do?\ndescription: All of it\n" in contents(root)["hub.yaml"]
    assert rlkb(root, "hub", "describe", "hub", " ").code == 0
    assert contents(root) == before


def test_a_hub_in_use_is_not_removed(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "place", "field", "--in", "lives").code == 0
    assert "the hub `field` is listed or linked in `hub.yaml`" in rlkb(root, "hub", "remove", "field").err
    assert rlkb(root, "unplace", "field", "--from", "lives").code == 0
    assert rlkb(root, "move", "where", "--to", "field/watching").code == 0
    done = rlkb(root, "hub", "remove", "field")
    assert done.code == 1
    assert "the hub `field` is home to `where-do-bats-sleep`" in done.err
    assert rlkb(root, "move", "where", "--to", "lives").code == 0
    assert rlkb(root, "hub", "remove", "field").code == 0
    assert rlkb(root, "lint").code == 0


def test_sync_of_a_true_base_is_nothing_to_do(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, "hub", "sync") == (0, "sync `hub`, `field`: nothing to do\n", "")
    assert rlkb(root, "hub", "sync", "--check").code == 0
    assert contents(root) == before


def test_sync_makes_every_figure_true(tmp_path: Path) -> None:
    root = bats(tmp_path)
    true = contents(root)
    false = true["hub.yaml"].replace(b"notes: 3", b"notes: 40").replace(b"count: 2", b'count: "2"')
    write(root, {"hub.yaml": false.replace(b"count: 1", b"count: some")})
    before = contents(root)
    assert rlkb(root, "hub", "sync", "--check").code == 1
    assert rlkb(root, "hub", "sync", "field").out.endswith("nothing to do\n")
    assert contents(root) == before
    assert rlkb(root, "hub", "sync").code == 0
    assert contents(root)["hub.yaml"] == true["hub.yaml"]
    assert rlkb(root, "lint").code == 0


@pytest.mark.parametrize("totals", ["", "totals:\n", "totals: {}\n", "totals: {notes: 7}\n"])
def test_sync_adds_what_is_not_declared(tmp_path: Path, totals: str) -> None:
    hub = f"title: T\n{totals}sections:\n- id: a\n  title: A\n  description: D\n  notes: []\n"
    root = write(tmp_path, {"hub.yaml": hub})
    assert rlkb(root, "hub", "sync").code == 0
    assert b"  description: D\n  count: 0\n  notes: []\n" in contents(root)["hub.yaml"]
    assert rlkb(root, "lint").out.startswith("No problems")
    assert rlkb(root, "hub", "sync", "--check").code == 0


def test_sync_refuses_a_hub_that_cannot_be_read(tmp_path: Path) -> None:
    root = bats(tmp_path)
    write(root, {"hubs/bad.yaml": "title: [\n"})
    done = rlkb(root, "hub", "sync", "--check")
    assert done.code == 1
    assert "hubs/bad.yaml: the hub cannot be counted: not valid YAML" in done.err
