"""`rlkb stats`: the figures of a base."""

from rlkb_cli.commands.options import EditFormat, Format, root_of
from rlkb_cli.commands.signature import Context


def stats(ctx: Context, output_format: Format = EditFormat.text) -> None:
    """Count what the base holds, and how it grew. Also how its notes hang together, and which have long been left
    alone.

    Growth and dates are from git's history; without one, files say when they were changed.
    """
    from rlkb_cli.output import print_json
    from rlkb_cli.pager import paged
    from rlkb_cli.views.reading import look
    from rlkb_cli.views.stats import as_data
    from rlkb_cli.views.stats import stats as find
    from rlkb_cli.views.terminal.stats import figures

    found = look(root_of(ctx), find)
    if output_format == EditFormat.json:
        print_json("stats", **as_data(found))
        return
    with paged() as out:
        figures(out, found)
