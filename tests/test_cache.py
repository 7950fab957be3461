"""What is kept between runs never changes an answer."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rlkb_cli.__main__ import LINT_OPTIONS
from rlkb_cli.cli import app
from rlkb_cli.kb.cache import PATH
from rlkb_cli.kb.columns import pack, unpack
from rlkb_cli.kb.seen import look
from rlkb_cli.lint import formats
from rlkb_cli.lint.replay import PATH as REPORT
from rlkb_cli.lint.replay import recall, recall_clean
from rlkb_cli.lint.report import Report
from rlkb_cli.lint.run import Request, run
from tests.bases import write
from tests.cli import rlkb
from tests.verbs.bases import bats


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        file = root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


def same_size_and_time(root: Path) -> None:
    """An edit that neither size nor modification time tells of; the inode's change time does."""
    note = root / "notes/can-bats-see.md"
    before = note.stat()
    edit("notes/can-bats-see.md", "how-do-bats-find-prey.md#", "how-do-bats-find-preX.md#")(root)
    assert note.stat().st_size == before.st_size
    os.utime(note, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], None]] = {
    "nothing": lambda root: None,
    "a body": edit("notes/can-bats-see.md", "[prey]: how", "[prey]: hew"),
    "a heading that is linked to": edit("notes/can-bats-see.md", "## How well", "## How badly"),
    "a question": edit("notes/where-do-bats-sleep.md", "Where do bats sleep?", "Can bats see"),
    "an id": lambda root: (root / "notes/where-do-bats-sleep.md").rename(root / "notes/beds.md"),  # type: ignore[dict-item]
    "a note more": lambda root: write(root, {"notes/new.md": "no front matter"}),  # type: ignore[dict-item]
    "a note less": lambda root: (root / "notes/can-bats-see.md").unlink(),
    "the hub": edit("hub.yaml", "count: 2", "count: 3"),
    "the settings": edit("hub.yaml", "totals:", "keys: {question: title}\ntotals:"),
    "what is ignored": lambda root: write(root, {".gitignore": "where-*\n"}),  # type: ignore[dict-item]
    "what looks the same": same_size_and_time,
    "a further hub": edit("hubs/field.yaml", "- can-bats-see", "- can-bats-sea"),
    "a page": edit("README.md", "notes/how", "notes/haw"),
}


@pytest.mark.parametrize("mode", ["stat", "content"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_second_run_sees_what_a_first_one_would(tmp_path: Path, change: str, mode: str) -> None:
    root = bats(tmp_path / "base")
    run(str(root), Request(cache=mode))
    CHANGES[change](root)
    fresh = tmp_path / "fresh"
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns(".rlkb"))
    assert run(str(root), Request(cache=mode)) == run(str(fresh), Request(cache="off"))
    assert run(str(root), Request(cache=mode)) == run(str(fresh), Request(cache="off"))


def recalled(root: Path) -> Report | None:
    seen = look(str(root))
    return recall(seen) if seen else None


def settle(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run twice as if some seconds lay between the writing of the files and the runs."""
    monkeypatch.setattr("rlkb_cli.kb.cache._FINE", -(10**12))
    monkeypatch.setattr("rlkb_cli.kb.cache._COARSE", -(10**12))
    run(str(root), Request(cache="stat"))
    run(str(root), Request(cache="stat"))


@pytest.mark.parametrize("change", CHANGES)
def test_a_run_after_settled_ones_sees_what_a_first_one_would(
    tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where files are old enough to be known by their times, most is given again."""
    root = bats(tmp_path / "base")
    settle(root, monkeypatch)
    for number, what in enumerate((change, "a page", "the hub")):
        if number == 0 or what != change:
            CHANGES[what](root)
        fresh = tmp_path / f"fresh {number}"
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns(".rlkb"))
        for _ in range(2):
            assert run(str(root), Request(cache="stat")) == run(str(fresh), Request(cache="off"))


@pytest.mark.parametrize("change", [name for name in CHANGES if name != "nothing"])
def test_a_report_is_only_given_again_where_nothing_changed(
    tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = bats(tmp_path)
    settle(root, monkeypatch)
    assert recall_clean(str(root)) == (3, 2)
    CHANGES[change](root)
    assert recall_clean(str(root)) is None
    assert recalled(root) is None


def test_findings_are_given_again_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = bats(tmp_path)
    CHANGES["a question"](root)
    CHANGES["a body"](root)
    settle(root, monkeypatch)
    assert recall_clean(str(root)) is None
    assert recalled(root) == run(str(root), Request(cache="off"))


def test_of_a_long_report_only_what_it_depends_on_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rlkb_cli.lint.replay._MOST_FINDINGS", 1)
    root = bats(tmp_path)
    CHANGES["a question"](root)
    CHANGES["a body"](root)
    settle(root, monkeypatch)
    assert recall_clean(str(root)) is None and recalled(root) is None
    assert look(str(root)) is not None
    assert run(str(root), Request(cache="stat")) == run(str(root), Request(cache="off"))


def test_what_was_looked_for_on_disk_is_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = bats(tmp_path)
    write(root, {".gitignore": "drafts/\n", "drafts/x.txt": "", "README.md": "[x](drafts/x.txt)\n"})
    settle(root, monkeypatch)
    assert recall_clean(str(root)) == (3, 2)
    (root / "drafts/x.txt").unlink()
    assert recall_clean(str(root)) is None
    assert rlkb(root, "lint").code == 1


@pytest.mark.parametrize("path", [PATH, REPORT])
@pytest.mark.parametrize("data", [b"", b"rlkb columns 1\n", b"\0" * 1000, None])
def test_a_damaged_cache_is_the_same_as_none(
    tmp_path: Path, path: str, data: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = bats(tmp_path)
    settle(root, monkeypatch)
    file = root / path
    if data is None:
        packed = bytearray(file.read_bytes())
        packed[len(packed) // 2] ^= 1
        file.write_bytes(bytes(packed))
    else:
        file.write_bytes(data)
    assert rlkb(root, "lint").code == 0


@pytest.mark.parametrize("path", ["../outside.md", "notes/../../outside.md", ".hidden/x.md", "/etc/x.md", ""])
def test_a_record_cannot_lead_out_of_the_root(tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    root = bats(tmp_path / "base")
    settle(root, monkeypatch)
    record = dict(unpack((root / REPORT).read_bytes()))
    changed = {"tree": [*record["tree"], path], "kind": [*record["kind"], "file"]}
    assert look(str(root)) is not None
    (root / REPORT).write_bytes(pack(record | changed))  # type: ignore[arg-type]
    assert look(str(root)) is None
    assert rlkb(root, "lint").code == 0


def test_nothing_is_kept_where_nothing_can_be_written(tmp_path: Path) -> None:
    root = bats(tmp_path)
    (root / ".rlkb").write_text("in the way")
    assert rlkb(root, "lint").code == 0
    assert (root / ".rlkb").read_text() == "in the way"


def test_the_quick_way_in_knows_what_the_app_knows() -> None:
    import typer

    command = typer.main.get_command(app)
    lint = command.commands["lint"]  # type: ignore[attr-defined]
    options = {option: param for param in lint.params for option in param.opts}
    assert list(options["--cache"].type.choices) == list(LINT_OPTIONS["--cache"])
    bare = [name for name in formats.names() if hasattr(formats.load(name), "TOTALS")]
    assert bare == sorted(LINT_OPTIONS["--output-format"])
    assert {option for param in command.params for option in param.opts} >= {"-C", "--root", "--version"}


def test_the_report_as_json_is_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = bats(tmp_path)
    CHANGES["a body"](root)
    settle(root, monkeypatch)
    assert (
        json.loads((rlkb(root, "lint", "--output-format", "json")).out)["findings"][0]["rule"]
        == "dangling-link"
    )


@pytest.mark.parametrize("path", [".gitignore", "base/.gitignore", ".git/info/exclude", "settings"])
def test_a_report_is_not_given_again_where_something_else_is_ignored(
    tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    root = bats(tmp_path / "base")
    settle(root, monkeypatch)
    write(tmp_path, {".git/HEAD": ""})
    assert recall_clean(str(root)) is None
    settle(root, monkeypatch)
    assert recall_clean(str(root)) == (3, 2)
    write(tmp_path, {path: "*.md\n"})
    assert recall_clean(str(root)) is None
    settle(root, monkeypatch)
    write(tmp_path, {path: "*.txt\n"})
    assert recall_clean(str(root)) is None
