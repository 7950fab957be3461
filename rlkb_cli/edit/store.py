"""Where operations are kept: `.rlkb/journal/`.

    new/        being written, or being thrown away: never looked at, removed by the next command that edits
    pending/    published: the files are being changed, or a crash came in between
    17/         operation 17, done; kept for `undo`

Each holds the file `journal`, and one file for each item with its number: the text to come, which by
changing places with the note turns into the very file that was there before.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress

from rlkb_cli.edit.folder import Folder, open_inside
from rlkb_cli.edit.journal import Damaged, Journal, decode, digest
from rlkb_cli.kb import private

NEW, PENDING, JOURNAL, RESCUED = "new", "pending", "journal", "rescued"
PATH = f"{private.NAME}/journal"
PENDING_PATH = f"{PATH}/{PENDING}"
MAX_OPERATIONS = 100
MAX_BYTES = 64 * 1024 * 1024
# An editor that opened a file before it was exchanged may still write into the old one.
_WITH_FILES = 8


def open_store(root: str) -> Folder:
    """`.rlkb/journal/`.  Raises OSError, FileNotFoundError where nothing was ever changed."""
    return open_inside(root, PATH)


def make_store(root: str) -> Folder:
    """The same, made if it is missing, with the way to it on the disk.  Raises OSError."""
    with open_inside(root, private.NAME) as ours, open_inside(root, "") as top:
        ours.make("journal")
        store = ours.inner("journal")
        if not operations(store):
            ours.sync()
            top.sync()
    return store


def operations(store: Folder) -> list[int]:
    """The numbers of the operations that are kept, oldest first."""
    return sorted(int(name) for name in store.names() if name.isascii() and name.isdigit() and len(name) < 10)


def read_journal(store: Folder, name: str) -> Journal:
    """The journal of the operation in folder `name`.  Raises Damaged, OSError."""
    with store.inner(name) as folder:
        data = folder.read(JOURNAL)
    if not isinstance(data, bytes):
        raise Damaged(data.reason if data else "it is missing")
    return decode(data)


def fingerprint(folder: Folder, name: str) -> str | None:
    """The hash of a file; None if there is none, "" (no file's hash) for what is not a regular file.
    OSError.
    """
    data = folder.read(name)
    return digest(data) if data is None or isinstance(data, bytes) else ""


def discard(store: Folder, name: str) -> None:
    """Removes the folder of an operation: by one rename it is gone, by `sweep` its files.  Raises OSError."""
    sweep(store)
    store.rename(name, store, NEW)
    if name == PENDING:
        # Else a power loss could leave it with its journal gone.
        store.sync()
    sweep(store)


def sweep(store: Folder) -> None:
    """Removes what was being written or thrown away when a process ended.  Raises OSError."""
    if not store.has(NEW):
        return
    with store.inner(NEW) as folder:
        for name in folder.names():
            folder.remove(name)
    store.drop(NEW)


def rescue(root: str, folder: Folder, journal: Journal) -> tuple[str, ...]:
    """Copies to `.rlkb/rescued/` what another program saved in the moment of a change: no text is lost.

    That is every file with a number that holds neither the text before nor the one after.  Returns the
    paths of the copies.  Raises OSError.
    """
    items = range(len(journal.items))
    return tuple(path for index in items if (path := rescue_one(root, folder, journal, index)))


def rescue_one(root: str, folder: Folder, journal: Journal, index: int) -> str | None:
    """The same for one item; None if there was nothing to rescue."""
    item = journal.items[index]
    text = folder.read(str(index))
    if not isinstance(text, bytes) or digest(text) in (item.before, item.after):
        return None
    name = f"{hashlib.sha256(text).hexdigest()[:12]}-{item.path.replace('/', '-')[-200:]}"
    with open_inside(root, private.NAME) as ours:
        ours.make(RESCUED)
        with ours.inner(RESCUED) as rescued:
            if rescued.read(name) != text:
                rescued.replace(name, text)
    return f"{private.NAME}/{RESCUED}/{name}"


def trim(root: str, store: Folder) -> tuple[str, ...]:
    """Keeps the history bounded, and of all but the newest operations only the journal.

    Returns the paths of what was rescued.  Raises OSError.
    """
    saved: tuple[str, ...] = ()
    size = 0
    for age, op in enumerate(reversed(operations(store))):
        with store.inner(str(op)) as folder:
            if age >= _WITH_FILES:
                saved += _strip(root, folder)
            size += folder.info(JOURNAL).st_size if folder.has(JOURNAL) else 0
        if age and (age >= MAX_OPERATIONS or size > MAX_BYTES):
            discard(store, str(op))
    return saved


def _strip(root: str, folder: Folder) -> tuple[str, ...]:
    names = [name for name in folder.names() if name != JOURNAL]
    data = folder.read(JOURNAL) if names else None
    saved: tuple[str, ...] = ()
    if isinstance(data, bytes):
        with suppress(Damaged):
            saved = rescue(root, folder, decode(data))
    for name in names:
        folder.remove(name)
    return saved
