"""The options of `rlkb lint`."""

from enum import StrEnum
from typing import Annotated

import typer


class CacheMode(StrEnum):
    """How far what was kept of earlier runs is believed."""

    stat = "stat"
    content = "content"
    off = "off"


def _formats() -> list[str]:
    from rlkb_cli.lint import formats

    return formats.names()


FORMATS = "full, concise, grouped, json, jsonl, github, gitlab, sarif or junit"

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH…]", help="Report only what stands in these files and folders."),
]
OutputFormat = Annotated[
    str | None,
    typer.Option(
        "--output-format",
        metavar="FORMAT",
        help=f"How to report: {FORMATS}. Else `RLKB_OUTPUT_FORMAT`, else `github` in its workflows, else `full`.",
        autocompletion=_formats,
    ),
]
Output = Annotated[
    list[str] | None,
    typer.Option(
        "-o", "--output", metavar="FORMAT=FILE", help="Write a report into a file as well; may be given several times."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only, no totals.")]
Cache = Annotated[
    CacheMode | None,
    typer.Option(
        "--cache",
        help="How unchanged files are told: by their times, or by their content (the default where `CI` is set).",
    ),
]
Tracked = Annotated[bool, typer.Option("--tracked", help="Read only the files that git tracks.")]
Staged = Annotated[
    bool, typer.Option("--staged", help="Read what is to be committed, or under pre-commit the commit that is pushed.")
]
