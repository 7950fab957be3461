"""The files that a change really is about: checked, resolved, and still as they were read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rlkb_cli.edit.folder import open_inside
from rlkb_cli.edit.journal import flaw
from rlkb_cli.errors import Refused
from rlkb_cli.kb.files import Unreadable, real_path, why

UNTOUCHED = "nothing was changed"
_CHANGED = "changed on disk since it was read; nothing was written, run the command again"


class FileChange(NamedTuple):
    """The whole contents of one file before and after; None: it does not exist.

    `path` is relative to the root.  `mode` are the permission bits of a file to be created; None: those of
    the file deleted in the same change (the first created takes the first deleted one's, if there are as
    many), else the umask's.
    """

    path: str
    before: bytes | None
    after: bytes | None
    mode: int | None = None


class Target(NamedTuple):
    """A change to the file it really is about, with the mode and owner that the new text gets."""

    change: FileChange
    mode: int | None
    owner: tuple[int, int] | None


def find_targets(base: str, changes: Iterable[FileChange]) -> list[Target]:
    """The changes to the real files, deletions first; refused if one of them is not as it was read."""
    found = [_target(base, change) for change in changes]
    found.sort(key=lambda target: target.change.after is not None)
    names = {target.change.path for target in found}
    if len(names) < len(found):
        raise Refused(f"the same file is changed twice, perhaps through a link; {UNTOUCHED}")
    return _with_modes(found)


def _target(base: str, change: FileChange) -> Target:
    problem = flaw(change.path)
    if problem:
        raise Refused(f"{problem}; {UNTOUCHED}", path=change.path)
    real = real_path(base, change.path)
    if isinstance(real, Unreadable) or flaw(real):
        raise Refused(f"is a link out of the knowledge base; {UNTOUCHED}", path=change.path)
    if real != change.path and change.after is None:
        raise Refused(f"is a link, or behind one, and is not deleted; {UNTOUCHED}", path=change.path)
    return _as_read(base, change._replace(path=real))


def _as_read(base: str, change: FileChange) -> Target:
    folder, _, name = change.path.rpartition("/")
    try:
        with open_inside(base, folder) as parent:
            if parent.read(name) != change.before:
                reason = f"exists already; {UNTOUCHED}" if change.before is None else _CHANGED
                raise Refused(reason, path=change.path)
            if change.before is None:
                return Target(change, change.mode, None)
            info = parent.info(name)
    except FileNotFoundError:
        if change.before is not None:
            raise Refused(_CHANGED, path=change.path) from None
        return Target(change, change.mode, None)
    except OSError as error:
        raise Refused(f"{why(error)}; {UNTOUCHED}", path=change.path) from None
    return Target(change, stat.S_IMODE(info.st_mode), _foreign_owner(info))


def _foreign_owner(info: os.stat_result) -> tuple[int, int] | None:
    """Whom a new file must be given to; None if it is ours anyway."""
    if sys.platform == "win32":
        return None
    owner = (info.st_uid, info.st_gid)
    return None if owner == (os.geteuid(), os.getegid()) else owner


def _with_modes(targets: list[Target]) -> list[Target]:
    """Gives files that are created the modes of those deleted in the same change: a rename keeps the mode."""
    gone = [target.mode for target in targets if target.change.after is None]
    new = [index for index, target in enumerate(targets) if target.change.before is None]
    if len(gone) == len(new):
        for index, mode in zip(new, gone, strict=True):
            if targets[index].mode is None:
                targets[index] = targets[index]._replace(mode=mode)
    return targets


def missing_folders(base: str, targets: Iterable[Target]) -> Iterator[str]:
    """The folders that have to be made, outer ones first."""
    seen = set()
    for target in targets:
        parts = target.change.path.split("/")[:-1] if target.change.before is None else []
        for end in range(1, len(parts) + 1):
            folder = "/".join(parts[:end])
            if folder not in seen and not os.path.lexists(os.path.join(base, folder)):
                seen.add(folder)
                yield folder
