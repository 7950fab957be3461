"""The second reader where yaml12 cannot tell: ruamel.yaml's events, for notes behind python-frontmatter.

Nothing is resolved and no alias is expanded.  It is a check on libyaml, and only for text that has passed the
caps of `compose`.  Import it where it is used: both libraries take their time.
"""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler
from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from rlkb_cli.kb.frontmatter import NoFrontMatter, split_note
from rlkb_cli.kb.values import RawValue
from rlkb_cli.kb.yamlnodes import Node


class CannotRead(ValueError):
    """The second reader does not take this text."""


class RuamelHandler(BaseHandler):
    """python-frontmatter with our fences, and front matter as raw values; `tree` is what was read last."""

    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self) -> None:
        self.tree: Node | None = None

    def split(self, text: str) -> tuple[str, str]:
        parts = split_note(text.encode())
        if isinstance(parts, NoFrontMatter):
            raise CannotRead(f"front matter: {parts.reason}")
        return parts.block.decode(), ""

    def load(self, fm: str) -> dict[str, Any]:
        self.tree = read_tree(fm)
        fields: RawValue = self.tree.plain() if self.tree else {}
        if not isinstance(fields, dict):
            raise CannotRead("the front matter is not a mapping")
        return dict(fields)


def read_note_tree(data: bytes) -> Node | None:
    """The front matter of a note as a tree without positions; CannotRead if it is not taken.

    The body is not looked at: it may be in any encoding.
    """
    parts = split_note(data)
    if isinstance(parts, NoFrontMatter):
        raise CannotRead(f"front matter: {parts.reason}")
    handler = RuamelHandler()
    frontmatter.parse((b"---\n" + parts.block + b"---\n").decode(), handler=handler)
    return handler.tree


def read_tree(text: str) -> Node | None:
    """YAML text as a tree without positions; CannotRead if ruamel does not take it."""
    try:
        return _first_document(iter(YAML(typ="safe", pure=True).parse(StringIO(text))))
    except Exception as error:  # ruamel raises far more than YAMLError on odd text: all of it means "no"
        raise CannotRead(str(error)) from error


def _first_document(events: Iterator[Any]) -> Node | None:
    tree: Node | None = None
    documents = 0
    for event in events:
        documents += isinstance(event, DocumentStartEvent)
        if documents > 1:
            raise CannotRead("several documents")
        if isinstance(event, NodeEvent):
            tree = _tree(event, events)
    return tree


def _tree(event: Any, events: Iterator[Any]) -> Node:
    """The node that starts with this event; the iterator is left behind its end."""
    if isinstance(event, AliasEvent):
        node = Node("alias", 0, 0)
        node.alias = event.anchor
        return node
    if isinstance(event, ScalarEvent):
        node = Node("scalar", 0, 0)
        node.value, node.style = event.value, event.style or ""
    elif isinstance(event, MappingStartEvent):
        node = Node("mapping", 0, 0)
        parts = list(_children(events))
        node.pairs = list(zip(parts[::2], parts[1::2], strict=True))
    else:
        node = Node("sequence", 0, 0)
        node.items = list(_children(events))
    node.anchor = event.anchor
    node.tag = str(event.tag) if event.tag is not None else None
    return node


def _children(events: Iterator[Any]) -> Iterator[Node]:
    for event in events:
        if isinstance(event, CollectionEndEvent):
            return
        yield _tree(event, events)
