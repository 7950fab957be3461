"""A folder held open, and everything that is done to files in it.

Where the system allows it, names are taken relative to the descriptor, so that no link that appears
meanwhile can lead an edit elsewhere.  All that alters a disk goes through here and `swap`.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress

from rlkb_cli.kb.files import FOLDER_FLAGS, HAS_DIR_FD, Unreadable, open_folder, read_at

# More than any note: what is larger is not ours.
_MAX_BYTES = 1 << 30
_CREATE: int = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Folder:
    """An open folder; `fd` is None on systems that know no operations relative to one.  Close it by
    `with`.
    """

    __slots__ = ("fd", "path")

    def __init__(self, path: str, fd: int | None) -> None:
        self.path = path
        self.fd = fd

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *_: object) -> None:
        if self.fd is not None:
            with suppress(OSError):
                os.close(self.fd)

    def inner(self, name: str) -> Folder:
        """The folder `name` in this one; never through a link.  Raises OSError."""
        if self.fd is not None:
            return Folder(f"{self.path}/{name}", os.open(name, FOLDER_FLAGS, dir_fd=self.fd))
        return _by_path(os.path.join(self.path, name))

    def at(self, name: str) -> str:
        """`name` as the calls of `os` want it together with `dir_fd`."""
        return name if self.fd is not None else os.path.join(self.path, name)

    def names(self) -> list[str]:
        """What lies in this folder, unsorted."""
        return os.listdir(self.path if self.fd is None else self.fd)

    def has(self, name: str) -> bool:
        """Whether anything has this name, a dangling link as well."""
        try:
            os.stat(self.at(name), dir_fd=self.fd, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return True

    def info(self, name: str) -> os.stat_result:
        """The status of `name` itself, not of what a link leads to."""
        return os.stat(self.at(name), dir_fd=self.fd, follow_symlinks=False)

    def mode(self, name: str) -> int:
        """The permission bits of `name`."""
        return stat.S_IMODE(self.info(name).st_mode)

    def read(self, name: str) -> bytes | Unreadable | None:
        """The contents of a regular file; None if nothing has this name; else why it is not for us.
        OSError.
        """
        try:
            data = read_at(self.at(name), _MAX_BYTES, dir_fd=self.fd)
        except FileNotFoundError:
            return None
        return Unreadable(name, "a link") if data is None else data

    def write(
        self,
        name: str,
        data: bytes,
        mode: int | None = None,
        owner: tuple[int, int] | None = None,
        lasting: bool = True,
    ) -> None:
        """A new file with these contents, on the disk when this returns if `lasting`; OSError if the name is taken.

        `mode` is kept exactly (None: as the user's umask has it), `owner` as far as that is allowed.
        """
        descriptor = os.open(self.at(name), _CREATE, 0o666 if mode is None else 0o600, dir_fd=self.fd)
        try:
            _write_all(descriptor, data)
            if sys.platform != "win32":
                if owner is not None:
                    with suppress(OSError):
                        os.fchown(descriptor, *owner)
                if mode is not None:
                    os.fchmod(descriptor, mode)
            if lasting:
                sync(descriptor)
        finally:
            os.close(descriptor)

    def replace(self, name: str, data: bytes, mode: int | None = None, lasting: bool = True) -> None:
        """The file `name` holds these contents, all or none of them; on the disk when this returns if `lasting`."""
        fresh = f"{name}.new"
        if self.has(fresh):
            self.remove(fresh)
        self.write(fresh, data, mode, lasting=lasting)
        self.rename(fresh, self, name)

    def link(self, name: str, there: Folder, target: str) -> None:
        """A second name, `target` in `there`, for the file `name`."""
        if self.fd is None:
            os.link(self.at(name), there.at(target))
        else:
            os.link(name, target, src_dir_fd=self.fd, dst_dir_fd=there.fd, follow_symlinks=False)

    def rename(self, name: str, there: Folder, target: str) -> None:
        """`name` becomes `target` in `there`, replacing a file of that name."""
        os.replace(self.at(name), there.at(target), src_dir_fd=self.fd, dst_dir_fd=there.fd)

    def remove(self, name: str) -> None:
        """The file `name` is no more."""
        os.unlink(self.at(name), dir_fd=self.fd)

    def make(self, name: str) -> None:
        """A new folder `name`; nothing happens if there is one."""
        with suppress(FileExistsError):
            os.mkdir(self.at(name), dir_fd=self.fd)

    def drop(self, name: str) -> None:
        """The empty folder `name` is no more."""
        os.rmdir(self.at(name), dir_fd=self.fd)

    def sync(self) -> None:
        """All names in this folder are on the disk when this returns (Windows does so by itself)."""
        if self.fd is not None:
            sync(self.fd)


def open_inside(root: str, folder: str) -> Folder:
    """The folder at a path relative to the root ("" is the root), reached without following a link.
    OSError.
    """
    if HAS_DIR_FD:
        return Folder(os.path.join(root, folder), open_folder(root, folder))
    place = Folder(root, None)
    for part in folder.split("/") if folder else ():
        place = place.inner(part)
    return place


def sync(descriptor: int) -> None:
    """What was written is on the disk when this returns; on macOS `fsync` alone does not promise it."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _by_path(path: str) -> Folder:
    info = os.lstat(path)
    if not stat.S_ISDIR(info.st_mode) or _is_junction(info):
        raise NotADirectoryError(0, "is not a folder", path)
    return Folder(path, None)


def _is_junction(info: os.stat_result) -> bool:
    return bool(getattr(info, "st_reparse_tag", 0))


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
