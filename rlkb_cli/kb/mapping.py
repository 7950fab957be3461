"""The exact reading of YAML that must be a mapping: front matter and hubs."""

from collections.abc import Iterator, Mapping
from typing import Any

from rlkb_cli.kb import place
from rlkb_cli.kb.conflicts import first_conflict
from rlkb_cli.kb.place import Problem
from rlkb_cli.kb.yamlnodes import Node, YamlProblem, compose, duplicates


def read_mapping(block: bytes, rule: str, offset: int) -> tuple[Mapping[str, Any], list[Problem]]:
    """The raw values of a YAML block that must be a mapping, and what is wrong with it.

    `offset` is where the block starts in its file, `rule` what reports a block that cannot be read.
    """
    try:
        node = compose(block)
        if node is None:
            return {}, []
        if node.kind != "mapping":
            return {}, [Problem(rule, place.line(1), f"expected keys with values, found a {node.kind}")]
        fields: dict[str, Any] = {}
        for key, value in node.pairs:
            fields.setdefault(key.value, value.plain())
        found = [_duplicate(path, key, offset) for path, key in duplicates(node)]
        marked = (each for each in node.walk() if (each.alias, each.anchor, each.tag) != (None, None, None))
        return fields, found + [problem for each in marked for problem in _properties(each, offset)]
    except YamlProblem as problem:
        at = offset + problem.offset
        wrong = Problem(rule, place.span(at, at), f"not valid YAML: {problem.message}")
        return {}, [first_conflict(block, offset) or wrong]


def _duplicate(path: place.KeyPath, key: Node, offset: int) -> Problem:
    at = place.span(offset + key.start, offset + key.end)
    return Problem("duplicate-key", at, f"the key `{path[-1]}` stands here twice", tuple(map(str, path)))


def _properties(node: Node, offset: int) -> Iterator[Problem]:
    """An anchor, an alias or a tag of a value."""
    at = place.span(offset + node.start, offset + node.end)
    if node.kind == "alias":
        yield Problem("anchors-or-tags", at, f"the alias `*{node.alias}` stands here", (f"*{node.alias}",))
    if node.anchor is not None:
        yield Problem("anchors-or-tags", at, f"the value has an anchor, `&{node.anchor}`", (f"&{node.anchor}",))
    if node.tag is not None:
        yield Problem("anchors-or-tags", at, f"the value has a tag, `{node.tag}`", (node.tag,))
