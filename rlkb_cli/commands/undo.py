"""`rlkb undo`: take an operation back."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Format, root_of
from rlkb_cli.commands.signature import Argument, Context


def undo(
    ctx: Context,
    op: Annotated[
        str | None,
        Argument(metavar="[OP]", help="The operation's number from `rlkb log`; else the newest."),
    ] = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Take an operation back, to the byte. Refused where a file that it changed was edited since.

    An undo can itself be undone, by its number.
    """
    from rlkb_cli import present, workflow

    root = root_of(ctx, ".rlkb")
    outcome = workflow.preview_undo(root, op) if dry_run or diff else workflow.undo(root, op)
    present.outcome(outcome, command="undo", as_json=output_format == EditFormat.json, diff=diff)
