"""What a site needs to know of each note besides its page, kept from one build to the next.

What is kept are texts, never HTML: they lie in the repository, where anybody may have written them, and are escaped
like the note itself.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.cache import keep
from rlkb_cli.kb.columns import Damaged, unpack
from rlkb_cli.kb.frontmatter import NoFrontMatter, body_offset, split_note
from rlkb_cli.kb.kept import read_kept
from rlkb_cli.kb.model import Note
from rlkb_cli.site.body import Rendered, render
from rlkb_cli.site.sentences import Quote

PATH = ".rlkb/cache/site-notes"
_CHANGED = ("updated", "modified", "last-modified", "date-modified")
_MADE = ("date", "created", "published")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Mention(NamedTuple):
    """A link in a body: its form, target and anchor as read, and the sentence around it."""

    form: str
    target: str
    anchor: str | None
    is_named: bool
    quote: Quote


class Leaf(NamedTuple):
    """One note as others see it.  `changed` and `made` are days (`2026-01-31`) of its front matter, or "".

    `relations` are pairs of a relation and what it names, as written; `headings` pairs of text and anchor; `marks`
    the other anchors of the body.
    """

    id: str
    question: str
    summary: str
    changed: str
    made: str
    tags: tuple[str, ...]
    former: tuple[str, ...]
    relations: tuple[tuple[str, str], ...]
    mentions: tuple[Mention, ...]
    headings: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is called: its question, or where it has none, its id."""
        return self.question or self.id


def leaves(kb: KnowledgeBase, key: str) -> dict[str, Leaf]:
    """The leaf of every note that can be read, by path; those of an earlier run under `key` where nothing changed."""
    known = _recall(kb.root, key)
    digests = {path: facts.digest for path, facts in kb.facts.items() if facts.kind == "note"}
    found = {path: known.get((path, digest)) or _read(kb, path) for path, digest in digests.items()}
    if any((path, digest) not in known for path, digest in digests.items()) or len(known) != len(found):
        texts = {path: text for path, text in found.items() if text}
        columns = {"key": [key], "path": list(texts), "digest": [digests[path] for path in texts]}
        keep(kb.root, PATH, columns | {"leaf": list(texts.values())})
    return {path: _leaf(json.loads(text)) for path, text in found.items() if text}


def body_of(kb: KnowledgeBase, note: Note) -> Rendered:
    """The body of a note, rendered."""
    data = kb.read(note.path)
    parts = split_note(data)
    start = 0 if isinstance(parts, NoFrontMatter) else body_offset(parts)
    return render(data[start:].decode(errors="replace"), note.body.headings, note.question)


def _recall(root: str, key: str) -> Mapping[tuple[str, str], str]:
    try:
        columns = unpack(read_kept(root, PATH))
        if columns["key"][0] != key:
            return {}
        rows = zip(columns["path"], columns["digest"], columns["leaf"], strict=True)
        return {(str(path), str(digest)): str(leaf) for path, digest, leaf in rows}
    except (OSError, Damaged, KeyError, IndexError, ValueError):
        return {}


def _read(kb: KnowledgeBase, path: str) -> str:
    """The leaf as JSON; empty for a note that cannot be read."""
    note = kb.note(path)
    if not note.readable:
        return ""
    body = body_of(kb, note)
    pairs = zip(body.links, body.quotes, strict=True)
    leaf = Leaf(
        note.id,
        note.question,
        note.summary,
        _day(note.fields, _CHANGED),
        _day(note.fields, _MADE),
        tuple(_texts(note.fields.get("tags"))),
        note.former_ids,
        tuple((name, raw) for name, values in note.relations.items() for raw in values if raw),
        tuple(Mention(link.form, link.target, link.anchor, bool(link.text), quote) for link, quote in pairs),
        tuple((heading.text, heading.slug) for heading in note.body.headings),
        (*note.body.ids, *(f"^{block}" for block in note.body.blocks)),
    )
    return json.dumps(leaf, ensure_ascii=False, separators=(",", ":"))


def _leaf(data: list[Any]) -> Leaf:
    id, question, summary, changed, made, tags, former, relations, mentions, headings, marks = data
    return Leaf(
        id,
        question,
        summary,
        changed,
        made,
        tuple(tags),
        tuple(former),
        tuple((name, raw) for name, raw in relations),
        tuple(Mention(form, target, anchor, named, Quote(*quote)) for form, target, anchor, named, quote in mentions),
        tuple((text, slug) for text, slug in headings),
        tuple(marks),
    )


def _day(fields: Mapping[str, Any], names: Sequence[str]) -> str:
    """The first of these fields that begins with a day."""
    days = (_DAY.match(value) for name in names if isinstance(value := fields.get(name), str))
    return next((day[0] for day in days if day), "")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from filter(None, re.split(r"[,\s]+", value))
    elif isinstance(value, tuple):
        yield from (item for item in value if isinstance(item, str) and item)
