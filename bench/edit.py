"""What each command that edits costs on a large base: `python -m bench edit --notes 1000,10000`.

Every run starts with a warm cache, and is undone after it.  The measure is a warm lint with one note changed,
and what importing Typer adds to starting Python.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import measure, tables
from bench.kbgen import generate
from bench.measure import PASS, PASS_COMMAND, Case, Command, Results

LINT, TYPER = "lint, one note changed", "import typer"
GOALS, LIMIT, GOAL_NOTES = ("move", "retitle", "link", "add"), 2.0, 10_000
ADD = ("add", "What does a measurement add?", "--summary", "A figure.", "--section")


class Names(NamedTuple):
    """What the commands are tried on: notes of one section, and what the first of them has; two sections."""

    first: str
    second: str
    third: str
    relative: str
    heading: str
    home: str
    other: str


def names(folder: Path) -> Names:
    """Those of a base as kbgen makes it."""
    hub = (folder / "hub.yaml").read_text(encoding="utf-8")
    sections = re.findall(r"^  - id: (.*)$", hub, re.MULTILINE)
    notes = re.findall(r"^      - (.*)$", hub, re.MULTILINE)
    text = (folder / "notes" / f"{notes[0]}.md").read_text(encoding="utf-8")
    related = re.findall(r"^  - (.*)$", text, re.MULTILINE)
    third = next(note for note in notes[2:] if note not in related)
    heading = re.findall(r"^## (.*)$", text, re.MULTILINE)[0]
    return Names(notes[0], notes[1], third, related[0], heading, sections[0], sections[1])


def preparations(of: Names) -> tuple[tuple[str, ...], ...]:
    """The further hubs that some commands need, and a listing that can be taken away."""
    return (
        ("hub", "add", "more", "What else do we know?"),
        ("section", "add", "further", "--title", "Further", "--hub", "more"),
        ("place", of.second, "--in", "more/further"),
        ("hub", "add", "unused", "What does nobody ask?"),
    )


def verbs(of: Names) -> dict[str, tuple[str, ...]]:
    """A command line for each command that edits."""
    return {
        "add": (*ADD, of.home),
        "move": ("move", of.first, "--to", of.other),
        "retitle": ("retitle", of.first, "What is this note called now?"),
        "retitle --rename": ("retitle", of.first, "What is this note called now?", "--rename"),
        "remove": ("remove", of.first, "--unlink", "--yes"),
        "merge": ("merge", of.first, of.second, "--yes"),
        "split": ("split", of.first, "What does that part say?", "--heading", of.heading),
        "set": ("set", of.first, "status=checked"),
        "unset": ("unset", of.first, "created"),
        "link": ("link", of.first, of.third),
        "unlink": ("unlink", of.first, of.relative),
        "order": ("order", of.home, of.second, of.first),
        "place": ("place", of.first, "--in", "more/further"),
        "unplace": ("unplace", of.second, "--from", "more/further"),
        "section add": ("section", "add", "Later remarks"),
        "section rename": ("section", "rename", of.home, "--title", "Another name"),
        "section rename --id": ("section", "rename", of.home, "--id", "another-id"),
        "section describe": ("section", "describe", of.home, "What belongs here."),
        "section move": ("section", "move", of.home, "--last"),
        "section merge": ("section", "merge", of.other, of.home),
        "section remove": ("section", "remove", of.other, "--move-to", of.home),
        "hub add": ("hub", "add", "another", "What is another hub about?"),
        "hub retitle": ("hub", "retitle", "more", "What is left?"),
        "hub describe": ("hub", "describe", "more", "What is left."),
        "hub remove": ("hub", "remove", "unused"),
    }


def _cases(folder: Path, only: Sequence[str]) -> Iterator[tuple[str, Case]]:
    lint = measure.rlkb(folder, "lint")
    of = names(folder)
    note = folder / "notes" / f"{of.second}.md"

    def warm() -> None:
        measure.run(lint)

    def touched() -> None:
        warm()
        note.write_bytes(note.read_bytes() + b"\nOne line more.\n")

    def edited() -> None:
        measure.run(measure.rlkb(folder, "set", of.first, "status=checked"))
        warm()

    yield LINT, Case(lint, before=touched)
    yield TYPER, Case(Command((sys.executable, "-c", "import typer")))
    yield PASS, Case(PASS_COMMAND)
    for name, words in verbs(of).items():
        if name in only:
            yield name, Case(measure.rlkb(folder, *words), warm, lambda: measure.restore(folder))
    if "undo" in only:
        yield "undo", Case(measure.rlkb(folder, "undo"), edited)
    if "hub sync" in only:
        yield "hub sync", Case(measure.rlkb(folder, "hub", "sync"), warm)


ALL = (*verbs(Names(*Names._fields)), "undo", "hub sync")


def measured(folder: Path, runs: int, only: Sequence[str]) -> Results:
    """The costs of the wanted commands on the base in `folder`, which is set up for them first."""
    for words in preparations(names(folder)):
        measure.measure("setting up", Case(measure.rlkb(folder, *words)))
    return measure.in_turn(dict(_cases(folder, only)), runs)


def bound(results: Results) -> float:
    """CPU seconds of a warm lint with one note changed, and of the start of Typer."""
    typer = tables.median(results[TYPER]) - tables.median(results[PASS])
    return tables.median(results[LINT]) + typer


def _goals(results: Mapping[int, Results]) -> Iterator[tables.Goal]:
    large = results.get(GOAL_NOTES, {})
    for verb in GOALS:
        value = tables.median(large[verb]) / bound(large) if verb in large else None
        yield tables.Goal(f"{verb}, 10k, of a warm lint with one change and Typer's start", LIMIT, value)


def _table(results: Results) -> str:
    limit = bound(results)
    rows = [
        (
            name,
            f"{1000 * tables.median(costs):,.1f}",
            f"{1000 * tables.median(costs, 'wall'):,.1f}",
            f"{tables.median(costs) / limit:.2f}×",
            str(tables.ratio(costs, results[LINT])),
        )
        for name, costs in results.items()
    ]
    return tables.table(("", "CPU ms", "wall ms", "of lint + Typer", "of lint"), rows)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench edit", description="Measure commands that edit.")
    parser.add_argument("--notes", type=measure.figures, default=[1000, GOAL_NOTES], help="1000,10000,…")
    parser.add_argument("--runs", type=measure.count, default=7, help="how often everything is run (7)")
    parser.add_argument("--only", type=measure.listed, default=list(ALL), help=",".join(ALL))
    options = parser.parse_args(argv)
    for name in set(options.only) - set(ALL):
        parser.error(f"there is no {name}")
    return options


def main(argv: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    options = _options(argv)
    results: dict[int, Results] = {}
    with tempfile.TemporaryDirectory(dir=measure.work_folder(), prefix="edit-") as work:
        for notes in options.notes:
            folder = Path(work) / str(notes)
            generate(folder, notes)
            results[notes] = measured(folder, options.runs, options.only)
            print(f"\n{notes:,} notes\n{_table(results[notes])}", flush=True)
    print("\n" + tables.goals(_goals(results)))
    return 0
