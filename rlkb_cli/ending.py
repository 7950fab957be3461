"""How a command ends: the one place where an error of ours becomes a message and an exit code."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

from rlkb_cli.commands.options import choose_color
from rlkb_cli.edit.signals import has_committed, note_commit
from rlkb_cli.errors import Refused, RlkbError
from rlkb_cli.output import explain

INTERRUPTED, PIPE_CLOSED, TERMINATED = 130, 141, 143


def ended(run: Callable[[], int | None]) -> int:
    """Run a command to its end; returns the exit code.  Whatever goes wrong is explained."""
    note_commit(False)
    try:
        choose_color(None)
        code = run() or 0
        sys.stdout.flush()
        return code
    except RlkbError as error:
        explain(error)
        return error.code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return 0 if has_committed() else PIPE_CLOSED
    except OSError as error:
        _abandon_output()
        if has_committed():
            return 0
        explain(Refused(f"the system does not let rlkb go on: {error.strerror or error}", path=error.filename))
        return Refused.code


def watch_signals() -> None:
    """Let a signal end the command, unless it has changed the base: then it is too late for that."""
    signal.signal(signal.SIGINT, _interrupted)
    signal.signal(signal.SIGTERM, _terminated)


def _interrupted(signum: int, frame: object) -> None:
    if not has_committed():
        raise KeyboardInterrupt


def _terminated(signum: int, frame: object) -> None:
    if not has_committed():
        raise SystemExit(TERMINATED)


def _abandon_output() -> None:
    """Let the interpreter's last flush go nowhere instead of failing on the closed pipe."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
