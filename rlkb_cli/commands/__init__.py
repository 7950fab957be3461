"""The commands of `rlkb`, in the order in which help lists them.

Only what is asked for is imported: a command pays for no other.
"""

from importlib import import_module
from typing import Any

COMMANDS = {
    "lint": "lint.lint",
    "rule": "rule.rule",
    "show": "show.show",
    "list": "list_.list_notes",
    "search": "search.search",
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
    "section": "section.app",
    "order": "order.order",
    "hub": "hub.app",
    "place": "place.place",
    "unplace": "unplace.unplace",
    "init": "init.init",
}
"""By name: the module here, and in it the function that is the command, or the Typer app of a group."""


def target_of(name: str) -> Any:
    """The function or the Typer app that a command is."""
    module, _, target = COMMANDS[name].partition(".")
    return getattr(import_module(f"{__name__}.{module}"), target)


def summary_of(name: str) -> str:
    """What a command does, for a list of commands."""
    target = target_of(name)
    return str(target.info.help if hasattr(target, "info") else target.__doc__)
