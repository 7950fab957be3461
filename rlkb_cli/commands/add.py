"""`rlkb add`: a new question."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Format, Yes, edit
from rlkb_cli.commands.signature import Argument, Context, option

if TYPE_CHECKING:
    from rlkb_cli.duplicates.near import Verdict
    from rlkb_cli.edit.change import Change
    from rlkb_cli.kb.base import KnowledgeBase
    from rlkb_cli.kb.model import Note
    from rlkb_cli.workflow import Outcome


_SHOWN = 5

InSection = Annotated[str, option("--section", metavar="SECTION", help="The section: its id or title.")]
NoteId = Annotated[str | None, option("--id", metavar="ID", help="The id; else one is made of the question.")]
Related = Annotated[list[str] | None, option("--related", metavar="NOTE", help="A related note; can be repeated.")]
Distinct = Annotated[
    list[str] | None,
    option("--distinct-from", metavar="NOTE", help="A note that it is no duplicate of; can be repeated."),
]
Body = Annotated[str | None, option("--body", metavar="FILE", help="The body in Markdown; `-` reads standard input.")]
Before = Annotated[str | None, option("--before", metavar="NOTE", help="In front of this note.")]
After = Annotated[str | None, option("--after", metavar="NOTE", help="Behind this note.")]
InEditor = Annotated[bool, option("--edit", help="Write the body in $VISUAL or $EDITOR first.")]
FromAsk = Annotated[
    int | None, option("--from-ask", metavar="N", help="The question with this number in `rlkb asks`.")
]


def add(
    ctx: Context,
    section: InSection,
    question: Annotated[str | None, Argument(metavar="[QUESTION]", help="The question.")] = None,
    from_ask: FromAsk = None,
    summary: Annotated[str, option("--summary", metavar="TEXT", help="One to three sentences.")] = "",
    note_id: NoteId = None,
    body: Body = None,
    related: Related = None,
    distinct_from: Distinct = None,
    before: Before = None,
    after: After = None,
    in_editor: InEditor = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Add a question. Make its note, list it in the hub, count it, and relate it to others.

    Refused if a note asks it already; those that ask nearly the same are shown.
    """
    from rlkb_cli.edit.plans.add import NewNote, plan_add
    from rlkb_cli.edit.plans.listing import where
    from rlkb_cli.kb.select import find_note, find_notes, find_section

    text = _body(body, in_editor)
    alike: list[tuple[Note, Verdict]] = []

    def plan(kb: "KnowledgeBase") -> "Change":
        place = where(find_note(kb, before) if before else None, find_note(kb, after) if after else None)
        others, judged = find_notes(kb, related or []), find_notes(kb, distinct_from or [])
        asked, wanted = _asked(kb, question, from_ask)
        new = NewNote(asked, find_section(kb, section), summary, note_id or wanted, text, others, judged)
        change = plan_add(kb, new, place)
        if not (dry_run or diff):
            alike[:] = _alike(kb, asked, judged)
        return change

    ask = partial(_ask, alike, sure=yes)
    edit(ctx, plan, dry_run=dry_run, diff=diff, output_format=output_format, approve=ask)


def _asked(kb: "KnowledgeBase", question: str | None, number: int | None) -> tuple[str, str | None]:
    """The question to add, and the id that links to it use already, if any do."""
    from rlkb_cli.errors import BadInput

    if number is None:
        if question is None:
            raise BadInput("QUESTION is missing", help="`--from-ask N` takes one that `rlkb asks` shows")
        return question, None
    from rlkb_cli.views.asks import ask_number

    ask = ask_number(kb, number)
    return question or ask.question, ask.id or None


def _alike(kb: "KnowledgeBase", question: str, judged: "list[Note]") -> "list[tuple[Note, Verdict]]":
    """The notes most like a question, the likest first; where nobody can answer, of those that ask nearly the same."""
    from rlkb_cli import present
    from rlkb_cli.duplicates.notes import matches, nearest_notes

    paths = {note.path for note in judged}
    if present.interactive():
        return [(note, verdict) for note, verdict in nearest_notes(kb, question) if note.path not in paths]
    found = sorted(matches(kb, [question]), key=lambda match: -match.verdict.score)
    return [(match.note, match.verdict) for match in found if match.note.path not in paths][:_SHOWN]


def _ask(alike: "list[tuple[Note, Verdict]]", outcome: "Outcome", *, sure: bool) -> None:
    """Show the notes that are alike, and ask whether to go on if one is nearly the same."""
    from rlkb_cli import present
    from rlkb_cli.output import printer

    put = printer(stderr=True)
    for note, verdict in alike:
        style = "bold yellow" if verdict.near else "dim"
        mark = "nearly the same" if verdict.near else "near"
        put((f"{mark}: {note.id}: {note.question}  ({verdict.reason})", style))
    if any(verdict.near for _, verdict in alike) and not sure and present.interactive():
        present.confirm("Add it all the same?")


def _body(source: str | None, in_editor: bool) -> str:
    from rlkb_cli.errors import BadInput
    from rlkb_cli.textinput import edit_text, read_text

    text = read_text(source) if source else ""
    text = edit_text(text) if in_editor else text
    if text.startswith(("---\n", "---\r\n")):
        raise BadInput("the body begins with front matter: give the text behind it", path=source)
    return text.replace("\r\n", "\n")
