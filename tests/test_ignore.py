"""What `.gitignore` files leave out, compared with git itself; and globs."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rlkb_cli.kb.files import walk
from rlkb_cli.kb.globs import matcher
from rlkb_cli.kb.ignore import ignored
from tests.bases import write

TREE = [
    "a",
    "a.md",
    "b/a",
    "b/a.md",
    "b/c/a",
    "b/c/x y",
    "b/c/d/note.md",
    "note.md",
    "x/#c",
    "x/!d",
    "x/a[b]",
    "x/b ",
]
PIECES = [
    "a",
    "b",
    "c",
    "x",
    "*",
    "**",
    "?",
    "/",
    "!",
    "#",
    "\\",
    "[ab]",
    "[!a]",
    "[a-c]",
    "[[:alpha:]]",
    "[]a]",
    "[",
]
PATTERN = st.lists(
    st.sampled_from([*PIECES, ".md", "*.md", " ", "x y", "\\ ", "note"]), min_size=1, max_size=5
).map("".join)


def seen(root: Path) -> set[str]:
    return {entry.path for entry in walk(root, skip=ignored(str(root)))}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("git") is None:
        pytest.skip("needs git")
    root = write(tmp_path_factory.mktemp("repository"), dict.fromkeys(TREE, ""))
    subprocess.run(["git", "init", "-q", root], check=True)
    return root


def seen_by_git(root: Path) -> set[str]:
    command = [
        "git",
        "-C",
        str(root),
        "-c",
        "core.excludesFile=/dev/null",
        "check-ignore",
        "--no-index",
        "--stdin",
        "-z",
    ]
    answer = subprocess.run(command, input="\0".join(TREE), capture_output=True, text=True, check=False)
    return set(TREE) - set(answer.stdout.split("\0"))


@given(st.lists(PATTERN, max_size=3), st.lists(PATTERN, max_size=2), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_git(repository: Path, lines: list[str], inner: list[str], ending: str) -> None:
    (repository / ".gitignore").write_bytes(ending.join(lines).encode())
    (repository / "b/.gitignore").write_bytes(ending.join(inner).encode())
    assert seen(repository) == seen_by_git(repository)


def test_without_git(tmp_path: Path) -> None:
    files = [
        "keep.md",
        "old/x.md",
        "notes/draft-1.md",
        "notes/draft-2.md",
        "node_modules/a.md",
        "a/node_modules/b.md",
    ]
    write(
        tmp_path,
        {**dict.fromkeys(files, ""), ".gitignore": "\ufeff/old/\ndraft-*\n!draft-2.md\n\n# keep.md\n"},
    )
    assert seen(tmp_path) == {"keep.md", "notes/draft-2.md"}


def test_a_gitignore_may_be_anything(tmp_path: Path) -> None:
    (tmp_path / "a/.gitignore").mkdir(parents=True)
    write(tmp_path, {".gitignore": b"\xff\xfe\0[\n!\n\\\n/\n//\n***\\\n", "a/x.md": ""})
    assert seen(tmp_path) == {"a/x.md"}


def test_a_hostile_pattern_takes_no_time(tmp_path: Path) -> None:
    start = time.perf_counter()
    write(tmp_path, {".gitignore": "*a" * 200 + "*b\n" + "**/a/" * 100 + "b\n"})
    skip = ignored(str(tmp_path))
    assert not skip("a" * 250)
    assert not skip("/".join("a" * 400) + "c")
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("notes/**/*.md", "notes/a.md", True),
        ("notes/**/*.md", "notes/a/b/c.md", True),
        ("notes/**/*.md", "note/a.md", False),
        ("./notes/**/*.md", "notes/a.md", True),
        ("**/*.md", "a.md", True),
        ("*.md", "a/b.md", False),
        ("drafts", "drafts/a/b.md", True),
        ("drafts/", "drafts/a.md", True),
        ("drafts", "draftsman/a.md", False),
        ("**/README.md", "README.md", True),
        ("**/README.md", "a/README.md", True),
        ("{a,b/{c,d}}/*.md", "b/d/x.md", True),
        ("{a,b}/*.md", "c/x.md", False),
        ("notes/[a-c]*.md", "notes/cat.md", True),
        ("notes/?.md", "notes/é.md", True),
        ("notes/[.md", "notes/[.md", False),
        ("a(b)/**", "a(b)/c.md", True),
    ],
)
def test_globs(glob: str, path: str, expected: bool) -> None:
    assert matcher((glob,))(path) is expected


def test_a_glob_behind_a_bang_takes_out() -> None:
    matches = matcher(("!**/README.md", "notes/**/*.md"))
    assert matches("notes/a.md") and not matches("notes/x/README.md")


def test_globs_that_stand_for_too_many() -> None:
    with pytest.raises(ValueError, match="more than"):
        matcher(("{a,b}" * 20,))


def test_what_the_repository_and_its_user_ignore(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    names = ["above.md", "own.md", "private.md", "old/a.md", "brought-back.md", "kept.md"]
    write(
        tmp_path,
        {
            "settings": f"[core]\n  excludesFile = {tmp_path}/everywhere\n",
            "everywhere": "private.md\nkept.md\n",
            "all/.git/info/exclude": "own.md\n/base/old/\n!kept.md\n",
            "all/.gitignore": "/base/above.md\nabove.md\nbrought-back.md\n/old\n",
            "all/base/.gitignore": "!brought-back.md\n",
            **{f"all/base/{name}": "" for name in names},
        },
    )
    assert seen(tmp_path / "all/base") == {"brought-back.md", "kept.md"}
    (tmp_path / "all/.git/info/exclude").unlink()
    assert seen(tmp_path / "all/base") == {"brought-back.md", "own.md", "old/a.md"}


def test_a_further_work_tree_has_what_is_ignored_in_common(tmp_path: Path) -> None:
    files = {".git/info/exclude": "a.md\n", ".git/worktrees/x/commondir": "../..\n", "a.md": "", "b.md": ""}
    write(tmp_path / "first", files)
    root = write(tmp_path / "second", {"a.md": "", "b.md": "", ".git": f"gitdir: {tmp_path}/first/.git/worktrees/x\n"})
    assert seen(root) == seen(tmp_path / "first") == {"b.md"}


@pytest.mark.parametrize("line", ["*", "/scratch/**", "hub.yaml"])
def test_a_base_that_is_ignored_as_a_whole_is_read_nevertheless(tmp_path: Path, line: str) -> None:
    write(tmp_path, {".git/HEAD": "", ".gitignore": f"{line}\n", "scratch/a.md": "", "scratch/b/c.md": ""})
    assert seen(tmp_path / "scratch") == {"a.md", "b/c.md"}
