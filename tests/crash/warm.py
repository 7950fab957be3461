"""Whole commands, stopped or failed at any system call, without the start of an interpreter for each.

This process has loaded everything once; for each run it forks, and `strace` follows the child.
"""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path

from rlkb_cli import cli
from rlkb_cli.kb import cache
from tests.crash.fixture import NEXT
from tests.crash.traced import Case


class Warm(Case):
    """A case whose commands are the words behind `rlkb`, run in forks of this process, which loads what
    they load.

    With `known`, the cache knows all files when the command begins, so that it reads few of them.
    """

    def __init__(self, base: Path, words: list[str], work: Path, *, known: bool = False) -> None:
        self.known = known
        self.work = work
        super().__init__(base, ["-C", "{root}", *words], work, ["-C", "{root}", *NEXT])
        load_all(work)

    def fresh(self) -> None:
        super().fresh()
        if self.known:
            self.run(["-C", str(self.root), "lint"])

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return ended(command, self.work, fork(command, self.work))

    def traced(self, *options: str) -> subprocess.CompletedProcess[str]:
        child = fork(self.command, self.work, stopped=True)
        os.waitpid(child, os.WUNTRACED)
        with subprocess.Popen(["strace", "-qq", *options, "-p", str(child)]):
            _wait_for_tracer(child)
            os.kill(child, signal.SIGCONT)
            return ended(self.command, self.work, child)


def fork(words: list[str], work: Path, *, stopped: bool = False) -> int:
    """A child that runs `rlkb` with these words, `stopped` until it is told to go on; its output and the
    names of the modules that it loaded are left in `work`.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = _rlkb(words, work, stopped=stopped)
        finally:
            os._exit(code)
    return child


def ended(words: list[str], work: Path, child: int) -> subprocess.CompletedProcess[str]:
    """Waits for that child."""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    out, err = ((work / name).read_text(errors="replace") for name in ("out", "err"))
    return subprocess.CompletedProcess(words, code, out, err)


def load_all(work: Path) -> None:
    """Loads what the last child loaded, so that the next ones need not."""
    for name in (work / "modules").read_text().split():
        with suppress(ImportError):
            importlib.import_module(name)


def _rlkb(words: list[str], work: Path, *, stopped: bool) -> int:
    """Runs `rlkb`, and ends as an interpreter does; the exit code."""
    # So that a file counts as settled as soon as it is written.
    cache._FINE = cache._COARSE = 0
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(work / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    sys.argv = ["rlkb", *words]
    sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
    if stopped:
        os.kill(os.getpid(), signal.SIGSTOP)
    try:
        code = _main()
        sys.stdout.flush()
    except OSError:
        return 120
    if not stopped:
        (work / "modules").write_text("\n".join(sys.modules))
    return code


def _main() -> int:
    try:
        cli.main()
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _wait_for_tracer(process: int) -> None:
    status = Path(f"/proc/{process}/status")
    while "TracerPid:\t0" in status.read_text():
        time.sleep(0.001)
    time.sleep(0.003)
