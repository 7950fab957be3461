"""`rlkb add`: a new question."""

from typing import TYPE_CHECKING, Annotated

import typer

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Format, Yes, edit

if TYPE_CHECKING:
    from rlkb_cli.duplicates.near import Verdict
    from rlkb_cli.edit.change import Change
    from rlkb_cli.kb.base import KnowledgeBase
    from rlkb_cli.kb.model import Note
    from rlkb_cli.workflow import Outcome


def add(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question.")],
    section: Annotated[
        str, typer.Option("--section", metavar="SECTION", help="The section: its id or title.")
    ],
    summary: Annotated[str, typer.Option("--summary", metavar="TEXT", help="One to three sentences.")] = "",
    note_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The id; else one is made of the question.")
    ] = None,
    body: Annotated[
        str | None,
        typer.Option("--body", metavar="FILE", help="The body in Markdown; `-` reads standard input."),
    ] = None,
    related: Annotated[
        list[str] | None, typer.Option("--related", metavar="NOTE", help="A related note; can be repeated.")
    ] = None,
    distinct_from: Annotated[
        list[str] | None,
        typer.Option(
            "--distinct-from", metavar="NOTE", help="A note that it is no duplicate of; can be repeated."
        ),
    ] = None,
    before: Annotated[
        str | None, typer.Option("--before", metavar="NOTE", help="In front of this note.")
    ] = None,
    after: Annotated[str | None, typer.Option("--after", metavar="NOTE", help="Behind this note.")] = None,
    in_editor: Annotated[
        bool, typer.Option("--edit", help="Write the body in $VISUAL or $EDITOR first.")
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Add a question: make its note, list it in the hub, count it, and relate it to others."""
    from rlkb_cli.edit.plans.add import NewNote, plan_add
    from rlkb_cli.edit.plans.listing import where
    from rlkb_cli.kb.select import find_note, find_notes, find_section

    text = _body(body, in_editor)
    alike: "list[tuple[Note, Verdict]]" = []

    def plan(kb: "KnowledgeBase") -> "Change":
        place = where(find_note(kb, before) if before else None, find_note(kb, after) if after else None)
        distinct = find_notes(kb, distinct_from or [])
        related_notes = find_notes(kb, related or [])
        new = NewNote(question, find_section(kb, section), summary, note_id, text, related_notes, distinct)
        change = plan_add(kb, new, place)
        alike[:] = _nearest(kb, question, distinct)
        return change

    def approve(outcome: "Outcome") -> None:
        _ask(alike, sure=yes)

    edit(ctx, plan, dry_run=dry_run, diff=diff, output_format=output_format, approve=approve)


def _nearest(kb: "KnowledgeBase", question: str, judged: "list[Note]") -> "list[tuple[Note, Verdict]]":
    from rlkb_cli.duplicates.notes import nearest_notes

    paths = {note.path for note in judged}
    return [(note, verdict) for note, verdict in nearest_notes(kb, question) if note.path not in paths]


def _ask(alike: "list[tuple[Note, Verdict]]", *, sure: bool) -> None:
    """Show the nearest notes; where one is nearly the same, ask on a terminal whether to go on."""
    from rlkb_cli import present
    from rlkb_cli.output import console, safe

    out = console(stderr=True)
    for note, verdict in alike:
        style = "bold yellow" if verdict.near else "dim"
        mark = "nearly the same" if verdict.near else "near"
        out.print(safe(f"{mark}: {note.id}: {note.question}  ({verdict.reason})", style))
    if any(verdict.near for _, verdict in alike) and not sure and present.interactive():
        typer.confirm("Add it all the same?", abort=True)


def _body(source: str | None, in_editor: bool) -> str:
    from rlkb_cli.textinput import edit_text, read_text

    text = read_text(source) if source else ""
    return edit_text(text) if in_editor else text
