"""The commands of `rlkb`, in the order in which help lists them.

Only what is asked for is imported: a command pays for no other.
"""

from collections.abc import Callable
from importlib import import_module

COMMANDS = {
    "lint": "lint.lint",
    "rule": "rule.rule",
    "schema": "schema.schema",
    "show": "show.show",
    "list": "list_.list_notes",
    "search": "search.search",
    "related": "related.related",
    "path": "path.path",
    "graph": "graph.graph",
    "stats": "stats.stats",
    "asks": "asks.asks",
    "import": "import_.import_page",
    "add": "add.add",
    "move": "move.move",
    "retitle": "retitle.retitle",
    "remove": "remove.remove",
    "merge": "merge.merge",
    "split": "split.split",
    "set": "set_.set_field",
    "unset": "unset.unset",
    "link": "link.link",
    "unlink": "unlink.unlink",
    "distinct": "distinct.distinct",
    "dupes": "dupes.dupes",
    "undo": "undo.undo",
    "log": "log.log",
    "section add": "section.add",
    "section rename": "section.rename",
    "section describe": "section.describe",
    "section move": "section.move",
    "section remove": "section.remove",
    "section merge": "section.merge",
    "order": "order.order",
    "hub add": "hub.add",
    "hub retitle": "hub.retitle",
    "hub describe": "hub.describe",
    "hub remove": "hub.remove",
    "hub sync": "hub.sync",
    "place": "place.place",
    "unplace": "unplace.unplace",
    "init": "init.init",
    "build": "build.build",
    "serve": "serve.serve",
    "export": "export.export",
}
"""By name: the module here, and in it the function that is the command."""

GROUPS = {
    "section": "Edit sections. Add, rename, describe, move, merge and remove those of a hub.",
    "hub": "Edit hubs. Add, retitle, describe and remove them, and make their figures true.",
}
"""What stands in front of the names of several commands, and what they do."""

NAMES = tuple(dict.fromkeys(name.partition(" ")[0] for name in COMMANDS))
"""What can stand behind `rlkb`: commands and groups."""


def target_of(name: str) -> Callable[..., int | None]:
    """The function that a command is."""
    module, _, target = COMMANDS[name].partition(".")
    found: Callable[..., int | None] = getattr(import_module(f"{__name__}.{module}"), target)
    return found


def summary_of(name: str) -> str:
    """What a command or group does, for a list of them."""
    return GROUPS.get(name) or target_of(name).__doc__ or ""
