"""Reading what lies in a knowledge base as if it were hostile.

Nothing outside the root is ever opened: a path is walked one folder at a time, no link followed; where a
link is met, it is resolved first and must end inside the root, outside hidden folders.  A FIFO never
blocks, a device is not opened.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rlkb_cli.kb.listing import SITE_MARK, names_of

MAX_BYTES = 16 * 1024 * 1024
HAS_DIR_FD = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")

# Absent flags (Windows) count as 0.
_NOFOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
READ_FLAGS: int = (
    os.O_RDONLY
    | _NOFOLLOW
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
FOLDER_FLAGS: int = os.O_RDONLY | _NOFOLLOW | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)

# What systems answer where O_NOFOLLOW (with O_DIRECTORY) meets a link.
_LINK_MET = (errno.ELOOP, errno.ENOTDIR, errno.EMLINK)


class Unreadable(NamedTuple):
    """A file that was not read: its path as given, and why, in plain words; `failed` if the system could not."""

    path: str
    reason: str
    failed: bool = False


class Entry(NamedTuple):
    """What `walk` meets: a path relative to the root, and "file" or "other" (anything that must not be
    read).
    """

    path: str
    kind: str


def read_file(
    root: str | os.PathLike[str], path: str, *, max_bytes: int = MAX_BYTES
) -> bytes | Unreadable:
    """The bytes of the file `path` (relative to `root`, `/` between parts), or why they cannot be had.

    A link is followed only if it ends inside the root.  Never raises for anything a file system may hold.
    """
    base = os.fspath(root)
    try:
        found = _read(base, path, max_bytes)
        if found is None:
            real = real_path(base, path)
            if isinstance(real, Unreadable):
                return real
            found = _read(base, real, max_bytes)
    except (OSError, ValueError) as error:
        return Unreadable(path, why(error), failed=True)
    if found is None:
        return Unreadable(path, "not a regular file")
    return found if isinstance(found, bytes) else Unreadable(path, found.reason)


def walk(
    root: str | os.PathLike[str], *, skip: Callable[[str], bool], names: dict[str, list[str]] | None = None
) -> Iterator[Entry]:
    """Everything under `root` that is not hidden, sorted by path; links to folders are never followed.

    `skip` is asked with every path, a folder's ending in `/`, and leaves it out; so are folders with a site.
    A link to a file inside the root is a "file"; a folder is only listed if it cannot be read (as "closed"),
    or has the name of a note or a hub (as "other").  `names` is filled with what lies in each folder, by
    `listing.names_of`.
    """
    base = os.fspath(root)
    stack = [Entry("", "folder")]
    names = {} if names is None else names
    while stack:
        entry = stack.pop()
        if entry.kind == "folder":
            stack.extend(reversed(_children(base, entry.path, skip, names)))
        else:
            yield entry


def real_path(root: str, path: str) -> str | Unreadable:
    """`path` with every link in it resolved, still relative to `root`; parts that do not exist (yet) are
    kept.
    """
    if not any(_is_link(os.path.join(root, *parts)) for parts in _prefixes(path)):
        return path
    top = os.path.join(os.path.realpath(root), "")
    real = os.path.realpath(os.path.join(root, path))
    inside = real[len(top) :].replace(os.sep, "/")
    if not real.startswith(top) or any(part.startswith(".") for part in inside.split("/")):
        return Unreadable(path, "link out of the root")
    return inside


def open_folder(root: str, folder: str) -> int:
    """A descriptor of `folder` ("" is the root itself), reached without following a link.  Only with
    HAS_DIR_FD.
    """
    if not folder:
        return os.open(root, FOLDER_FLAGS & ~_NOFOLLOW)
    first, *rest = folder.split("/")
    descriptor = os.open(f"{root}/{first}", FOLDER_FLAGS)
    for part in rest:
        outer = descriptor
        try:
            descriptor = os.open(part, FOLDER_FLAGS, dir_fd=outer)
        finally:
            _close(outer)
    return descriptor


def read_at(
    name: str, max_bytes: int, *, dir_fd: int | None = None, info: os.stat_result | None = None
) -> bytes | Unreadable | None:
    """The bytes of one file in a folder held open (or at a full path); None for a link, which is never followed.

    `info` is what the system has just said of it.
    """
    info = info or os.stat(name, dir_fd=dir_fd, follow_symlinks=False)
    if stat.S_ISLNK(info.st_mode):
        return None
    if not stat.S_ISREG(info.st_mode):
        return Unreadable(name, "not a regular file")
    if info.st_size > max_bytes:
        return _too_large(name, info.st_size, max_bytes)
    descriptor = os.open(name, READ_FLAGS, dir_fd=dir_fd)
    try:
        # Asked again of what was opened: the name may have changed hands since.
        info = os.fstat(descriptor)
        if not stat.S_ISREG(info.st_mode):
            return Unreadable(name, "not a regular file")
        data = _read_all(descriptor, info.st_size, max_bytes)
    finally:
        _close(descriptor)
    return data if len(data) <= max_bytes else _too_large(name, len(data), max_bytes)


def why(error: OSError | ValueError) -> str:
    """An operating system's error in plain words, without the path."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return "not a usable path"


def _read(root: str, path: str, max_bytes: int) -> bytes | Unreadable | None:
    parts = path.split("/")
    if "" in parts or ".." in parts or "." in parts:
        return Unreadable(path, "not a path inside the root")
    folder, _, name = path.rpartition("/")
    if not HAS_DIR_FD:
        # Without descriptors of folders, a link anywhere on the way is for the caller to resolve.
        real = real_path(root, path)
        return read_at(os.path.join(root, path), max_bytes) if real == path else None
    if not folder:
        return read_at(f"{root}/{name}", max_bytes)
    try:
        descriptor = open_folder(root, folder)
    except OSError as error:
        if error.errno in _LINK_MET:
            return None
        raise
    try:
        return read_at(name, max_bytes, dir_fd=descriptor)
    finally:
        _close(descriptor)


def _read_all(descriptor: int, size: int, max_bytes: int) -> bytes:
    """Up to one byte more than `max_bytes`, so that a file that grows meanwhile is noticed."""
    data = os.read(descriptor, size + 1)
    if len(data) == size:  # a byte more was asked for, and is not there
        return data
    while 0 < len(data) <= max_bytes and (more := os.read(descriptor, 65536)):
        data += more
    return data


def _close(descriptor: int) -> None:
    """What was read is read, whatever the system says of the closing."""
    try:
        os.close(descriptor)
    except OSError:  # `suppress` would cost as much as the closing
        return


def _too_large(path: str, size: int, max_bytes: int) -> Unreadable:
    return Unreadable(path, f"too large ({size} bytes; at most {max_bytes} are read)")


def _prefixes(path: str) -> Iterator[tuple[str, ...]]:
    parts = tuple(path.split("/"))
    return (parts[: end + 1] for end in range(len(parts)))


def _is_link(path: str) -> bool:
    try:
        info = os.lstat(path)
    except (OSError, ValueError):
        return False
    # A junction on Windows leads elsewhere just as a link does.
    return stat.S_ISLNK(info.st_mode) or bool(getattr(info, "st_reparse_tag", 0))


def _children(
    root: str, folder: str, skip: Callable[[str], bool], names: dict[str, list[str]]
) -> list[Entry]:
    """What lies in `folder` ("" or ending in `/`), sorted; a folder's path ends in `/` so that it sorts as
    its notes.
    """
    try:
        names[folder], found = _scan(root, folder)
    except OSError:
        return [Entry(folder.rstrip("/"), "closed")] if folder else []
    if folder and SITE_MARK in names[folder]:
        return []
    children = [entry for entry in found if not skip(entry.path)]
    children += [
        Entry(entry.path[:-1], "other")
        for entry in children
        if entry.kind == "folder" and entry.path.endswith((".md/", ".yaml/"))
    ]
    return sorted(children)


def _scan(root: str, folder: str) -> tuple[list[str], list[Entry]]:
    descriptor = open_folder(root, folder[:-1]) if HAS_DIR_FD else None
    try:
        with os.scandir(os.path.join(root, folder) if descriptor is None else descriptor) as entries:
            met = list(entries)
            shown = [_entry(root, folder, entry) for entry in met if not entry.name.startswith(".")]
            return names_of(entry.name for entry in met), shown
    finally:
        if descriptor is not None:
            _close(descriptor)


def _entry(root: str, folder: str, entry: os.DirEntry[str]) -> Entry:
    path = folder + entry.name
    if entry.is_file(follow_symlinks=False):
        return Entry(path, "file")
    if entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
        return Entry(path + "/", "folder")
    if entry.is_symlink():
        real = real_path(root, path)
        if isinstance(real, str) and os.path.isfile(os.path.join(root, real)):
            return Entry(path, "file")
    return Entry(path, "other")


def _is_junction(entry: os.DirEntry[str]) -> bool:
    return not HAS_DIR_FD and _is_link(entry.path)
