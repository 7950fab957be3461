"""A disk that forgets: of what was not synced when the power went, any part may be there or not.

The model is harsher than file systems are: every entry of every folder, and the data of every file, is
kept or lost on its own, so that a rename may leave both names or none.  Only `fsync` of the file or folder
settles it.
"""

from __future__ import annotations

import copy
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from tests.crash import shim

T = TypeVar("T")
# Picks one of the values that an entry or a file may have after the loss, the synced one first.
Chooser = Callable[[list[T]], T]


class Node:
    """A file (its possible contents) or a folder (the possible nodes of each name); the last is the
    current one.
    """

    def __init__(self, data: bytes | None = None) -> None:
        self.data: list[bytes] = [] if data is None else [data]
        self.entries: dict[str, list[Node | None]] = {}

    def settle(self) -> None:
        self.data = self.data[-1:]
        self.entries = {name: found[-1:] for name, found in self.entries.items()}

    def now(self, name: str) -> Node | None:
        return self.entries.get(name, [None])[-1]

    def put(self, name: str, node: Node | None) -> None:
        self.entries.setdefault(name, [None]).append(node)


def from_disk(path: Path) -> Node:
    """Everything under `path`, synced."""
    if path.is_file():
        return Node(path.read_bytes())
    node = Node()
    node.entries = {child.name: [from_disk(child)] for child in path.iterdir()}
    return node


def to_disk(node: Node, path: Path, choose: Chooser[Any]) -> None:
    """Writes one of the states that a power loss may leave."""
    if node.data:
        path.write_bytes(choose(node.data))
        return
    path.mkdir()
    for name, found in node.entries.items():
        child = choose(found)
        if child is not None:
            to_disk(child, path / name, choose)


def oldest(values: list[T]) -> T:
    """Nothing that was not synced is kept."""
    return values[0]


def newest(values: list[T]) -> T:
    """Everything is kept, as when only the process dies."""
    return values[-1]


def some(seed: int) -> Chooser[Any]:
    """Any part is kept."""
    return random.Random(seed).choice


class Recorder:
    """Follows the calls of a process; `moments` are the states of the disk after each of them."""

    def __init__(self, root: Path, *, syncs: bool = True) -> None:
        self.root = root
        self.top = from_disk(root)
        self.syncs = syncs
        self.moments: list[Node] = []
        self._files: dict[int, Node] = {}

    def run(self, action: Callable[[Path], T]) -> T:
        """Performs the action on the real disk, recording."""
        with shim.watched((*shim.WRITING, "close"), lambda *_: None, self._done):
            return action(self.root)

    def _done(self, _: int, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        follow = getattr(self, f"_{name}", None)
        if follow is not None:
            follow(*args, **kwargs)
            self.moments.append(copy.deepcopy(self.top))

    def _at(self, path: Any, dir_fd: int | None) -> tuple[Node, str]:
        """The folder and the name that a call speaks of."""
        text = os.fsdecode(path)
        if dir_fd is not None:
            return self._files[dir_fd], text
        node, parts = self.top, Path(text).relative_to(self.root).parts
        for part in parts[:-1]:
            inner = node.now(part)
            assert inner is not None
            node = inner
        return node, parts[-1] if parts else ""

    def _open(self, result: int, path: Any, flags: int, mode: int = 0, *, dir_fd: int | None = None) -> None:
        folder, name = self._at(path, dir_fd)
        node = folder.now(name) if name else self.top
        if node is None:
            node = Node(b"")
            folder.put(name, node)
        self._files[result] = node

    def _close(self, _: None, descriptor: int) -> None:
        self._files.pop(descriptor, None)

    def _write(self, written: int, descriptor: int, data: Any) -> None:
        node = self._files[descriptor]
        node.data.append(node.data[-1] + bytes(data)[:written])

    def _ftruncate(self, _: None, descriptor: int, length: int) -> None:
        node = self._files[descriptor]
        node.data.append(node.data[-1][:length])

    def _fsync(self, _: None, descriptor: int) -> None:
        if self.syncs:
            self._files[descriptor].settle()

    def _move(self, source: tuple[Node, str], target: tuple[Node, str], left: Node | None) -> None:
        target[0].put(target[1], source[0].now(source[1]))
        source[0].put(source[1], left)

    def _replace(self, _: None, source: Any, target: Any, *, src_dir_fd: Any, dst_dir_fd: Any) -> None:
        self._move(self._at(source, src_dir_fd), self._at(target, dst_dir_fd), None)

    def _rename(self, _: int, here: int, name: bytes, there: int, target: bytes, flag: int) -> None:
        to = self._at(target, there)
        self._move(self._at(name, here), to, to[0].now(to[1]) if flag == 2 else None)

    def _link(
        self, _: None, source: Any, target: Any, *, src_dir_fd: Any, dst_dir_fd: Any, **__: Any
    ) -> None:
        folder, name = self._at(source, src_dir_fd)
        to, new = self._at(target, dst_dir_fd)
        to.put(new, folder.now(name))

    def _unlink(self, _: None, path: Any, *, dir_fd: int | None = None) -> None:
        folder, name = self._at(path, dir_fd)
        folder.put(name, None)

    _rmdir = _unlink

    def _mkdir(self, _: None, path: Any, mode: int = 0, *, dir_fd: int | None = None) -> None:
        folder, name = self._at(path, dir_fd)
        folder.put(name, Node())
