"""What a site needs to know of each note besides its page, kept from one build to the next.

What is kept are texts, never HTML: they lie in the repository, where anybody may have written them, and are escaped
like the note itself.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.cache import keep
from rlkb_cli.kb.columns import Damaged, unpack
from rlkb_cli.kb.facts import join, split
from rlkb_cli.kb.frontmatter import body_start
from rlkb_cli.kb.kept import read_kept
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.spelling import is_external
from rlkb_cli.site.body import Rendered, render
from rlkb_cli.site.sentences import Quote

PATH = ".rlkb/cache/site-notes"
_CHANGED = ("updated", "modified", "last-modified", "date-modified")
_MADE = ("date", "created", "published")
_MARK = 32  # digits
_MOST_BODIES = 20_000  # rendered bodies held until their pages are written
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
    relations: tuple[tuple[str, str], ...]
    mentions: tuple[Mention, ...]
    headings: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is called: its question, or where it has none, its id."""
        return self.question or self.id


class Leaves(Mapping[str, Leaf]):
    """The leaves of all notes that can be read, by path.

    `texts` are they as they are kept, `bodies` what was rendered for them.
    """

    def __init__(self, kb: KnowledgeBase, texts: Mapping[str, str], bodies: dict[str, Rendered]) -> None:
        self._kb = kb
        self._texts = texts
        self._bodies = bodies
        self._known: dict[str, Leaf] = {}

    def __getitem__(self, path: str) -> Leaf:
        if path not in self._known:
            self._known[path] = _leaf(json.loads(self._texts[path].partition("\n")[2]))
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, path: object) -> bool:
        return path in self._texts

    @property
    def tags(self) -> set[str]:
        """The tags of all notes."""
        return {tag for text in self._texts.values() for tag in split(text[: text.index("\n")])[1:]}

    def mark(self, path: str) -> str:
        """Differs where the leaf does: an edit that others do not show leaves it as it is."""
        return self._texts[path][:_MARK]

    def body(self, path: str) -> Rendered:
        """The body of a note, rendered; asked for once."""
        return self._bodies.pop(path, None) or _body(self._kb, self._kb.note(path))


def leaves(kb: KnowledgeBase, key: str) -> Leaves:
    """The leaf of every note that can be read; those of an earlier run under `key` where nothing changed."""
    known = _recall(kb.root, key)
    digests = {path: facts.digest for path, facts in kb.facts.items() if facts.kind == "note"}
    bodies: dict[str, Rendered] = {}
    texts, is_new = {}, False
    for path, digest in digests.items():
        before = known.get(path)
        if before is None or before[0] != digest:
            is_new = True
        text = before[1] if before is not None and before[0] == digest else _read(kb, path, bodies)
        if text:
            texts[path] = text
    if is_new or len(known) != len(texts):
        columns = {"key": [key], "path": list(texts), "digest": [digests[path] for path in texts]}
        keep(kb.root, PATH, columns | {"leaf": list(texts.values())})
    return Leaves(kb, texts, bodies)


def _body(kb: KnowledgeBase, note: Note) -> Rendered:
    data = kb.read(note.path)
    return render(data[body_start(data) :].decode(errors="replace"), note.body.headings, note.question)


def _recall(root: str, key: str) -> Mapping[str, tuple[str, str]]:
    """The digest and the leaf of each note as they were kept, by path."""
    try:
        columns = unpack(read_kept(root, PATH))
        if columns["key"][0] != key:
            return {}
        rows = zip(map(str, columns["digest"]), map(str, columns["leaf"]), strict=True)
        return dict(zip(map(str, columns["path"]), rows, strict=True))
    except (OSError, Damaged, KeyError, IndexError, ValueError):
        return {}


def _read(kb: KnowledgeBase, path: str, bodies: dict[str, Rendered]) -> str:
    """The leaf: a line with its mark and tags, and all of it as JSON; empty for a note that cannot be read.

    Its body goes to `bodies` while there is room.
    """
    note = kb.note(path)
    if not note.readable:
        return ""
    body = _body(kb, note)
    if len(bodies) < _MOST_BODIES:
        bodies[path] = body
    leaf = Leaf(
        note.id,
        note.question,
        note.summary,
        _day(note.fields, _CHANGED),
        _day(note.fields, _MADE),
        tuple(_texts(note.fields.get("tags"))),
        tuple((name, raw) for name, values in note.relations.items() for raw in values if raw),
        tuple(_mentions(body)),
        tuple((heading.text, heading.slug) for heading in note.body.headings),
        (*note.body.ids, *(f"^{block}" for block in note.body.blocks)),
    )
    text = json.dumps(leaf, ensure_ascii=False, separators=(",", ":"))
    mark = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_MARK // 2).hexdigest()
    return f"{join([mark, *(' '.join(tag.split()) for tag in leaf.tags)])}\n{text}"


def _mentions(body: Rendered) -> Iterator[Mention]:
    for link, quote in zip(body.links, body.quotes, strict=True):
        if link.form != "autolink" and (link.form in WIKI_FORMS or not is_external(link.target)):
            yield Mention(link.form, link.target, link.anchor, bool(link.text), quote)


def _leaf(data: list[Any]) -> Leaf:
    id, question, summary, changed, made, tags, relations, mentions, headings, marks = data
    return Leaf(
        id,
        question,
        summary,
        changed,
        made,
        tuple(tags),
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
