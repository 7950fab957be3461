"""Reading what an earlier run kept below `.rlkb/`: it lies in the repository, so it may be hostile."""

import os
import stat

FACTS = ".rlkb/cache/facts"
"""Where the facts of a base are kept; `kb.cache` has the rest."""

LOG = "-log"
"""What is appended to that path for what changed since."""

MAX_BYTES = 1 << 29


def read_kept(root: str, path: str) -> bytes:
    """The content of a file below `.rlkb/`; OSError for what is no file there, is too large, or lies elsewhere.

    No link is followed, a FIFO is not waited for, a device not read.
    """
    folder = root
    for part in path.split("/")[:-1]:
        folder = os.path.join(folder, part)
        if not stat.S_ISDIR(os.lstat(folder).st_mode):
            raise OSError(f"{folder} is not a folder")
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    target = os.path.join(root, path)
    if not stat.S_ISREG(os.lstat(target).st_mode):
        raise OSError(f"{path} is not a file")
    descriptor = os.open(target, flags)
    with open(descriptor, "rb") as file:
        info = os.fstat(descriptor)
        if not stat.S_ISREG(info.st_mode) or info.st_size > MAX_BYTES:
            raise OSError(f"{path} cannot be what was kept")
        return file.read(info.st_size)
