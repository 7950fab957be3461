"""The history of operations, and the change that takes one of them back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from rlkb_cli.edit import store
from rlkb_cli.edit.folder import Folder, open_inside
from rlkb_cli.edit.journal import Damaged, Journal, digest
from rlkb_cli.edit.transaction import FileChange
from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.files import why
from rlkb_cli.kb.patterns import lazy_pattern

# The title of an undo says what it undoes; no other operation's title begins like this.
_UNDO = lazy_pattern(r"undo ([0-9]+): ")
NOTHING: Mapping[str, bytes | None] = {}


class Operation(NamedTuple):
    """One operation: its number, what it was, seconds since 1970, the paths it changed, whether it is
    undone now.
    """

    op: str
    title: str
    when: float
    files: tuple[str, ...]
    undone: bool = False


def operations(root: str | os.PathLike[str]) -> list[Operation]:
    """The operations that are kept, newest first; one whose journal cannot be read is left out."""
    found: list[Operation] = []
    undone: set[str] = set()
    for op, journal in _journals(os.fspath(root)):
        files = tuple(item.path for item in journal.items)
        found.append(Operation(op, journal.title, journal.when, files, op in undone))
        target = _undoes(journal.title)
        if target and op not in undone:
            undone.add(target)
    return found


def plan_undo(
    root: str | os.PathLike[str], op: str | None = None, overlay: Mapping[str, bytes | None] = NOTHING
) -> tuple[str, list[FileChange]]:
    """The title and the changes that take operation `op` back; without `op`, the newest that is neither an
    undo nor undone.

    To undo an undo is to do its operation again.  `overlay` holds what to read instead of files, as from
    `recovery.overlay`.  BadInput for an unknown operation; Refused if a file that it changed was edited since, or
    there is nothing to undo.
    """
    base = os.fspath(root)
    chosen = _choose(operations(base), op)
    try:
        with store.open_store(base) as place:
            journal = store.read_journal(place, chosen.op)
        paths = [item.path for item in journal.items]
        now = {path: overlay[path] if path in overlay else _read(base, path) for path in paths}
        changes = [_reverse(chosen.op, journal, index, now) for index in range(len(journal.items))]
    except (Damaged, OSError) as error:
        reason = str(error) if isinstance(error, Damaged) else why(error)
        raise Refused(f"operation {chosen.op} cannot be undone: {reason}") from None
    return f"undo {chosen.op}: {chosen.title}", changes


def _choose(found: list[Operation], op: str | None) -> Operation:
    if op is None:
        for operation in found:
            if not operation.undone and not _undoes(operation.title):
                return operation
        raise Refused("there is nothing to undo")
    for operation in found:
        if operation.op == op:
            if operation.undone:
                raise Refused(f"operation {op} is undone already")
            return operation
    raise BadInput(f"there is no operation {op}", help="rlkb log lists them")


def _reverse(op: str, journal: Journal, index: int, now: Mapping[str, bytes | None]) -> FileChange:
    item = journal.items[index]
    if digest(now[item.path]) != item.after:
        raise Refused(f"was edited since operation {op}, which is therefore not undone", path=item.path)
    return FileChange(item.path, now[item.path], journal.image(index), item.mode)


def _read(root: str, path: str) -> bytes | None:
    folder, _, name = path.rpartition("/")
    try:
        with open_inside(root, folder) as parent:
            data = parent.read(name)
    except FileNotFoundError:
        return None
    if data is not None and not isinstance(data, bytes):
        raise Refused(f"is {data.reason}", path=path)
    return data


def _journals(root: str) -> list[tuple[str, Journal]]:
    """Newest first."""
    try:
        place = store.open_store(root)
    except OSError:
        return []
    with place:
        read = [(str(op), _journal(place, str(op))) for op in reversed(store.operations(place))]
    return [(op, journal) for op, journal in read if journal is not None]


def _journal(place: Folder, op: str) -> Journal | None:
    try:
        return store.read_journal(place, op)
    except (Damaged, OSError):
        return None


def _undoes(title: str) -> str | None:
    found = _UNDO.match(title)
    return found[1] if found else None
