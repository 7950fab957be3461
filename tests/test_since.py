"""`rlkb lint --changed-since`: what a change touches or causes, wherever it stands."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rlkb_cli.lint.since import _written
from tests.bases import base, write
from tests.cli import rlkb
from tests.repositories import commit, git, needs_git, repository
from tests.test_scope import NOTE, links_to, no_hook, rules
from tests.verbs.bases import BATS

__all__ = ["no_hook"]
pytestmark = needs_git

FLAWED = base(BATS) | {"old.md": "One.\n\n" + links_to("gone.md") + "\nTwo.\n"}
SINCE = ("--changed-since", "main")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A base with one flaw in a page, on a branch of its own."""
    folder = tmp_path / "base"
    folder.mkdir()
    repository(folder, FLAWED)
    git(folder, "checkout", "-q", "-b", "topic")
    return folder


def test_nothing_changed(root: Path) -> None:
    assert (rules(root), rules(root, *SINCE)) == (["dangling-link"], [])


def test_changes_that_neither_touch_nor_cause_a_flaw(root: Path) -> None:
    (root / "old.md").write_text("Before.\n" + FLAWED["old.md"].replace("Two", "Three"))
    write(root, {"new.md": links_to("old.md")})
    assert rules(root, *SINCE) == []
    assert rules(commit(root), *SINCE) == []


def test_a_line_with_a_flaw_is_touched(root: Path) -> None:
    (root / "old.md").write_text(FLAWED["old.md"].replace("[there]", "Look [there]"))
    assert rules(root, *SINCE) == ["dangling-link"]
    assert rules(commit(root), *SINCE) == ["dangling-link"]
    assert rules(root, *SINCE, "--staged") == rules(root, *SINCE, "--tracked") == ["dangling-link"]


def test_flaws_elsewhere_are_caused(root: Path) -> None:
    git(root, "rm", "-q", NOTE)
    assert set(rules(root, *SINCE)) == {"missing-note", "dangling-link"}
    report = rlkb(root, "lint", *SINCE, "-q", "--output-format", "concise").out
    assert "hub.yaml:" in report and "old.md" not in report


def test_one_flaw_more_of_the_same(root: Path) -> None:
    (root / "old.md").write_text(FLAWED["old.md"] + "\n" + links_to("gone.md"))
    assert rules(root, *SINCE) == ["dangling-link"]


def test_flaws_that_move_with_a_file_are_not_new(root: Path) -> None:
    git(root, "mv", "old.md", "older.md")
    assert rules(root, *SINCE) == []
    note = root / NOTE
    note.write_text(note.read_text().replace("summary: Yes.\n", ""))
    commit(root)
    git(root, "branch", "-f", "main")
    assert rlkb(root, "retitle", "can-bats-see", "Do bats see well?", "--rename").code == 0
    git(root, "add", "--all")
    assert rules(root, *SINCE) == []


def test_what_was_changed_upstream_meanwhile_is_not_ours(root: Path) -> None:
    git(root, "checkout", "-q", "main")
    (root / "old.md").unlink()
    commit(root)
    git(root, "checkout", "-q", "topic")
    assert rules(root, *SINCE) == []


def test_a_base_that_was_not_there_or_could_not_be_read(root: Path) -> None:
    git(root, "checkout", "-q", "main")
    for hub in (None, "title: [\n", "title: T\nlint: {nonsense: 1}\n"):
        (root / "hub.yaml").write_text(hub or "")
        if hub is None:
            (root / "hub.yaml").unlink()
        commit(root)
        (root / "hub.yaml").write_text(FLAWED["hub.yaml"])
        assert rules(root, *SINCE) == ["dangling-link"]


def test_with_a_baseline(root: Path, tmp_path: Path) -> None:
    known = str(tmp_path / "known.json")
    git(root, "rm", "-q", NOTE)
    assert rlkb(root, "lint", "--baseline", known, "--write-baseline").code == 0
    git(root, "reset", "-q", "--hard")
    assert "stale-baseline" in rules(root, *SINCE, "--baseline", known)


@pytest.mark.parametrize("ref", ["nowhere", "", "--help", "main:old.md", "main..topic"])
def test_no_such_commit(root: Path, ref: str) -> None:
    done = rlkb(root, "lint", f"--changed-since={ref}")
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[0] == f"error: git knows no commit {ref!r}"


def test_histories_that_share_nothing(root: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "other")
    commit(write(root, {"new.md": ""}))
    done = rlkb(root, "lint", *SINCE)
    assert (done.code, done.err.splitlines()[0]) == (2, "error: 'main' and 'HEAD' share no history")


LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n"]), max_size=8)


@given(LINES, LINES)
def test_the_lines_that_were_not_written_were_there_in_this_order(old: list[bytes], new: list[bytes]) -> None:
    written = _written(b"".join(old), b"".join(new))
    there = iter(old)
    assert all(line in there for number, line in enumerate(new, 1) if number not in written)
    assert written <= set(range(1, len(new) + 1))
    assert _written(b"".join(old), b"".join(old)) == frozenset()
