"""`rlkb lint --profile`: how much processor time each rule, and each part of a run, takes."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec

from rlkb_cli.kb import pool

P = ParamSpec("P")

_running = False
seconds: defaultdict[str, float] = defaultdict(float)
"""What was measured so far in this process: seconds by name, of a rule or of a part of the run in capitals."""


def start() -> None:
    """Measure from now on, in this process alone: what another one does would not be seen."""
    global _running
    pool.stay_alone()
    _running = True


def timed(name: str, ask: Callable[P, Any]) -> Callable[P, Any]:
    """What is asked of a rule, measured if anything is."""
    if not _running:
        return ask

    def measured(*args: P.args, **kwargs: P.kwargs) -> Any:
        started = time.process_time()
        said = ask(*args, **kwargs)
        said = list(said) if isinstance(said, Iterator) else said
        seconds[name] += time.process_time() - started
        return said

    return measured


@contextmanager
def part(name: str) -> Iterator[None]:
    """Measure a part of the run."""
    started = time.process_time()
    try:
        yield
    finally:
        seconds[name.upper()] += time.process_time() - started


def as_lines() -> Iterator[str]:
    """What was measured, for people: the parts of the run, then the rules, each the dearest first."""
    parts = {name: spent for name, spent in seconds.items() if name.isupper()}
    rules = {name: spent for name, spent in seconds.items() if not name.isupper()}
    width = max(map(len, seconds), default=0)
    for group in (parts, rules):
        for name, spent in sorted(group.items(), key=lambda item: (-item[1], item[0])):
            yield f"{name.lower():<{width}}  {spent * 1000:9.1f} ms"
        yield ""
    yield f"{'all rules':<{width}}  {sum(rules.values()) * 1000:9.1f} ms, part of reading and of checking"
