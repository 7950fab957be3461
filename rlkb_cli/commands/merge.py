"""`rlkb merge`: several notes become one."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Expect, Format, Yes, approval, edit
from rlkb_cli.commands.signature import Argument, Context, option


def merge(
    ctx: Context,
    notes: Annotated[list[str], Argument(metavar="SRC… INTO", help="The notes to merge; the last one takes them in.")],
    drop_bodies: Annotated[bool, option("--drop-bodies", help="Do not append the texts of the sources.")] = False,
    yes: Yes = False,
    expect: Expect = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Merge notes into the last one named. Fields, relations, texts, listings, and every link to them.

    Lists are united; other fields are taken over where INTO has none.  Each text is appended under the
    question that it answered.  Former ids and questions are kept, so that old names still lead there.
    """
    from rlkb_cli.edit.plans.merge import plan_merge
    from rlkb_cli.errors import BadInput
    from rlkb_cli.kb.select import find_note, find_notes

    *sources, into = notes
    if not sources:
        raise BadInput("say which notes are to be merged, and last the one that takes them in")
    edit(
        ctx,
        lambda kb: plan_merge(kb, find_notes(kb, sources), find_note(kb, into), drop_bodies=drop_bodies),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
        approve=approval(len(sources), yes=yes, expect=expect),
    )
