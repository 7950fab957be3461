"""The fields of a note by name, as filters, sorting and templates ask for them."""

import os
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.files import Unreadable, real_path
from rlkb_cli.kb.links import Links
from rlkb_cli.kb.suggest import closest
from rlkb_cli.kb.values import is_empty
from rlkb_cli.views.cards import Card

Value = str | int | tuple[str, ...]

OWN = ("id", "path", "question", "section", "summary", "links", "backlinks", "modified")
"""The fields that every note has, whatever its front matter says."""


class Fields:
    """The fields of the notes of one base: those of `OWN`, and keys of front matter, under our name or the base's."""

    def __init__(self, kb: KnowledgeBase, cards: Mapping[str, Card], links: Links) -> None:
        self._kb = kb
        self._cards = cards
        self._links = links
        self._front = lru_cache(maxsize=None)(lambda path: cards[path].fields)

    def value(self, path: str, name: str) -> Value:
        """One field of the note at `path`; an empty text where it has none."""
        if name in OWN:
            return self._own(path, name)
        return _plain(self._front(path).get(self._kb.config.key(name), ""))

    def check(self, name: str) -> str:
        """The name; BadInput if no note has a field that is called so."""
        if name in OWN or self._kb.config.key(name) in self._keys or name in self._kb.config.relations:
            return name
        known = [*OWN, *self._kb.config.ours.values(), *self._keys]
        likely = closest(name, known)
        there = ", ".join(sorted({*OWN, *self._keys}))
        raise BadInput(
            f"no note has a field `{name}`",
            help=f"did you mean `{likely[0]}`?" if likely else f"fields: {there}",
        )

    def front(self, path: str) -> dict[str, Any]:
        """The front matter of a note as plain data."""
        return dict(self._front(path))

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(key for path in self._cards for key in self._front(path))

    def _own(self, path: str, name: str) -> Value:
        if name == "path":
            return path
        if name == "links":
            return len({edge.target for edge in self._links.outgoing.get(path, ())})
        if name == "backlinks":
            return len({edge.source for edge in self._links.incoming.get(path, ())})
        return self.modified(path) if name == "modified" else str(getattr(self._cards[path], name))

    def modified(self, path: str) -> str:
        """When the note's file was last written, in local time, as ISO 8601 to the second."""
        real = real_path(self._kb.root, path)
        try:
            if isinstance(real, Unreadable):
                return ""
            moment = os.lstat(os.path.join(self._kb.root, real)).st_mtime
            return datetime.fromtimestamp(moment).isoformat(timespec="seconds")
        except (OSError, ValueError, OverflowError):
            return ""


def text_of(value: Value) -> str:
    """A field as one text; the items of a list with commas between them."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _plain(raw: Any) -> Value:
    if isinstance(raw, tuple):
        return tuple(item if isinstance(item, str) else str(item) for item in raw if not is_empty(item))
    return "" if is_empty(raw) else str(raw)
