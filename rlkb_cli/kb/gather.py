"""The facts of many files: those that did not change are taken from the cache, the rest is read, on all processors."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from typing import NamedTuple

from rlkb_cli.kb.cache import EMPTY_SHELF, NO_STAMP, Kept, Numbers, Shelf, Stamp, now, settled, stamp_of
from rlkb_cli.kb.facts import Facts
from rlkb_cli.kb.files import HAS_DIR_FD, MAX_BYTES, Unreadable, open_folder, read_at, read_file
from rlkb_cli.kb.pool import spread
from rlkb_cli.kb.read import digest
from rlkb_cli.progress import track

Reader = Callable[[Sequence[tuple[str, bytes | Unreadable]]], Sequence[Facts]]
_FILES_AT_ONCE, _BYTES_AT_ONCE = 50, 500_000


def gather(
    root: str,
    paths: Sequence[str],
    known: Shelf,
    mode: str,
    read: Reader,
    stamps: Mapping[str, Numbers] | None = None,
) -> dict[str, Kept]:
    """What is new of the files at `paths` (sorted): nothing of those that are known with the same stamp.

    `mode` is "stat" (a file whose stamp is known has not changed), "content" (only equal content has not changed)
    or "off".  `read` makes facts of paths and their contents.  `stamps` are those of the files, if they are known.
    """
    same: set[str] = set()
    if mode == "stat" and known.stamps:
        found = dict(_stamps(root, paths)) if stamps is None else stamps
        same = {path for path, stamp in known.stamps.items() if found.get(path) == stamp}
    todo = [path for path in paths if path not in same]
    old, parent = known if mode != "off" else EMPTY_SHELF, os.getpid()

    def work(some: Sequence[str]) -> list[tuple[str, Kept]]:
        found = _read(root, some, old, read)
        # One process alone tells how far it is; the others have as much to do.
        return list(track(found, "reading", len(some)) if os.getpid() == parent else found)

    return dict(spread(todo, work))


def unchanged(root: str, path: str, known: Shelf, mode: str) -> bool:
    """True if a file is known to be what it was."""
    if path not in known.stamps or mode == "off":
        return False
    if mode == "stat":
        return dict(_stamps(root, [path])).get(path) == known.stamps[path]
    data = read_file(root, path, max_bytes=MAX_BYTES)
    return not isinstance(data, Unreadable) and digest(data).hex() == known.digest(path)


def settled_stamps(root: str, paths: Iterable[str]) -> Iterator[tuple[str, Stamp]]:
    """The stamps of files as they are to be kept."""
    moment = now()
    return ((path, settled(stamp, moment)) for path, stamp in _stamps(root, paths))


def _stamps(root: str, paths: Iterable[str]) -> Iterator[tuple[str, Stamp]]:
    """The stamps of those files that are files themselves, not links."""
    for folder, inside in groupby(paths, lambda path: path.rpartition("/")[0]):
        with _Folder(root, folder) as place:
            for path in inside:
                info = place.info(path)
                if info is not None and stat.S_ISREG(info.st_mode):
                    yield path, stamp_of(info)


class _File(NamedTuple):
    path: str
    stamp: Stamp
    data: bytes | Unreadable


def _read(root: str, paths: Iterable[str], known: Shelf, read: Reader) -> Iterator[tuple[str, Kept]]:
    for batch in _batches(_contents(root, paths)):
        new = [(file.path, file.data) for file in batch if not _is_known(file, known)]
        facts = dict(zip((path for path, _ in new), read(new), strict=True))
        yield from ((file.path, Kept(file.stamp, facts.get(file.path))) for file in batch)


def _contents(root: str, paths: Iterable[str]) -> Iterator[_File]:
    for folder, inside in groupby(paths, lambda path: path.rpartition("/")[0]):
        with _Folder(root, folder) as place:
            for path in inside:
                moment = now()
                info = place.info(path)
                data = place.data(path, info)
                whole = info is not None and stat.S_ISREG(info.st_mode) and not isinstance(data, Unreadable)
                stamp = settled(stamp_of(info), moment) if whole and info is not None else NO_STAMP
                yield _File(path, stamp, data)


def _batches(files: Iterable[_File]) -> Iterator[list[_File]]:
    """As many files at a time as leave what is done with them at hand."""
    batch: list[_File] = []
    size = 0
    for file in files:
        batch.append(file)
        size += len(file.data) if isinstance(file.data, bytes) else 0
        if len(batch) == _FILES_AT_ONCE or size > _BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _is_known(file: _File, known: Shelf) -> bool:
    before = known.digest(file.path)
    return before is not None and isinstance(file.data, bytes) and before == digest(file.data).hex()


class _Folder:
    """A folder held open, so that its files are reached without walking to them each time."""

    def __init__(self, root: str, folder: str) -> None:
        self._root = root
        self._descriptor = -1
        with suppress(OSError):  # what lies in it is then reached, or not, by its whole path
            self._descriptor = open_folder(root, folder) if HAS_DIR_FD else -1

    def __enter__(self) -> _Folder:
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)

    def info(self, path: str) -> os.stat_result | None:
        """What the system says of a file itself; None where it says nothing."""
        try:
            if self._descriptor < 0:
                return os.stat(os.path.join(self._root, path), follow_symlinks=False)
            return os.stat(path.rpartition("/")[2], dir_fd=self._descriptor, follow_symlinks=False)
        except (OSError, ValueError):
            return None

    def data(self, path: str, info: os.stat_result | None) -> bytes | Unreadable:
        """Its content; `info` is what was just said of it."""
        if self._descriptor >= 0 and info is not None:
            try:
                found = read_at(path.rpartition("/")[2], MAX_BYTES, dir_fd=self._descriptor, info=info)
            except OSError:
                found = None
            if isinstance(found, bytes):
                return found
        return read_file(self._root, path, max_bytes=MAX_BYTES)
