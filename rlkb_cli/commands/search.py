"""`rlkb search`: full text."""

from typing import Annotated

from rlkb_cli.commands.options import EditFormat, Format, Limit, root_of
from rlkb_cli.commands.signature import Argument, Context


def search(
    ctx: Context,
    words: Annotated[
        list[str],
        Argument(
            metavar="WORDS…",
            help='Words, "a phrase", begin*; behind `--`, -word for what must not be there. Inflections are found too.',
        ),
    ],
    limit: Limit = 20,
    output_format: Format = EditFormat.text,
) -> int:
    """Search questions, summaries and texts. The best notes come first, with what was found in them.

    Without a note that has all the words, those with some of them are shown. Exit 1 if nothing is found.
    """
    from rlkb_cli.output import print_json
    from rlkb_cli.pager import paged
    from rlkb_cli.views import search as view
    from rlkb_cli.views.reading import look
    from rlkb_cli.views.terminal.search import hits

    found = look(root_of(ctx), lambda kb: view.search(kb, " ".join(words), limit or view.LIMIT))
    if output_format == EditFormat.json:
        print_json("search", **view.as_data(found))
    else:
        with paged() as out:
            hits(out, found)
    return 0 if found.hits else 1
