"""What `rlkb lint` prints: reports, and what may be asked for in place of one or beside it."""

import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rlkb_cli.lint.outputs import Output
    from rlkb_cli.lint.run import Request


class Way(NamedTuple):
    """How to report: in which format, into which files besides, and what of it."""

    format: str
    into: "Sequence[Output]"
    statistics: bool
    quiet: bool
    profile: bool


def report(root: str, request: "Request", way: Way, started: float) -> int:
    """Lint and report; `started` is when the seconds began to count.  Returns the exit code."""
    from rlkb_cli.lint import formats, outputs
    from rlkb_cli.lint.run import run

    if way.profile:
        _measure()
    found = run(root, request)._replace(root=root, seconds=time.perf_counter() - started)
    outputs.write(way.into, found)
    formats.show(way.format, found, statistics=way.statistics, quiet=way.quiet)
    if way.profile:
        _print_measured()
    return 1 if found.fails else 0


def show(root: str, request: "Request", what: str, *, as_json: bool) -> int:
    """Print the settings of a run, the files that it would read, or what it covers; the exit code."""
    from rlkb_cli.lint import coverage, resolved
    from rlkb_cli.output import print_json, printer

    if what == "settings":
        data = resolved.resolved(root, request)
        lines = resolved.as_lines(data)
    elif what == "files":
        data = {"files": resolved.files(root, request)}
        lines = iter(data["files"])
    else:
        data = coverage.coverage(root, request)
        lines = coverage.as_lines(data)
    if as_json:
        print_json("lint", **data)
        return 0
    put = printer()
    for line in lines:
        put(line)
    return 0


def _measure() -> None:
    from rlkb_cli.lint import stopwatch

    stopwatch.start()


def _print_measured() -> None:
    from rlkb_cli.lint import stopwatch
    from rlkb_cli.output import printer

    put = printer(stderr=True)
    for line in stopwatch.as_lines():
        put(line)


def announce(root: str, request: "Request", name: str) -> None:
    """Say on stderr what is read, and how."""
    from rlkb_cli.lint import resolved
    from rlkb_cli.output import printer

    put = printer(stderr=True)
    for line in resolved.as_lines({**resolved.heading(root, request), "format": name}):
        put(line)
