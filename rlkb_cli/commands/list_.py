"""`rlkb list`: the notes of a base, filtered and sorted."""

from typing import Annotated

from rlkb_cli.commands.options import EditFormat, Format, Limit, root_of
from rlkb_cli.commands.signature import Context, option

Where = Annotated[
    list[str] | None,
    option(
        "--where",
        metavar="'KEY OP VALUE'",
        help="Only notes whose field KEY is so: `KEY` and `!KEY` ask if it has a value; `=` if it, or an item of it, "
        "is VALUE in any case, `~` if it contains it (`~ /…/`: a regular expression), `!=` and `!~` if not; `<`, `<=`, "
        "`>` and `>=` compare numbers, dates and texts. Can be repeated: all must hold.",
    ),
]
Sort = Annotated[
    list[str] | None,
    option("--sort", metavar="KEY", help="By this field, `-KEY` downwards; else as the hubs list them."),
]
LayoutOf = Annotated[
    str | None,
    option(
        "--template",
        metavar="T",
        help="A line's layout, with fields in braces: '{id}\\t{question}'. Fields: id, path, question, section, "
        "summary, links, backlinks, modified, and every key of the front matter.",
    ),
]


def list_notes(
    ctx: Context,
    section: Annotated[
        str | None, option("--section", metavar="SECTION", help="Only notes that this section lists.")
    ] = None,
    where: Where = None,
    match: Annotated[
        str, option("--match", metavar="TEXT", help="Only notes with all these words in question or summary.")
    ] = "",
    orphan: Annotated[bool, option("--orphan", help="Only notes that nothing but a hub links to.")] = False,
    dangling: Annotated[bool, option("--dangling", help="Only notes that link to what is not there.")] = False,
    links_to: Annotated[
        list[str] | None, option("--links-to", metavar="NOTE", help="Only notes that link or relate to this one.")
    ] = None,
    linked_by: Annotated[
        list[str] | None, option("--linked-by", metavar="NOTE", help="Only notes that this one links to.")
    ] = None,
    sort: Sort = None,
    limit: Limit = None,
    paths: Annotated[bool, option("--paths", help="Print only the paths of the files, from the root.")] = False,
    template: LayoutOf = None,
    output_format: Format = EditFormat.text,
) -> None:
    """List the notes, in the order of the hubs. Filters can be combined, and all must hold."""
    from rlkb_cli.output import print_json
    from rlkb_cli.pager import paged
    from rlkb_cli.views.listing import Filter, as_data, listing
    from rlkb_cli.views.reading import look
    from rlkb_cli.views.terminal.notes import lines, notes

    wanted = Filter(section, where or (), match, orphan, dangling, links_to or (), linked_by or ())
    layout = "{path}" if paths else template
    found = look(root_of(ctx), lambda kb: listing(kb, wanted, sort or (), limit))
    if output_format == EditFormat.json:
        print_json("list", notes=as_data(found))
        return
    with paged() as out:
        if layout is not None:
            lines(out, found, layout)
        else:
            notes(out, found)
