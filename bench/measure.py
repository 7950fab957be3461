"""What a command costs, measured in turn with others, and how figures are compared and printed."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent.parent
# What pip's entry point does, without asking whether this checkout is installed.
ENTRY = "import sys; sys.argv[0] = 'rlkb'; from rlkb_cli.__main__ import main; sys.exit(main())"

_LEFT_OUT = ("CI", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")


class Cost(NamedTuple):
    """What one run took: CPU seconds (user and system, of all its processes), wall seconds, exit code."""

    cpu: float
    wall: float
    code: int


class TooLong(Exception):
    """A run was ended because it took longer than it may."""


class Command(NamedTuple):
    """A command line, the folder it runs in, and what its environment has besides ours."""

    words: Sequence[str]
    folder: Path = HERE
    environment: Mapping[str, str] = {}


PASS = "python -c pass"
PASS_COMMAND = Command((sys.executable, "-c", "pass"))


def nothing() -> None:
    """What is done around a run that needs nothing."""


class Failed(Exception):
    """A command that is measured ended with an exit code that it should not have: its time means nothing."""


class Case(NamedTuple):
    """A command that is measured, how it has to end, and what is done around each run, off the clock."""

    command: Command
    before: Callable[[], object] = nothing
    after: Callable[[], object] = nothing
    cores: int | None = None
    code: int = 0


Results = dict[str, list[Cost]]


def rlkb(folder: Path, *words: str) -> Command:
    """`rlkb words…` of this checkout, in `folder`."""
    return Command((sys.executable, "-c", ENTRY, *words), folder, {"PYTHONPATH": str(HERE)})


def run(command: Command, cores: int | None = None, limit: float = 3600) -> Cost:
    """Run it to its end, its output thrown away; TooLong after `limit` seconds of wall time."""
    with _allowed(cores):
        started = time.perf_counter()
        process = _start(command, subprocess.DEVNULL)
    guard = threading.Timer(limit, process.kill)
    guard.start()
    _, status, usage = os.wait4(process.pid, 0)
    guard.cancel()
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if wall >= limit:
        raise TooLong
    return Cost(usage.ru_utime + usage.ru_stime, wall, process.returncode)


def restore(folder: Path) -> None:
    """Undo the newest edit of the base in `folder`; Failed if that does not work."""
    measure("rlkb undo", Case(rlkb(folder, "undo")))


def output(command: Command) -> str:
    """What a command prints."""
    process = _start(command, subprocess.PIPE)
    return process.communicate()[0].decode()


def memory(command: Command) -> int:
    """The most memory that its processes held at one time, in bytes; 0 where the system does not tell.

    Looked at every 5 ms, which may miss a little.  What processes share counts once, so that a pool of forked
    workers is not counted several times.
    """
    process = _start(command, subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        held = [_memory(pid) for pid in _family(process.pid)]
        peak = max(peak, sum(private for private, _ in held) + max(shared for _, shared in held))
        time.sleep(0.005)
    return peak


def in_turn(
    cases: Mapping[str, Case], runs: int, before_round: Callable[[int], object] = lambda number: None
) -> Results:
    """Run all cases `runs` times in turn, each round starting with another one; returns their costs.

    A round ahead of them, number 0, is not counted.  `before_round` gets the number of the round.
    """
    results: Results = {name: [] for name in cases}
    names = list(cases)
    for number in range(runs + 1):
        before_round(number)
        first = number % len(names)
        for name in names[first:] + names[:first]:
            cost = measure(name, cases[name])
            if number:
                results[name].append(cost)
    return results


def measure(name: str, case: Case, limit: float = 3600) -> Cost:
    """One run, prepared; Failed if it ends with a wrong exit code, TooLong after `limit` seconds."""
    case.before()
    cost = run(case.command, case.cores, limit)
    if cost.code != case.code:
        raise Failed(
            f"{name} ended with exit code {cost.code}, not {case.code}: {' '.join(case.command.words)}"
        )
    case.after()
    return cost


def listed(text: str) -> list[str]:
    """The items of an option's value, such as `a,b`."""
    return [item for item in text.split(",") if item]


def figures(text: str) -> list[int]:
    """Whole numbers above 0 of an option's value, such as `1000,10000`; ValueError."""
    numbers = sorted(int(item) for item in listed(text))
    if not numbers or numbers[0] < 1:
        raise ValueError(text)
    return numbers


def count(text: str) -> int:
    """A whole number above 0; ValueError."""
    return figures(text)[0]


def work_folder() -> Path:
    """Where peers are kept and bases are made."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rlkb-bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _start(command: Command, stdout: int) -> "subprocess.Popen[bytes]":
    """Without `CI` in its environment, where tools behave as they do nowhere else, and with bytecode kept.

    pip compiles what it installs, so a checkout that Python compiles anew for every run is not what users have.
    """
    return subprocess.Popen(
        command.words,
        cwd=command.folder,
        env={name: value for name, value in os.environ.items() if name not in _LEFT_OUT} | dict(command.environment),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def _allowed(cores: int | None) -> Iterator[None]:
    """Let what is started run on that many cores only, where the system can do that; None: on all."""
    if cores is None or not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    with suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split():
                yield from _family(int(child))


def _memory(pid: int) -> tuple[int, int]:
    """What a process has for itself, and what it shares with any other, in bytes."""
    fields = {"Rss": 0, "Private_Clean": 0, "Private_Dirty": 0}
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name, _, value = line.partition(":")
            if name in fields:
                fields[name] = int(value.split()[0]) * 1024
    private = fields["Private_Clean"] + fields["Private_Dirty"]
    return private, fields["Rss"] - private
