"""`rlkb unset`: a field of notes goes."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Expect, Format, Yes, approval, edit
from rlkb_cli.commands.signature import Argument, Context


def unset(
    ctx: Context,
    words: Annotated[list[str], Argument(metavar="NOTE… KEY", help="Notes, and last the field to take away.")],
    yes: Yes = False,
    expect: Expect = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Take a field out of notes. The last word is its key."""
    from rlkb_cli.edit.plans.fields import plan_unset
    from rlkb_cli.errors import BadInput
    from rlkb_cli.kb.select import find_notes

    *notes, key = words
    if not notes:
        raise BadInput("say one or more notes, and last the key", help="rlkb unset NOTE status")
    edit(
        ctx,
        lambda kb: plan_unset(kb, find_notes(kb, notes), key.strip()),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
        approve=approval(len(notes), yes=yes, expect=expect),
    )
