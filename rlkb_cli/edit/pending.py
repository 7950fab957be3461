"""A published operation whose files are being changed, and how it goes on from any point.

For each item there is the file itself (live) and the slot, a file in `.rlkb/journal/pending/`.  To apply
an item is to let the two change places, and so is taking it back; where each stands is told by content
alone, so that after a crash, a power loss, or an editor's save in between nothing has to be remembered.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from rlkb_cli.edit.folder import Folder, open_inside
from rlkb_cli.edit.journal import Damaged, Item, Journal
from rlkb_cli.edit.store import PENDING_PATH, fingerprint, rescue_one
from rlkb_cli.edit.swap import mend, swap
from rlkb_cli.kb.files import why

_TRIES = 20


class Hindered(Exception):
    """A file could not be changed, or another program changed it in this moment: its path and the reason."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


class Outlook(NamedTuple):
    """Which way an item can go without losing what somebody else wrote."""

    back: bool
    forward: bool


class Pending(NamedTuple):
    """The operation `journal`, its slots in `folder`, its files under `root`."""

    root: str
    folder: Folder
    journal: Journal

    def live(self, index: int) -> str | None:
        """The hash of the file itself; None if there is none, "" if it is not a regular file."""
        path = self.journal.items[index].path
        with _hindered(path):
            try:
                with _parent(self.root, path) as parent:
                    return fingerprint(parent, _name(path))
            except FileNotFoundError:
                return None
            except NotADirectoryError:
                return ""

    def slot(self, index: int) -> str | None:
        """The hash of the slot; None if it is empty."""
        with _hindered(self.journal.items[index].path):
            return fingerprint(self.folder, str(index))

    def outlook(self, index: int) -> Outlook:
        """Which way the item can go."""
        return outlook(self.journal.items[index], self.live(index), self.slot(index))

    def forward(self, index: int) -> None:
        """Puts the new text in place, if the old one is there.  Raises Hindered, with what was there back
        again.
        """
        item = self.journal.items[index]
        # The file is looked at last, to leave others the least time to save it in between.
        if self.slot(index) == item.after and self.live(index) == item.before:
            self._swap(index, item.after, item.before)

    def back(self, index: int) -> None:
        """Puts the old text back, if the new one is there.  Raises Hindered."""
        item = self.journal.items[index]
        if self.live(index) != item.after:
            return
        slot = self.slot(index)
        if (slot is not None and slot == item.after) or (slot is None and item.before is not None):
            self._refill(index)
            slot = item.before
        self._swap(index, slot, item.after)

    def mend(self) -> None:
        """Makes every slot whole again after a crash.  Raises Hindered."""
        for index, item in enumerate(self.journal.items):
            with _hindered(item.path):
                mend(self.folder, str(index))

    def make_folders(self) -> None:
        """The folders that new files need.  Raises Hindered."""
        for folder in self.journal.folders:
            with _hindered(folder), _parent(self.root, folder) as outer:
                outer.make(_name(folder))

    def drop_folders(self) -> None:
        """Removes them again where they are empty."""
        for folder in reversed(self.journal.folders):
            with suppress(OSError), _parent(self.root, folder) as outer:
                outer.drop(_name(folder))

    def sync(self) -> None:
        """Every name that was changed is on the disk when this returns.  Raises Hindered."""
        touched = {item.path.rpartition("/")[0] for item in self.journal.items}
        touched |= {folder.rpartition("/")[0] for folder in self.journal.folders}
        for path in sorted(touched):
            with (
                _hindered(path or "."),
                suppress(FileNotFoundError, NotADirectoryError),
                open_inside(self.root, path) as folder,
            ):
                folder.sync()
        with _hindered(PENDING_PATH):
            self.folder.sync()

    def _swap(self, index: int, handed_in: str | None, expected: str | None) -> None:
        """Lets file and slot change places, and back if another program was faster.  Raises Hindered.

        As hashes: `handed_in` is what the slot holds, `expected` what should come out.
        """
        item = self.journal.items[index]
        with _hindered(item.path), _parent(self.root, item.path) as parent:
            if handed_in in (item.before, item.after):
                swap(self.folder, str(index), parent, _name(item.path))
            else:
                self._exchange(index, parent)
            if self.slot(index) == expected:
                return
            self._exchange(index, parent)
            if self.slot(index) != handed_in:
                # Saved once more between the two: what lies in the slot now is the newest.
                self._exchange(index, parent)
        raise Hindered(item.path, "another program saved it at this moment")

    def _exchange(self, index: int, parent: Folder) -> None:
        """One swap.  A text of somebody else is copied before it goes back to its place.

        For whoever read in between what stood there for a moment may save that, with changes, over it.
        """
        rescue_one(self.root, self.folder, self.journal, index)
        swap(self.folder, str(index), parent, _name(self.journal.items[index].path))

    def _refill(self, index: int) -> None:
        """Puts the text before into the slot from the journal, where the disk kept half of an exchange."""
        item = self.journal.items[index]
        with _hindered(item.path):
            image = self.journal.image(index)
            if image is None:
                self.folder.remove(str(index))
            else:
                self.folder.replace(str(index), image, item.mode)


def outlook(item: Item, live: str | None, slot: str | None) -> Outlook:
    """Where an item can go, by the hashes of its file and its slot."""
    if live == item.before:
        return Outlook(back=True, forward=slot == item.after)
    if live == item.after:
        return Outlook(back=True, forward=True)
    # Somebody else's text.  With ours still in the slot, it came before us, else on top of ours.
    waiting = slot == item.after
    return Outlook(back=waiting, forward=not waiting)


def settle(pending: Pending) -> str | None:
    """Takes all items back, or forward where somebody's later text forbids that: "back" or "forward".

    None where neither can be done without losing text; nothing is changed then.  Raises Hindered.
    """
    last = Hindered("", "")
    for _ in range(_TRIES):
        try:
            pending.mend()
            way = direction(pending)
            if way == "back":
                _back(pending)
            elif way == "forward":
                apply(pending)
        except Hindered as problem:
            last = problem
        else:
            return way
    raise last


def direction(pending: Pending) -> str | None:
    """The way that is open to all items: "back" before "forward", else None."""
    looks = [pending.outlook(index) for index in range(len(pending.journal.items))]
    if all(look.back for look in looks):
        return "back"
    return "forward" if all(look.forward for look in looks) else None


def foresee(pending: Pending) -> dict[str, bytes | None]:
    """The contents, by path, that `settle` would give to files; None where there would be none.

    Raises Hindered, Damaged.
    """
    way = direction(pending)
    view: dict[str, bytes | None] = {}
    for index, item in enumerate(pending.journal.items):
        live = pending.live(index)
        # A file that is as it was is named as well: the process may still be at work and change it yet.
        if way == "back" and live in (item.before, item.after):
            view[item.path] = pending.journal.image(index)
        elif way == "forward" and live == item.before:
            text = pending.folder.read(str(index))
            view[item.path] = text if isinstance(text, bytes) else None
    return view


def apply(pending: Pending) -> None:
    """Puts every item's new text in place, on the disk.  Raises Hindered."""
    pending.make_folders()
    for index in range(len(pending.journal.items)):
        pending.forward(index)
    pending.sync()


def _back(pending: Pending) -> None:
    for index in reversed(range(len(pending.journal.items))):
        pending.back(index)
    pending.drop_folders()
    pending.sync()


@contextmanager
def _hindered(path: str) -> Iterator[None]:
    """What goes wrong inside is said of this path."""
    try:
        yield
    except OSError as error:
        raise Hindered(path, why(error)) from None
    except Damaged as error:
        raise Hindered(path, str(error)) from None


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _parent(root: str, path: str) -> Folder:
    return open_inside(root, os.path.dirname(path))
