"""Options that several commands share, and how a command that edits uses them."""

import os
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from rlkb_cli.commands.signature import Argument, Context, option

if TYPE_CHECKING:
    from rlkb_cli.workflow import Outcome, Plan


class EditFormat(StrEnum):
    """How a command that edits reports."""

    text = "text"
    json = "json"


class ColorMode(StrEnum):
    """When a report has colours."""

    auto = "auto"
    always = "always"
    never = "never"


ColorChoice = Annotated[
    ColorMode | None, option("--color", help="When to use colours; else `RLKB_COLOR` says, else `auto`.")
]
DryRun = Annotated[bool, option("--dry-run", help="Plan and check, and write nothing.")]
Diff = Annotated[bool, option("--diff", help="Show the edits as a diff, and write nothing.")]
Format = Annotated[EditFormat, option("--output-format", help="How to report.")]
Yes = Annotated[bool, option("--yes", "-y", help="Do not ask.")]
Limit = Annotated[int | None, option("--limit", "-n", metavar="N", min=1, help="At most N of them.")]
Expect = Annotated[int | None, option("--expect", metavar="N", help="Do not ask if N notes are concerned.")]
Before = Annotated[str | None, option("--before", metavar="NOTE", help="In front of this note.")]
After = Annotated[str | None, option("--after", metavar="NOTE", help="Behind this note.")]
NoteArg = Annotated[
    str,
    Argument(metavar="NOTE", help="An id or unique start of one, path, former id, alias or question."),
]
NotesArg = Annotated[
    list[str],
    Argument(metavar="NOTE…", help="Ids or unique starts of them, paths, former ids, aliases or questions."),
]

EntriesArg = Annotated[list[str], Argument(metavar="NOTE|HUB…", help="Notes, or ids of hubs.")]
SectionArg = Annotated[
    str, Argument(metavar="SECTION", help="An id or title; in a further hub, `<hub-id>/` before it.")
]


def choose_color(chosen: ColorMode | None) -> None:
    """From here on, print with colours as `--color` says, else as `RLKB_COLOR` says."""
    from rlkb_cli import output

    named = os.environ.get("RLKB_COLOR")
    if named and not chosen:
        from rlkb_cli.kb.suggest import known

        chosen = ColorMode(known(named, list(ColorMode), "colour mode", "RLKB_COLOR"))
    output.choose_color((chosen or ColorMode.auto).value)


def root_of(ctx: Context, *markers: str) -> str:
    """The root that `-C` names, else the nearest folder upward with a `hub.yaml` (or one of `markers`)."""
    from rlkb_cli.kb.root import ROOT_HUB, find_root

    named = ctx.obj
    return find_root(named or os.getcwd(), upward=not named, markers=(ROOT_HUB, *markers))


def edit(
    ctx: Context,
    plan: "Plan",
    *,
    dry_run: bool,
    diff: bool,
    output_format: EditFormat,
    approve: "Callable[[Outcome], None] | None" = None,
) -> "Outcome":
    """Plan a change and carry it out, or show it; the tail of every command that edits."""
    from rlkb_cli import present, workflow

    root = root_of(ctx)
    previewed = dry_run or diff
    outcome = workflow.preview(root, plan) if previewed else workflow.execute(root, plan, approve or _approve)
    command = ctx.command_path.partition(" ")[2]
    present.outcome(outcome, command=command, as_json=output_format == EditFormat.json, diff=diff)
    return outcome


def approval(count: int, *, yes: bool, expect: int | None) -> "Callable[[Outcome], None]":
    """What a plan over several notes needs before it is written: a yes on a terminal, or a word given beforehand."""

    def approve(outcome: "Outcome") -> None:
        from rlkb_cli import present
        from rlkb_cli.errors import BadInput, Refused

        if expect is not None and expect != count:
            raise Refused(f"{count} notes are concerned, not {expect}: nothing written")
        if count < 2 or yes or expect is not None:
            return
        if not present.interactive():
            raise BadInput(f"{count} notes are concerned", help=f"say --yes or --expect {count}")
        present.plan(outcome)
        present.confirm("Do this?")

    return approve


def _approve(outcome: "Outcome") -> None:
    """A change that names its one note needs no question."""
