"""`rlkb show`: a hub, a section or a note, to be read."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from rlkb_cli.commands.options import EditFormat, Format, root_of
from rlkb_cli.commands.signature import Argument, Context, option

if TYPE_CHECKING:
    from rlkb_cli.kb.base import KnowledgeBase
    from rlkb_cli.views.hubpage import HubPage
    from rlkb_cli.views.notepage import NotePage


class HubView(StrEnum):
    """How a hub is shown."""

    page = "page"
    tree = "tree"
    table = "table"
    outline = "outline"


Target = Annotated[str | None, Argument(metavar="[HUB|SECTION|NOTE]", help="What to show; else the root hub.")]


def show(
    ctx: Context,
    target: Target = None,
    view: Annotated[HubView, option("--view", help="How to look at a hub or section.")] = HubView.page,
    output_format: Format = EditFormat.text,
) -> None:
    """Show a hub, a section or a note.

    A hub or one section as a page; a note with its text, relations and backlinks.
    """
    from rlkb_cli.output import print_json
    from rlkb_cli.pager import paged
    from rlkb_cli.views import hubpage, notepage
    from rlkb_cli.views.hubpage import HubPage
    from rlkb_cli.views.reading import look
    from rlkb_cli.views.terminal import hub, note

    page = look(root_of(ctx), lambda kb: _page(kb, target))
    if output_format == EditFormat.json:
        kind, data = ("hub", hubpage.as_data(page)) if isinstance(page, HubPage) else ("note", notepage.as_data(page))
        print_json("show", **{kind: data})
        return
    with paged() as out:
        if isinstance(page, HubPage):
            getattr(hub, f"as_{view}")(out, page)
        else:
            note.as_note(out, page)


def _page(kb: "KnowledgeBase", target: str | None) -> "HubPage | NotePage":
    from rlkb_cli.kb.model import Hub, Note
    from rlkb_cli.kb.root import ROOT_HUB
    from rlkb_cli.kb.select import find_any
    from rlkb_cli.views.hubpage import hub_page
    from rlkb_cli.views.notepage import note_page

    found = kb.hub(ROOT_HUB) if target is None else find_any(kb, target)
    if isinstance(found, Note):
        return note_page(kb, found)
    if isinstance(found, Hub):
        return hub_page(kb, found)
    return hub_page(kb, kb.hub(found.hub), found.number)
