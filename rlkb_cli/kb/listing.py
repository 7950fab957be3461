"""What a folder holds, as far as it matters to a base."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Iterable

SITE_MARK = ".rlkb-site"
"""The list of files in a folder that `rlkb build` wrote: it holds a site, and no part of the base."""


def names_of(found: Iterable[str]) -> list[str]:
    """The names in a folder that count, sorted: hidden ones do not, but for `.gitignore` and the mark of a site."""
    return sorted(name for name in found if name[0] != "." or name in (".gitignore", SITE_MARK))


def kind_on_disk(path: str) -> str:
    """What is at a path: a folder, a file, or nothing."""
    return "folder" if os.path.isdir(path) else "file" if os.path.isfile(path) else "missing"
