"""`rlkb move`: notes to another section or spot."""

from typing import Annotated

from rlkb_cli.commands.options import (
    After,
    Before,
    Diff,
    DryRun,
    EditFormat,
    Expect,
    Format,
    NotesArg,
    Yes,
    approval,
    edit,
)
from rlkb_cli.commands.signature import Context, option


def move(
    ctx: Context,
    notes: NotesArg,
    to: Annotated[str, option("--to", metavar="SECTION", help="The section: its id or title.")],
    before: Before = None,
    after: After = None,
    first: Annotated[bool, option("--first", help="At the section's start.")] = False,
    last: Annotated[bool, option("--last", help="At the section's end (the default).")] = False,
    source: Annotated[
        str | None,
        option("--from", metavar="SECTION", help="Move the listing there instead of the home."),
    ] = None,
    yes: Yes = False,
    expect: Expect = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Move notes to another section, or to another spot. Counts and `section` follow."""
    from rlkb_cli.edit.plans.listing import where
    from rlkb_cli.edit.plans.move import plan_move
    from rlkb_cli.kb.select import find_note, find_notes, find_section

    edit(
        ctx,
        lambda kb: plan_move(
            kb,
            find_notes(kb, notes),
            find_section(kb, to),
            where(
                find_note(kb, before) if before else None,
                find_note(kb, after) if after else None,
                first,
                last,
            ),
            find_section(kb, source) if source else None,
        ),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
        approve=approval(len(notes), yes=yes, expect=expect),
    )
