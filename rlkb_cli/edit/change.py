"""A change to a base as data: what files become, and which edits make them so.

Commands plan one, fixes carry one; `--diff`, the checks and the transaction read it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rlkb_cli.edit.patch import Patch, Splice


class Arrow(NamedTuple):
    """One thing that points at another, as the conservation check counts it: by paths, not by spelling."""

    source: str
    form: str
    target: str


class Change(NamedTuple):
    """What is to happen, and to which contents.

    `before` and `after` hold the contents of every file concerned, None where there is none.  `patches` holds,
    for a file that exists before and after, the edits that lead from one to the other (under its old path).
    `renames` maps old paths to new ones, `ids` old ids to new ones, a section's as `<hub-id>/<old>` to its new
    id; `origins` leads from the id of a new note to that of the one that it was a part of.  `added` and
    `removed` are the arrows that the change means to make and to take away in files that it neither creates
    nor deletes.
    """

    title: str
    before: Mapping[str, bytes | None] = {}
    after: Mapping[str, bytes | None] = {}
    patches: Mapping[str, Patch] = {}
    renames: Mapping[str, str] = {}
    ids: Mapping[str, str] = {}
    origins: Mapping[str, str] = {}
    added: tuple[Arrow, ...] = ()
    removed: tuple[Arrow, ...] = ()

    @property
    def empty(self) -> bool:
        """True if nothing would change."""
        return not self.after

    @property
    def created(self) -> tuple[str, ...]:
        """Paths that appear, renames not counted."""
        new = set(self.renames.values())
        return tuple(
            p
            for p, data in self.after.items()
            if self.before.get(p) is None and data is not None and p not in new
        )

    @property
    def deleted(self) -> tuple[str, ...]:
        """Paths that disappear, renames not counted."""
        return tuple(p for p, data in self.after.items() if data is None and p not in self.renames)


def from_contents(title: str, contents: Mapping[str, tuple[bytes | None, bytes | None]]) -> Change:
    """A change from the contents of files before and after; each edit runs from the first to the last difference."""
    both = {path: pair for path, pair in contents.items() if pair[0] != pair[1]}
    return Change(
        title,
        before={path: old for path, (old, _) in both.items()},
        after={path: new for path, (_, new) in both.items()},
        patches={
            path: _difference(old, new)
            for path, (old, new) in both.items()
            if old is not None and new is not None
        },
    )


def _difference(old: bytes, new: bytes) -> Patch:
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    return (Splice(start, len(old) - end, new[start : len(new) - end]),)


def _shared(first: bytes, second: bytes) -> int:
    """How many bytes two texts have in common at their start."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(first), len(second)))
