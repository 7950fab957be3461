"""`rlkb order`: the reading order of a section."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Format, SectionArg, edit
from rlkb_cli.commands.signature import Argument, Context


def order(
    ctx: Context,
    section: SectionArg,
    notes: Annotated[list[str], Argument(metavar="NOTE…", help="What comes first, in this order.")],
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Put notes at the start of a section, in the order named. The others follow in the order they have.

    Comments in the list travel with their entries.
    """
    from rlkb_cli.edit.plans.order import plan_order
    from rlkb_cli.kb.select import find_entries, find_section

    edit(
        ctx,
        lambda kb: plan_order(kb, find_section(kb, section), find_entries(kb, notes)),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )
