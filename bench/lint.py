"""`rlkb lint` beside other linters: `python -m bench lint --notes 1000,10000,100000`.

Bases are made anew each time (see kbgen), the peers are installed once into a folder of the user's cache.  In
every round each tool runs once, so that a busy machine is busy for all.  Figures are ratios of medians of CPU
time (user and system, of all processes), with the quartiles of the rounds' ratios.
"""

import argparse
import json
import math
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import measure, tables
from bench.kbflaws import FLAWS
from bench.measure import HERE, PASS, Command, Failed, Results
from bench.peers import TOOLS, install, peers
from bench.scenarios import SCENARIOS, Base, memory
from bench.tables import Goal

FLAWS_OF_EACH, GROWTH = 5, 1.1
Figures = dict[tuple[int, str], Results]
Peaks = dict[int, dict[str, int]]
PARTS = (*SCENARIOS, "memory", "flaws")


def flaws(base: Base) -> list[str]:
    """What rlkb gets wrong about the clean base and a flawed one, with every cache, cold and warm."""
    folder = base.folder.with_name(base.folder.name + "-flawed")
    truth = _make(folder, base.notes, min(FLAWS_OF_EACH, base.notes // (2 * len(FLAWS))))
    flawed = base._replace(folder=folder)
    print(f"{truth.total()} flaws planted in {base.notes:,} notes")
    complaints = [*_judged(base, Counter()), *_judged(flawed, truth)]
    shutil.rmtree(folder)
    return complaints


def _judged(base: Base, truth: Counter[tuple[str, str]]) -> Iterator[str]:
    for mode in ("off", "stat", "stat", "content", "content") if base.cached else ("cold", "again"):
        found = _found(base.lint(mode))
        for what, difference in (("not found", truth - found), ("found, but not there", found - truth)):
            yield from (f"{mode}: {what}: {rule} in {path}" for rule, path in difference.elements())


def _found(lint: Command) -> Counter[tuple[str, str]]:
    said = measure.output(lint._replace(words=[*lint.words, "--output-format", "json"]))
    try:
        findings = json.loads(said)["findings"]
    except ValueError:
        raise Failed(f"no JSON: {' '.join(lint.words)}") from None
    return Counter((finding["rule"], finding["path"]) for finding in findings)


def _make(folder: Path, notes: int, flaws_of_each: int = 0) -> Counter[tuple[str, str]]:
    """Make a base in a process of its own, so that this one stays small; returns what was planted."""
    words = [sys.executable, "-m", "bench", "kbgen", str(folder), f"--notes={notes}"]
    words.append(f"--flaws={flaws_of_each}")
    if measure.run(Command(words, HERE)).code:
        raise Failed(f"could not make {folder}")
    if not flaws_of_each:
        return Counter()
    truth = Path(f"{folder}.flaws.json").read_text(encoding="utf-8")
    return Counter((rule, path) for rule, path in json.loads(truth))


def _goals(figures: Figures, peaks: Peaks) -> Iterator[Goal]:
    def cost(notes: int, scenario: str, other: str, what: str = "cpu") -> float | None:
        results = figures.get((notes, scenario), {})
        return tables.ratio(results["rlkb"], results[other], what).value if other in results else None

    small, large, rumdl = 10_000, 100_000, "rumdl links"
    yield Goal("cold 10k, of lychee", 0.9, cost(small, "cold", "lychee"))
    yield Goal("cold 10k, of rumdl's link rules", 0.5, cost(small, "cold", rumdl))
    yield Goal("cold 10k, of rumdl with all its rules", 0.25, cost(small, "cold", "rumdl"))
    yield Goal("cold 10k, wall, of one core", 0.65, cost(small, "cold", "rlkb on one core", "wall"))
    yield Goal("warm 10k, of rumdl cached", 0.08, cost(small, "warm", rumdl))
    yield Goal(f"warm 10k, of {PASS}", 5, cost(small, "warm", PASS))
    for what in ("body", "heading"):
        yield Goal(f"warm 10k, one {what} changed, of rumdl cached", 0.15, cost(small, what, rumdl))
    yield Goal("warm 100k, of rumdl cached", 0.06, cost(large, "warm", rumdl))
    for what in ("body", "heading"):
        yield Goal(f"warm 100k, one {what} changed, of rumdl cached", 0.1, cost(large, what, rumdl))
    yield Goal("memory, cold 100k, of rumdl's link rules", 1, _peak(peaks.get(large, {})))
    for scenario in ("cold", "warm"):
        yield _growth(figures, scenario)


def _peak(peaks: dict[str, int]) -> float | None:
    return peaks["rlkb"] / peaks["rumdl links"] if peaks.get("rumdl links") else None


def _growth(figures: Figures, scenario: str) -> Goal:
    """The exponent by which the time grows with the notes, from the smallest base to the largest."""
    sizes = sorted(notes for notes, which in figures if which == scenario)
    if len(sizes) < 2:
        return Goal(f"growth, {scenario}: exponent", GROWTH, None)
    small, large = (tables.median(figures[size, scenario]["rlkb"]) for size in (sizes[0], sizes[-1]))
    exponent = math.log(large / small) / math.log(sizes[-1] / sizes[0])
    return Goal(f"growth, {scenario}, {sizes[0]:,} to {sizes[-1]:,}: exponent", GROWTH, exponent)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench lint", description="Measure rlkb lint beside its peers."
    )
    parser.add_argument("--notes", type=measure.figures, default=[1000, 10_000, 100_000], help="1000,10000,…")
    parser.add_argument("--runs", type=measure.count, default=7, help="how often everything is run (7)")
    parser.add_argument("--only", type=measure.listed, default=list(PARTS), help=",".join(PARTS))
    parser.add_argument(
        "--peers", type=measure.listed, default=list(TOOLS), help=f"none, or {','.join(TOOLS)}"
    )
    options = parser.parse_args(argv)
    if options.peers == ["none"]:
        options.peers = []
    for name in (*set(options.only) - set(PARTS), *set(options.peers) - set(TOOLS)):
        parser.error(f"there is no {name}")
    return options


def _sized(
    folder: Path, notes: int, options: argparse.Namespace, figures: Figures, peaks: Peaks
) -> list[str]:
    """Measure one size and print it; fills `figures` and `peaks`, returns what rlkb got wrong."""
    _make(folder, notes)
    cached = "--cache" in measure.output(measure.rlkb(HERE, "lint", "--help"))
    tools = tuple(peers(measure.work_folder(), folder, options.peers))
    base = Base(folder, notes, tools, options.runs, cached)
    for name in options.only:
        if name in SCENARIOS:
            figures[notes, name] = _scenario(base, name)
    if "memory" in options.only:
        peaks[notes] = memory(base)
        rows = [(name, f"{peak / 1e6:,.0f}") for name, peak in peaks[notes].items()]
        print(f"\nmemory, {notes:,} notes\n{tables.table(('', 'MB'), rows)}")
    return _proved(base) if "flaws" in options.only else []


def _scenario(base: Base, name: str) -> Results:
    results = SCENARIOS[name](base)
    text = tables.compare(results, "rlkb") if results else "left out: rlkb lint has no --cache yet"
    print(f"\n{name}, {base.notes:,} notes\n{text}", flush=True)
    return results


def _proved(base: Base) -> list[str]:
    print(f"\nflaws, {base.notes:,} notes")
    complaints = flaws(base)
    print("\n".join(complaints) or "all of them found, and nothing else", flush=True)
    return complaints


def main(argv: Sequence[str]) -> int:
    """Measure and print; returns 1 if rlkb missed a flaw, found one that is not there, or failed."""
    options = _options(argv)
    work = measure.work_folder()
    print(*install(work, options.peers), sep="\n")
    figures: Figures = {}
    peaks: Peaks = {}
    complaints: list[str] = []
    with tempfile.TemporaryDirectory(dir=work, prefix="lint-") as folder:
        for notes in options.notes:
            complaints += _sized(Path(folder) / f"base-{notes}", notes, options, figures, peaks)
    print("\n" + tables.goals(_goals(figures, peaks)))
    return 1 if complaints else 0
