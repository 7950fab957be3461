"""The full crash harness: `python -m tests.crash.full [VERB ...]`.  Takes minutes; the suite runs a small
part.

Every command is killed, interrupted, and made to fail with ENOSPC, EIO and EACCES, at each system call
that is about the knowledge base (and killed at every 50th of the others, which cannot matter;
RLKB_CRASH_ALL=1 takes them all).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.crash import races, verb
from tests.crash.traced import Call, Case, can_trace, verdict

_HUB = """\
title: What is known?
totals: {notes: 3, sections: 2}
sections:
  - id: first
    title: First
    count: 2
    notes:
      - one
      - two
  - id: second
    title: Second
    count: 1
    notes:
      - three
"""
_NOTE = """\
---
question: {question}
section: {section}
summary: A summary of {name}.
related: [{related}]
---

See [What is one?](one.md) and [[two]].
"""
_RLKB = [sys.executable, "-m", "rlkb_cli", "-C", "{root}"]
VERBS = {
    "retitle": ["retitle", "one", "What is the first one?", "--rename"],
    "move": ["move", "one", "--to", "second"],
    "add": ["add", "What is four?", "--section", "second"],
    "link": ["link", "one", "three"],
    "lint": ["lint", "--fix"],
    "undo": ["undo"],
}
# Only the transaction, without a command around it.
_BARE = [sys.executable, "-m", "tests.crash.verb", "{root}", "edit"]
_ERRORS = ("error=ENOSPC", "error=EIO", "error=EACCES")
_SIGNALS = ("signal=INT", "signal=TERM")


def make(root: Path) -> Path:
    """A base of three notes and a relation with one end, with a history of one operation."""
    (root / "notes").mkdir(parents=True)
    (root / "hub.yaml").write_text(_HUB)
    for name, section in (("one", "first"), ("two", "first"), ("three", "second")):
        related = "two" if name == "one" else ""
        text = _NOTE.format(question=f"What is {name}?", section=section, name=name, related=related)
        (root / f"notes/{name}.md").write_text(text)
    command = [*_RLKB, "retitle", "three", "What is the third?"]
    subprocess.run([part.replace("{root}", str(root)) for part in command], check=True, capture_output=True)
    return root


def points(calls: list[Call]) -> list[Call]:
    """The calls to be killed at."""
    every = 1 if os.environ.get("RLKB_CRASH_ALL") else 50
    return [call for index, call in enumerate(calls) if call.touches or index % every == 0]


def torture(name: str, case: Case) -> Counter[str]:
    """Everything for one command; the verdicts, with the wrong ones printed."""
    found: Counter[str] = Counter()
    calls = case.calls()
    touching = [call for call in calls if call.touches]
    runs = [(call, "signal=KILL") for call in points(calls)]
    runs += [(call, what) for call in touching for what in (*_ERRORS, *_SIGNALS)]
    for call, what in runs:
        result = verdict(case, case.inject(call, what))
        found[f"{what.partition('=')[0]}: {result if result in ('old', 'new') else 'WRONG'}"] += 1
        if result not in ("old", "new"):
            print(f"{name}: {what} at {call.name} {call.number}: {result}", flush=True)
    print(f"{name}: {len(calls)} calls, {len(touching)} about the base; {dict(found)}", flush=True)
    return found


def main(names: list[str]) -> int:
    """Runs what is named, else all; the number of wrong verdicts."""
    if not can_trace():
        print("strace is not here, or must not trace; the suite does without it")
        return 1
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        base = make(Path(folder) / "start")
        bare = verb.make(Path(folder) / "bare")
        for name in names or ("bare", *VERBS):
            command = _BARE if name == "bare" else [*_RLKB, *VERBS[name]]
            case = Case(bare if name == "bare" else base, command, Path(folder))
            if not case.works:
                print(f"{name}: left out, it does not work on the base")
                continue
            wrong += sum(count for kind, count in torture(name, case).items() if "WRONG" in kind)
        if not names:
            race(Path(folder))
    return wrong


def race(folder: Path) -> None:
    """50 processes with 20 edits each, and 10,000 saves of an editor of each kind."""
    (folder / "crowd").mkdir()
    races.crowd(folder / "crowd", 50, 20)
    print("50 processes, 20 edits each: none lost")
    for style in ("replace", "in place", "append"):
        (folder / style).mkdir()
        outcomes = races.editor_race(folder / style, 10_000, style)
        print(f"editor ({style}), 10,000 saves: no line lost; {outcomes}")


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
