"""Where the files of a base come from; the disk is one such source."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.cache import PATH, Kept, Numbers, Shelf, now, settled, stamp_of
from rlkb_cli.kb.files import MAX_BYTES, Unreadable, read_file, real_path, walk
from rlkb_cli.kb.gather import Reader, gather, settled_stamps, unchanged
from rlkb_cli.kb.ignore import ignored
from rlkb_cli.kb.listing import kind_on_disk
from rlkb_cli.kb.repository import Repository
from rlkb_cli.kb.seen import Seen


class Origin(NamedTuple):
    """What on disk a base was read from.

    `moment` is a time, in nanoseconds, before all of it.  The names in each folder, the tree, the stamps of its files,
    and what was found at the paths that links made rlkb look for; the last grows as links are followed.
    """

    moment: int
    folders: Mapping[str, list[str]]
    tree: Mapping[str, str]
    stamps: Mapping[str, Numbers]
    probes: Mapping[str, str]


class Source(Protocol):
    """The files of one base, as they are on disk or in one state of its history."""

    @property
    def root(self) -> str:
        """The folder of the base on disk."""

    @property
    def seen(self) -> Seen | None:
        """What is known of what the last report was on."""

    @property
    def shelf(self) -> str:
        """Where below the root the facts of these files are kept."""

    def tree(self) -> Mapping[str, str]:
        """The kind of everything that may be read, by path: "file", or see `files.walk`."""

    def read(self, path: str) -> bytes | Unreadable:
        """The content of a file, or why it cannot be had."""

    def kind(self, path: str) -> str:
        """What is at a path that `tree` may have left out: "folder", "file", "missing", or "outside" of the root."""

    def gather(self, paths: Sequence[str], known: Shelf, mode: str, read: Reader) -> dict[str, Kept]:
        """What is new of these files, as `gather.gather` gives it."""

    def unchanged(self, path: str, known: Shelf, mode: str) -> bool:
        """True if a file is known to be what it was."""

    def tracked(self) -> frozenset[str] | None:
        """The paths that git tracks, in NFC; None if git cannot tell, or these files are tracked all."""

    def origin(self, stamps: Mapping[str, Numbers]) -> Origin | None:
        """What a report on these files depends on; None if that cannot be told."""


class Disk:
    """What is on disk under a root; `seen` is what has just been found to hold still, so that it need not be sought."""

    shelf = PATH

    def __init__(self, root: str, seen: Seen | None = None) -> None:
        self.root = root
        self._repository = Repository(root)
        self.seen = seen
        self._moment = now()
        self._tree: Mapping[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._probes: dict[str, str] = {}

    def tree(self) -> Mapping[str, str]:
        """Everything but what is hidden or ignored; BadInput if the root cannot be listed."""
        if self.seen and self.seen.holds:
            self._tree, self._names, self._probes = self.seen.tree(), self.seen.folders(), self.seen.probes()
            return self._tree
        self._tree = dict(walk(self.root, skip=ignored(self.root, self._repository), names=self._names))
        if "" not in self._names and os.path.lexists(self.root):
            raise BadInput("the folder cannot be listed", path=self.root)
        return self._tree

    def read(self, path: str) -> bytes | Unreadable:
        """The content of a file, no link followed out of the root."""
        return read_file(self.root, path, max_bytes=MAX_BYTES)

    def kind(self, path: str) -> str:
        """What is at a path: it may also be hidden or ignored."""
        real = real_path(self.root, path)
        if isinstance(real, Unreadable):
            return "outside"
        kind = self._probes[real] = kind_on_disk(os.path.join(self.root, real))
        return kind

    def gather(self, paths: Sequence[str], known: Shelf, mode: str, read: Reader) -> dict[str, Kept]:
        """What is new of files, by their stamps or contents."""
        stamps = self.seen.stamps() if self.seen and self.seen.holds and mode == "stat" else None
        return gather(self.root, paths, known, mode, read, stamps)

    def unchanged(self, path: str, known: Shelf, mode: str) -> bool:
        """True if a file has the stamp or the content that it had."""
        return unchanged(self.root, path, known, mode)

    def tracked(self) -> frozenset[str] | None:
        """The paths that git tracks, in NFC; None where there is no repository, or git cannot tell."""
        if not self._repository.top:
            return None
        from rlkb_cli.kb.git import paths

        try:
            return paths(self.root)
        except BadInput:
            return None

    def origin(self, stamps: Mapping[str, Numbers]) -> Origin | None:
        """The names in all folders, the stamps of documents and of what says what to ignore, and what was sought."""
        if self.seen and self.seen.holds:
            return Origin(self.seen.moment, self._names, self._tree, {**self.seen.stamps(), **stamps}, self._probes)
        ignoring = [f"{folder}.gitignore" for folder, inside in self._names.items() if ".gitignore" in inside]
        stamps = {**stamps, **dict(settled_stamps(self.root, ignoring))}
        for path in self._repository.consulted:
            self._probes[path] = kind_on_disk(path)
            if self._probes[path] == "file":
                stamps[path] = settled(stamp_of(os.stat(path, follow_symlinks=False)), now())
        return Origin(self._moment, self._names, self._tree, dict(sorted(stamps.items())), self._probes)
