"""What was on disk at the last report: the names in every folder, the stamps of files, and what links made us look for.

While names, what is ignored and this program are the same, the tree needs no walk: the stamps tell which documents
have changed.  No parser is imported for it, and no file is read but the record, in `.rlkb/cache/report`.
"""

from __future__ import annotations

import os
import stat
import time
from array import array

from rlkb_cli.kb.columns import Damaged, unpack
from rlkb_cli.kb.kept import read_kept
from rlkb_cli.kb.listing import kind_on_disk, names_of
from rlkb_cli.kb.program import is_same, program

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from rlkb_cli.kb.columns import Column, Columns
    from rlkb_cli.kb.source import Origin
    from rlkb_cli.kb.table import Table

    Numbers = tuple[int, int, int, int]

PATH = ".rlkb/cache/report"
UNUSABLE = (OSError, Damaged, KeyError, IndexError, ValueError, TypeError)
_PENDING = ".rlkb/journal/pending"
_STAMP = ("mtime", "ctime", "size", "inode")
_FOLDER = ("folder-mtime", "folder-ctime", "folder-inode")


class Seen:
    """A record of which all still `holds`, but for the documents in `changed`, each with the stamp that it has now.

    Where it does not hold, it only tells what once was.  `moment` is the time before any of it was looked at, in
    nanoseconds.
    """

    def __init__(self, record: Columns, changed: Mapping[str, Numbers] | None, moment: int) -> None:
        self.record = record
        self.holds = changed is not None
        self.changed = changed or {}
        self.moment = moment
        self._stamps: dict[str, Numbers] = {}

    @property
    def same(self) -> bool:
        """True if nothing has changed."""
        return self.holds and not self.changed

    def tree(self) -> dict[str, str]:
        """The kind of everything that may be read, by path, as `Source.tree` gives it."""
        return dict(zip(map(str, self.record["tree"]), map(str, self.record["kind"]), strict=True))

    def files(self) -> frozenset[str]:
        """The files of the tree."""
        return frozenset(path for path, kind in self.tree().items() if kind == "file")

    def facts(self, now: Table) -> Table | None:
        """The facts as they were then, if the present ones are what became of them."""
        try:
            mark, length = map(int, self.record["state"])
        except UNUSABLE:
            return None
        known = mark and mark == now.base.mark and length <= len(now.log)
        return now.since(length) if known else None

    def folders(self) -> dict[str, list[str]]:
        """The names in each folder."""
        names = (str(joined).split("\n") for joined in self.record["names"])
        return dict(zip(map(str, self.record["folder"]), names, strict=True))

    def probes(self) -> dict[str, str]:
        """What was found at the paths that links made us look for."""
        return {path: kind for kind, _, path in (str(probe).partition("\n") for probe in self.record["probe"])}

    def stamps(self) -> dict[str, Numbers]:
        """The stamps of the files, as they are now."""
        if not self._stamps:
            before: Any = zip(*(self.record[name] for name in _STAMP), strict=True)
            self._stamps = {**dict(zip(map(str, self.record["path"]), before, strict=True)), **self.changed}
        return self._stamps


_handed: dict[str, Seen] = {}


def look(root: str) -> Seen | None:
    """What is known of the base under `root`; None if nothing is."""
    return _handed.pop(root, None) or _look(root)


def hand_on(root: str, seen: Seen) -> None:
    """Let what was just found be what the next look finds, once."""
    _handed[root] = seen


def _look(root: str) -> Seen | None:
    moment = time.time_ns()
    try:
        record = unpack(read_kept(root, PATH))
        if not _is_inside(map(str, record["tree"])):
            return None
    except UNUSABLE:
        return None
    try:
        changed = _changed(root, record) if _holds(root, record) else None
    except UNUSABLE:
        changed = None
    return Seen(record, changed, moment)


def _is_inside(paths: Iterable[str]) -> bool:
    """Whether all are paths that a walk from the root may find: the record may come from anybody."""
    every = f"/{'/'.join(paths)}/"
    return "/." not in every and "//" not in every and (os.name == "posix" or not {"\\", ":"} & set(every))


def _changed(root: str, record: Columns) -> dict[str, Numbers] | None:
    """The documents that changed, with their stamps; None if more did."""
    changed: dict[str, Numbers] = {}
    before = zip(*(record[name] for name in _STAMP), strict=True)
    for (path, name, folder), stamp in zip(_open(root, map(str, record["path"])), before, strict=True):
        info = os.stat(name, dir_fd=folder, follow_symlinks=False)
        now = (info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino)
        if now != stamp:
            if not _is_document(path, info.st_mode):
                return None
            changed[path] = now
    return changed


def record(root: str, origin: Origin) -> dict[str, Column]:
    """What `look` looks at, as columns; more may be kept with them."""
    from rlkb_cli.kb.load import parsers

    columns: dict[str, Column] = {
        "program": [*program()],
        "parsers": parsers(),
        "folder": list(origin.folders),
        "names": ["\n".join(names) for names in origin.folders.values()],
        "tree": list(origin.tree),
        "kind": list(origin.tree.values()),
        "path": list(origin.stamps),
        "probe": [f"{kind}\n{path}" for path, kind in origin.probes.items()],
    }
    times = [_settled_times(os.path.join(root, folder), origin.moment) for folder in origin.folders]
    for at, name in enumerate(_FOLDER):
        columns[name] = array("q", [time[at] for time in times])
    for at, name in enumerate(_STAMP):
        columns[name] = array("q", [stamp[at] for stamp in origin.stamps.values()])
    return columns


def _holds(root: str, record: Columns) -> bool:
    """Whether this program, the names in the folders and what was looked for are what they were."""
    if os.path.lexists(os.path.join(root, _PENDING)) or list(record["program"]) != list(program()):
        return False
    if not all(is_same(str(parser)) for parser in record["parsers"]):
        return False
    for probe in record["probe"]:
        kind, _, path = str(probe).partition("\n")
        if kind_on_disk(os.path.join(root, path)) != kind:
            return False
    rows = zip(*(record[name] for name in ("folder", "names", *_FOLDER)), strict=True)
    return all(_is_as_it_was(os.path.join(root, str(folder)), names, times) for folder, names, *times in rows)


def _is_as_it_was(folder: str, names: object, times: list[object]) -> bool:
    """Whether a folder holds these names: certainly if nothing came or went since, as its times tell."""
    return times == _times(folder) or "\n".join(names_of(os.listdir(folder))) == names


def _times(folder: str) -> list[int]:
    info = os.stat(folder)
    return [info.st_mtime_ns, info.st_ctime_ns, info.st_ino]


def _settled_times(folder: str, moment: int) -> list[int]:
    """The times of a folder that was listed at a moment; zeros if something may have come or gone since.

    Not all file systems of Windows change them.
    """
    from rlkb_cli.kb.cache import Stamp, settled

    mtime, ctime, inode = _times(folder) if os.name == "posix" else (0, 0, 0)
    kept = settled(Stamp(mtime, ctime, 0, inode), moment)
    return [kept.mtime, kept.ctime, kept.inode]


def _is_document(path: str, mode: int) -> bool:
    """Whether a file can change without another tree for it: what says what to ignore cannot."""
    return path.endswith((".md", ".yaml")) and not os.path.isabs(path) and stat.S_ISREG(mode)


def _open(root: str, paths: Iterable[str]) -> Iterator[tuple[str, str, int | None]]:
    """Each path, its name and the open folder that it is in; its full path where folders cannot be opened."""
    if os.stat not in os.supports_dir_fd:
        yield from ((path, os.path.join(root, path), None) for path in paths)
        return
    folder, descriptor = "", os.open(root, os.O_RDONLY)
    try:
        for path in paths:
            inside, _, name = path.rpartition("/")
            if inside != folder:
                os.close(descriptor)
                folder, descriptor = inside, os.open(os.path.join(root, inside), os.O_RDONLY)
            yield path, name, descriptor
    finally:
        os.close(descriptor)
