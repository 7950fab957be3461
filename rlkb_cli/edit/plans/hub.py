"""`rlkb hub add`, `retitle`, `describe` and `remove`: hubs as a whole."""

from collections.abc import Collection, Mapping
from functools import partial

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.newfile import new_hub
from rlkb_cli.edit.plans.ids import free_id
from rlkb_cli.edit.plans.titles import title_of
from rlkb_cli.edit.relink import Retarget
from rlkb_cli.edit.splice import RemoveKey, SetValue, Value
from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.markdown import Link
from rlkb_cli.kb.model import Hub, Page
from rlkb_cli.kb.root import ROOT_HUB

SHOWN = 5
EMPTY: Mapping[str, Value] = {"totals": {"notes": 0, "sections": 0}, "sections": []}


def plan_add_hub(kb: KnowledgeBase, hub_id: str, title: str, description: str = "") -> Change:
    """Make the further hub `hubs/<id>.yaml`, without sections.

    Refused if a note or hub has the id; BadInput for an id or title that cannot be one.
    """
    name = free_id(kb, title, hub_id)
    fields = {"title": title_of(title, "the title of a hub"), "description": description.strip()}
    said = {key: text for key, text in fields.items() if text}
    draft = Draft(kb)
    draft.create(f"hubs/{name}.yaml", new_hub({**said, **EMPTY}))
    return draft.change(f"add the hub `{name}`")


def plan_retitle_hub(kb: KnowledgeBase, hub: Hub, title: str) -> Change:
    """Give a hub another title, also in the texts of links to it that repeat the old one."""
    title = title_of(title, "the title of a hub")
    draft = Draft(kb)
    draft.edit(hub.path, SetValue(("title",), title))
    if hub.title.strip():
        for source, links in _repeating(kb, hub).items():
            draft.relink(source, partial(_retitled, links, title))
    return draft.change(f"retitle the hub `{hub.id}`")


def plan_describe_hub(kb: KnowledgeBase, hub: Hub, text: str) -> Change:
    """Set what a hub says of itself; an empty text takes the description away."""
    draft = Draft(kb)
    path = ("description",)
    draft.edit(hub.path, SetValue(path, text.strip(), after="title") if text.strip() else RemoveKey(path))
    return draft.change(f"describe the hub `{hub.id}`")


def plan_remove_hub(kb: KnowledgeBase, hub: Hub) -> Change:
    """Delete a further hub.

    Refused while something lists it, links to it, lives in it, or is listed nowhere else.
    """
    if hub.path == ROOT_HUB:
        raise BadInput("the root hub cannot be removed: it is the base")
    users = dict.fromkeys(reference.source for reference in kb.inbound(hub.path))
    if users:
        raise Refused(f"the hub `{hub.id}` is listed or linked in {_some(list(users))}", path=hub.path)
    here = [path for path, spots in kb.placements.items() if all(spot.hub == hub.path for spot in spots)]
    living = [note.path for note in kb.notes if note.section.startswith(f"{hub.id}/")]
    kept = [kb.documents[path] for path in dict.fromkeys([*living, *here])]
    names = [document.path if isinstance(document, Page) else document.id for document in kept]
    if names:
        advice = "`rlkb move NOTE… --to SECTION` gives them another home, `rlkb place` lists hubs elsewhere"
        raise Refused(f"the hub `{hub.id}` is home to {_some(names)}", path=hub.path, help=advice)
    draft = Draft(kb)
    draft.delete(hub.path)
    return draft.change(f"remove the hub `{hub.id}`")


def _repeating(kb: KnowledgeBase, hub: Hub) -> dict[str, set[int]]:
    """The links to the hub whose text is its title, by file."""
    found: dict[str, set[int]] = {}
    for reference in kb.inbound(hub.path):
        document = kb.documents[reference.source]
        if reference.kind == "link" and not isinstance(document, Hub):
            index = int(reference.place.path[0])
            if document.body.links[index].text.split() == hub.title.split():
                found.setdefault(reference.source, set()).add(index)
    return found


def _retitled(links: Collection[int], title: str, index: int, link: Link) -> Retarget | None:
    return Retarget(text=title) if index in links else None


def _some(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(f"`{name}`" for name in names[:SHOWN]) + more
