"""`rlkb link`: relate a note to others."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Expect, Format, NoteArg, Yes, approval, edit
from rlkb_cli.commands.signature import Argument, Context, option


def link(
    ctx: Context,
    note: NoteArg,
    others: Annotated[list[str], Argument(metavar="OTHER…", help="The notes that it is related to.")],
    relation: Annotated[
        str,
        option("--as", metavar="RELATION", help="How: `link A B --as supports` says that A supports B."),
    ] = "related",
    yes: Yes = False,
    expect: Expect = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Relate NOTE to each OTHER, at both ends. The inverse relation is written into them."""
    from rlkb_cli.edit.plans.link import plan_link
    from rlkb_cli.kb.select import find_note, find_notes

    edit(
        ctx,
        lambda kb: plan_link(kb, find_note(kb, note), find_notes(kb, others), relation),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
        approve=approval(len(others), yes=yes, expect=expect),
    )
