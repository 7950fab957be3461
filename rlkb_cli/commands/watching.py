"""Doing something again whenever a base changes on disk."""

import os
import signal
import sys
from collections.abc import Callable, Iterator

from rlkb_cli.errors import BadInput, RlkbError


def again(root: str, run: Callable[[], object]) -> None:
    """Call `run` now, and after every change below `root`, until the user ends it; what is wrong is explained.

    On a terminal, each time begins with a clear screen.  BadInput if there is nothing to watch with.
    """
    from rlkb_cli.output import console, explain

    # What waits for changes takes every signal for Ctrl-C.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for _ in _changes(root):
        if sys.stdout.isatty():
            console().clear()
        try:
            run()
        except RlkbError as error:
            explain(error)
        sys.stdout.flush()


def _changes(root: str) -> Iterator[None]:
    """Yields once it is sure that no change will be missed, and then for every burst of changes."""
    try:
        from watchfiles import watch
    except ImportError:
        raise BadInput("watching needs the package `watchfiles`", help="install `rlkb[watch]`") from None
    top = os.path.realpath(root)
    started = False
    for changes in watch(top, watch_filter=lambda _, path: _counts(top, path), rust_timeout=100, yield_on_timeout=True):
        if changes or not started:
            started = True
            yield


def _counts(top: str, path: str) -> bool:
    """False for what is hidden, such as our own cache, except what says what to ignore."""
    parts = os.path.relpath(path, top).split(os.sep)
    return parts[-1] == ".gitignore" or not any(part.startswith(".") for part in parts)
