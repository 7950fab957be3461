"""`rlkb lint`: check the whole base, and mend what can be mended."""

import time
from functools import partial
from typing import TYPE_CHECKING

from rlkb_cli.commands import lintoptions as option
from rlkb_cli.commands.options import ColorChoice, choose_color, root_of
from rlkb_cli.commands.signature import Context
from rlkb_cli.commands.watching import again

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rlkb_cli.lint.fixes import Fixer
    from rlkb_cli.lint.outputs import Output
    from rlkb_cli.lint.run import Request
    from rlkb_cli.workflow import Outcome


def lint(
    ctx: Context,
    paths: option.Paths = None,
    select: option.Select = None,
    extend_select: option.ExtendSelect = None,
    ignore: option.Ignore = None,
    severity: option.Severities = None,
    fail_on: option.FailOn = None,
    preview: option.Preview = False,
    fix: option.Fix = False,
    unsafe_fixes: option.UnsafeFixes = False,
    fix_only: option.FixOnly = False,
    diff: option.DiffFixes = False,
    add_ignore: option.AddIgnore = None,
    baseline: option.BaselineFile = None,
    write_baseline: option.WriteBaseline = False,
    prune_baseline: option.PruneBaseline = False,
    output_format: option.OutputFormat = None,
    output: option.Output = None,
    statistics: option.Statistics = False,
    show_files: option.ShowFiles = False,
    show_settings: option.ShowSettings = False,
    explain_coverage: option.ExplainCoverage = False,
    profile: option.Profile = False,
    quiet: option.Quiet = False,
    verbose: option.Verbose = False,
    color: ColorChoice = None,
    cache: option.Cache = None,
    tracked: option.Tracked = False,
    staged: option.Staged = False,
    changed_since: option.ChangedSince = None,
    stdin_filename: option.StdinFilename = None,
    watch: option.Watch = False,
) -> int:
    """Check the hubs and notes, and report every flaw: exit 0 without errors, 1 with errors, 2 if it cannot be done.

    The whole base is always read, as it is on disk or as git has it; PATH only filters the report.
    """
    from rlkb_cli.lint import formats, outputs
    from rlkb_cli.lint.run import Request

    started = time.perf_counter()
    choose_color(color)
    root = root_of(ctx)
    name, files = formats.chosen(output_format, statistics), outputs.parse(output or [], root)
    scope = option.scope(root, paths or (), tracked, staged, changed_since, stdin_filename)
    keeps, mends = write_baseline or prune_baseline, fix or fix_only or diff
    option.check(scope, baseline, keeps=keeps, mends=mends or add_ignore is not None, unsafe=unsafe_fixes and not mends)
    option.check_watch(scope, watch=watch, writes=keeps or mends or add_ignore is not None or bool(output))
    shown = "settings" if show_settings else "files" if show_files else "coverage" if explain_coverage else None
    option.check_outputs(output, diff or fix_only or write_baseline or shown is not None)
    request = Request(
        paths or (),
        "off" if profile else cache,
        option.choice(select, extend_select, ignore),
        option.severities(severity),
        fail_on.value if fail_on else None,
        preview,
        None if write_baseline else baseline,
        scope,
    )
    report = partial(_report, root, request, name, files, statistics=statistics, quiet=quiet, profile=profile)
    if shown:
        return _show(root, request, shown, as_json=name == "json")
    if verbose:
        _announce(root, request, name)
    if watch:
        again(root, lambda: report(time.perf_counter()))
    if diff:
        return _show_fixes(root, request, unsafe=unsafe_fixes)
    if fix or fix_only:
        _mend(root, request, unsafe=unsafe_fixes, quiet=quiet)
    if add_ignore is not None:
        _ignore(root, request, add_ignore, quiet=quiet)
    if baseline is not None and (keeps or mends):
        _keep_baseline(root, request, baseline, prune=not write_baseline)
    if fix_only or write_baseline:
        return 0
    return report(started)


def _report(
    root: str,
    request: "Request",
    name: str,
    into: "Sequence[Output]",
    started: float,
    *,
    statistics: bool,
    quiet: bool,
    profile: bool,
) -> int:
    """Lint and report, in so many ways; `started` is when the seconds began to count.  Returns the exit code."""
    from rlkb_cli.lint import formats, outputs
    from rlkb_cli.lint.run import run

    if profile:
        _measure()
    found = run(root, request)._replace(root=root, seconds=time.perf_counter() - started)
    outputs.write(into, found)
    formats.show(name, found, statistics=statistics, quiet=quiet)
    if profile:
        _print_measured()
    return 1 if found.fails else 0


def _show(root: str, request: "Request", what: str, *, as_json: bool) -> int:
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


def _announce(root: str, request: "Request", name: str) -> None:
    """Say on stderr what is read, and how."""
    from rlkb_cli.lint import resolved
    from rlkb_cli.output import printer

    put = printer(stderr=True)
    for line in resolved.as_lines({**resolved.heading(root, request), "format": name}):
        put(line)


def _fixer(request: "Request", *, unsafe: bool) -> "Fixer":
    from rlkb_cli.lint.fixes import Fixer
    from rlkb_cli.lint.run import examine

    return Fixer(lambda kb: [one.hit for one in examine(kb, request)], ["safe", "unsafe"] if unsafe else ["safe"])


def _show_fixes(root: str, request: "Request", *, unsafe: bool) -> int:
    """Print what fixes would change; 1 if anything, 0 if nothing."""
    from rlkb_cli import present, workflow

    outcome = workflow.preview(root, _fixer(request, unsafe=unsafe).plan)
    present.print_diff(outcome.change)
    return 0 if outcome.change.empty else 1


def _mend(root: str, request: "Request", *, unsafe: bool, quiet: bool) -> None:
    """Make the fixes, and say on stderr what was done, where anything was."""
    from rlkb_cli import workflow

    fixer = _fixer(request, unsafe=unsafe)
    outcome = workflow.execute(root, fixer.plan)
    rules = ", ".join(f"{count} {name}" for name, count in sorted(fixer.fixed.items()))
    done = f"{outcome.change.title.replace('fix', 'fixed', 1)} ({rules})"
    _tell(done, outcome, [*fixer.refused, *outcome.warnings], quiet=quiet)


def _ignore(root: str, request: "Request", reason: str, *, quiet: bool) -> None:
    """Write comments that silence what is found, and say so on stderr."""
    from rlkb_cli import workflow
    from rlkb_cli.lint.addignore import plan_ignores
    from rlkb_cli.lint.run import examine

    outcome = workflow.execute(root, lambda kb: plan_ignores(kb, examine(kb, request), reason))
    _tell(outcome.change.title.replace("ignore", "ignored", 1), outcome, outcome.warnings, quiet=quiet)


def _tell(done: str, outcome: "Outcome", warnings: "Iterable[str]", *, quiet: bool) -> None:
    """Say on stderr what was done to files: standard output is for the report."""
    from rlkb_cli.output import printer

    put = printer(stderr=True)
    for warning in warnings:
        put(("warning: ", "bold yellow"), warning)
    if outcome.op is not None and not quiet:
        put(f"{done}; `rlkb undo` takes it back")


def _keep_baseline(root: str, request: "Request", path: str, *, prune: bool) -> None:
    from rlkb_cli.lint.run import keep_baseline
    from rlkb_cli.output import console, safe

    console(stderr=True).print(safe(keep_baseline(root, request, path, prune=prune)))
