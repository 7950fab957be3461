"""The full crash harness: `python -m tests.crash.full [VERB ...]`.  Takes half an hour; the suite runs a
small part.

Every command is killed, interrupted, and made to fail with ENOSPC, EIO and EACCES, at the system calls
that are about the knowledge base or print something: killed at each, the others at every few;
RLKB_CRASH_STRIDE=3 takes a third of all.  `bare` is the transaction without a command around it, `cold` a
command with the start of its interpreter, `race` many processes and an editor at once.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.crash import commands, fixture, races, verb
from tests.crash.traced import Call, Case, can_trace, verdict
from tests.crash.warm import Warm

# What is done at a call, and at every how many calls.
_KINDS = {
    "signal=KILL": 1,
    "error=EIO": 2,
    "error=ENOSPC": 8,
    "error=EACCES": 8,
    "signal=INT": 8,
    "signal=TERM": 8,
}
_COLD = 20
_BARE = [sys.executable, "-m", "tests.crash.verb", "{root}"]


def runs(calls: list[Call], name: str) -> Iterator[tuple[Call, str]]:
    """What is to be done at which call."""
    chosen = calls[::_COLD] if name == "cold" else [call for call in calls if call.touches]
    for offset, (what, every) in enumerate(_KINDS.items()):
        step = every * int(os.environ.get("RLKB_CRASH_STRIDE", "1"))
        for call in chosen[offset % step :: step]:
            # An error of the interpreter's own start is not ours to handle.
            if call.touches or what.startswith("signal"):
                yield call, what


def torture(name: str, case: Case) -> Counter[str]:
    """Everything for one command; the verdicts, with the wrong ones printed."""
    found: Counter[str] = Counter()
    calls = case.calls()
    for call, what in runs(calls, name):
        result = verdict(case, case.inject(call, what))
        found[f"{what.partition('=')[2]}: {result if result in ('old', 'new') else 'WRONG'}"] += 1
        if result not in ("old", "new"):
            print(f"{name}: {what} at {call.name} {call.number}: {result}", flush=True)
    touching = sum(call.touches for call in calls)
    print(f"{name}: {len(calls)} calls, {touching} about the base; {dict(found)}", flush=True)
    return found


def case_of(name: str, work: Path) -> Case:
    """The command of that name on its base."""
    base = work / "start"
    if name == "bare":
        return Case(verb.make(base), [*_BARE, "edit"], work, [*_BARE, "recover"])
    fixture.make(base)
    if name == "cold":
        following = fixture.program("{root}", *fixture.NEXT)
        return Case(base, fixture.program("{root}", *fixture.VERBS["retitle"]), work, following)
    words, _, known = name.partition("-")
    return Warm(base, fixture.VERBS[words], work, known=known == "known")


def main(names: list[str]) -> int:
    """Runs what is named, else all; the number of wrong verdicts."""
    if not can_trace():
        print("strace is not here, or must not trace; the suite does without it")
        return 1
    wrong = 0
    for name in names or ("bare", *fixture.VERBS, "retitle-known", "cold", "race"):
        with tempfile.TemporaryDirectory() as folder:
            if name == "race":
                race(Path(folder))
                continue
            case = case_of(name, Path(folder))
            if not case.works:
                print(f"{name}: does not work on the base")
                wrong += 1
                continue
            wrong += sum(count for kind, count in torture(name, case).items() if "WRONG" in kind)
    return wrong


def race(folder: Path) -> None:
    """50 processes with 20 edits each, and an editor of each kind, against the transaction and commands."""
    (folder / "crowd").mkdir()
    races.crowd(folder / "crowd", 50, 20)
    print("50 processes, 20 edits each: none lost")
    for style in ("replace", "in place", "append"):
        (folder / style).mkdir()
        outcomes = races.editor_race(folder / style, 10_000, style)
        print(f"editor ({style}), 10,000 saves: no line lost; {outcomes}")
        base = fixture.make(folder / f"commands, {style}")
        outcomes = commands.editor_race(base, folder, 1_000, style, 0.3)
        print(f"editor ({style}), 1,000 saves, commands: no line lost; {outcomes}", flush=True)
    commands.crowd(fixture.make(folder / "commands"), folder, 50, 20)
    print("50 processes, 20 commands each: none lost")


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
