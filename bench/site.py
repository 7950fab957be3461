"""What a site costs: `python -m bench site`, from nothing and after one edit, and how long a search takes to answer.

Searching is measured in Chromium, where there is one with the package that drives it: from a key to the list.
"""

import argparse
import gzip
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import measure, tables
from bench.measure import HERE, Case, Command
from bench.tables import Goal

BUILD = {1_000: 5.0, 10_000: 60.0}  # seconds of CPU, from nothing
AGAIN, A_NOTE = 0.5, 50e-6  # seconds of CPU after one edit, and for each note
KEYSTROKE, HUB = 100.0, 150.0  # milliseconds; kB of the hub's page, compressed
WISH = "read process"
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
TYPE = """async (text) => {
  const field = document.querySelector("input[name=q]"), found = document.querySelector(".found"), took = [];
  for (let end = 1; end <= text.length; end++) {
    found.textContent = "";
    const start = performance.now();
    field.value = text.slice(0, end);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    while (!found.textContent) await new Promise((done) => setTimeout(done, 0));
    document.body.offsetHeight;
    took.push(performance.now() - start);
  }
  return took;
}"""


class Figures(NamedTuple):
    """What was measured of one size: seconds of CPU, milliseconds of the slowest key, kB of the hub's page."""

    notes: int
    first: float
    again: float
    nothing: float
    keystroke: float | None
    hub: float


def measured(folder: Path, notes: int, runs: int) -> Figures:
    """Build a base of that many notes, edit it, build again, and search in it."""
    root, out = folder / "base", folder / "out"
    if measure.run(Command([sys.executable, "-m", "bench", "kbgen", str(root), f"--notes={notes}"], HERE)).code:
        raise measure.Failed(f"could not make {root}")
    build = measure.rlkb(root, "build", "--out", str(out))
    first = measure.measure("build", Case(build)).cpu
    edited = [measure.measure("edit", Case(build, before=lambda: _edit(root))).cpu for _ in range(runs)]
    nothing = [measure.measure("nothing", Case(build)).cpu for _ in range(runs)]
    page = len(gzip.compress((out / "index.html").read_bytes())) / 1000
    return Figures(notes, first, statistics.median(edited), statistics.median(nothing), _keystroke(out), page)


def _edit(root: Path) -> None:
    """A word more at the end of a note in the middle."""
    notes = sorted((root / "notes").iterdir())
    with notes[len(notes) // 2].open("a", encoding="utf-8") as file:
        file.write("More.\n")


def _keystroke(out: Path) -> float | None:
    """Milliseconds that the slowest key of a search took to show its list; None without a browser."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if chromium is None:
        return None
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.goto((out / "all.html").as_uri())
        page.evaluate(TYPE, "x")  # loads the index
        took: list[float] = page.evaluate(TYPE, WISH)
        browser.close()
    return max(took)


def _goals(every: Sequence[Figures]) -> Iterator[Goal]:
    for found in every:
        if found.notes in BUILD:
            yield Goal(f"{found.notes:,} notes, from nothing, CPU s", BUILD[found.notes], found.first)
        again = AGAIN + A_NOTE * found.notes
        yield Goal(f"{found.notes:,} notes, after one edit, CPU s", again, found.again)
        yield Goal(f"{found.notes:,} notes, slowest key of a search, ms", KEYSTROKE, found.keystroke)
        yield Goal(f"{found.notes:,} notes, the hub's page compressed, kB", HUB, found.hub)


def main(argv: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench site", description="Measure rlkb build.")
    parser.add_argument("--notes", type=measure.figures, default=[1_000, 10_000], help="1000,10000,…")
    parser.add_argument("--runs", type=measure.count, default=3, help="how often an edit is measured (3)")
    options = parser.parse_args(argv)
    every = []
    for notes in options.notes:
        with tempfile.TemporaryDirectory(dir=measure.work_folder(), prefix="site-") as folder:
            every.append(measured(Path(folder), notes, options.runs))
    header = ("notes", "from nothing, CPU s", "after one edit", "nothing changed")
    rows = [(f"{one.notes:,}", f"{one.first:.2f}", f"{one.again:.2f}", f"{one.nothing:.2f}") for one in every]
    print(tables.table(header, rows))
    print("\n" + tables.goals(_goals(every)))
    return 0
