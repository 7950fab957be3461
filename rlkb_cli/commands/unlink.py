"""`rlkb unlink`: take relations between notes away."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Expect, Format, NoteArg, Yes, approval, edit
from rlkb_cli.commands.signature import Argument, Context, option


def unlink(
    ctx: Context,
    note: NoteArg,
    others: Annotated[list[str], Argument(metavar="OTHER…", help="The notes that it is no longer related to.")],
    relation: Annotated[
        str | None,
        option("--as", metavar="RELATION", help="Only this relation; else all between them."),
    ] = None,
    yes: Yes = False,
    expect: Expect = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Take relations away, at both ends. Between NOTE and each OTHER; links in the texts stay."""
    from rlkb_cli.edit.plans.link import plan_unlink
    from rlkb_cli.kb.select import find_note, find_notes

    edit(
        ctx,
        lambda kb: plan_unlink(kb, find_note(kb, note), find_notes(kb, others), relation),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
        approve=approval(len(others), yes=yes, expect=expect),
    )
