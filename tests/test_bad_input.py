"""Hostile and broken input: one clear message or a finding, never a traceback, nothing written, nothing slow."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bases import contents
from tests.cli import rlkb
from tests.verbs.bases import bats

FRONT = "---\nquestion: Is it odd?\nsection: lives\nsummary: Yes.\n"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + last] * 9)}]\n"
    for last, name in zip("abcdefgh", "bcdefghi", strict=True)
)
posix = pytest.mark.skipif(os.name == "nt", reason="needs files of POSIX")


def fifo(path: Path) -> None:
    os.mkfifo(path)


def outside(path: Path) -> None:
    target = path.parents[2] / "outside.md"
    target.write_text("---\nquestion: Secret?\n---\n")
    path.symlink_to(target)


NOTES: dict[str, tuple[bytes | Callable[[Path], None], str]] = {
    "not UTF-8": (FRONT.encode() + b"---\n\xff\n", "invalid-utf8"),
    "UTF-16": ((FRONT + "---\n").encode("utf-16"), "invalid-utf8"),
    "NUL": (FRONT.encode() + b"---\na\0b\n", "invalid-utf8"),
    "alias bomb": ((FRONT + BOMB + "---\n").encode(), ""),
    "merge bomb": ((FRONT + "a: &a {x: 1}\n" + "b: {<<: [" + "*a," * 5000 + "*a]}\n---\n").encode(), ""),
    "nesting": ((FRONT + "a: " + "[" * 5000 + "]" * 5000 + "\n---\n").encode(), "invalid-yaml"),
    "flood": ((FRONT + "a: [" + "1," * 300_000 + "1]\n---\n").encode(), "invalid-yaml"),
    "tag": ((FRONT + "a: !!python/object/apply:os.system ['touch pwned']\n---\n").encode(), ""),
    "unclosed": (FRONT.encode(), "unclosed-front-matter"),
    "a list": (b"---\n- a\n---\n", "invalid-yaml"),
    "TOML": (b"+++\na = 1\n+++\n", "invalid-yaml"),
    "empty": (b"", "missing-front-matter"),
    "100 MB": (lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_RDWR), 100 << 20), "unreadable-file"),
    "a folder": (lambda path: path.mkdir(), "unreadable-file"),
    "FIFO": (fifo, "unreadable-file"),
    "link out": (outside, "unreadable-file"),
}


@posix
@pytest.mark.parametrize("kind", NOTES)
def test_a_bad_note_is_a_finding_and_the_rest_goes_on(tmp_path: Path, kind: str) -> None:
    root = bats(tmp_path / "base")
    make, rule = NOTES[kind]
    path = root / "notes/odd.md"
    path.write_bytes(make) if isinstance(make, bytes) else make(path)
    done = rlkb(root, "lint", "--output-format", "concise")
    assert done.code == 1
    assert f"error[{rule}" in done.out
    assert "Secret" not in done.out
    assert rlkb(root, "link", "where", "can").code == 0
    assert not Path("pwned").exists()


@posix
def test_a_read_only_base_can_be_read_and_not_edited(tmp_path: Path) -> None:
    root = bats(tmp_path)
    os.chmod(root, 0o500)
    try:
        if os.access(root, os.W_OK):
            pytest.skip("this user may write everywhere")
        before = contents(root)
        assert rlkb(root, "lint").code == 0
        assert rlkb(root, "link", "where", "can").code == 1
        assert contents(root) == before
    finally:
        os.chmod(root, 0o700)


def test_escapes_and_markup_in_a_note_never_reach_the_terminal(tmp_path: Path) -> None:
    root = bats(tmp_path)
    (root / "notes/odd.md").write_text(
        '---\nquestion: "Is [bold]it[/bold] \\e[31m \\u202e odd?"\nsection: "[red]x\\e]0;t\\a"\n---\n[[\x1b[2J]]\n'
    )
    for style in ("full", "concise"):
        done = rlkb(root, "lint", "--output-format", style)
        assert done.code == 1
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out
    assert "[red]x" in done.out
