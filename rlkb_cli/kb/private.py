"""The folder `.rlkb/` at the root: ours, and ignored by Git through its own `.gitignore`."""

from __future__ import annotations

import os
import stat

from rlkb_cli.kb.files import why

NAME = ".rlkb"
_IGNORE_ALL = b"*\n"


def ensure(root: str | os.PathLike[str]) -> str | None:
    """Makes `.rlkb/` with its `.gitignore` where it is missing; None if it can be used, else why not."""
    folder = os.path.join(os.fspath(root), NAME)
    try:
        if not os.path.lexists(folder):
            _make(folder)
        if not stat.S_ISDIR(os.lstat(folder).st_mode):
            return "is not a folder"
        _ignore(os.path.join(folder, ".gitignore"))
    except OSError as error:
        return why(error)
    return None


def _make(folder: str) -> None:
    try:
        os.mkdir(folder)
    except FileExistsError:
        # Another process was faster; what it made is looked at by the caller.
        return


def _ignore(path: str) -> None:
    """Writes `*`, unless something is there; an empty file is what a killed process left."""
    if os.path.lexists(path) and (os.path.islink(path) or os.path.getsize(path)):
        return
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        os.write(descriptor, _IGNORE_ALL)
    finally:
        os.close(descriptor)
