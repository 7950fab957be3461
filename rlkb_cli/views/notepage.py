"""A note as a page: its text, where it is listed, and what it is related to at either end."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rlkb_cli.kb.base import KnowledgeBase, Placement, Reference
from rlkb_cli.kb.frontmatter import body_start
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.views.shown import shown
from rlkb_cli.views.titles import id_of, title_of


class Other(NamedTuple):
    """What a note is related to, or what relates to it: `how` is the relation's name, or `link`.

    `title` is its question or title; `path` is empty where nothing is there.  `text` is what the link shows.
    """

    how: str
    id: str
    path: str
    title: str
    text: str = ""


class Listed(NamedTuple):
    """A place in a hub: the section's name and title, and the notes before and after, None at the ends."""

    hub: str
    section: str
    title: str
    before: Other | None
    after: Other | None


class NotePage(NamedTuple):
    """All that is shown of a note.  `body` is its Markdown, `shown` the same as `shown.shown` spells it out."""

    note: Note
    body: str
    shown: str
    listed: Sequence[Listed]
    relations: Sequence[Other]
    links: Sequence[Other]
    backlinks: Sequence[Other]


def note_page(kb: KnowledgeBase, note: Note) -> NotePage:
    """The page of a note."""
    body = _body(kb, note) if note.digest else b""
    links = {ref.target.path or ref.raw: ref for ref in kb.links_of(note.path) if _leads_to_text(ref, note)}
    backs = {(ref.source, ref.form if ref.kind == "relation" else ""): ref for ref in reversed(kb.inbound(note.path))}
    return NotePage(
        note,
        _plain(body),
        _plain(shown(kb, note, body)),
        tuple(_listed(kb, spot) for spot in kb.placements.get(note.path, ())),
        tuple(_there(kb, ref) for ref in kb.relations_of(note)),
        tuple(_there(kb, ref) for ref in links.values()),
        tuple(_back(kb, ref) for ref in reversed(backs.values()) if ref.kind != "entry"),
    )


def body_of(kb: KnowledgeBase, note: Note) -> str:
    """The Markdown behind the front matter of a note; empty where it cannot be read."""
    return _plain(_body(kb, note)) if note.digest else ""


def _body(kb: KnowledgeBase, note: Note) -> bytes:
    data = kb.read(note.path)
    return data[body_start(data) :]


def _plain(body: bytes) -> str:
    return body.decode(errors="replace").replace("\r\n", "\n").strip("\n")


def as_data(page: NotePage) -> dict[str, object]:
    """The page as plain data."""
    note = page.note
    return {
        "id": note.id,
        "path": note.path,
        "question": note.question,
        "section": note.section,
        "summary": note.summary,
        "aliases": note.aliases,
        "former-ids": note.former_ids,
        "former-questions": note.former_questions,
        "listed": [_listed_data(listed) for listed in page.listed],
        **{name: [other._asdict() for other in getattr(page, name)] for name in ("relations", "links", "backlinks")},
        "headings": [heading._asdict() for heading in note.body.headings],
        "front-matter": dict(note.fields),
        "body": page.body,
        "readable": note.readable,
    }


def _listed_data(listed: Listed) -> dict[str, Any]:
    ends = {name: other and other.id for name, other in (("before", listed.before), ("after", listed.after))}
    return {"hub": listed.hub, "section": listed.section, "title": listed.title, **ends}


def _leads_to_text(ref: Reference, note: Note) -> bool:
    """True for a link to another document, or to one that is missing; not for images, files and other hosts."""
    return (ref.target.document and ref.target.path != note.path) or ref.target.kind in ("missing", "ambiguous")


def _there(kb: KnowledgeBase, ref: Reference) -> Other:
    how = ref.form if ref.kind == "relation" else "link"
    path = ref.target.path
    return Other(how, id_of(kb, path) or ref.raw, path, title_of(kb, path), _text(kb, ref))


def _back(kb: KnowledgeBase, ref: Reference) -> Other:
    how = ref.form if ref.kind == "relation" else "link"
    return Other(how, id_of(kb, ref.source), ref.source, title_of(kb, ref.source), _text(kb, ref))


def _text(kb: KnowledgeBase, ref: Reference) -> str:
    """What a link shows, where it shows something of its own."""
    if ref.kind != "link":
        return ""
    document = kb.documents[ref.source]
    assert not isinstance(document, Hub)
    return document.body.links[int(ref.place.path[0])].text


def _listed(kb: KnowledgeBase, spot: Placement) -> Listed:
    hub = kb.hub(spot.hub)
    section = hub.sections[spot.section]
    near: Mapping[int, str] = dict(enumerate(section.notes))
    ends = (_neighbour(kb, near.get(spot.entry + step, "")) for step in (-1, 1))
    return Listed(hub.id, kb.section_name(spot), section.title or section.id, *ends)


def _neighbour(kb: KnowledgeBase, raw: str) -> Other | None:
    path = kb.names.by_id(raw).path if raw else ""
    return Other("entry", id_of(kb, path) or raw, path, title_of(kb, path)) if raw else None
