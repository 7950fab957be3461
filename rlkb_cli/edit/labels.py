"""Labels of a Markdown body: reference definitions and footnotes, and what uses them."""


from collections.abc import Mapping, Set
from typing import NamedTuple

from rlkb_cli.edit.patch import Splice, apply
from rlkb_cli.kb.markdown.facts import PARSER
from rlkb_cli.kb.patterns import lazy_pattern

_BRACKETS = lazy_pattern(rb"\[([^\[\]]+)\]")
_BY_LABEL = ("Reference", "Collapsed", "Shortcut")
Label = tuple[str, str]
"""A kind, "link" or "footnote", and a name in the form in which labels are compared."""


class Mark(NamedTuple):
    """One definition or use of a label, [start, end) in bytes; `how` is as the parser calls it."""

    label: Label
    how: str
    start: int
    end: int


class Labels(NamedTuple):
    """Of several definitions of one label only the first counts, and only it is here."""

    definitions: tuple[Mark, ...]
    uses: tuple[Mark, ...]


def labels(body: bytes) -> Labels:
    """The labels of a body (valid UTF-8)."""
    text = body.decode()
    definitions = [
        Mark(_label("link", name), "link", found["span"]["start"], found["span"]["end"])
        for name, found in PARSER.reference_definitions(text).items()
    ]
    uses = []
    for event, span in PARSER.events_with_range(text):
        mark = _mark(event, span["start"], span["end"])
        if mark and mark.how == "FootnoteDefinition":
            definitions.append(mark)
        elif mark:
            uses.append(mark)
    first: dict[Label, Mark] = {}
    for mark in sorted(definitions, key=lambda mark: mark.start):
        first.setdefault(mark.label, mark)
    return Labels(tuple(first.values()), tuple(uses))


def words(body: bytes) -> set[Label]:
    """Everything in brackets that would be a use of a label if there were such a definition."""
    found = (match.decode() for match in _BRACKETS.findall(body))
    return {_label(*(("footnote", text[1:]) if text.startswith("^") else ("link", text))) for text in found}


def _mark(event: object, start: int, end: int) -> Mark | None:
    if not isinstance(event, dict):
        return None
    if "FootnoteReference" in event:
        return Mark(_label("footnote", event["FootnoteReference"]), "FootnoteReference", start, end)
    tag = event.get("Start")
    if not isinstance(tag, dict):
        return None
    if "FootnoteDefinition" in tag:
        return Mark(_label("footnote", tag["FootnoteDefinition"]), "FootnoteDefinition", start, end)
    link = tag.get("Link") or tag.get("Image") or {}
    how = link.get("link_type")
    return Mark(_label("link", link["id"]), how, start, end) if how in _BY_LABEL else None


def _label(kind: str, name: str) -> Label:
    return kind, " ".join(name.split()).casefold()


def distinct(body: bytes, taken: Set[Label]) -> bytes:
    """The body with other names for those labels of its own that are among `taken`."""
    found = labels(body)
    used = {*taken, *(mark.label for mark in found.definitions)}
    names = {mark.label: _free(mark.label, used) for mark in found.definitions if mark.label in taken}
    marks = [mark for mark in (*found.definitions, *found.uses) if mark.label in names]
    return apply(body, tuple(sorted(_renamed(body, mark, names) for mark in marks)))


def _free(label: Label, used: set[Label]) -> str:
    kind, name = label
    number = 2
    while (kind, f"{name}-{number}") in used:
        number += 1
    used.add((kind, f"{name}-{number}"))
    return f"{name}-{number}"


def _renamed(body: bytes, mark: Mark, names: Mapping[Label, str]) -> Splice:
    new = names[mark.label].encode()
    if mark.how == "FootnoteReference":
        return Splice(mark.start, mark.end, b"[^" + new + b"]")
    if mark.how == "FootnoteDefinition":
        return Splice(mark.start, body.index(b"]:", mark.start), b"[^" + new)
    if mark.how == "link":
        return Splice(mark.start, body.index(b"]:", mark.start), b"[" + new)
    if mark.how == "Reference":
        return Splice(body.rindex(b"[", mark.start, mark.end), mark.end, b"[" + new + b"]")
    end = mark.end + 2 * (mark.how == "Collapsed" and body[mark.end : mark.end + 2] == b"[]")
    return Splice(mark.end, end, b"[" + new + b"]")
