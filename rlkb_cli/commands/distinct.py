"""`rlkb distinct`: say that two notes do not ask the same."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Format, NoteArg, edit
from rlkb_cli.commands.signature import Argument, Context, option


def distinct(
    ctx: Context,
    note: NoteArg,
    other: Annotated[str, Argument(metavar="OTHER", help="The note that it is not a duplicate of.")],
    reason: Annotated[str, option("--reason", metavar="TEXT", help="Why not, in one line.")] = "",
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Say that NOTE and OTHER are not duplicates. Both get `distinct-from`, and nobody asks about the pair again.
    """
    from rlkb_cli.edit.plans.distinct import plan_distinct
    from rlkb_cli.kb.select import find_note

    edit(
        ctx,
        lambda kb: plan_distinct(kb, find_note(kb, note), find_note(kb, other), reason),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )
