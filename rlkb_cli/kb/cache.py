"""Facts kept from one run to the next, in `.rlkb/cache/facts`.

It is never believed further than it can be checked: a fact is used only for a file that is the same as when it
was made, by its times, size and inode or by its content.  A cache that is missing, damaged or made by another
version is the same as none.
"""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from rlkb_cli.kb import private
from rlkb_cli.kb.columns import Columns, Damaged, mark_of, pieces, unpack
from rlkb_cli.kb.facts import Facts
from rlkb_cli.kb.kept import FACTS, LOG, read_kept
from rlkb_cli.kb.table import Table, table_of

if TYPE_CHECKING:
    from rlkb_cli.kb.columns import Column

PATH = FACTS
_SHORT, _SHARE = 64, 20  # how much is added to what was kept before all is written anew: this, or a part of its rows
_NUMBERS = frozenset(["links", "relations", "listings", "odd"])
_FINE, _COARSE = 50_000_000, 2_000_000_000  # nanoseconds that a file system's clock may lag behind


class Stamp(NamedTuple):
    """What changes when a file does: times in nanoseconds, size, inode."""

    mtime: int
    ctime: int
    size: int
    inode: int


Numbers = tuple[int, ...]
"""A stamp as it was kept."""

NO_STAMP = Stamp(0, 0, -1, 0)


NOTHING_NEWER: Mapping[str, Numbers] = {}


class Kept(NamedTuple):
    """What is known of one file now: its facts are None if they are what they were."""

    stamp: Stamp
    facts: Facts | None


class Shelf(NamedTuple):
    """All that was kept: the settings of the base as a text, and what is known of its files by path.

    `newer` are those of the stamps that are not kept with the base of the facts, but with their log.
    """

    settings: str
    facts: Table
    stamps: Mapping[str, Numbers]
    newer: Mapping[str, Numbers] = NOTHING_NEWER

    def digest(self, path: str) -> str | None:
        """The digest of a file's content; None if it is not known."""
        return self.facts.row(path).digest if path in self.facts else None


EMPTY_SHELF = Shelf("", table_of({}), {})


def stamp_of(info: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return Stamp(info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino)


def read_cache(root: str, path: str, key: str) -> Shelf:
    """What was kept at `path` under the same `key`; an empty shelf where that cannot be had."""
    try:
        base = unpack(read_kept(root, path))
        if base["key"][0] != key:
            return EMPTY_SHELF
        shelf = Shelf(str(base["settings"][0]), Table(base), _stamps(base, "path"))
        return _with_log(shelf, root, path)
    except (OSError, Damaged, KeyError, IndexError, ValueError, TypeError):
        return EMPTY_SHELF


def _with_log(shelf: Shelf, root: str, path: str) -> Shelf:
    """The shelf with what was added to it since; without, where that belongs to another one."""
    try:
        added = unpack(read_kept(root, path + LOG))
        if added["key"][0] != str(shelf.facts.base.mark):
            return shelf
        rows = map(Facts._make, zip(*(added[name] for name in Facts._fields), strict=True))
        log = zip(map(str, added["path"]), (row if row.kind else None for row in rows), strict=True)
        newer = _stamps(added, "stamped")
        return shelf._replace(facts=shelf.facts.with_rows(log), stamps={**shelf.stamps, **newer}, newer=newer)
    except (OSError, Damaged, KeyError, IndexError, ValueError, TypeError):
        return shelf


def _stamps(columns: Columns, paths: str) -> dict[str, Numbers]:
    stamps: Any = zip(*(columns[name] for name in Stamp._fields), strict=True)
    return dict(zip(map(str, columns[paths]), stamps, strict=True))


def renewed(shelf: Shelf, settings: str, paths: Sequence[str], kept: Mapping[str, Kept]) -> Shelf:
    """The shelf with what is known now of the files at `paths` (sorted); the same one where nothing is new."""
    known = shelf if shelf.settings == settings else EMPTY_SHELF
    rows: dict[str, Facts | None] = {path: item.facts for path, item in kept.items() if item.facts is not None}
    there = set(paths)
    rows |= {path: None for path in known.facts if path not in there}
    new = {path: item.stamp for path, item in kept.items() if known.stamps.get(path) != item.stamp}
    if not rows and not new and known is shelf:
        return shelf
    stamps = {**known.stamps, **new}
    if len(stamps) > len(there):
        stamps = {path: stamp for path, stamp in stamps.items() if path in there}
    if known.facts.base.mark and len(known.facts.log) + len(rows) + len(new) <= max(_SHORT, len(paths) // _SHARE):
        newer = {path: stamps[path] for path in (*known.newer, *new) if path in there}
        return Shelf(settings, known.facts.with_rows(sorted(rows.items())), stamps, newer)
    facts = {path: rows.get(path) or known.facts.row(path) for path in paths}
    return Shelf(settings, table_of(facts), {path: stamps[path] for path in paths})


def write_cache(root: str, path: str, key: str, shelf: Shelf) -> None:
    """Keep a shelf at `path`, and mark its facts; where it cannot be kept, the next run is slower."""
    if shelf.facts.base.mark:
        _write_log(root, path, shelf)
        return
    columns: dict[str, Column] = {"key": [key], "settings": [shelf.settings]}
    for name, values in shelf.facts.columns().items():
        columns[name] = _column(name, values)
    shelf.facts.base.mark = keep(root, path, columns | _stamp_columns(shelf.stamps.values()))


def _write_log(root: str, path: str, shelf: Shelf) -> None:
    """Keep what was added to a shelf: the log of its facts, and the stamps that are not those of the base."""
    rows = [(path, *(row or Facts("", ""))) for path, row in shelf.facts.log]
    columns: dict[str, Column] = {"key": [str(shelf.facts.base.mark)]}
    for number, name in enumerate(("path", *Facts._fields)):
        columns[name] = _column(name, [row[number] for row in rows])
    keep(root, path + LOG, columns | {"stamped": list(shelf.newer)} | _stamp_columns(shelf.newer.values()))


def _column(name: str, values: Sequence[Any]) -> Column:
    return array("q", values) if name in _NUMBERS else values


def _stamp_columns(stamps: Iterable[Numbers]) -> dict[str, Column]:
    rows = list(stamps)
    return {name: array("q", [stamp[at] for stamp in rows]) for at, name in enumerate(Stamp._fields)}


def keep(root: str, path: str, columns: Mapping[str, Column]) -> int:
    """Write a table below `.rlkb/` and tell its mark; 0 where that cannot be done."""
    with suppress(OSError, ValueError, OverflowError):
        return mark_of(_write(root, path, pieces(columns)))
    return 0


def keep_data(root: str, path: str, data: bytes) -> None:
    """Write a file below `.rlkb/`; where that cannot be done, nothing is kept."""
    with suppress(OSError):
        _write(root, path, [data])


def settled(stamp: Stamp, now: int) -> Stamp:
    """The stamp to keep of a file read at `now`: none if it may still change without its times telling."""
    lag = _COARSE if stamp.mtime % 1_000_000_000 == 0 else _FINE
    return stamp if max(stamp.mtime, stamp.ctime) + lag < now else NO_STAMP


def now() -> int:
    """The time as file systems write it, in nanoseconds."""
    return time.time_ns()


def _write(root: str, path: str, data: Iterable[bytes]) -> bytes:
    """Write a file, and give back the last piece of it; none where nothing can be kept."""
    if private.ensure(root) is not None:
        return b""
    target = os.path.join(root, path)
    folder = os.path.dirname(target)
    os.makedirs(folder, exist_ok=True)
    if os.path.islink(folder):
        return b""
    piece = b""
    temporary = f"{target}.{os.getpid()}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb") as file:
            for piece in data:
                file.write(piece)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _clear(target)
    return piece


def _clear(target: str) -> None:
    """Remove what killed processes left; whoever is just writing the same loses nothing but that."""
    folder, name = os.path.split(target)
    for left in os.listdir(folder):
        if left.startswith((f"{name}.", f"{name.removesuffix(LOG)}.")):
            os.unlink(os.path.join(folder, left))
