"""`rlkb related`: explore what a note has to do with."""

import re
from typing import TYPE_CHECKING, Annotated

from rlkb_cli.commands.options import EditFormat, Format, Limit, NoteArg, root_of
from rlkb_cli.commands.signature import Context, option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rlkb_cli.kb.base import KnowledgeBase
    from rlkb_cli.views.related import Related

Accept = Annotated[
    bool, option("--link", help="Show those that are not linked to NOTE yet, and ask which to relate to it.")
]


def related(
    ctx: Context,
    note: NoteArg,
    limit: Limit = 10,
    link: Accept = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Show what NOTE has most to do with, and why.

    What counts: links and relations between the two, neighbours that they share, a section that lists both, and words
    that their questions and summaries share.
    """
    from rlkb_cli import present
    from rlkb_cli.errors import BadInput
    from rlkb_cli.kb.select import find_note
    from rlkb_cli.output import console, print_json
    from rlkb_cli.pager import paged
    from rlkb_cli.views.reading import look
    from rlkb_cli.views.related import LIMIT
    from rlkb_cli.views.related import related as find
    from rlkb_cli.views.terminal.related import numbered

    if link and not present.interactive():
        raise BadInput("--link asks, and nobody is there to answer", help="`rlkb link NOTE OTHER…` relates notes")
    root = root_of(ctx)

    def make(kb: "KnowledgeBase") -> "tuple[str, Sequence[Related]]":
        start = find_note(kb, note)
        return start.path, find(kb, start, limit or LIMIT, new=link)

    path, found = look(root, make)
    if output_format == EditFormat.json:
        print_json("related", note=path, related=[one._asdict() for one in found])
    elif link:
        numbered(console(), found)
        _link(root, path, found)
    else:
        with paged() as out:
            numbered(out, found)


def _link(root: str, path: str, found: "Sequence[Related]") -> None:
    """Ask for numbers, and relate those notes."""
    from rlkb_cli import present, workflow
    from rlkb_cli.edit.plans.link import plan_link

    answer = present.ask("Relate which? Numbers, or nothing")
    numbers = {int(text) for text in re.findall(r"\d+", answer)}
    chosen = [one.path for number, one in enumerate(found, 1) if number in numbers]
    if chosen:
        outcome = workflow.execute(
            root, lambda kb: plan_link(kb, kb.note(path), [kb.note(other) for other in chosen], "related")
        )
        present.plan(outcome)
