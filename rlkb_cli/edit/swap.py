"""Two names change places, or one moves to where nothing is, in one step that a crash cannot split.

Linux has `renameat2` and macOS `renameatx_np` for both.  Elsewhere a hard link keeps the old file while
`os.replace` puts the new one in its place; `mend` finishes what a crash left of that.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from rlkb_cli.edit.folder import Folder

# The flags for "exchange" and for "fail if the target exists".
_EXCHANGE, _EXCLUSIVE = 2, (4 if sys.platform == "darwin" else 1)
_UNSUPPORTED = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
_SPARE = ".old"


def swap(here: Folder, name: str, there: Folder, target: str) -> None:
    """What is called `name` in `here` and `target` in `there` change places; one of the two may be missing.

    Raises OSError, FileExistsError where something came into being meanwhile.
    """
    has_name, has_target = here.has(name), there.has(target)
    if has_name and has_target:
        _exchange(here, name, there, target)
    elif has_name:
        _move(here, name, there, target)
    elif has_target:
        _move(there, target, here, name)


def mend(here: Folder, name: str) -> None:
    """Finishes or takes back an exchange without kernel support that a crash cut in two."""
    spare = name + _SPARE
    if here.has(spare):
        if here.has(name):
            here.remove(spare)
        else:
            here.rename(spare, here, name)


def _exchange(here: Folder, name: str, there: Folder, target: str) -> None:
    if _in_kernel(_EXCHANGE, here, name, there, target):
        return
    spare = name + _SPARE
    try:
        there.link(target, here, spare)
    except OSError:
        _copy(there, target, here, spare)
    here.rename(name, there, target)
    here.rename(spare, here, name)


def _copy(source: Folder, name: str, there: Folder, target: str) -> None:
    data = source.read(name)
    if not isinstance(data, bytes):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
    there.write(target, data, source.mode(name))


def _move(source: Folder, name: str, there: Folder, target: str) -> None:
    if _in_kernel(_EXCLUSIVE, source, name, there, target):
        return
    try:
        source.link(name, there, target)
    except FileExistsError:
        raise
    except OSError:
        if there.has(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from None
        source.rename(name, there, target)
    else:
        source.remove(name)


def _in_kernel(flag: int, here: Folder, name: str, there: Folder, target: str) -> bool:
    """Whether the kernel did it; False where it cannot."""
    rename = _kernel_rename()
    if rename is None or here.fd is None or there.fd is None:
        return False
    code = rename(here.fd, os.fsencode(name), there.fd, os.fsencode(target), flag)
    if code in _UNSUPPORTED:
        return False
    if code:
        raise OSError(code, os.strerror(code), target)
    return True


@cache
def _kernel_rename() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """The system's rename with flags, which returns an errno or 0."""
    symbol = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform)
    if symbol is None:
        return None
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        function = getattr(ctypes.CDLL(None, use_errno=True), symbol)
        function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)

        def rename(here: int, name: bytes, there: int, target: bytes, flag: int) -> int:
            return ctypes.get_errno() if function(here, name, there, target, flag) else 0

        return rename
    return None
