"""Where a base lies in its repository: what hosts call a file is its path from there."""

import os

from rlkb_cli.kb.repository import Repository


def folder_of(root: str) -> str:
    """The base's folder as a path from the top of its repository, "" or with a `/` at the end.

    The top is the nearest folder upward with a `.git`, else what GitHub's or GitLab's runner names, else `root`.
    """
    if not root:
        return ""
    root = os.path.realpath(root)
    folder = os.path.relpath(root, Repository(root).top or _checkout(root)).replace(os.sep, "/")
    return "" if folder == "." else f"{folder}/"


def _checkout(root: str) -> str:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        top = os.path.realpath(os.environ.get(name) or root)
        if f"{root}{os.sep}".startswith(f"{top}{os.sep}"):
            return top
    return root
