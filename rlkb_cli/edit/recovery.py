"""What a process that was killed in the middle of a change left behind: put right, or seen through."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from rlkb_cli.edit.lock import Lock, shared
from rlkb_cli.errors import Refused
from rlkb_cli.kb import private
from rlkb_cli.kb.files import why

T = TypeVar("T")
_PENDING = f"{private.NAME}/journal/pending"
_TRIES = 20


def recover(root: str | os.PathLike[str], lock: Lock) -> str | None:
    """Takes an interrupted change back, or finishes it where a later edit of a file forbids that.

    `lock` is the exclusive lock.  Returns one line that says what was done, None if there was nothing.
    Refused, with nothing touched, if neither can be done without losing text or the journal cannot be
    trusted.
    """
    base = os.fspath(root)
    if not lock.held or not os.path.lexists(os.path.join(base, private.NAME, "journal")):
        return None
    from rlkb_cli.edit.journal import Damaged
    from rlkb_cli.edit.pending import Hindered

    try:
        return _recover(base)
    except Damaged as error:
        reason = str(error)
    except Hindered as problem:
        reason = f"{problem.path}: {problem.reason}"
    except OSError as error:
        reason = why(error)
    raise Refused(
        f"an interrupted change cannot be taken back: {reason}",
        path=_PENDING,
        help=f"to keep the files as they are now, move {_PENDING} away",
    )


def overlay(root: str | os.PathLike[str]) -> dict[str, bytes | None]:
    """What to read instead of files, by path, while a change is half made: the state that recovery will
    make of it.

    None: read as if the file did not exist.  Empty if there is no such change, or it cannot be trusted.
    """
    base = os.fspath(root)
    if not os.path.lexists(os.path.join(base, _PENDING)):
        return {}
    from rlkb_cli.edit.journal import Damaged
    from rlkb_cli.edit.pending import Hindered

    try:
        return _overlay(base)
    except (Damaged, Hindered, OSError):
        return {}


def steadily(root: str | os.PathLike[str], read: Callable[[dict[str, bytes | None]], T]) -> T:
    """`read(overlay)` such that it sees one state of the knowledge base, the old or the new.

    Under the shared lock; where that cannot be had, again and again until no change was made meanwhile.
    """
    base = os.fspath(root)
    with shared(base) as lock:
        for _ in range(_TRIES):
            before = _stamp(base)
            result = read(overlay(base))
            if lock.held or _stamp(base) == before:
                return result
    raise Refused("other commands keep changing the knowledge base; try again when they are done")


def _stamp(root: str) -> tuple[object, ...]:
    """What differs if a change began or ended in between."""
    journal = os.path.join(root, private.NAME, "journal")
    try:
        info = os.stat(journal)
        return (info.st_ino, info.st_mtime_ns, *sorted(os.listdir(journal)))
    except OSError:
        return ()


def _recover(root: str) -> str | None:
    from rlkb_cli.edit import store
    from rlkb_cli.edit.pending import Pending, settle

    with store.open_store(root) as place:
        store.sweep(place)
        if not place.has(store.PENDING):
            return None
        journal = store.read_journal(place, store.PENDING)
        op = str(max(store.operations(place), default=0) + 1)
        with place.inner(store.PENDING) as folder:
            way = settle(Pending(root, folder, journal))
            if way is None:
                raise Refused(
                    "an interrupted change can be neither taken back nor finished: files were edited since; "
                    f"remove {_PENDING} to keep them all as they are now",
                    path=_PENDING,
                )
            if way == "back":
                store.rescue(root, folder, journal)
        if way == "back":
            store.discard(place, store.PENDING)
        else:
            place.rename(store.PENDING, place, op)
            place.sync()
    what = "".join(char for char in journal.title if char.isprintable())
    return f"an interrupted change was {'taken back' if way == 'back' else 'finished'}: {what}"


def _overlay(root: str) -> dict[str, bytes | None]:
    from rlkb_cli.edit import store
    from rlkb_cli.edit.pending import Pending, foresee

    with store.open_store(root) as place, place.inner(store.PENDING) as folder:
        return foresee(Pending(root, folder, store.read_journal(place, store.PENDING)))
