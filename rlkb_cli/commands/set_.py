"""`rlkb set`: a field of notes."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Expect, Format, Yes, approval, edit
from rlkb_cli.commands.signature import Argument, Context


def set_field(
    ctx: Context,
    words: Annotated[list[str], Argument(metavar="NOTE… KEY=VALUE", help="Notes, and last the field and its value.")],
    yes: Yes = False,
    expect: Expect = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Set a field of notes, such as a tag or the summary. Those that another verb keeps are refused.

    The last word is KEY=VALUE, all before it are notes.  true, false, numbers and dates keep their type; what
    stands in square brackets is a list; quotes that are part of VALUE make a text of it: 'year="2024"'.
    """
    from rlkb_cli.edit.plans.fields import plan_set
    from rlkb_cli.errors import BadInput
    from rlkb_cli.kb.select import find_notes

    *notes, last = words
    key, mark, value = last.partition("=")
    if not mark or not notes:
        raise BadInput("say one or more notes, and last KEY=VALUE", help="rlkb set NOTE status=draft")
    edit(
        ctx,
        lambda kb: plan_set(kb, find_notes(kb, notes), key.strip(), value.strip()),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
        approve=approval(len(notes), yes=yes, expect=expect),
    )
