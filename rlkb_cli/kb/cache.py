"""Facts kept from one run to the next, in `.rlkb/cache/facts`.

It is never believed further than it can be checked: a fact is used only for a file that is the same as when it
was made, by its times, size and inode or by its content.  A cache that is missing, damaged or made by another
version is the same as none.
"""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from rlkb_cli.kb import private
from rlkb_cli.kb.columns import Damaged, pack, unpack
from rlkb_cli.kb.facts import Facts
from rlkb_cli.kb.kept import FACTS, read_kept

if TYPE_CHECKING:
    from rlkb_cli.kb.columns import Column

PATH = FACTS
_NUMBERS = frozenset(["links", "relations", "listings", "odd"])
_FINE, _COARSE = 50_000_000, 2_000_000_000  # nanoseconds that a file system's clock may lag behind


class Stamp(NamedTuple):
    """What changes when a file does: times in nanoseconds, size, inode."""

    mtime: int
    ctime: int
    size: int
    inode: int


NO_STAMP = Stamp(0, 0, -1, 0)


class Kept(NamedTuple):
    """What is known of one file from an earlier run."""

    stamp: Stamp
    facts: Facts


class Shelf(NamedTuple):
    """All that was kept: the settings of the base as a text, and what is known of its files by path."""

    settings: str
    known: Mapping[str, Kept]


EMPTY_SHELF = Shelf("", {})


def stamp_of(info: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return Stamp(info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino)


def read_cache(root: str, path: str, key: str) -> Shelf:
    """What was kept at `path` under the same `key`; an empty shelf where that cannot be had."""
    try:
        columns = unpack(read_kept(root, path))
        if columns["key"][0] != key:
            return EMPTY_SHELF
        facts = map(Facts._make, zip(*(columns[name] for name in Facts._fields), strict=True))
        stamps = map(Stamp._make, zip(*(columns[name] for name in Stamp._fields), strict=True))
        known = dict(zip(map(str, columns["path"]), map(Kept, stamps, facts), strict=True))
        return Shelf(str(columns["settings"][0]), known)
    except (OSError, Damaged, KeyError, IndexError, ValueError, TypeError):
        return EMPTY_SHELF


def write_cache(root: str, path: str, key: str, shelf: Shelf) -> None:
    """Keep a shelf at `path`; where that cannot be done, the next run is slower."""
    kept = list(shelf.known.values())
    columns: dict[str, Column] = {"key": [key], "settings": [shelf.settings], "path": list(shelf.known)}
    for name, values in _columns(Facts._fields, [item.facts for item in kept]):
        columns[name] = array("q", values) if name in _NUMBERS else values
    for name, values in _columns(Stamp._fields, [item.stamp for item in kept]):
        columns[name] = array("q", values)
    keep(root, path, columns)


def _columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[str, Sequence[Any]]]:
    return zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True)


def keep(root: str, path: str, columns: Mapping[str, Column]) -> None:
    """Write a table below `.rlkb/`; where that cannot be done, nothing is kept."""
    try:
        data = pack(columns)
    except (ValueError, OverflowError):
        return
    keep_data(root, path, data)


def keep_data(root: str, path: str, data: bytes) -> None:
    """Write a file below `.rlkb/`; where that cannot be done, nothing is kept."""
    with suppress(OSError):
        _write(root, path, data)


def settled(stamp: Stamp, now: int) -> Stamp:
    """The stamp to keep of a file read at `now`: none if it may still change without its times telling."""
    lag = _COARSE if stamp.mtime % 1_000_000_000 == 0 else _FINE
    return stamp if max(stamp.mtime, stamp.ctime) + lag < now else NO_STAMP


def now() -> int:
    """The time as file systems write it, in nanoseconds."""
    return time.time_ns()


def _write(root: str, path: str, data: bytes) -> None:
    if private.ensure(root) is not None:
        return
    target = os.path.join(root, path)
    folder = os.path.dirname(target)
    os.makedirs(folder, exist_ok=True)
    if os.path.islink(folder):
        return
    temporary = f"{target}.{os.getpid()}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _clear(target)


def _clear(target: str) -> None:
    """Remove what killed processes left; whoever is just writing the same loses nothing but that."""
    folder, name = os.path.split(target)
    for left in os.listdir(folder):
        if left.startswith(f"{name}."):
            os.unlink(os.path.join(folder, left))
