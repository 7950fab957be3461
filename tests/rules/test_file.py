"""Files that cannot be read, or are not text."""

import os
from pathlib import Path

import pytest

from tests.bases import write
from tests.rules import lint_files, messages, note, spots

HUB = b"title: T\ntotals: {notes: 0, sections: 0}\n"
NOTE = b"---\nquestion: Why?\nsection: s\nsummary: S.\n---\n"


@pytest.mark.parametrize("body", ["é 🚚 日本", "\ufeff", "a\u2028b", ""])
def test_utf8_noop(tmp_path: Path, body: str) -> None:
    assert lint_files(tmp_path, {"hub.yaml": HUB, "notes/a.md": NOTE + body.encode()}, "invalid-utf8") == []


def test_utf8(tmp_path: Path) -> None:
    found = lint_files(tmp_path, {"hub.yaml": HUB, "notes/a.md": NOTE + b"caf\xe9\n\0\n"}, "invalid-utf8")
    assert spots(found) == [("notes/a.md", 6, 4, 5), ("notes/a.md", 7, 1, 2)]


def test_only_the_encoding_is_reported_of_a_note_that_is_not_utf8(tmp_path: Path) -> None:
    found = lint_files(tmp_path, {"hub.yaml": HUB, "notes/a.md": b"---\nquestion: caf\xe9\n---\n"})
    assert [one.rule for one in found] == ["invalid-utf8"]


def test_unreadable_noop(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/b.txt": NOTE, ".gitignore": b"old.md\n"})
    (tmp_path / "notes").mkdir()
    os.symlink("../elsewhere/b.txt", tmp_path / "notes/b.md")
    (tmp_path / "notes/old.md").mkdir()
    assert lint_files(tmp_path, {"hub.yaml": HUB}, "unreadable-file") == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_unreadable(tmp_path: Path) -> None:
    (tmp_path / "notes/folder.md").mkdir(parents=True)
    os.mkfifo(tmp_path / "notes/fifo.md")
    os.symlink("/etc/passwd", tmp_path / "notes/out.md")
    os.symlink("nowhere", tmp_path / "notes/broken.md")
    found = lint_files(tmp_path, {"hub.yaml": HUB})
    assert [one.rule for one in found] == ["unreadable-file"] * 4
    assert [one.path for one in found] == [f"notes/{name}.md" for name in ("broken", "fifo", "folder", "out")]
    assert "root:" not in "".join(messages(found))


def test_a_listed_note_that_cannot_be_read_is_not_missing(tmp_path: Path) -> None:
    hub = (
        "title: T\ntotals: {notes: 2, sections: 1}\nsections: [{id: s, title: S, count: 2, notes: [a, b]}]\n"
    )
    text = note("b", "related: [a]", "[[a]] and [it](a.md#nowhere)")
    (tmp_path / "notes/a.md").mkdir(parents=True)
    found = lint_files(tmp_path, {"hub.yaml": hub, "notes/b.md": text.partition("--\n")[2]})
    assert [one.rule for one in found] == ["unreadable-file"]
