"""The one module that writes into a knowledge base: all files of a change, or none.

The new texts and a journal with the old ones are written and synced to `.rlkb/journal/new`, published by
renaming it to `pending`, applied file by file by letting new and old change places (what another program
saved in that moment is what comes out, and is put back), and committed by renaming `pending` to the
operation's number.  A process that ends before that last rename leaves a `pending` that the next command
takes back: the old state; afterwards it is the new one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from rlkb_cli.edit import signals, store
from rlkb_cli.edit.folder import Folder
from rlkb_cli.edit.journal import Item, Journal, digest, encode
from rlkb_cli.edit.lock import Lock
from rlkb_cli.edit.pending import Hindered, Pending, apply, settle
from rlkb_cli.edit.signals import deferred, deliver
from rlkb_cli.edit.targets import UNTOUCHED, FileChange, Target, find_targets, missing_folders
from rlkb_cli.errors import Refused
from rlkb_cli.kb.files import why

__all__ = ["Committed", "FileChange", "commit"]


class Committed(NamedTuple):
    """The operation's number, "" if there was nothing to do, and what went wrong after it was done."""

    op: str
    warnings: tuple[str, ...]


def commit(
    root: str | os.PathLike[str],
    changes: Sequence[FileChange],
    *,
    title: str,
    check: Callable[[], None] | None = None,
    lock: Lock,
) -> Committed:
    """Makes all `changes`, or none and raises Refused.

    `lock` is the exclusive lock, held since the files were read.  `check` is called last before anything
    is touched, and raises what it likes to stop it.  Where this returns, the new state stands, whatever
    the warnings say; an interrupt that comes too late is one of them.  Changes that change nothing are
    left out.
    """
    base = os.fspath(root)
    wanted = [change for change in changes if change.before != change.after]
    if not wanted:
        return Committed("", ())
    if not lock.held:
        raise Refused(f"the lock is not held; {UNTOUCHED}")
    with deferred() as came, _plainly():
        try:
            targets = find_targets(base, wanted)
            with store.make_store(base) as place:
                done = _run(base, place, targets, title, check, came)
        except _Interrupted:
            done = None
    if done is None:
        deliver(came)
        raise Refused(f"interrupted; {UNTOUCHED}")
    return done


class _Interrupted(Exception):
    pass


@contextmanager
def _plainly() -> Iterator[None]:
    """Turns what the system says into a refusal; only for what comes before the commit."""
    try:
        yield
    except Hindered as problem:
        raise Refused(f"{problem.reason}; {UNTOUCHED}", path=problem.path) from None
    except OSError as error:
        raise Refused(f"cannot write: {why(error)}; {UNTOUCHED}") from None


def _run(
    base: str,
    place: Folder,
    targets: Sequence[Target],
    title: str,
    check: Callable[[], None] | None,
    came: list[int],
) -> Committed:
    if place.has(store.PENDING):
        raise Refused("an interrupted change has to be taken back first", path=store.PENDING_PATH)
    op = str(max(store.operations(place), default=0) + 1)
    try:
        journal = _stage(base, place, targets, title, came)
        if check is not None:
            check()
        place.rename(store.NEW, place, store.PENDING)
    except BaseException:
        with suppress(OSError):
            store.sweep(place)
        raise
    with _pending(place) as folder:
        pending = Pending(base, folder, journal)
        warnings = _apply(place, pending, op, came)
    signals.note_commit()
    return Committed(op, (*warnings, *_afterwards(base, place, came)))


def _stage(base: str, place: Folder, targets: Sequence[Target], title: str, came: list[int]) -> Journal:
    """Writes the new texts and the journal to `new`, all of it on the disk when this returns."""
    journal = Journal(
        title,
        time.time(),
        tuple(missing_folders(base, targets)),
        tuple(_item(target) for target in targets),
        b"".join(target.change.before or b"" for target in targets),
    )
    store.sweep(place)
    place.make(store.NEW)
    with place.inner(store.NEW) as folder:
        for index, target in enumerate(targets):
            _stop_if(came)
            if target.change.after is not None:
                folder.write(str(index), target.change.after, target.mode, target.owner)
        folder.write(store.JOURNAL, encode(journal), 0o600)
        folder.sync()
    place.sync()
    return journal


def _apply(place: Folder, pending: Pending, op: str, came: list[int]) -> tuple[str, ...]:
    """From published to committed; what hinders it takes everything back, and is raised."""
    try:
        place.sync()
        _stop_if(came)
        apply(pending)
        _verify(pending)
        _stop_if(came)
        place.rename(store.PENDING, place, op)
    except (Hindered, OSError, _Interrupted) as problem:
        return _take_back(place, pending, op, problem)
    return ()


def _verify(pending: Pending) -> None:
    """That every file's old text, and nothing else, came out: also not what was saved late, through an
    open file.
    """
    for index, item in enumerate(pending.journal.items):
        if pending.slot(index) != item.before:
            raise Hindered(item.path, "another program saved it at this moment")


def _take_back(place: Folder, pending: Pending, op: str, problem: Exception) -> tuple[str, ...]:
    try:
        way = settle(pending)
        if way is None:
            raise Hindered("the journal", "other programs saved files that were being changed")
        if way == "back":
            store.rescue(pending.root, pending.folder, pending.journal)
            store.discard(place, store.PENDING)
        else:
            place.rename(store.PENDING, place, op)
    except (Hindered, OSError) as again:
        reason = again.reason if isinstance(again, Hindered) else why(again)
        raise Refused(
            f"cannot write, nor take back what was written: {reason}; the next command that edits tries again"
        ) from None
    if way == "back":
        raise problem
    return ("another program saved a file at the same moment, on top of this change",)


@contextmanager
def _pending(place: Folder) -> Iterator[Folder]:
    with place.inner(store.PENDING) as folder:
        yield folder


def _afterwards(base: str, place: Folder, came: list[int]) -> tuple[str, ...]:
    """Makes the commit last and keeps the history bounded; nothing that fails here takes the change back."""
    warnings: tuple[str, ...] = ()
    try:
        place.sync()
        for path in store.trim(base, place):
            warnings += (f"what another program saved during an earlier change is kept in {path}",)
    except OSError as error:
        warnings += (f"the change is made, but keeping its history failed: {why(error)}",)
    if came:
        warnings += ("the interrupt came after the change was made",)
    return warnings


def _stop_if(came: list[int]) -> None:
    if came:
        raise _Interrupted


def _item(target: Target) -> Item:
    change = target.change
    mode = target.mode if change.before is not None else None
    return Item(change.path, digest(change.before), digest(change.after), len(change.before or b""), mode)
