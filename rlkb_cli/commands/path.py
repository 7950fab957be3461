"""`rlkb path`: a chain of links between two notes."""

from typing import Annotated

from rlkb_cli.commands.options import EditFormat, Format, NoteArg, root_of
from rlkb_cli.commands.signature import Argument, Context


def path(
    ctx: Context,
    note: NoteArg,
    other: Annotated[str, Argument(metavar="OTHER", help="The note at the other end.")],
    output_format: Format = EditFormat.text,
) -> int:
    """Show a shortest chain of links between two notes. Relations are links, and so are those the other way round.

    Exit 1 if there is none. What a hub lists is no link.
    """
    from rlkb_cli.kb.select import find_note
    from rlkb_cli.output import console, print_json, safe
    from rlkb_cli.views.chain import chain
    from rlkb_cli.views.reading import look
    from rlkb_cli.views.terminal.related import steps

    found = look(root_of(ctx), lambda kb: chain(kb, find_note(kb, note).path, find_note(kb, other).path))
    if output_format == EditFormat.json:
        print_json("path", steps=[step._asdict() for step in found])
    elif found:
        steps(console(), found)
    else:
        console().print(safe("Nothing links the two.", "dim"))
    return 0 if found else 1
