"""`rlkb lint`: check the whole base."""

import time

import typer

from rlkb_cli.commands import lintoptions as option
from rlkb_cli.commands.options import ColorChoice, choose_color, root_of


def lint(
    ctx: typer.Context,
    paths: option.Paths = None,
    output_format: option.OutputFormat = None,
    output: option.Output = None,
    quiet: option.Quiet = False,
    color: ColorChoice = None,
    cache: option.Cache = None,
    tracked: option.Tracked = False,
    staged: option.Staged = False,
) -> None:
    """Check the hubs and notes, and report every flaw: exit 0 without errors, 1 with errors, 2 if it cannot be done.

    The whole base is always read, as it is on disk or as git has it; PATH only filters the report.
    """
    from rlkb_cli.lint import formats, outputs
    from rlkb_cli.lint.run import run
    from rlkb_cli.lint.scope import Scope
    from rlkb_cli.output import console

    started = time.perf_counter()
    choose_color(color)
    root = root_of(ctx)
    name = formats.known(output_format) if output_format else formats.default()
    files = outputs.parse(output or [], root)
    report = run(root, paths or [], cache, Scope(tracked, staged))._replace(root=root)
    report = report._replace(seconds=time.perf_counter() - started)
    outputs.write(files, report)
    formats.render(name, report, console(), quiet=quiet)
    raise typer.Exit(1 if report.errors else 0)
