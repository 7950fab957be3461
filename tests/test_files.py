"""Reading a folder that may hold anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rlkb_cli.kb.files import Entry, Unreadable, read_file, walk

links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "notes/deep").mkdir(parents=True)
    (root / "notes/a.md").write_bytes(b"text\r\n\xff")
    (root / "notes/deep/b.md").write_bytes(b"b")
    (root / "hub.yaml").write_bytes(b"")
    return root


def paths(root: Path, skipped: str = "") -> list[str]:
    return [entry.path for entry in walk(root, skip=lambda path: path == skipped)]


def reason(root: Path, path: str) -> str:
    found = read_file(root, path)
    assert isinstance(found, Unreadable), found
    assert found.path == path
    return found.reason


def test_reads_bytes_as_they_are(root: Path) -> None:
    assert read_file(root, "notes/a.md") == b"text\r\n\xff"
    assert read_file(str(root), "notes/deep/b.md") == b"b"
    assert read_file(root, "hub.yaml") == b""


def test_missing(root: Path) -> None:
    assert reason(root, "notes/x.md") == "no such file or directory"
    assert reason(root, "else/x.md") == "no such file or directory"


@pytest.mark.parametrize(
    "path", ["../x.md", "notes/../../x.md", "/etc/passwd", "notes//a.md", "./hub.yaml", "", "a\0b"]
)
def test_not_a_path_inside(root: Path, path: str) -> None:
    assert isinstance(read_file(root, path), Unreadable)


def test_too_large(root: Path) -> None:
    assert read_file(root, "notes/a.md", max_bytes=7) == b"text\r\n\xff"
    assert read_file(root, "notes/a.md", max_bytes=6) == Unreadable(
        "notes/a.md", "too large (7 bytes; at most 6 are read)"
    )


def test_folder_in_place_of_a_note(root: Path) -> None:
    (root / "notes/x.md").mkdir()
    assert reason(root, "notes/x.md") == "not a regular file"
    assert reason(root, "notes/a.md/b.md") == "not a regular file"
    assert Entry("notes/x.md", "other") in walk(root, skip=lambda path: False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_fifo_does_not_block(root: Path) -> None:
    os.mkfifo(root / "notes/x.md")
    assert reason(root, "notes/x.md") == "not a regular file"
    assert Entry("notes/x.md", "other") in walk(root, skip=lambda path: False)


@links
@pytest.mark.parametrize(
    "target", ["/dev/zero", "../../outside.md", "x.md", "missing.md", "../.git/config", "deep"]
)
def test_link_that_is_not_followed(root: Path, target: str) -> None:
    (root / "../outside.md").write_bytes(b"secret")
    (root / ".git").mkdir()
    (root / ".git/config").write_bytes(b"secret")
    (root / "notes/x.md").symlink_to(target)
    assert reason(root, "notes/x.md")
    assert Entry("notes/x.md", "other") in walk(root, skip=lambda path: False)


@links
def test_link_inside_is_followed(root: Path) -> None:
    (root / "notes/x.md").symlink_to("deep/b.md")
    (root / "side").symlink_to("notes")
    assert read_file(root, "notes/x.md") == b"b"
    assert read_file(root, "side/a.md") == b"text\r\n\xff"
    assert Entry("notes/x.md", "file") in walk(root, skip=lambda path: False)


@links
def test_folder_that_leads_out_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/x.md").write_bytes(b"secret")
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "notes/out").symlink_to(tmp_path / "outside")
    assert reason(root, "out/x.md") == "link out of the root"
    assert reason(root, "notes/out/x.md") == "link out of the root"
    assert "out/x.md" not in paths(root)


@links
def test_root_itself_may_be_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(root)
    (root / "notes/x.md").symlink_to("a.md")
    assert read_file(tmp_path / "alias", "notes/x.md") == b"text\r\n\xff"
    assert paths(tmp_path / "alias") == paths(root)


def test_walk_is_sorted_and_leaves_out_what_is_hidden(root: Path) -> None:
    (root / ".rlkb").mkdir()
    (root / ".rlkb/x.md").write_bytes(b"")
    (root / "notes/.x.md").write_bytes(b"")
    (root / "notes/deep-1.md").write_bytes(b"")
    found = paths(root)
    assert found == ["hub.yaml", "notes/a.md", "notes/deep-1.md", "notes/deep/b.md"]
    assert found == sorted(found)


def test_walk_skips(root: Path) -> None:
    assert paths(root, "notes/deep/") == ["hub.yaml", "notes/a.md"]
    assert paths(root, "hub.yaml") == ["notes/a.md", "notes/deep/b.md"]


def test_walk_of_an_empty_or_missing_folder(tmp_path: Path) -> None:
    assert paths(tmp_path) == []
    assert paths(tmp_path / "missing") == []


def test_walk_of_deep_folders(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "a.md").write_bytes(b"a")
    assert paths(tmp_path) == ["d/" * 300 + "a.md"]
    assert read_file(tmp_path, "d/" * 300 + "a.md") == b"a"
