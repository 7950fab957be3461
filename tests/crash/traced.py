"""Stops or fails a whole command at any system call, by `strace`, and looks at what it left.

`--seccomp-bpf` must not be used: it silently switches the injection off.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rlkb_cli.edit.recovery import steadily
from rlkb_cli.errors import RlkbError
from tests.crash import verb

_CALL = re.compile(r"(?:\d+ +)?(\w+)\(")
_OUTPUT = re.compile(r"write\([12]<")
# Set, so that a command makes the same calls in every run.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "CI"} | {
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "NO_COLOR": "1",
}


class Call(NamedTuple):
    """A system call of a command: the `number`-th one of this name, and whether it is about the knowledge
    base or writes what the user reads.
    """

    name: str
    number: int
    touches: bool


class Case:
    """A command (`{root}` stands for the base) and the base it starts from; `old` and `new` are its two
    states.  `following` is the command that comes after it, and may have to put things right.
    """

    def __init__(self, base: Path, command: list[str], work: Path, following: list[str]) -> None:
        self.base = base
        self.root = work / "base"
        self.log = work / "log"
        self.command = [part.replace("{root}", str(self.root)) for part in command]
        self.following = [part.replace("{root}", str(self.root)) for part in following]
        self.fresh()
        self.old = verb.state(self.root)
        self.works = self.run(self.command).returncode == 0
        self.new = verb.state(self.root)

    def fresh(self) -> None:
        """The base as it was before the command."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.base, self.root)

    def calls(self) -> list[Call]:
        """Every system call that the command makes."""
        self.fresh()
        self.traced("-y", "-o", str(self.log))
        return list(_calls(self.log.read_text(errors="replace").splitlines(), str(self.root)))

    def inject(self, call: Call, what: str) -> subprocess.CompletedProcess[str]:
        """Runs the command on a fresh base with `what` ("signal=KILL", "error=EIO") at one call."""
        self.fresh()
        return self.traced("-o", "/dev/null", "-e", f"inject={call.name}:{what}:when={call.number}")

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Runs a command undisturbed."""
        return subprocess.run(
            command, capture_output=True, text=True, errors="replace", env=ENVIRONMENT, check=False
        )

    def traced(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Runs the command under `strace`."""
        return self.run(["strace", "-f", "-qq", *options, *self.command])


def _calls(lines: list[str], root: str) -> Iterator[Call]:
    counts: Counter[str] = Counter()
    for line in lines:
        found = _CALL.match(line)
        # After exec the counts of strace go on; a call that never returns cannot fail.
        if found and found[1] not in ("exit_group", "execve"):
            counts[found[1]] += 1
            yield Call(found[1], counts[found[1]], root in line or bool(_OUTPUT.search(line)))


def can_trace() -> bool:
    """Whether `strace` is here and may trace."""
    if shutil.which("strace") is None:
        return False
    command = ["strace", "-qq", "-o", os.devnull, sys.executable, "-c", ""]
    tried = subprocess.run(command, capture_output=True, check=False)
    return tried.returncode == 0


def verdict(case: Case, result: subprocess.CompletedProcess[str]) -> str:
    """What a stopped or failed run left: "old" or "new" is well, anything else says what is wrong."""
    seen = _seen_by_readers(case)
    is_pending = (case.root / ".rlkb/journal/pending").exists()
    # With nothing left over, the next command has nothing to put right.
    after = case.run(case.following) if verb.leftovers(case.root) else result
    if is_pending and "interrupted change" not in after.stdout + after.stderr:
        return f"recovery is not told: {after}"
    left = verb.leftovers(case.root)
    if left:
        return f"leftovers: {left}"
    if "Traceback" in result.stderr + after.stderr:
        return f"traceback: {result.stderr[-400:]}{after.stderr[-400:]}"
    state = verb.state(case.root)
    found = "old" if state == case.old else "new" if state == case.new else "mixed"
    if seen != {path: data for path, data in state.items() if not path.endswith("/")}:
        return f"{found}, but readers saw something else"
    # A killed process has a negative code, which says nothing about the state.
    if result.returncode >= 0 and (result.returncode == 0) != (found == "new"):
        return f"{found}, but exit code {result.returncode}: {result.stderr.strip()[-200:]}"
    return found


def _seen_by_readers(case: Case) -> dict[str, bytes] | None:
    """The files as `rlkb lint` would read them before anything was put right."""
    try:
        laid_over = steadily(case.root, lambda overlay: overlay)
    except RlkbError:
        return None
    files = {path: data for path, data in verb.state(case.root).items() if not path.endswith("/")}
    return {path: data for path, data in (files | laid_over).items() if data is not None}
