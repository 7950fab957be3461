"""Questions to git about the repository around a base: what it tracks, and what a commit holds.

The repository may be hostile.  Only commands that read are run, without a shell, and nothing that its settings name:
no hooks, no file monitor, no filters, no transports.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.spelling import nfc

LINK, SUBMODULE = "120000", "160000"
_EMPTY = (  # the ids of an empty file, in SHA-1 and SHA-256
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
)
_HOPS = 5  # renames of one file that are followed
_NAMED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
_SAFE = ("--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")


class Entry(NamedTuple):
    """One path that git knows: its mode, the id of its blob, and whether a sparse checkout leaves it out."""

    mode: str
    blob: str
    sparse: bool = False


def paths(root: str) -> frozenset[str]:
    """The paths that git tracks under `root`, in NFC."""
    return frozenset(map(nfc, _lines(root, "ls-files", "--cached", "-z")))


def tracked(root: str) -> dict[str, Entry]:
    """What git tracks under `root`, by path; files with a merge conflict are among it."""
    return {path: entry for path, _, entry in _index(root)}


def staged(root: str) -> dict[str, Entry]:
    """What the next commit holds under `root`, by path; in a hook, this is the commit that is being made.

    BadInput where a merge is not finished.
    """
    entries = {}
    for path, stage, entry in _index(root):
        if stage != "0":
            raise BadInput("has a merge conflict, so nobody knows what is to be committed", path=path)
        entries[path] = entry
    if any(entry.blob in _EMPTY for entry in entries.values()):
        # What `git add --intent-to-add` named looks like an empty file, and is no part of a commit.
        names = ("--name-only", "--relative", "--diff-filter=A", "--ignore-submodules=all")
        for path in _lines(root, "diff-files", "-z", *names):
            entries.pop(path, None)
    return entries


def committed(root: str, commit: str) -> dict[str, Entry]:
    """What a commit (by its id) holds under `root`, by path."""
    entries = {}
    for line in _lines(root, "ls-tree", "-r", "-z", commit):
        head, _, path = line.partition("\t")
        mode, _, blob = head.split(" ")
        entries[path] = Entry(mode, blob)
    return entries


def commit_of(root: str, ref: str) -> str:
    """The id of the commit that a name such as a branch leads to; BadInput if there is none."""
    found = "" if ref.startswith("-") else _ask(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}", fails=1)
    if not found:
        raise BadInput(f"git knows no commit {ref!r}", help="in CI, fetch it first: a checkout may lack the history")
    return found.strip()


def fork_of(root: str, ref: str, other: str) -> str:
    """The id of the commit at which the histories of two commits parted; BadInput if they share none."""
    ours, theirs = commit_of(root, ref), commit_of(root, other)
    found = _ask(root, "merge-base", ours, theirs, fails=1)
    if not found:
        raise BadInput(
            f"{ref!r} and {other!r} share no history", help="in CI, fetch all of it: a checkout may lack the beginning"
        )
    return found.strip()


class Touch(NamedTuple):
    """What a commit did to a file: when, in seconds since 1970; "A", "M" or "D" as git calls it; the file's path."""

    when: int
    how: str
    path: str


def history(root: str) -> list[Touch]:
    """What the commits so far did under `root`, the newest first; a rename adds one file and deletes another.

    BadInput where there is no repository, or no commit yet.
    """
    words = ("--no-renames", "--relative", "--diff-filter=AMD", "--name-status", "-z", "--format=format:%x01%ct")
    parts = iter(_ask(root, "log", "--no-show-signature", "--no-ext-diff", *words, "--", ".").split("\0"))
    touches, when = [], 0
    for part in parts:
        if part.startswith("\1"):
            stamp, _, part = part[1:].partition("\n")
            when = int(stamp)
        if part in ("A", "M", "D"):
            touches.append(Touch(when, part, next(parts)))
    return touches


def moved(root: str, path: str) -> str | None:
    """Where a file went that is not at `path` any more, going by what git takes for renames; None if it cannot tell.

    `**/name` is a file of that name in any folder.
    """
    for _ in range(_HOPS):
        spec = f":(literal){path}" if not path.startswith("**/") else f":(glob){path}"
        words = ("-1", "--no-show-signature", "--diff-filter=D", "--format=%H")
        gone = _ask(root, "log", *words, "--", spec, fails=128).strip()
        went = [new for old, new in _renames(root, gone) if _is_meant(old, path)]
        if len(went) != 1:
            return None
        path = went[0]
        if os.path.lexists(os.path.join(root, path)):
            return path
    return None


def _is_meant(old: str, path: str) -> bool:
    return f"/{old}".endswith(path[2:]) if path.startswith("**/") else old == path


def _renames(root: str, commit: str) -> Iterator[tuple[str, str]]:
    """What a commit renamed, or where none is named, what is to be committed; old paths and new ones."""
    names = ("-M", "--diff-filter=R", "--name-status", "-z", "--relative")
    where = ("diff-tree", "-r", "--no-commit-id", *names, commit)
    fields = _ask(root, *(where if commit else ("diff-index", "--cached", *names, "HEAD")), fails=128).split("\0")
    return zip(fields[1::3], fields[2::3], strict=False)


def start(root: str, *words: str) -> subprocess.Popen[bytes]:
    """A command of git that is asked and answers as long as it runs."""
    pipe = subprocess.PIPE
    return subprocess.Popen(_command(words), cwd=root, env=_environment(root), stdin=pipe, stdout=pipe, stderr=pipe)


def _index(root: str) -> Iterator[tuple[str, str, Entry]]:
    """Path, stage and entry of all that the index holds under `root`."""
    for line in _lines(root, "ls-files", "--cached", "--stage", "-t", "-z"):
        head, _, path = line.partition("\t")
        tag, mode, blob, stage = head.split(" ")
        yield path, stage, Entry(mode, blob, tag == "S")


def _lines(root: str, *words: str) -> list[str]:
    return _ask(root, *words).split("\0")[:-1]


def _ask(root: str, *words: str, fails: int = 0) -> str:
    """What git prints; nothing if it ends with the status `fails`, BadInput with its reason if with another."""
    done = subprocess.run(
        _command(words), cwd=root, env=_environment(root), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode not in (0, fails):
        raise BadInput(f"git cannot tell: {reason(done.stderr)}", path=root)
    return os.fsdecode(done.stdout) if done.returncode == 0 else ""


def reason(said: bytes) -> str:
    """The first line of what git said of an error."""
    lines = said.decode(errors="replace").strip().splitlines() or ["no reason given"]
    return lines[0].removeprefix("fatal: ")


def _command(words: Sequence[str]) -> list[str]:
    return [_program(), *_SAFE, *words]


@cache
def _program() -> str:
    """Where git is: in a folder of the search path, never in the one where rlkb was started."""
    name = "git.exe" if os.name == "nt" else "git"
    places = (os.path.join(folder, name) for folder in os.get_exec_path() if os.path.isabs(folder))
    found = next((place for place in places if os.path.isfile(place) and os.access(place, os.X_OK)), None)
    if found is None:
        raise BadInput("git is needed for this, and is not installed")
    return found


def _environment(root: str) -> dict[str, str]:
    """The environment for git: in a hook, it names the repository and the index that are meant.

    A hook's folder is the top of the work tree, which git takes for granted; where git runs in another, it is told.
    What is named counts for nothing where the base lies in another repository.
    """
    given = dict(os.environ)
    if "GIT_DIR" in given:
        top = os.path.realpath(given.get("GIT_WORK_TREE", "."))
        if os.path.join(os.path.realpath(root), "").startswith(os.path.join(top, "")):
            given |= {"GIT_DIR": os.path.abspath(given["GIT_DIR"]), "GIT_WORK_TREE": top}
        else:
            given = {name: text for name, text in given.items() if name not in _NAMED}
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    return given | quiet | {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
