"""A base as git holds it: in the index, or in a commit.

It is read as a fresh checkout of it would be: what is hidden or ignored there is left out, and links are followed
within the root.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping, Sequence

from rlkb_cli.kb.blobs import Blobs
from rlkb_cli.kb.cache import NO_STAMP, Kept, Numbers, Shelf, Stamp
from rlkb_cli.kb.files import MAX_BYTES, Unreadable
from rlkb_cli.kb.gather import Reader
from rlkb_cli.kb.git import LINK, SUBMODULE, Entry
from rlkb_cli.kb.ignore import ignored_by
from rlkb_cli.kb.listing import kind_on_disk
from rlkb_cli.kb.pool import spread
from rlkb_cli.kb.source import Origin
from rlkb_cli.kb.spelling import above

_AT_ONCE = 5_000  # contents held in memory
_MOST_LINKS = 40
_FOUR = struct.Struct("4q")
_POINTER = b"version https://git-lfs.github.com/spec/"


class Tree:
    """A source whose files are blobs; to be closed."""

    seen = None

    def __init__(self, root: str, entries: Mapping[str, Entry], shelf: str) -> None:
        self.root = root
        self.shelf = shelf
        self._entries = entries
        self._folders = {folder for path in entries for folder in above(path)}
        self._blobs = Blobs(root, MAX_BYTES)

    def close(self) -> None:
        """End what runs for it."""
        self._blobs.close()

    def tree(self) -> Mapping[str, str]:
        """Everything but what is hidden or ignored, as `files.walk` would find it."""
        skip = ignored_by(self._gitignore)
        left_out = {"": False}
        for folder in sorted(self._folders):  # what lies around it comes first
            outer, _, name = folder.rpartition("/")
            left_out[folder] = left_out[outer] or name.startswith(".") or skip(f"{folder}/")
        kinds = {path: self._kind_of(path) for path in (*self._entries, *self._folders)}
        for path, entry in self._entries.items():
            outer, _, name = path.rpartition("/")
            is_folder = entry.mode == SUBMODULE
            left_out[path] = left_out[outer] or name.startswith(".") or skip(f"{path}/" if is_folder else path)
        return {path: kind for path, kind in kinds.items() if kind and not left_out[path]}

    def read(self, path: str) -> bytes | Unreadable:
        """The content of a file."""
        blob = self._blob(path)
        return blob if isinstance(blob, Unreadable) else _content(path, self._blobs.read([blob])[0])

    def kind(self, path: str) -> str:
        """What is at a path; a submodule is looked into where it is checked out, for git holds nothing of it."""
        real = self._real(path)
        if real is None:
            return "outside"
        mode = self._mode(real)
        if mode == SUBMODULE or real in self._folders or not real:
            return "folder"
        if any(self._mode(folder) == SUBMODULE for folder in above(real)):
            return kind_on_disk(os.path.join(self.root, real))
        return "missing" if mode in ("", LINK) else "file"  # what is still a link leads round in a circle

    def gather(self, paths: Sequence[str], known: Shelf, mode: str, read: Reader) -> dict[str, Kept]:
        """What is new of files: the facts of a blob are the same for ever."""
        todo = [path for path in paths if not self.unchanged(path, known, mode)]
        kept: dict[str, Kept] = {}
        for first in range(0, len(todo), _AT_ONCE):
            kept |= self._read_all(todo[first : first + _AT_ONCE], read)
        return kept

    def unchanged(self, path: str, known: Shelf, mode: str) -> bool:
        """True if a file is the blob that it was."""
        return mode != "off" and known.stamps.get(path, NO_STAMP) == self._stamp(path) != NO_STAMP

    def tracked(self) -> frozenset[str] | None:
        """None: all of it is tracked."""
        return None

    def origin(self, stamps: Mapping[str, Numbers]) -> Origin | None:
        """Nothing that would be cheaper to look at than the blobs' ids."""
        return None

    def _read_all(self, paths: Sequence[str], read: Reader) -> dict[str, Kept]:
        blobs = {path: self._blob(path) for path in paths}
        wanted = {path: blob for path, blob in blobs.items() if isinstance(blob, str)}
        said = dict(zip(wanted, self._blobs.read(list(wanted.values())), strict=True))
        data = {
            path: blob if isinstance(blob, Unreadable) else _content(path, said[path]) for path, blob in blobs.items()
        }
        # What could not be had may be there the next time.
        stamps = {path: NO_STAMP if isinstance(data[path], Unreadable) else self._stamp(path) for path in paths}

        def work(some: Sequence[str]) -> list[tuple[str, Kept]]:
            facts = read([(path, data[path]) for path in some])
            return [(path, Kept(stamps[path], each)) for path, each in zip(some, facts, strict=True)]

        return dict(spread(paths, work))

    def _stamp(self, path: str) -> Stamp:
        """A blob's id in four parts, in place of times and sizes."""
        blob = self._blob(path)
        return NO_STAMP if isinstance(blob, Unreadable) else Stamp(*_FOUR.unpack(bytes.fromhex(blob).rjust(32, b"\0")))

    def _mode(self, path: str) -> str:
        entry = self._entries.get(path)
        return entry.mode if entry is not None else ""

    def _blob(self, path: str) -> str | Unreadable:
        """The id of a file's blob."""
        entry = self._entries.get(path)
        real = path if entry is not None and entry.mode not in (LINK, SUBMODULE) else self._real(path)
        if real is None:
            return Unreadable(path, "link out of the root")
        entry = self._entries.get(real)
        if entry is not None and entry.mode not in (LINK, SUBMODULE):
            return entry.blob
        if real in self._folders or any(part in self._entries for part in (real, *above(real))):
            return Unreadable(path, "not a regular file")
        return Unreadable(path, "no such file or directory", failed=True)

    def _kind_of(self, path: str) -> str:
        """What `files.walk` says of a path: folders go without saying, unless they have the name of a document."""
        entry = self._entries.get(path)
        if entry is None or entry.mode == SUBMODULE:
            return "other" if path.endswith((".md", ".yaml")) else ""
        return "other" if isinstance(self._blob(path), Unreadable) else "file"

    def _real(self, path: str) -> str | None:
        """`path` with every link in it followed; None if that leaves the root, is the root, or is hidden."""
        done, rest, links = "", path.split("/")[::-1], 0
        while rest:
            part = rest.pop()
            here = f"{done}/{part}" if done else part
            entry = self._entries.get(here)
            if part == "..":
                if not done:
                    return None
                done = done.rpartition("/")[0]
            elif entry is not None and entry.mode == LINK and links < _MOST_LINKS:
                links += 1
                target = self._target(entry)
                if target.startswith("/"):
                    return None
                rest += target.split("/")[::-1]
            elif part not in ("", "."):
                done = here
        return None if links and any(part[:1] in ("", ".") for part in done.split("/")) else done

    def _target(self, entry: Entry) -> str:
        """Where a link leads."""
        text = self._blobs.read([entry.blob])[0]
        return os.fsdecode(text) if isinstance(text, bytes) else "/"

    def _gitignore(self, path: str) -> bytes:
        entry = self._entries.get(path)
        data = self.read(path) if entry is not None and entry.mode != LINK else b""
        return b"" if isinstance(data, Unreadable) else data


def _content(path: str, said: bytes | str) -> bytes | Unreadable:
    if isinstance(said, str):
        return Unreadable(path, said, failed=True)
    if said.startswith(_POINTER):
        return Unreadable(path, "git holds only a pointer to it (Git LFS)", failed=True)
    return said
