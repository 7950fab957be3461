"""What it costs to start: `python -m bench start`, commands on the shipped hub, against `python -c pass`."""

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import measure, tables
from bench.measure import HERE, PASS, PASS_COMMAND, Case, Results

GOALS = {"rlkb --version": 2.0, "rlkb lint, warm": 2.5, "rlkb --help": 8.0, "rlkb move": 8.0}
# What a shell sets when the user presses Tab behind `rlkb mo`.
TAB = {"_RLKB_COMPLETE": "complete_bash", "COMP_WORDS": "rlkb mo", "COMP_CWORD": "1"}


def starts(folder: Path) -> dict[str, Case]:
    """The commands, on a copy of the shipped hub in `folder`."""
    completion = measure.rlkb(folder)
    note = sorted((folder / "notes").iterdir())[0].stem
    lint = measure.rlkb(folder, "lint")
    return {
        "rlkb --version": Case(measure.rlkb(folder, "--version")),
        "rlkb lint, warm": Case(lint, before=lambda: measure.run(lint)),
        "rlkb --help": Case(measure.rlkb(folder, "--help")),
        "rlkb mo⇥": Case(completion._replace(environment={**completion.environment, **TAB})),
        "rlkb move": Case(
            measure.rlkb(folder, "move", note, "--to", "novel-reward-paradigms"),
            before=lambda: measure.run(lint),
            after=lambda: measure.restore(folder),
        ),
        PASS: Case(PASS_COMMAND),
    }


def _table(results: Results) -> str:
    rows = [
        (name, f"{1000 * tables.median(costs):.1f}", str(tables.ratio(costs, results[PASS])))
        for name, costs in results.items()
    ]
    return tables.table(("", "CPU ms", f"of {PASS}"), rows)


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
    wanted = (
        tables.Goal(f"{name}, of {PASS}", limit, tables.ratio(results[name], results[PASS]).value)
        for name, limit in GOALS.items()
    )
    print("\n" + tables.goals(wanted))
    return 0
