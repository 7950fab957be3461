"""What `rlkb lint` reads: all that is on disk, what git tracks of it, or what is to be committed."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bases import base, contents, write
from tests.cli import rlkb
from tests.repositories import commit, git, needs_git, repository
from tests.verbs.bases import BATS

pytestmark = [needs_git, pytest.mark.skipif(os.name == "nt", reason="needs links")]

FILES = base(BATS)
NOTE = "notes/can-bats-see.md"


def findings(root: Path, *options: str) -> list[Any]:
    """What is found, as the JSON report has it; no error may keep it from being told."""
    done = rlkb(root, "lint", "--output-format", "json", *options)
    assert done.code in (0, 1), done.err
    found: list[Any] = json.loads(done.out)["findings"]
    return found


def rules(root: Path, *options: str) -> list[str]:
    return [found["rule"] for found in findings(root, *options)]


def links_to(target: str) -> str:
    """A page with one link."""
    return f"[there]({target})\n"


@pytest.fixture(autouse=True)
def no_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests may themselves run in a hook."""
    for name in list(os.environ):
        if name.startswith(("GIT_", "PRE_COMMIT")):
            monkeypatch.delenv(name)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three notes in two hubs, committed."""
    folder = tmp_path / "über alles"
    folder.mkdir()
    return repository(folder, FILES)


@pytest.mark.parametrize("option", ["--tracked", "--staged"])
def test_a_sound_base(root: Path, option: str) -> None:
    before = contents(root)
    done = rlkb(root, "lint", option)
    assert (done.code, done.out[:34]) == (0, "No problems in 3 notes and 2 hubs ")
    assert rlkb(root, "lint", option).code == 0
    assert contents(root) == before
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("option", ["--tracked", "--staged"])
def test_what_git_does_not_track_is_not_there(root: Path, option: str) -> None:
    write(root, {"page.md": links_to("docs/new.md") + links_to("docs"), "docs/new.md": links_to("nowhere.md")})
    assert rules(root) == ["dangling-link"]
    assert rules(root, option) == []
    git(root, "add", "page.md")
    assert [found["path"] for found in findings(root, option)] == ["page.md", "page.md"]
    git(root, "add", "docs")
    assert [found["path"] for found in findings(root, option)] == ["docs/new.md"]


def test_changes_that_are_not_staged(root: Path) -> None:
    text = (root / NOTE).read_text()
    (root / NOTE).write_text(text.replace("summary: Yes.\n", ""))
    assert (rules(root, "--staged"), rules(root, "--tracked")) == ([], ["missing-summary"])
    git(root, "add", "--all")
    (root / NOTE).write_text(text)
    assert (rules(root, "--staged"), rules(root, "--tracked")) == (["missing-summary"], [])
    (root / NOTE).unlink()
    assert (rules(root, "--staged"), "missing-note" in rules(root, "--tracked")) == (["missing-summary"], True)


def test_a_deletion_that_is_staged(root: Path) -> None:
    git(root, "rm", "-q", "--cached", NOTE)
    assert rules(root) == ["untracked-note"]
    assert "missing-note" in rules(root, "--staged")
    assert findings(root, "--staged") == findings(root, "--tracked")


def test_settings_are_those_of_the_state_that_is_read(root: Path) -> None:
    write(root, {"docs/old.md": links_to("nowhere.md")})
    commit(root)
    hub = (root / "hub.yaml").read_text()
    (root / "hub.yaml").write_text(hub + "exclude: [docs]\n")
    for _ in range(2):  # the second time with what was kept of the first
        assert (rules(root), rules(root, "--staged"), rules(root, "--tracked")) == ([], ["dangling-link"], [])


def test_what_is_only_intended_to_be_added_is_not_committed(root: Path) -> None:
    write(root, {"page.md": links_to("new.md") + links_to("empty.md"), "new.md": "", "empty.md": ""})
    git(root, "add", "page.md", "empty.md")
    git(root, "add", "--intent-to-add", "new.md")
    assert [found["message"] for found in findings(root, "--staged")] == ["no file is at `new.md`"]
    assert rules(root, "--tracked") == []


def test_a_merge_that_is_not_finished(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "other")
    for branch in ("other", "main"):
        git(root, "checkout", "-q", branch)
        (root / NOTE).write_text(FILES[NOTE].replace("Yes.", f"Said {branch}."))
        commit(root)
    with pytest.raises(AssertionError):
        git(root, "merge", "other")
    done = rlkb(root, "lint", "--staged")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: {NOTE}: has a merge conflict, so nobody knows what is to be committed\n"
    assert rules(root, "--tracked") == ["merge-conflict-marker"]


def test_a_sparse_checkout(root: Path) -> None:
    write(root, {"page.md": links_to("figures/a.png"), "figures/a.png": ""})
    commit(root)
    git(root, "sparse-checkout", "set", "--no-cone", "/hub.yaml", "/hubs", "page.md", "notes/can*")
    assert not (root / "figures").exists() and "missing-note" in rules(root)
    assert (rules(root, "--tracked"), rules(root, "--staged")) == ([], [])


def test_a_base_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    files = {f"base/{path}": text for path, text in FILES.items()}
    root = repository(tmp_path, {**files, "outside.md": links_to("nowhere.md")}) / "base"
    assert (rules(root, "--staged"), rules(root, "--tracked")) == ([], [])
    git(root, "rm", "-q", "--cached", NOTE)
    assert "missing-note" in rules(root, "--staged")


def test_a_second_work_tree(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "-q", str(tmp_path / "second"))
    git(tmp_path / "second", "rm", "-q", NOTE)
    assert "missing-note" in rules(tmp_path / "second", "--staged")
    assert rules(root, "--staged") == []


def test_the_index_that_a_hook_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"base/{path}": text for path, text in FILES.items()}
    root = repository(tmp_path, files) / "base"
    git(tmp_path, "read-tree", "HEAD", GIT_INDEX_FILE=".git/next")
    git(tmp_path, "rm", "-q", "--cached", f"base/{NOTE}", GIT_INDEX_FILE=".git/next")
    assert rules(root, "--staged") == []
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next")
    assert "missing-note" in rules(root, "--staged")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_DIR", ".git")
    assert "missing-note" in rules(root, "--staged")


def test_a_base_in_another_repository_than_that_of_the_hook(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    repository(other, {"README.md": ""})
    monkeypatch.chdir(other)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    assert (rules(root, "--staged"), rules(root, "--tracked")) == ([], [])


@pytest.mark.parametrize("name", ["PRE_COMMIT_TO_REF", "PRE_COMMIT_LOCAL_BRANCH"])
def test_the_commit_that_is_pushed(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "checkout", "-q", "-b", "other")
    git(root, "rm", "-q", NOTE)
    commit(root)
    git(root, "checkout", "-q", "main")
    monkeypatch.setenv(name, "refs/heads/other")
    assert "missing-note" in rules(root, "--staged")
    monkeypatch.setenv(name, "refs/heads/nowhere")
    done = rlkb(root, "lint", "--staged")
    assert (done.code, done.err.splitlines()[0]) == (2, "error: git knows no commit 'refs/heads/nowhere'")


@pytest.mark.parametrize("option", ["--tracked", "--staged"])
def test_outside_of_a_repository_or_without_git(
    tmp_path: Path, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = rlkb(write(tmp_path, FILES), "lint", option)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert "not a git repository" in done.err


@pytest.mark.parametrize("option", ["--tracked", "--staged"])
def test_a_root_hub_that_git_does_not_hold(root: Path, option: str) -> None:
    git(root, "rm", "-q", "--cached", "hub.yaml")
    done = rlkb(root, "lint", option)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: {root}/hub.yaml: git holds no root hub there\n  help: `git add hub.yaml`\n"


def test_one_of_both(root: Path) -> None:
    done = rlkb(root, "lint", "--tracked", "--staged")
    assert (done.code, done.out) == (2, "")


ODD: dict[str, dict[str, str]] = {
    "names": {
        "notes/a\nb.md": links_to("gone.md"),
        "ä/Ü ß.md": links_to("../notes/can-bats-see.md#nope"),
        'q".md': "[[x]]",
    },
    "hidden": {".github/x.md": links_to("gone.md"), "page.md": links_to(".github/x.md") + links_to(".github/no.md")},
    "ignored": {
        ".gitignore": "old/\n*.tmp.md\n!keep.tmp.md\n",
        "old/x.md": links_to("gone.md"),
        "a.tmp.md": links_to("gone.md"),
        "keep.tmp.md": links_to("gone.md"),
        "page.md": links_to("old/x.md") + links_to("old") + links_to("older"),
    },
    "folders": {"notes/deep.md/x.txt": "", "page.md": links_to("notes/deep.md") + links_to("notes/") + links_to(".")},
    "links": {
        "b.md": "-> page.md",
        "c.md": "-> nowhere.md",
        "d.md": "-> ../../etc/passwd",
        "e.md": "-> .hidden/x.md",
        ".hidden/x.md": "",
        "docs": "-> notes",
        "round": "-> round",
        "notes/round": "-> ../round",
        "n.md": "-> notes",
        "root.md": "-> .",
        "below.md": "-> hub.yaml/x.md",
        "notes/.gitignore": "-> nowhere",
        "hubs/.gitignore": "-> ../ignored",
        "ignored": "*\n",
        "notes/up.txt": "-> ../docs/../page.md",
        "page.md": "".join(
            map(links_to, ["docs/can-bats-see.md", "docs/no.md", "round/x.md", "e.md", "notes/up.txt", "docs", "d.md"])
        ),
        "other.md": links_to("round") + links_to("notes/round") + links_to("notes/round/x.md"),
    },
    "unreadable": {"notes/a.md": "caf\udce9", "hubs/x.yaml": "title: [", "node_modules/a.md": links_to("gone.md")},
}


def lay(root: Path, files: Mapping[str, str]) -> None:
    """Write and stage files, and links for texts that begin with an arrow."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).unlink(missing_ok=True)
        if text.startswith("-> "):
            os.symlink(text[3:], root / path)
        else:
            (root / path).write_bytes(os.fsencode(text))
    git(root, "add", "--all", "--force", "--", ".", ":!.rlkb")


def checked_out(root: Path, folder: Path) -> Path:
    """What a fresh checkout of what is staged would be."""
    git(root, "checkout-index", "--all", f"--prefix={folder}/")
    return folder


@pytest.mark.parametrize("name", ODD)
def test_it_is_read_as_a_checkout_of_it_would_be(root: Path, tmp_path: Path, name: str) -> None:
    lay(root, ODD[name])
    expected = findings(checked_out(root, tmp_path / "out"))
    assert findings(root, "--staged") == findings(root, "--tracked") == expected
    assert findings(root, "--staged") == expected  # from what was kept


PATHS = ["a.md", "notes/a.md", "notes/x/a.md", "d/a.md", "d/b.png", ".h/a.md", "n.md/x", "l", "notes/l", ".gitignore"]
TARGETS = [*PATHS, "notes", "d", "../a.md", "../..", ".", "l/a.md", "d/../a.md", "gone", "/etc/passwd"]
TEXTS = st.one_of(
    st.sampled_from(TARGETS).map("-> {}".format),
    st.lists(st.sampled_from(TARGETS), min_size=1, max_size=4).map(lambda targets: "".join(map(links_to, targets))),
    st.sampled_from(["*.md", "d/", "!a.md", "/l", "n.md", "**/x"]),
)


@pytest.mark.slow
@given(st.lists(st.dictionaries(st.sampled_from(PATHS), TEXTS, max_size=6), min_size=1, max_size=2))
@settings(max_examples=30, deadline=None)
def test_whatever_is_staged_is_read_as_a_checkout_of_it_would_be(states: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = repository(Path(folder, "base"), FILES)
        for number, files in enumerate(states):
            lay(root, files)
            out = checked_out(root, Path(folder, f"out{number}"))
            assert findings(root, "--staged") == findings(root, "--tracked") == findings(out)


def test_a_submodule_is_a_folder_that_is_looked_into(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    repository(other, {"a.md": links_to("gone.md"), "b.png": ""})
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "sub")
    write(root, {"page.md": "".join(map(links_to, ["sub", "sub/a.md", "sub/b.png", "sub/no.png"]))})
    commit(root)
    for option in ("--tracked", "--staged"):
        assert [found["message"] for found in findings(root, option)] == ["no file is at `sub/no.png`"]


def test_what_git_holds_only_a_pointer_of(root: Path) -> None:
    write(root, {"notes/a.md": "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n"})
    git(root, "add", "--all")
    assert "unreadable-file" in rules(root, "--staged")


def test_a_blob_that_is_damaged_or_missing(root: Path) -> None:
    blob = git(root, "rev-parse", f":{NOTE}").strip()
    kept = root / ".git/objects" / blob[:2] / blob[2:]
    sound = kept.read_bytes()
    kept.chmod(0o644)
    for damaged in (b"garbage", None):
        kept.write_bytes(damaged or b"")
        if damaged is None:
            kept.unlink()
        assert [found["path"] for found in findings(root, "--staged") if found["rule"] == "unreadable-file"] == [NOTE]
        kept.write_bytes(sound)
        assert rules(root, "--staged") == []
        shutil.rmtree(root / ".rlkb")
    kept.write_bytes(sound[: len(sound) // 2])
    done = rlkb(root, "lint", "--staged")
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1) and "git cannot tell: " in done.err


@pytest.mark.parametrize("path", ["index", "HEAD"])
def test_a_repository_that_is_damaged(root: Path, path: str) -> None:
    (root / ".git" / path).write_bytes(b"garbage")
    assert rules(root) == []
    for options in (["--staged"], ["--tracked"], ["--changed-since", "main"]):
        done = rlkb(root, "lint", *options)
        assert (done.code, done.out) in ((2, ""), (0, done.out)) and "Traceback" not in done.err
    assert rlkb(root, "lint", "--staged").code == 2


def test_programs_that_a_repository_names_are_not_run(root: Path) -> None:
    trap = root / "trap"
    trap.write_text("#!/bin/sh\ntouch sprung\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "filter.x.clean", "filter.x.smudge", "diff.external"):
        git(root, "config", name, str(trap))
    write(root, {".gitattributes": "*.md filter=x diff=x\n", "empty.md": ""})
    (root / ".git/hooks/post-index-change").write_text(f"#!/bin/sh\n{trap}\n")
    (root / ".git/hooks/post-index-change").chmod(0o755)
    git(root, "-c", "filter.x.clean=cat", "-c", "core.fsmonitor=false", "add", "empty.md")
    (root / "sprung").unlink(missing_ok=True)
    os.utime(root / NOTE, (0, 0))
    assert (rules(root, "--tracked"), rules(root, "--staged")) == ([], [])
    assert not (root / "sprung").exists()


def test_what_is_kept_of_one_state_is_never_taken_for_another(root: Path) -> None:
    hub = (root / "hub.yaml").read_text()
    states = [hub, hub.replace("count: 2", "count: 5"), hub.replace("notes: 3", "notes: 4")]
    expected = [[], ["section-count"], ["total-notes"]]
    for number in (0, 1, 2, 1, 0):
        (root / "hub.yaml").write_text(states[number])
        git(root, "add", "hub.yaml")
        (root / "hub.yaml").write_text(states[number - 1])
        assert rules(root, "--staged") == expected[number]
        assert rules(root, "--tracked") == rules(root) == expected[number - 1]
