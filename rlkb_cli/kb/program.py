"""This program as it is installed: what is kept from an earlier run is only good for the same one."""

from __future__ import annotations

import os

from rlkb_cli import __version__

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PARTS = ("kb", "kb/markdown", "lint", "lint/rules", "duplicates")


def program(parts: Sequence[str] = _PARTS) -> Iterator[str]:
    """Its version, and the files on which facts and findings (or what `parts` hold) depend, each with the time of its
    last change.

    What is installed in place changes without a new version.
    """
    yield __version__
    for part in parts:
        if part not in _met:  # what runs stays what it is
            _met[part] = list(_files(part))
        yield from _met[part]


_met: dict[str, list[str]] = {}


def _files(part: str) -> Iterator[str]:
    with os.scandir(os.path.join(os.path.dirname(os.path.dirname(__file__)), part)) as entries:
        yield from sorted(f"{e.name} {e.stat().st_mtime_ns}" for e in entries if e.name.endswith(".py"))


def changed(path: str) -> str:
    """A file of another program, such as a parser, with the time of its last change; for `is_same`."""
    return f"{os.stat(path).st_mtime_ns} {path}"


def is_same(marked: str) -> bool:
    """True if a file that `changed` told of is still the same; OSError if it is gone."""
    return changed(marked.partition(" ")[2]) == marked
