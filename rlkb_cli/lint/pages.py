"""A rule's page: what its docstring says, and the small bases that it shows as bad and good."""

import re
from importlib import import_module
from inspect import cleandoc
from typing import NamedTuple

from rlkb_cli.kb.frontmatter import NoFrontMatter, split_note
from rlkb_cli.kb.yamlnodes import compose

_FILE = re.compile(r"^-- (\S+) --$", re.MULTILINE)
_EXAMPLE = re.compile(r"^(Bad|Good):$\n((?:[ ]{4}.*\n|\s*\n)+)", re.MULTILINE)


class Example(NamedTuple):
    """A small base as text: `kind` is "Bad" or "Good", `files` its contents by path."""

    kind: str
    files: dict[str, str]


def text(name: str) -> str:
    """The page of the rule of that name: the docstring of its module."""
    return cleandoc(import_module(f"rlkb_cli.lint.rules.{name.replace('-', '_')}").__doc__ or "")


def examples(doc: str) -> list[Example]:
    """The examples of a rule's docstring, in order.

    In an example, a line `-- path --` opens a file.  Where it shows no `hub.yaml`, one is added that lists its
    notes in the sections which they name.
    """
    found = _EXAMPLE.finditer(doc.rstrip() + "\n")
    return [Example(match[1], base(re.sub("^    ", "", match[2], flags=re.MULTILINE))) for match in found]


def base(text: str) -> dict[str, str]:
    """The files of a base written as one text, as in an example."""
    parts = _FILE.split(text)
    files = {path: content.lstrip("\n") for path, content in zip(parts[1::2], parts[2::2], strict=True)}
    last = list(files)[-1]
    files[last] = files[last].rstrip("\n") + "\n"
    return {"hub.yaml": _hub(files), **files} if "hub.yaml" not in files else files


def _hub(files: dict[str, str]) -> str:
    """A hub that lists the notes of an example, with true counts."""
    sections: dict[str, list[str]] = {}
    for path, content in files.items():
        if path.startswith("notes/") and path.endswith(".md"):
            sections.setdefault(_section(content), []).append(path.rpartition("/")[2].removesuffix(".md"))
    total = sum(map(len, sections.values()))
    lines = ["title: An example", f"totals: {{notes: {total}, sections: {len(sections)}}}", "sections:"]
    for name, notes in sections.items():
        lines += [f"  - id: {name}", f"    title: {name}", f"    count: {len(notes)}", "    notes:"]
        lines += [f"      - {note}" for note in notes]
    return "\n".join(lines) + "\n"


def _section(content: str) -> str:
    parts = split_note(content.encode())
    if isinstance(parts, NoFrontMatter):
        return "other"
    try:
        node = compose(parts.block)
    except ValueError:
        return "other"
    section = node.get("section") if node is not None and node.kind == "mapping" else None
    return section.value if section is not None and section.kind == "scalar" and section.value else "other"
