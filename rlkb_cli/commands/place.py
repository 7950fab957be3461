"""`rlkb place`: further listings."""

from typing import Annotated

from rlkb_cli.commands.options import After, Before, Diff, DryRun, EditFormat, EntriesArg, Format, edit
from rlkb_cli.commands.signature import Context, option


def place(
    ctx: Context,
    notes: EntriesArg,
    section: Annotated[str, option("--in", metavar="SECTION", help="The section that is to list them.")],
    before: Before = None,
    after: After = None,
    first: Annotated[bool, option("--first", help="At the section's start.")] = False,
    last: Annotated[bool, option("--last", help="At the section's end (the default).")] = False,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """List notes or hubs in a section of another hub as well. A note's home stays where it is.

    A hub that is listed is a sub-map.  A note that no section lists gets its home there.
    """
    from rlkb_cli.edit.plans.listing import where
    from rlkb_cli.edit.plans.place import plan_place
    from rlkb_cli.kb.select import find_entries, find_entry, find_section

    edit(
        ctx,
        lambda kb: plan_place(
            kb,
            find_entries(kb, notes),
            find_section(kb, section),
            where(
                find_entry(kb, before) if before else None,
                find_entry(kb, after) if after else None,
                first,
                last,
            ),
        ),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )
