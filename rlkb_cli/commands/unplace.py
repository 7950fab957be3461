"""`rlkb unplace`: take a listing away."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, EntriesArg, Format, edit
from rlkb_cli.commands.signature import Context, option


def unplace(
    ctx: Context,
    notes: EntriesArg,
    section: Annotated[str, option("--from", metavar="SECTION", help="The section that lists them.")],
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Take notes or hubs off the list of a section. Refused where no other section lists the note.

    Where the section is a note's home, the next one that lists the note becomes it, the root hub's first.
    """
    from rlkb_cli.edit.plans.place import plan_unplace
    from rlkb_cli.kb.select import find_entries, find_section

    edit(
        ctx,
        lambda kb: plan_unplace(kb, find_entries(kb, notes), find_section(kb, section)),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )
