"""A graph in the languages of other programs: Mermaid, Graphviz's DOT, and GraphML."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from xml.etree import ElementTree

from rlkb_cli.kb.links import LINK
from rlkb_cli.output import visible
from rlkb_cli.views.graph import Graph, Node

_IN_MERMAID = re.compile(r"[^\w\s,.?!:()'/+=-]")
_NO_XML = re.compile("[\ufffe\uffff]")
_TYPES = {"mutual": "boolean"}
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def mermaid(graph: Graph) -> str:
    """A flowchart, with a subgraph for each section."""
    names = _names(graph)
    lines = ["flowchart LR"]
    for number, (section, nodes) in enumerate(_by_section(graph)):
        lines += [f'  subgraph s{number}["{_mermaid(graph.sections[section])}"]'] if section else []
        lines += [f'    {names[node.path]}["{_mermaid(node.title or node.id)}"]' for node in nodes]
        lines += ["  end"] if section else []
    for line in graph.drawn:
        arrow = "-->" if line.directed else "---"
        text = "" if line.kind == LINK else f'|"{_mermaid(line.kind)}"|'
        lines.append(f"  {names[line.source]} {arrow}{text} {names[line.target]}")
    return "\n".join(lines) + "\n"


def dot(graph: Graph) -> str:
    """A digraph, with a cluster for each section."""
    names = _names(graph)
    lines = ["digraph rlkb {", "  rankdir=LR;", "  node [shape=box];"]
    for number, (section, nodes) in enumerate(_by_section(graph)):
        lines += [f"  subgraph cluster_{number} {{", f"    label={_dot(graph.sections[section])};"] if section else []
        lines += [f"    {names[node.path]} [label={_dot(node.title or node.id)}];" for node in nodes]
        lines += ["  }"] if section else []
    for line in graph.drawn:
        settings = [] if line.kind == LINK else [f"label={_dot(line.kind)}"]
        settings += [] if line.directed else ["dir=none"]
        lines.append(f"  {names[line.source]} -> {names[line.target]} [{', '.join(settings)}];")
    return "\n".join([*lines, "}"]) + "\n"


def graphml(graph: Graph) -> str:
    """A GraphML document with every link and relation; nodes go by their path.

    Many readers take no edge without a direction, so that a relation which is its own inverse is told by `mutual`.
    """
    root = ElementTree.Element("graphml", xmlns=_NAMESPACE)
    for kind, fields in (("node", ("id", "title", "section")), ("edge", ("kind", "mutual"))):
        for name in fields:
            settings = {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": _TYPES.get(name, "string")}
            ElementTree.SubElement(root, "key", settings)
    inside = ElementTree.SubElement(root, "graph", id="rlkb", edgedefault="directed")
    for node in graph.nodes:
        element = ElementTree.SubElement(inside, "node", id=_xml(node.path))
        _fields(element, "node", {"id": node.id, "title": node.title, "section": node.section})
    for line in graph.lines:
        ends = {"source": _xml(line.source), "target": _xml(line.target)}
        element = ElementTree.SubElement(inside, "edge", ends)
        _fields(element, "edge", {"kind": line.kind, "mutual": str(not line.directed).lower()})
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ElementTree.tostring(root, encoding="unicode") + "\n"


FORMS: Mapping[str, Callable[[Graph], str]] = {"mermaid": mermaid, "dot": dot, "graphml": graphml}


def _fields(element: ElementTree.Element, kind: str, fields: Mapping[str, str]) -> None:
    for name, text in fields.items():
        ElementTree.SubElement(element, "data", key=f"{kind}-{name}").text = _xml(text)


def _names(graph: Graph) -> Mapping[str, str]:
    """A name for each node by its path, which may hold what no language takes."""
    return {node.path: f"n{number}" for number, node in enumerate(graph.nodes)}


def _by_section(graph: Graph) -> Iterator[tuple[str, Sequence[Node]]]:
    """The nodes of each section, in the order of the sections; those of none at the end."""
    groups: dict[str, list[Node]] = {name: [] for name in (*graph.sections, "")}
    for node in graph.nodes:
        groups[node.section if node.section in graph.sections else ""].append(node)
    return ((name, nodes) for name, nodes in groups.items() if nodes)


def _mermaid(text: str) -> str:
    """A text between quotes, in which nothing is markup: what may be is written as a character reference."""
    return _IN_MERMAID.sub(lambda hit: f"#{ord(hit[0])};", visible(text))


def _dot(text: str) -> str:
    escaped = visible(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", visible(text))
