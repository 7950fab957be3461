"""The races of `races.py` with whole commands."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

from tests.crash import fixture, races, warm


def crowd(base: Path, work: Path, processes: int, edits: int) -> None:
    """That many processes each make that many `rlkb add`; raises if one failed, or an edit got lost."""
    _warm_up(base, work)
    races.together([partial(_add_notes, base, work, who, edits) for who in range(processes)])
    hub = (base / "hub.yaml").read_text()
    made = {path.stem for path in (base / "notes").glob("what-is-n*.md")}
    assert len(made) == processes * edits
    assert set(re.findall(r"what-is-n[0-9]+-[0-9]+", hub)) == made
    assert f"notes: {6 + len(made)}" in hub
    assert f"count: {3 + len(made)}" in hub


def _add_notes(base: Path, work: Path, who: int, edits: int) -> None:
    place = work / f"out-{who}"
    place.mkdir()
    for edit in range(edits):
        done = _rlkb(base, place, "add", f"What is n{who} {edit}?", "--section", "second")
        assert done.returncode == 0, done


def editor_race(base: Path, work: Path, saves: int, style: str, pause: float) -> dict[str, int]:
    """An editor saves a note while `rlkb retitle` changes its question again and again."""
    note = base / "notes/one.md"
    _warm_up(base, work)

    def retitle(number: int) -> str:
        done = _rlkb(base, work, "retitle", "one", f"What is one, {number} times?")
        assert "Traceback" not in done.stderr, done.stderr
        return {0: "made", 1: "refused", 2: "not a note now"}[done.returncode]

    edit: Callable[[], object] = partial(races.editor, note, saves, style, pause)
    return races.race(note, base, edit, retitle, saves)


def _warm_up(base: Path, work: Path) -> None:
    _rlkb(base, work, *fixture.NEXT)
    warm.load_all(work)


def _rlkb(base: Path, work: Path, *words: str) -> CompletedProcess[str]:
    command = ["-C", str(base), *words]
    return warm.ended(command, work, warm.fork(command, work))
