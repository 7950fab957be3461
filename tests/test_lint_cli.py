"""`rlkb lint` from the outside: what it prints, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bases import contents, write
from tests.cli import rlkb
from tests.verbs.bases import bats


def broken(root: Path) -> Path:
    hub = bats(root) / "hub.yaml"
    hub.write_text(hub.read_text().replace("count: 2", "count: 5"))
    note = root / "notes/can-bats-see.md"
    note.write_text(note.read_text().replace("[this][prey]", "[[where-do-bats-slep]] and [this][prey]"))
    return root


def test_a_base_without_flaws(tmp_path: Path) -> None:
    done = rlkb(bats(tmp_path), "lint")
    assert done.code == 0
    assert done.out.startswith("No problems in 3 notes and 2 hubs (")


def test_the_full_report(tmp_path: Path) -> None:
    done = rlkb(broken(tmp_path), "lint")
    assert done.code == 1
    assert done.out.startswith(
        "error[section-count]: the section `senses` declares 5, lists 2\n"
        " --> hub.yaml:7:12\n"
        "  |\n"
        "7 |     count: 5\n"
        "  |            ^\n"
        "\n"
        "error[dangling-link]: no note is called `where-do-bats-slep`\n"
        "  --> notes/can-bats-see.md:14:1\n"
    )
    assert "= help: did you mean `where-do-bats-sleep`?" in done.out
    assert "\n2 errors in 3 notes and 2 hubs (" in done.out


def test_the_concise_report_filtered_by_path(tmp_path: Path) -> None:
    root = broken(tmp_path)
    done = rlkb(root, "lint", str(root / "notes"), "--output-format", "concise")
    assert done.out.splitlines()[0] == (
        "notes/can-bats-see.md:14:1: error[dangling-link] no note is called `where-do-bats-slep`"
    )
    assert rlkb(root, "lint", str(root / "hubs")).code == 0
    assert rlkb(root, "lint", str(root / "nowhere")).code == 2


def test_the_json_report_is_exact_and_stable(tmp_path: Path) -> None:
    root = broken(tmp_path)
    first = rlkb(root, "lint", "--output-format", "json")
    data = json.loads(first.out)
    assert data["version"] == 1
    assert [found["rule"] for found in data["findings"]] == ["section-count", "dangling-link"]
    assert rlkb(root, "lint", "--output-format", "json").out == first.out


def test_an_empty_base_is_no_flaw(tmp_path: Path) -> None:
    root = write(tmp_path, {"hub.yaml": "title: Nothing yet\nsections: []\n"})
    assert rlkb(root, "lint").code == 0


def test_linting_writes_nothing_into_the_base(tmp_path: Path) -> None:
    root = broken(tmp_path)
    before = contents(root)
    rlkb(root, "lint")
    assert contents(root) == before


@pytest.mark.parametrize(
    ("hub", "says"),
    [
        ("", "hub.yaml:1: the hub is empty"),
        ("- a\n", "hub.yaml:1: expected keys with values, found a sequence"),
        ("title: [\n", "hub.yaml:2: not valid YAML"),
        ("title: a\nsections: 3\n", "hub.yaml:2: `sections` must be a list"),
        ("title: a\nkeys: {frage: q}\nsections: []\n", "is not a key of ours"),
        (b"title: \xff\n", "hub.yaml:1: not valid UTF-8"),
        (b"title: a\0b\n", "hub.yaml:1"),
    ],
)
def test_a_root_hub_that_cannot_be_read(tmp_path: Path, hub: str | bytes, says: str) -> None:
    done = rlkb(write(tmp_path, {"hub.yaml": hub}), "lint")
    assert done.code == 2
    assert says in done.err


def test_no_root_hub(tmp_path: Path) -> None:
    done = rlkb(tmp_path, "lint")
    assert done.code == 2
    assert "no hub.yaml there" in done.err


@pytest.mark.skipif(os.name == "nt", reason="no pipes of this kind on Windows")
def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    bats(tmp_path)
    for n in range(1500):
        (tmp_path / f"notes/n{n}.md").write_text("no front matter\n")
    command = f"{sys.executable} -m rlkb_cli -C '{tmp_path}' lint; echo $? >&2"
    done = subprocess.run(["sh", "-c", f"({command}) | head -1"], capture_output=True, text=True, check=False)
    assert done.stderr == "141\n"


def test_a_folder_with_spaces_and_umlauts(tmp_path: Path) -> None:
    root = tmp_path / "über alles gehört"
    root.mkdir()
    assert rlkb(bats(root), "lint").code == 0
    assert rlkb(root, "move", str(root / "notes/can-bats-see.md"), "--to", "lives").code == 0
