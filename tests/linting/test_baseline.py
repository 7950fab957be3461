"""A file of known findings."""

import json
from pathlib import Path

import pytest

from tests.bases import base, write
from tests.cli import rlkb
from tests.rules import note

HUB = "-- hub.yaml --\ntitle: T\ntotals: {notes: 1, sections: 1}\nsections: [{id: s, title: S, count: 1, notes: [a]}]\n"
FLAWED = HUB + note("a", body="[it](gone.md)\n\n[it](gone.md) [them](lost.md)")


def known(root: Path) -> str:
    write(root, base(FLAWED))
    path = str(root / "known.json")
    done = rlkb(root, "lint", "--baseline", path, "--write-baseline")
    assert (done.code, done.out, done.err) == (0, "", f"3 known findings in {path}\n")
    return path


def test_what_is_known_is_not_reported(tmp_path: Path) -> None:
    path = known(tmp_path)
    record = json.loads(Path(path).read_text(encoding="utf-8"))
    gone = ["dangling-link", "a", "inline", "gone.md"]
    assert record == {"version": 1, "findings": [gone, gone, [*gone[:3], "lost.md"]]}
    assert rlkb(tmp_path, "lint", "--baseline", path).code == 0
    write(tmp_path, base(HUB + note("a", body="New.\n\n[them](lost.md)\n\n[it](gone.md)\n\n[it](gone.md)")))
    assert rlkb(tmp_path, "lint", "--baseline", path).code == 0
    write(tmp_path, base(FLAWED + "And [it](gone.md) a third time."))
    done = rlkb(tmp_path, "lint", "--baseline", path, "--output-format", "concise")
    assert done.code == 1
    assert done.out.count("dangling-link") == 1


def test_what_is_no_longer_found_is_stale(tmp_path: Path) -> None:
    path = known(tmp_path)
    write(tmp_path, base(HUB + note("a", body="[it](gone.md)")))
    done = rlkb(tmp_path, "lint", "--baseline", path, "--output-format", "concise")
    assert done.code == 0
    assert done.out.count("stale-baseline") == 2
    assert "stale" not in rlkb(tmp_path, "lint", "--baseline", path, "--ignore", "dangling-link").out
    done = rlkb(tmp_path, "lint", "--baseline", path, "--prune-baseline")
    assert done.err == f"2 dropped, 1 kept in {path}\n"
    assert "No problems" in done.out


def test_a_fix_prunes(tmp_path: Path) -> None:
    path = known(tmp_path)
    write(tmp_path, base(HUB + note("a")))
    assert "No problems" in rlkb(tmp_path, "lint", "--baseline", path, "--fix").out
    assert json.loads(Path(path).read_text(encoding="utf-8")) == {"version": 1, "findings": []}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no baseline"),
        ("", ":1: this is no JSON"),
        ('{"version": 1,\n"findings": [}', ":2: this is no JSON"),
        ("[]", "this is no baseline of version 1"),
        ('{"version": 2, "findings": []}', "this is no baseline of version 1"),
        ('{"version": 1, "findings": [[]]}', "this is no baseline of version 1"),
        ('{"version": 1, "findings": [[1]]}', "this is no baseline of version 1"),
        ("[" * 100_000, "this is no JSON"),
    ],
)
def test_a_baseline_that_is_none(tmp_path: Path, content: str | None, message: str) -> None:
    write(tmp_path, base(FLAWED))
    path = tmp_path / "known.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    for words in ([], ["--prune-baseline"]):
        done = rlkb(tmp_path, "lint", "--baseline", str(path), *words)
        assert done.code == 2
        assert message in done.err


def test_which_baseline(tmp_path: Path) -> None:
    write(tmp_path, base(FLAWED))
    assert rlkb(tmp_path, "lint", "--write-baseline").code == 2
    done = rlkb(tmp_path, "lint", "--baseline", str(tmp_path / "nowhere/known.json"), "--write-baseline")
    assert done.code == 2
    assert "there is no such folder" in done.err
    assert rlkb(tmp_path, "lint", "--baseline", str(tmp_path / "notes/a.md"), "--write-baseline").code == 2


def test_names_that_are_no_text_are_kept(tmp_path: Path) -> None:
    path = write(tmp_path, base(HUB + note("a"))) / "known.json"
    path.write_text('{"version": 1, "findings": [["no-such-rule", "\\ud800"], ["dangling-link", "x"]]}', "utf-8")
    done = rlkb(tmp_path, "lint", "--baseline", str(path), "--prune-baseline", "--quiet")
    assert (done.code, done.out) == (0, "")
    assert json.loads(path.read_bytes())["findings"] == [["no-such-rule", "\ud800"]]


@pytest.mark.parametrize(
    "words",
    [
        ("--diff", "--add-ignore", "known"),
        ("--diff", "--baseline", "known.json", "--write-baseline"),
        ("--baseline", "known.json", "--write-baseline", "--prune-baseline"),
        ("--select", ""),
    ],
)
def test_options_that_would_do_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    write(tmp_path, base(FLAWED))
    done = rlkb(tmp_path, "lint", *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: --")
