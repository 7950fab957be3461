"""`rlkb graph`: what links what, for programs that draw."""

from enum import StrEnum
from typing import Annotated

from rlkb_cli.commands.options import root_of
from rlkb_cli.commands.signature import Context, option


class GraphFormat(StrEnum):
    """The languages in which a graph is written."""

    mermaid = "mermaid"
    dot = "dot"
    graphml = "graphml"
    json = "json"


def graph(
    ctx: Context,
    output_format: Annotated[
        GraphFormat, option("--output-format", help="The language to write it in.")
    ] = GraphFormat.mermaid,
) -> None:
    """Write the notes and their links as a graph. For Mermaid, Graphviz and others.

    A relation and its inverse are one line. Mermaid and DOT show sections as boxes, and leave out links between notes
    that a relation joins.
    """
    from rlkb_cli.output import print_json
    from rlkb_cli.pager import paged
    from rlkb_cli.views.drawing import FORMS
    from rlkb_cli.views.graph import as_data
    from rlkb_cli.views.graph import graph as find
    from rlkb_cli.views.reading import look

    found = look(root_of(ctx), find)
    if output_format == GraphFormat.json:
        print_json("graph", **as_data(found))
        return
    with paged() as out:
        out.out(FORMS[output_format](found), end="", highlight=False)
