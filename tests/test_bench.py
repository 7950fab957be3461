"""The benchmarks: their bases are what they say, and their figures what they should be."""

import json
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from bench import edit, kbgen, lint, measure, tables
from bench.kbflaws import FLAWS
from bench.kboutline import FEWEST, MOST
from bench.measure import Case, Command, Cost
from tests.bases import contents
from tests.cli import rlkb

TOP = Path(__file__).parent.parent
NOTES = 4 * len(FLAWS) + 16
posix = pytest.mark.skipif(sys.platform == "win32", reason="costs are measured by POSIX calls")


def found(root: Path) -> Counter[tuple[str, str]]:
    """Rule and path of all that `rlkb lint` finds."""
    done = rlkb(root, "lint", "--output-format", "json")
    return Counter((finding["rule"], finding["path"]) for finding in json.loads(done.out)["findings"])


def python(code: str) -> Command:
    return Command((sys.executable, "-c", code))


def test_a_base_without_flaws_has_no_finding(tmp_path: Path) -> None:
    assert kbgen.generate(tmp_path / "base", NOTES) == []
    assert found(tmp_path / "base") == Counter()


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_planted_is_what_is_found(tmp_path: Path, seed: int) -> None:
    planted = kbgen.generate(tmp_path / "base", NOTES, seed, flaws=2)
    assert len(planted) == 2 * (len(FLAWS) + 1)
    assert found(tmp_path / "base") == Counter(map(tuple, planted))


def test_the_same_figures_make_the_same_base(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert kbgen.main([str(tmp_path / name), "--notes", str(NOTES), "--flaws", "1"]) == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    truths = [(tmp_path / f"{name}.flaws.json").read_bytes() for name in ("one", "two")]
    assert truths[0] == truths[1]


@pytest.mark.parametrize("notes, flaws", [(FEWEST - 1, 0), (MOST + 1, 0), (16, 1)])
def test_a_base_that_cannot_be_made(tmp_path: Path, notes: int, flaws: int) -> None:
    with pytest.raises(ValueError):
        kbgen.generate(tmp_path / "base", notes, flaws=flaws)
    assert not (tmp_path / "base").exists()


def test_every_command_that_is_measured_is_one(tmp_path: Path) -> None:
    root = tmp_path / "base"
    kbgen.generate(root, NOTES)
    of = edit.names(root)
    for words in edit.preparations(of):
        assert rlkb(root, *words).code == 0
    for words in edit.verbs(of).values():
        assert rlkb(root, *words, "--dry-run").code == 0, words


@posix
def test_costs() -> None:
    cost = measure.run(python("import time; time.sleep(0.1); raise SystemExit(3)"))
    assert cost.code == 3
    assert cost.wall >= 0.1
    assert cost.cpu > 0


@posix
def test_a_run_that_takes_too_long_is_ended() -> None:
    with pytest.raises(measure.TooLong):
        measure.run(python("import time; time.sleep(60)"), limit=0.2)


@posix
def test_a_command_that_fails_is_not_a_figure() -> None:
    with pytest.raises(measure.Failed, match="exit code 1"):
        measure.in_turn({"broken": Case(python("raise SystemExit(1)"))}, 1)


@posix
def test_cases_run_in_turn_after_a_round_that_does_not_count() -> None:
    done: list[str] = []
    cases = {name: Case(python("pass"), before=partial(done.append, name)) for name in "ab"}
    results = measure.in_turn(cases, 2, lambda number: done.append(str(number)))
    assert "".join(done) == "0ab1ba2ab"
    assert {name: len(costs) for name, costs in results.items()} == {"a": 2, "b": 2}


def test_ratios_are_of_medians() -> None:
    ours, theirs = ([Cost(cpu, 2 * cpu, 0) for cpu in costs] for costs in ((1, 2, 9), (4, 4, 4)))
    assert tables.ratio(ours, theirs).value == 0.5
    assert str(tables.ratio(ours[:1], theirs[:1])) == "0.25× [0.25–0.25]"


def test_goals_are_met_or_not_or_not_measured() -> None:
    wanted = [tables.Goal("a", 1, 1.0), tables.Goal("b", 1, 1.01), tables.Goal("c", 1, None)]
    verdicts = [line.split("  ")[-1].strip() for line in tables.goals(wanted).splitlines()[1:]]
    assert verdicts == ["met", "NOT MET", "not measured"]


@pytest.mark.parametrize("words", [["--notes", "0"], ["--notes", ""], ["--runs", "0"], ["--only", "nothing"]])
def test_options_that_mean_nothing(words: list[str]) -> None:
    for main in (lint.main, edit.main):
        with pytest.raises(SystemExit) as stopped:
            main(words)
        assert stopped.value.code == 2


def test_a_name_that_is_no_benchmark() -> None:
    words = [sys.executable, "-m", "bench", "nothing"]
    done = subprocess.run(words, cwd=TOP, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "lint" in done.stderr and "Traceback" not in done.stderr
