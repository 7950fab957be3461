"""`rlkb remove`: notes go."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Expect, Format, NotesArg, Yes, approval, edit
from rlkb_cli.commands.signature import Context, option


def remove(
    ctx: Context,
    notes: NotesArg,
    unlink: Annotated[
        bool, option("--unlink", help="Make plain text of links to them, and take relations away.")
    ] = False,
    redirect: Annotated[
        str | None,
        option("--redirect", metavar="NOTE", help="Let links and relations lead to this note."),
    ] = None,
    yes: Yes = False,
    expect: Expect = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Remove notes, their listings and their relations. Counts follow.

    Refused while anything else links to one of them.  With --unlink a link becomes its text (a bare wikilink
    the question, an embed nothing); with --redirect another note takes over links, relations and old names.
    """
    from rlkb_cli.edit.plans.remove import plan_remove
    from rlkb_cli.kb.select import find_note, find_notes

    edit(
        ctx,
        lambda kb: plan_remove(
            kb, find_notes(kb, notes), unlink=unlink, redirect=find_note(kb, redirect) if redirect else None
        ),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
        approve=approval(len(notes), yes=yes, expect=expect),
    )
