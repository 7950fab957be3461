"""What a folder holds, as far as it matters to a base."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Iterable

def names_of(found: Iterable[str]) -> list[str]:
    """The names in a folder that count, sorted: hidden ones do not, but for `.gitignore`."""
    return sorted(name for name in found if name[0] != "." or name == ".gitignore")


def kind_on_disk(path: str) -> str:
    """What is at a path: a folder, a file, or nothing."""
    return "folder" if os.path.isdir(path) else "file" if os.path.isfile(path) else "missing"
