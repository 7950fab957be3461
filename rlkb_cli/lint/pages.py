"""A rule's page: what its docstring says, and the small bases that it shows as bad and good."""

import re
from collections.abc import Sequence
from importlib import import_module
from inspect import cleandoc
from typing import Any, NamedTuple

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.frontmatter import NoFrontMatter, split_note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.suggest import closest
from rlkb_cli.kb.yamlnodes import compose
from rlkb_cli.lint.model import Rule

_FILE = lazy_pattern(r"^-- (\S+)( \(untracked\))? --$", re.MULTILINE)
_EXAMPLE = lazy_pattern(r"^(Bad|Good):$\n((?:[ ]{4}.*\n|\s*\n)+)", re.MULTILINE)


def chosen(rules: Sequence[Rule], name: str | None) -> list[Rule]:
    """The rule of that name, or the rules of that family, all if there is no name; BadInput if there is none."""
    found = [rule for rule in rules if name in (None, rule.name, rule.family)]
    if not found and name is not None:
        best = closest(name, [*(rule.name for rule in rules), *(rule.family for rule in rules)])
        raise BadInput(f"there is no rule `{name}`", help=f"did you mean `{best[0]}`?" if best else None)
    return sorted(found, key=lambda rule: (rule.family, rule.name))


def summary(rule: Rule) -> str:
    """The first sentence of its page."""
    return text(rule.name).partition("\n")[0].removesuffix(".")


def traits(rule: Rule) -> str:
    """How grave it is, whether it is on, and whether it has a fix, in a few words."""
    parts = (rule.severity, "" if rule.status == "default" else rule.status, "fix" if rule.fix or rule.known else "")
    return ", ".join(filter(None, parts))


def heading(rule: Rule) -> str:
    """The line above its page: its name, family and traits, and its options with their defaults."""
    options = "".join(f"; {name}: {_shown(default)}" for name, default in rule.options.items())
    return f"{rule.name} ({rule.family}: {traits(rule)}{options})"


def _shown(default: Any) -> str:
    return ", ".join(default) or "none" if isinstance(default, tuple | dict) else str(default)


def as_data(rule: Rule) -> dict[str, Any]:
    """All of it as plain data."""
    return {
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity,
        "status": rule.status,
        "fixable": bool(rule.fix or rule.known),
        "options": dict(rule.options),
        "summary": summary(rule),
        "page": text(rule.name),
    }


class Example(NamedTuple):
    """A small base as text: `kind` is "Bad" or "Good", `files` its contents by path.

    Where some of them are `untracked`, the base is in a repository of git that tracks the others.
    """

    kind: str
    files: dict[str, str]
    untracked: tuple[str, ...] = ()


def text(name: str) -> str:
    """The page of the rule of that name: the docstring of its module."""
    return cleandoc(import_module(f"rlkb_cli.lint.rules.{name.replace('-', '_')}").__doc__ or "")


def examples(doc: str) -> list[Example]:
    """The examples of a rule's docstring, in order.

    In an example, a line `-- path --` or `-- path (untracked) --` opens a file.  Where it shows no `hub.yaml`, one is
    added that lists its notes in the sections which they name.
    """
    found = _EXAMPLE.finditer(doc.rstrip() + "\n")
    return [_example(match[1], re.sub("^    ", "", match[2], flags=re.MULTILINE)) for match in found]


def _example(kind: str, text: str) -> Example:
    return Example(kind, base(text), tuple(path for path, untracked in _FILE.findall(text) if untracked))


def base(text: str) -> dict[str, str]:
    """The files of a base written as one text, as in an example."""
    parts = _FILE.split(text)
    files = {path: content.lstrip("\n") for path, content in zip(parts[1::3], parts[3::3], strict=True)}
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
