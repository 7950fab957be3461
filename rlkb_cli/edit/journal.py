"""What an operation changed: each file's hash before and after, and its bytes before.

A journal is one file: a line of JSON, then the bytes before of all files, one after the other.  It may
come with a repository that somebody else made, so everything in it is checked when it is read.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import NamedTuple

_VERSION = 1
_MAX_ITEMS = 200_000
_SUFFIXES = (".md", ".yaml")


class Damaged(ValueError):
    """A journal that cannot be trusted, with the reason."""


class Item(NamedTuple):
    """One file of an operation.

    `before` and `after` are SHA-256 in hexadecimal, None for "does not exist"; `size` is the number of
    bytes before, `mode` the permission bits before.
    """

    path: str
    before: str | None
    after: str | None
    size: int
    mode: int | None


class Journal(NamedTuple):
    """One operation: `when` in seconds since 1970, the folders that it makes (outer ones first), its
    files.
    """

    title: str
    when: float
    folders: tuple[str, ...]
    items: tuple[Item, ...]
    images: bytes

    def image(self, index: int) -> bytes | None:
        """The bytes before of item `index`, None if there was no file.  Raises Damaged."""
        item = self.items[index]
        if item.before is None:
            return None
        start = sum(other.size for other in self.items[:index])
        data = self.images[start : start + item.size]
        if digest(data) != item.before:
            raise Damaged(f"the earlier text of {item.path} is damaged")
        return data


def digest(data: bytes | None) -> str | None:
    """The SHA-256 of `data` in hexadecimal; None stays None."""
    return None if data is None else hashlib.sha256(data).hexdigest()


def flaw(path: str) -> str | None:
    """Why `path` must not be written to, None if it may: a note or hub inside the root, in no hidden
    folder.
    """
    parts = path.split("/")
    if not path.isprintable() and any(ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in path):
        return "holds characters that no file name here may have"
    if "\\" in path or (os.name == "nt" and ":" in path):
        return "holds a character that names files elsewhere on some systems"
    if any(not part or part.startswith(".") for part in parts):
        return "is not a plain path inside the knowledge base"
    return None if path.endswith(_SUFFIXES) else "is neither a note (.md) nor a hub (.yaml)"


def encode(journal: Journal) -> bytes:
    """The file's contents."""
    head = {
        "version": _VERSION,
        "title": journal.title,
        "when": journal.when,
        "folders": journal.folders,
        "files": [item._asdict() for item in journal.items],
    }
    return json.dumps(head).encode("ascii") + b"\n" + journal.images


def decode(data: bytes) -> Journal:
    """The reverse of `encode`.  Raises Damaged for anything else."""
    line, _, images = data.partition(b"\n")
    try:
        head = json.loads(line)
        if head["version"] != _VERSION:
            raise Damaged("it was written by another version")
        journal = Journal(
            str(head["title"]),
            float(head["when"]),
            tuple(_folder(folder) for folder in head["folders"]),
            tuple(_item(found) for found in head["files"][:_MAX_ITEMS]),
            images,
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise error if isinstance(error, Damaged) else Damaged("it is not a journal") from None
    if sum(item.size for item in journal.items) != len(images):
        raise Damaged("it is cut short")
    return journal


def _item(found: dict[str, object]) -> Item:
    path, before, after = found["path"], found["before"], found["after"]
    size, mode = found["size"], found["mode"]
    if not isinstance(path, str) or flaw(path) or before == after:
        raise Damaged("it names a file that is not ours")
    if not (_is_hash(before) and _is_hash(after)):
        raise Damaged("a hash is missing")
    if not isinstance(size, int) or size < 0 or (before is None and size):
        raise Damaged("a size is wrong")
    if mode is not None and not (isinstance(mode, int) and 0 <= mode < 0o10000):
        raise Damaged("a mode is wrong")
    return Item(path, before, after, size, mode)  # type: ignore[arg-type]


def _folder(found: object) -> str:
    if not isinstance(found, str) or flaw(f"{found}/x.md"):
        raise Damaged("it names a folder that is not ours")
    return found


def _is_hash(value: object) -> bool:
    return value is None or (isinstance(value, str) and len(value) == 64)
