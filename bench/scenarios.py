"""The states in which `rlkb lint` meets a base, each measured in turn with the peers."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench import measure
from bench.measure import PASS, PASS_COMMAND, Case, Command, Failed, Results, TooLong
from bench.peers import Peer

PATIENCE = 120  # seconds that a peer without a goal gets
LARGEST_FOR_OTHERS = 10_000  # notes


class Base(NamedTuple):
    """What is measured: a clean base, the tools, how often, and whether rlkb has the option `--cache`."""

    folder: Path
    notes: int
    peers: tuple[Peer, ...]
    runs: int
    cached: bool

    def lint(self, mode: str) -> Command:
        """`rlkb lint` with one of its cache's modes; as it is where there is no such option yet."""
        return measure.rlkb(self.folder, "lint", *(("--cache", mode) if self.cached else ()))

    def forget(self) -> None:
        """Take rlkb's cache away."""
        shutil.rmtree(self.folder / ".rlkb", ignore_errors=True)


def cold(base: Base) -> Results:
    """Nothing known beforehand: no cache at all, and for rlkb also the first run, which writes one."""
    cases = {
        "rlkb": Case(base.lint("off"), base.forget),
        "rlkb on one core": Case(base.lint("off"), base.forget, cores=1),
        **{peer.name: Case(peer.cold, code=peer.code) for peer in base.peers if peer.rival},
        PASS: Case(PASS_COMMAND),
    }
    if base.cached:
        cases["rlkb, writing its cache"] = Case(base.lint("stat"), base.forget)
    return measure.in_turn(cases, base.runs) | _others(base)


def warm(base: Base) -> Results:
    """Nothing changed since the last run."""
    return measure.in_turn(_cached(base, "stat"), base.runs)


def content(base: Base) -> Results:
    """Nothing changed, and the cache trusts no times, only content."""
    return measure.in_turn(_cached(base, "content"), base.runs) if base.cached else {}


def body(base: Base) -> Results:
    """One note got another text at its end."""
    return _with_note(base, lambda number: f"\nThis was said in round {number:03d}.\n")


def heading(base: Base) -> Results:
    """One note got another heading at its end."""
    return _with_note(base, lambda number: f"\n## What round {number:03d} brought\n\nNothing.\n")


def added(base: Base) -> Results:
    """A note more in each round, listed and counted in the hub."""
    hub, notes = base.folder / "hub.yaml", base.folder / "notes"
    with _restored(hub):
        results = measure.in_turn(_cached(base, "stat"), base.runs, lambda number: _add(hub, notes, number))
        for note in notes.glob("added-*.md"):
            note.unlink()
    return results


SCENARIOS: dict[str, Callable[[Base], Results]] = {
    scenario.__name__: scenario for scenario in (cold, warm, body, heading, added, content)
}


def _cached(base: Base, mode: str) -> dict[str, Case]:
    measure.run(base.lint(mode))  # one more: notes as young as the first scan are read again by the second
    rumdl = {peer.name: Case(peer.warm, code=peer.code) for peer in base.peers if peer.warm}
    return {"rlkb": Case(base.lint(mode)), **rumdl, PASS: Case(PASS_COMMAND)}


def _others(base: Base) -> Results:
    """The peers that no goal speaks of: once, and not for ever."""
    results: Results = {}
    for peer in base.peers:
        if not peer.rival and base.notes <= LARGEST_FOR_OTHERS:
            try:
                results[peer.name] = [measure.measure(peer.name, Case(peer.cold, code=peer.code), PATIENCE)]
            except TooLong:
                print(f"{peer.name}: left out, it was not done after {PATIENCE} s")
            except Failed as failure:
                print(f"{peer.name}: left out, {failure}")
    return results


def _with_note(base: Base, tail: Callable[[int], str]) -> Results:
    note = sorted((base.folder / "notes").iterdir())[base.notes // 2]
    before = note.read_bytes()
    with _restored(note):
        cases = _cached(base, "stat")
        return measure.in_turn(
            cases, base.runs, lambda number: note.write_bytes(before + tail(number).encode())
        )


@contextmanager
def _restored(path: Path) -> Iterator[None]:
    before = path.read_bytes()
    try:
        yield
    finally:
        path.write_bytes(before)


def _add(hub: Path, notes: Path, number: int) -> None:
    """A note at the end of the hub's last section."""
    *front, last = hub.read_text(encoding="utf-8").split("  - id: ")
    section = last.partition("\n")[0]
    last = re.sub(r"count: (\d+)", lambda found: f"count: {int(found[1]) + 1}", last)
    start = re.sub(r"notes: (\d+)", lambda found: f"notes: {int(found[1]) + 1}", front[0])
    text = "  - id: ".join([start, *front[1:], last]) + f"      - added-{number:03d}\n"
    hub.write_text(text, encoding="utf-8", newline="\n")
    question = f"What did round {number:03d} of the measurement bring?"
    front_matter = f"---\nquestion: {question}\nsection: {section}\nsummary: Another figure.\n---\n"
    note = f"{front_matter}\n# {question}\n\nA figure.\n"
    (notes / f"added-{number:03d}.md").write_text(note, encoding="utf-8", newline="\n")


def memory(base: Base) -> dict[str, int]:
    """The peak of each tool on a cold run, in bytes."""
    base.forget()
    commands = {"rlkb": base.lint("off"), **{peer.name: peer.cold for peer in base.peers if peer.rival}}
    return {name: measure.memory(command) for name, command in commands.items()}
