"""`rlkb lint`: check the whole base."""

import time
from enum import StrEnum
from typing import Annotated

import typer

from rlkb_cli.commands.options import root_of


class CacheMode(StrEnum):
    """How far what was kept of earlier runs is believed."""

    stat = "stat"
    content = "content"
    off = "off"


class ReportFormat(StrEnum):
    """How findings are printed."""

    full = "full"
    concise = "concise"
    json = "json"


def lint(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH…]", help="Report only what stands in these files and folders."),
    ] = None,
    output_format: Annotated[
        ReportFormat, typer.Option("--output-format", help="How to report.")
    ] = ReportFormat.full,
    cache: Annotated[
        CacheMode | None,
        typer.Option(
            "--cache",
            help="How unchanged files are told: by their times, or by their content (the default where `CI` is set).",
        ),
    ] = None,
    tracked: Annotated[bool, typer.Option("--tracked", help="Read only the files that git tracks.")] = False,
    staged: Annotated[
        bool,
        typer.Option("--staged", help="Read what is to be committed, or under pre-commit the commit that is pushed."),
    ] = False,
) -> None:
    """Check the hubs and notes, and report every flaw: exit 0 without errors, 1 with errors, 2 if it cannot be done.

    The whole base is always read, as it is on disk or as git has it; PATH only filters the report.
    """
    from rlkb_cli.lint import formats
    from rlkb_cli.lint.run import run
    from rlkb_cli.lint.scope import Scope
    from rlkb_cli.output import console

    started = time.perf_counter()
    report = run(root_of(ctx), paths or [], cache, Scope(tracked, staged))
    formats.render(output_format, report._replace(seconds=time.perf_counter() - started), console())
    raise typer.Exit(1 if report.errors else 0)
