"""Bodies that are appended to another note: what they look like there, and where their headings end up."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from rlkb_cli.edit.draft import Draft, naming
from rlkb_cli.edit.heading import heading_line
from rlkb_cli.edit.labels import distinct, words
from rlkb_cli.edit.outline import DEEPEST, eol_of, gap, outline, shifted
from rlkb_cli.edit.plans.follow import Spot
from rlkb_cli.edit.plans.repoint import anchor_text
from rlkb_cli.errors import Refused
from rlkb_cli.kb.markdown import Body, locate, scan, slug
from rlkb_cli.kb.markdown.slugs import number_repeats
from rlkb_cli.kb.model import Note

TITLE_LEVEL = 2


class Piece(NamedTuple):
    """The body of a note under a heading with its question; `dropped` if one of its own gave way to that."""

    note: Note
    body: bytes
    dropped: bool


class Spots(NamedTuple):
    """Where the heading above a piece is, and each heading of the note that it was."""

    title: Spot
    headings: tuple[Spot, ...]


def make_pieces(draft: Draft, notes: Sequence[Note], into: Note) -> list[Piece]:
    """The bodies of the notes as they are to be appended to `into`; a note without a text makes none.

    Labels that mean something else there get other names.  Refused if block ids or HTML ids would clash.
    """
    data = draft.data(into.path)
    taken = words(data[draft.body(into.path) :])
    names = {*into.body.blocks, *into.body.ids}
    pieces = []
    for note in notes:
        with naming(note.path):
            body = draft.data(note.path)[draft.body(note.path) :].replace(b"\r\n", b"\n")
            piece = _piece(note, distinct(body.replace(b"\n", eol_of(data)), taken), eol_of(data))
            if piece:
                pieces.append(piece)
                taken |= words(piece.body)
                names = _joined_names(names, scan(piece.body), into)
    return pieces


def _joined_names(names: set[str], body: Body, into: Note) -> set[str]:
    own = {*body.blocks, *body.ids}
    if names & own:
        raise Refused(f"`{min(names & own)}` names a place in the text of `{into.id}` as well")
    return names | own


def _piece(note: Note, body: bytes, eol: bytes) -> Piece | None:
    dropped = title_end(note, body)
    text = body[dropped:].strip(b"\r\n")
    if not text.strip():
        return None
    top = min((block.level for block in outline(text)), default=DEEPEST)
    title = heading_line(note.question or note.id, TITLE_LEVEL)
    text = shifted(text, max(TITLE_LEVEL + 1 - top, 0))
    return Piece(note, eol.join([title, b"", text, b""]), dropped > 0)


def title_end(note: Note, body: bytes) -> int:
    """The end of the heading at the top of a body that only repeats the question; 0 if there is none."""
    if not note.body.headings or note.body.headings[0].text.strip() != note.question.strip():
        return 0
    block = outline(body)[0]
    holds_links = any(block.start <= span.start < block.end for span in locate(body).links)
    return 0 if holds_links or body[: block.start].strip() else block.end


def spots_of(into: Note, pieces: Sequence[Piece]) -> Mapping[str, Spots]:
    """Where the headings of each piece are once all are appended, by the path of its note."""
    bodies = [scan(piece.body).headings for piece in pieces]
    texts = [heading.text for heading in chain(into.body.headings, *bodies)]
    slugs = list(number_repeats(map(slug, texts)))
    found = {}
    at = len(into.body.headings)
    for piece, headings in zip(pieces, bodies, strict=True):
        spots = [
            Spot(slugs[index], _wiki(piece, texts, index, nested=index > at))
            for index in range(at, at + len(headings))
        ]
        title, own = spots[0], spots if piece.dropped else spots[1:]
        found[piece.note.path] = Spots(title, tuple(own))
        at += len(headings)
    return found


def _wiki(piece: Piece, texts: Sequence[str], index: int, nested: bool) -> str:
    """A heading behind `#` in a wikilink; after the one above it where another one comes first."""
    text = anchor_text(texts[index])
    first = text not in map(anchor_text, texts[:index])
    return text if first or not nested else f"{anchor_text(piece.note.question)}#{text}"


def joined(data: bytes, body: int, pieces: Sequence[bytes]) -> bytes:
    """What is to be appended to a file whose body begins at `body`; Refused if pieces change in meaning."""
    eol = eol_of(data)
    tail = gap(data, eol) + eol.join(pieces)
    if _facts([scan(data[body:] + tail)]) != _facts([scan(text) for text in (data[body:], *pieces)]):
        raise Refused(
            "the text cannot be appended as it is: is a code block left open, or a label used by both?"
        )
    return tail


def _facts(bodies: Sequence[Body]) -> list[list[object]]:
    return [
        [link for body in bodies for link in body.links],
        [heading[:2] for body in bodies for heading in body.headings],
        [name for body in bodies for name in (*body.blocks, *body.ids)],
    ]
