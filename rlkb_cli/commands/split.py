"""`rlkb split`: a part of a note becomes a note of its own."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Format, NoteArg, edit
from rlkb_cli.commands.signature import Argument, Context, option


def split(
    ctx: Context,
    note: NoteArg,
    question: Annotated[str, Argument(metavar="QUESTION", help="The question that the part answers.")],
    heading: Annotated[
        str,
        option("--heading", metavar="HEADING", help="The heading above the part: its text or anchor."),
    ],
    section: Annotated[
        str | None,
        option("--section", metavar="SECTION", help="Where to list it; else right behind the note."),
    ] = None,
    summary: Annotated[str, option("--summary", metavar="TEXT", help="One to three sentences.")] = "",
    note_id: Annotated[
        str | None, option("--id", metavar="ID", help="The id; else one is made of the question.")
    ] = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Make a note of the part under a heading. It is related to the old note, which keeps a link in its place.

    Links to the part and between the two follow; reference definitions and footnotes come along.
    """
    from rlkb_cli.edit.plans.split import Part, plan_split
    from rlkb_cli.kb.select import find_note, find_section

    edit(
        ctx,
        lambda kb: plan_split(
            kb,
            find_note(kb, note),
            Part(heading, question, find_section(kb, section) if section else None, note_id, summary),
        ),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )
