"""Bases in repositories of git, for tests."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.bases import write

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="needs git")
SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "curator" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(root: Path, *words: str, **env: str) -> str:
    """Run git there, without the user's settings, and return what it prints."""
    ours = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *words], cwd=root, env={**ours, **SETTINGS, **env}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def repository(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A repository with these files, all committed."""
    write(root, files)
    git(root, "init", "-q", "-b", "main")
    return commit(root)


def commit(root: Path) -> Path:
    """Commit everything as it is."""
    git(root, "add", "--all", "--force", "--", ".", ":!.rlkb")
    git(root, "commit", "-q", "--allow-empty", "-m", "a change")
    return root
