"""Notes that git does not track."""

import shutil
from pathlib import Path

import pytest

from rlkb_cli.kb.git import _program
from rlkb_cli.lint.replay import recall_clean
from tests.bases import base, write
from tests.repositories import commit, git, needs_git, repository
from tests.test_cache import settle
from tests.test_scope import findings, no_hook, rules
from tests.verbs.bases import BATS

__all__ = ["no_hook"]
pytestmark = needs_git

FILES = base(BATS)
NOTE = "notes/can-bats-see.md"
NEW = "---\nquestion: Do bats sing?\nsection: lives\nsummary: Some do.\n{}---\n{}\n"


def untracked(root: Path, *options: str) -> list[str]:
    return [found["path"] for found in findings(root, *options) if found["rule"] == "untracked-note"]


def test_noop(tmp_path: Path) -> None:
    root = write(tmp_path / "base", FILES)
    assert rules(root) == []  # no repository
    git(tmp_path, "init", "-q")
    assert rules(root) == []  # nothing is tracked
    commit(root)
    assert rules(root) == []  # all is
    write(root, {"notes/new.md": NEW.format("", ""), "page.md": "[[new]]\n"})
    assert rules(root) == ["unlisted-note"]  # only what is new leads there


def test_what_is_ignored_is_missing_instead(tmp_path: Path) -> None:
    root = repository(tmp_path, {path: text for path, text in FILES.items() if path != NOTE})
    write(root, {NOTE: FILES[NOTE], ".git/info/exclude": "can-*\n"})
    assert untracked(root) == [] and "missing-note" in rules(root)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("hub.yaml", "- can-bats-see", "- can-bats-see\n      - new"),
        ("README.md", "Start", "[[New]] [Start](notes/new.md#x)"),
        ("README.md", "Start", "[[A song]]"),
        ("README.md", "Start", "[[old]]"),
        (NOTE, "summary", "supports: [new]\nsummary"),
    ],
)
def test_a_tracked_document_leads_there(tmp_path: Path, path: str, old: str, new: str) -> None:
    root = repository(tmp_path, {**FILES, path: FILES[path].replace(old, new, 1)})
    write(root, {"notes/new.md": NEW.format("aliases: [A song]\nformer-ids: [old]\n", "")})
    assert untracked(root) == ["notes/new.md"]
    git(root, "add", "notes/new.md")
    assert untracked(root) == []


def test_where_it_says_so_and_what_to_do(tmp_path: Path) -> None:
    root = repository(tmp_path, FILES)
    git(root, "rm", "-q", "--cached", NOTE)
    (found,) = [one for one in findings(root) if one["rule"] == "untracked-note"]
    assert (found["severity"], found["help"]) == ("warning", f"`git add {NOTE}`")
    assert [one["path"] for one in found["related"]] == ["hub.yaml"]
    assert untracked(root, "--tracked") == untracked(root, "--staged") == []


def test_it_is_silent_where_git_cannot_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path, FILES)
    git(root, "rm", "-q", "--cached", NOTE)
    shutil.copy(root / ".git/index", tmp_path / "index")
    (root / ".git/index").write_bytes(b"nonsense")
    assert rules(root) == []
    shutil.copy(tmp_path / "index", root / ".git/index")
    assert untracked(root) == [NOTE]
    monkeypatch.setenv("PATH", "")
    _program.cache_clear()
    assert rules(root) == []


def test_the_last_report_is_not_given_again_when_the_index_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path, FILES)
    settle(root, monkeypatch)
    assert recall_clean(str(root)) == (3, 2)
    git(root, "rm", "-q", "--cached", NOTE)
    assert recall_clean(str(root)) is None
    assert untracked(root) == [NOTE]
    settle(root, monkeypatch)
    git(root, "add", NOTE)
    assert rules(root) == []
