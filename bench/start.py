"""What it costs to start: `python -m bench start`, commands on the shipped hub, against `python -c pass`."""

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import measure, tables
from bench.measure import HERE, PASS, PASS_COMMAND, Case, Command, Results

GOALS = {"rlkb --version": 2.0, "rlkb lint, warm": 2.5, "rlkb --help": 8.0, "rlkb move": 8.0, "rlkb add": 8.0}
COMPLETION, MILLISECONDS = "rlkb move c⇥", 100.0
SECTION = "novel-reward-paradigms"
ADD = ("add", "What does a measurement add?", "--summary", "A figure.", "--section", SECTION)


def completed(folder: Path, line: str) -> Command:
    """What a shell runs when the user presses Tab behind `line`."""
    tab = {"_RLKB_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    command = measure.rlkb(folder)
    return command._replace(environment={**command.environment, **tab})


def starts(folder: Path) -> dict[str, Case]:
    """The commands, on a copy of the shipped hub in `folder`."""
    note = sorted((folder / "notes").iterdir())[0].stem
    lint = measure.rlkb(folder, "lint")
    warm, restored = (lambda: measure.run(lint)), (lambda: measure.restore(folder))
    return {
        "rlkb --version": Case(measure.rlkb(folder, "--version")),
        "rlkb lint, warm": Case(lint, before=warm),
        "rlkb --help": Case(measure.rlkb(folder, "--help")),
        "rlkb m⇥": Case(completed(folder, "rlkb m")),
        COMPLETION: Case(completed(folder, COMPLETION.rstrip("⇥"))),
        "rlkb move": Case(measure.rlkb(folder, "move", note, "--to", SECTION), before=warm, after=restored),
        "rlkb add": Case(measure.rlkb(folder, *ADD), before=warm, after=restored),
        PASS: Case(PASS_COMMAND),
    }


def _table(results: Results) -> str:
    rows = [
        (
            name,
            f"{1000 * tables.median(costs):.1f}",
            f"{1000 * tables.median(costs, 'wall'):.1f}",
            str(tables.ratio(costs, results[PASS])),
        )
        for name, costs in results.items()
    ]
    return tables.table(("", "CPU ms", "wall ms", f"of {PASS}"), rows)


def _goals(results: Results) -> Iterator[tables.Goal]:
    for name, limit in GOALS.items():
        yield tables.Goal(f"{name}, of {PASS}", limit, tables.ratio(results[name], results[PASS]).value)
    yield tables.Goal(f"{COMPLETION}, CPU ms", MILLISECONDS, 1000 * tables.median(results[COMPLETION]))


def main(argv: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench start", description="Measure how rlkb starts.")
    parser.add_argument("--runs", type=measure.count, default=15, help="how often everything is run (15)")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(dir=measure.work_folder(), prefix="start-") as name:
        folder = Path(name)
        shutil.copy(HERE / "hub.yaml", folder)
        shutil.copytree(HERE / "notes", folder / "notes")
        results = measure.in_turn(starts(folder), options.runs)
    print(_table(results))
    print("\n" + tables.goals(_goals(results)))
    return 0
