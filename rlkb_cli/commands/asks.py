"""`rlkb asks`: questions without a note."""

from rlkb_cli.commands.options import EditFormat, Format, Limit, root_of
from rlkb_cli.commands.signature import Context


def asks(ctx: Context, limit: Limit = None, output_format: Format = EditFormat.text) -> None:
    """Show the questions that have no note. What links lead to that is not there, the most wanted first, and what
    texts ask that no note answers.

    `rlkb add --from-ask N` makes a note of the one with the number N.
    """
    from rlkb_cli.output import print_json
    from rlkb_cli.pager import paged
    from rlkb_cli.views.asks import asks as find
    from rlkb_cli.views.reading import look
    from rlkb_cli.views.terminal.asks import numbered

    every = look(root_of(ctx), find)
    found = list(enumerate(every, 1))[:limit]
    if output_format == EditFormat.json:
        print_json("asks", asks=[{"number": number, **ask._asdict()} for number, ask in found])
        return
    with paged() as out:
        numbered(out, found, len(every))
