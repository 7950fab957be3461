"""Interrupts that come while files are being changed wait until the change is done or taken back."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_committed = False


def note_commit(done: bool = True) -> None:
    """Say that this command has changed the base, so that from here on it ends well whatever happens."""
    global _committed
    _committed = done


def has_committed() -> bool:
    """True if this command has changed the base: an interrupt or an error of output is too late then."""
    return _committed


@contextmanager
def deferred() -> Iterator[list[int]]:
    """The list of signals that came; what to do about them is for the caller, who may hand them to `deliver`.

    Signals that the process ignores stay ignored; outside the main thread nothing is deferred.
    """
    came: list[int] = []
    before = {}
    with suppress(ValueError):  # outside the main thread
        for number in _SIGNALS:
            if signal.getsignal(number) not in (None, signal.SIG_IGN):
                before[number] = signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def deliver(came: list[int]) -> None:
    """Acts on the signals as if they came now."""
    for number in came:
        signal.raise_signal(number)
