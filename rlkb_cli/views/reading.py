"""One state of a base to look at."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from rlkb_cli.edit.recovery import steadily
from rlkb_cli.kb.base import Changed, KnowledgeBase
from rlkb_cli.kb.load import load
from rlkb_cli.lint.engine import judge  # what lint keeps in the cache is used here, and the other way round

T = TypeVar("T")
_TRIES = 5


def look(root: str, make: Callable[[KnowledgeBase], T]) -> T:
    """What `make` makes of one state of the base under `root`; BadInput if its root hub cannot be read.

    `make` is called again where a file changed while it was being looked at.
    """

    def once(overlay: Mapping[str, bytes | None]) -> T:
        return make(load(root, overlay, judge))

    for _ in range(_TRIES - 1):
        try:
            return steadily(root, once)
        except Changed:
            continue
    return steadily(root, once)
