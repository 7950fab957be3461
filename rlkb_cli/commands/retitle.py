"""`rlkb retitle`: a question in new words."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Format, NoteArg, edit
from rlkb_cli.commands.signature import Argument, Context, option


def retitle(
    ctx: Context,
    note: NoteArg,
    question: Annotated[str, Argument(metavar="QUESTION", help="The question in its new words.")],
    rename: Annotated[bool, option("--rename", help="Make a new id of the new question.")] = False,
    new_id: Annotated[str | None, option("--id", metavar="NEW", help="Give the note this id.")] = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Reword a question, wherever it is repeated. In its note, and in the texts of links and headings.

    The old question is kept in `former-questions`, an old id in `former-ids`.
    """
    from rlkb_cli.edit.plans.retitle import NewName, plan_retitle
    from rlkb_cli.errors import BadInput
    from rlkb_cli.kb.select import find_note

    if rename and new_id is not None:
        raise BadInput("say either --rename or --id, not both")
    edit(
        ctx,
        lambda kb: plan_retitle(kb, find_note(kb, note), question, NewName(rename, new_id)),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )
