"""A bar for work that takes long: on a terminal, after half a second, and nothing elsewhere."""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeVar

    from rich.progress import Progress

    T = TypeVar("T")

DELAY = 0.5
"""Seconds of work before a bar is shown: most runs are over by then."""


def track(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """The items, one by one; while they take long, standard error shows how far the work is.

    `total` is how many there are, None where nobody knows.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM", "").lower() in ("dumb", "unknown"):
        yield from items
        return
    started, bar = time.monotonic(), None
    try:
        for number, item in enumerate(items):
            if bar is None and time.monotonic() - started > DELAY:
                bar = _bar(label, total)
            if bar is not None:
                bar.update(bar.task_ids[0], completed=number)
            yield item
    finally:
        if bar is not None:
            bar.stop()


def _bar(label: str, total: int | None) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from rlkb_cli.output import console

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    bar = Progress(*columns, console=console(stderr=True), transient=True)
    bar.add_task(label, total=total)
    bar.start()
    return bar
