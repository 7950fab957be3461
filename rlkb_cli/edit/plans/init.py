"""`rlkb init`: a new base without notes."""

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.newfile import new_hub
from rlkb_cli.edit.plans.hub import EMPTY
from rlkb_cli.edit.plans.titles import title_of
from rlkb_cli.errors import Refused
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.files import walk
from rlkb_cli.kb.ignore import ignored
from rlkb_cli.kb.load import roles
from rlkb_cli.kb.root import ROOT_HUB


def plan_init(root: str, title: str) -> Change:
    """The root hub of a base that has neither sections nor notes yet.

    Refused if there are notes already, which no section would list.
    """
    role = roles(Config())
    found = next((entry.path for entry in walk(root, skip=ignored(root)) if role(entry.path) == "note"), None)
    if found:
        raise Refused("there are notes already", path=found, help="`rlkb init --adopt` takes them over")
    hub = new_hub({"title": title_of(title, "the title of a hub"), **EMPTY})
    return Change("start a base", {ROOT_HUB: None}, {ROOT_HUB: hub})
