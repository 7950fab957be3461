"""One lock for a knowledge base: writers hold it alone, readers together.

It is the kernel's (`flock`, on Windows `msvcrt.locking`) on `.rlkb/lock`, so it ends with the process that
holds it.  What is written in the file only says who holds it.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rlkb_cli.errors import Refused
from rlkb_cli.kb import private
from rlkb_cli.kb.files import why

PATH = f"{private.NAME}/lock"
TIMEOUT = 10.0
_PAUSE = 0.01
_HOLDER_BYTES = 400
# Windows forbids others to read what is locked, so the locked byte lies far behind the text.
_LOCKED_BYTE = 1 << 30


class Lock:
    """A lock on the knowledge base at `root`; `held` is False where a reader had to go without."""

    __slots__ = ("held", "root")

    def __init__(self, root: str, held: bool) -> None:
        self.root = root
        self.held = held


@contextmanager
def exclusive(root: str | os.PathLike[str], timeout: float = TIMEOUT) -> Iterator[Lock]:
    """The writer's lock.

    Refused if `.rlkb/` cannot be used, or if one and the same holder kept the lock for `timeout` seconds:
    a queue that moves is waited for.
    """
    base = os.fspath(root)
    problem = private.ensure(base)
    if problem:
        raise Refused(f"cannot be used for the lock: {problem}", path=private.NAME)
    descriptor = _take(base, alone=True, timeout=timeout)
    try:
        _sign(descriptor)
        yield Lock(base, held=True)
    finally:
        _close(descriptor)


@contextmanager
def shared(root: str | os.PathLike[str], timeout: float = TIMEOUT) -> Iterator[Lock]:
    """The reader's lock, or one that is not held: where `.rlkb/` cannot be used, or a writer takes too
    long.
    """
    base = os.fspath(root)
    descriptor = _take_shared(base, timeout)
    try:
        yield Lock(base, held=descriptor is not None)
    finally:
        if descriptor is not None:
            _close(descriptor)


def _take_shared(root: str, timeout: float) -> int | None:
    if sys.platform == "win32" or private.ensure(root):
        return None
    try:
        return _take(root, alone=False, timeout=timeout)
    except Refused:
        return None


def _take(root: str, *, alone: bool, timeout: float) -> int:
    """A descriptor of the lock file, locked; the lock goes when it is closed.  Raises Refused."""
    try:
        return _locked(root, alone, timeout)
    except OSError as error:
        raise Refused(f"the lock cannot be had: {why(error)}", path=PATH) from None


def _locked(root: str, alone: bool, timeout: float) -> int:
    while True:
        descriptor = _open(root)
        try:
            _wait(descriptor, alone, timeout)
            if _is_current(root, descriptor):
                return descriptor
        except BaseException:
            _close(descriptor)
            raise
        # Somebody removed `.rlkb/` while we waited: this lock no longer keeps anybody out.
        _close(descriptor)


def _open(root: str) -> int:
    path = os.path.join(root, private.NAME, "lock")
    flags = os.O_RDWR | os.O_CREAT
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    descriptor = os.open(path, flags, 0o666)
    info = os.fstat(descriptor)
    if not stat.S_ISREG(info.st_mode) or info.st_nlink > 1:
        # Who holds the lock is written into the file, which must not be somebody's under another name.
        _close(descriptor)
        raise Refused("the lock is not a plain file of its own", path=PATH)
    return descriptor


def _wait(descriptor: int, alone: bool, timeout: float) -> None:
    holder = None
    deadline = 0.0
    while not _try(descriptor, alone):
        now = time.monotonic()
        current = _holder(descriptor)
        if current != holder:
            holder, deadline = current, now + timeout
        if now >= deadline:
            raise Refused(_explain(holder or "", timeout), path=PATH)
        time.sleep(_PAUSE)


def _explain(holder: str, timeout: float) -> str:
    pid, _, rest = holder.partition("\t")
    command = "".join(char for char in rest.rpartition("\t")[0] if char.isprintable())
    who = f" (process {pid}: {command})" if pid.isdigit() else ""
    return f"another command has held the lock for {timeout:g} seconds{who}; try again when it is done"


def _sign(descriptor: int) -> None:
    """Writes who holds the lock, with the time, so that a waiting process sees that the queue moves."""
    command = " ".join([os.path.basename(sys.argv[0]), *sys.argv[1:]])[:200]
    text = f"{os.getpid()}\t{command}\t{time.time_ns()}".encode("utf-8", "replace")
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text)
    except OSError:
        # Only a message gets poorer.
        return


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, _HOLDER_BYTES).decode("utf-8", "replace")


def _is_current(root: str, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.stat(os.path.join(root, private.NAME, "lock")), os.fstat(descriptor))
    except OSError:
        return False


def _close(descriptor: int) -> None:
    try:
        os.close(descriptor)
    except OSError:
        # The descriptor is gone either way, and with it the lock.
        return


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int, alone: bool) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(descriptor: int, alone: bool) -> bool:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
