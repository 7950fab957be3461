"""What is longer than the screen goes through a pager."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from rlkb_cli.output import console

if TYPE_CHECKING:
    from rich.console import Console

_NOT_THERE = (126, 127)  # what a shell says of a command that it cannot run


@contextmanager
def paged() -> Iterator["Console"]:
    """A console for output that may be long: what is higher than the terminal goes through `$PAGER`, with its colours.

    Without `PAGER`, `less` is used where it is there; `cat` or nothing turns paging off.  In a pipe or file nothing
    is paged.
    """
    out = console()
    command = os.environ.get("PAGER", "less" if shutil.which("less") else "").strip()
    if not sys.stdout.isatty() or command in ("", "cat") or out.legacy_windows:
        yield out
        return
    with out.capture() as captured:
        yield out
    text = captured.get()
    if text.count("\n") < out.height or not _show(command, text):
        sys.stdout.write(text)


def _show(command: str, text: str) -> bool:
    """Let the user read the text in a pager; False if there is no such program.

    The variables are those that Git sets: `less` shows colours, and ends by itself on a short text.
    """
    settings = {"LESS": "FRX", "LV": "-c", **os.environ}
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the pager that it is meant for
    try:
        with subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=settings) as pager:
            with suppress(BrokenPipeError):  # who has read enough closes it
                pager.communicate(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
            return pager.wait() not in _NOT_THERE
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
