"""`rlkb merge`: several notes become one."""

from collections.abc import Collection, Mapping, Sequence

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft, naming
from rlkb_cli.edit.patch import Splice, apply
from rlkb_cli.edit.plans.departure import delist, inherit_names, name_of, rerelate
from rlkb_cli.edit.plans.follow import Decide, Goal, Spot, announce, follow, turned
from rlkb_cli.edit.plans.pieces import Piece, Spots, joined, make_pieces, spots_of
from rlkb_cli.edit.plans.reasons import let_reasons_follow
from rlkb_cli.edit.plans.spots import heading_at
from rlkb_cli.edit.plans.unite import unite_fields, unite_relations
from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.anchors import Anchors
from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Note


def plan_merge(
    kb: KnowledgeBase, sources: Sequence[Note], into: Note, *, drop_bodies: bool = False
) -> Change:
    """Bring notes together in one, and let everything that leads to them lead there.

    Lists and relations are united, fields that `into` lacks are taken over, ids and questions are kept as
    former ones, bodies are appended under their questions (or dropped).  The sources and their listings go;
    in a hub that does not list `into`, it takes the place of the first.  Refused if a note cannot be read.
    """
    _check(sources, into)
    gone = frozenset(note.path for note in sources)
    draft = Draft(kb)
    pieces = [] if drop_bodies else make_pieces(draft, sources, into)
    decide = _decision(kb, gone, into, spots_of(into, pieces))
    follow(draft, decide, leave=gone)
    _append(draft, pieces, into, decide)
    rerelate(draft, gone, into)
    for note in sources:
        unite_fields(draft, note, into)
        unite_relations(draft, note, into, gone)
        inherit_names(draft, note, into)
        draft.renames_id(note.id, into.id)
        draft.delete(note.path)
    for note in (*sources, into):
        let_reasons_follow(draft, [into.path], note.id, None)
    delist(draft, gone, heir=into)
    return draft.change(f"merge {name_of(sources)} into `{into.id}`")


def _check(sources: Sequence[Note], into: Note) -> None:
    if any(note.path == into.path for note in sources):
        raise BadInput(f"`{into.id}` cannot be merged into itself")
    for note in (*sources, into):
        if not note.readable:
            raise Refused(f"`{note.id}` cannot be merged as long as it cannot be read", path=note.path)


def _append(draft: Draft, pieces: Sequence[Piece], into: Note, decide: Decide) -> None:
    if not pieces:
        return
    links = [_links(draft.kb, piece.note) for piece in pieces]
    bodies = []
    for piece, own in zip(pieces, links, strict=True):
        with naming(piece.note.path):
            bodies.append(apply(piece.body, turned(draft.kb, piece.body, own, decide, into.path)))
        for reference in own.values():
            announce(draft, reference, decide, into.path)
    data = draft.data(into.path)
    with naming(into.path):
        tail = joined(data, draft.body(into.path), bodies)
    draft.patch(into.path, (Splice(len(data), len(data), tail),))


def _links(kb: KnowledgeBase, note: Note) -> dict[int, Reference]:
    return {int(link.place.path[0]): link for link in kb.links_of(note.path)}


def _decision(kb: KnowledgeBase, gone: Collection[str], into: Note, spots: Mapping[str, Spots]) -> Decide:
    inside = {*gone, into.path}

    def decide(reference: Reference) -> Goal | None:
        path = reference.target.path
        if path in gone:
            spot = _spot(kb.note(path), reference, spots.get(path), title=reference.source in inside)
            return Goal(into.path, into.question, spot)
        if path == into.path and reference.source in gone:
            anchor = reference.anchor
            return Goal(into.path, into.question, Spot(anchor, anchor) if anchor else None)
        return None

    return decide


def _spot(note: Note, reference: Reference, spots: Spots | None, *, title: bool) -> Spot | None:
    """Where a link to a source leads: to the heading that it meant; from inside, the source is a piece."""
    anchor = reference.anchor
    if spots is None:
        return None
    if not anchor:
        return spots.title if title else None
    wiki = reference.form in WIKI_FORMS
    index = heading_at(note.body, anchor, wiki=wiki)
    if index is not None:
        return spots.headings[index]
    places = Anchors(note.body)
    named = anchor in note.body.ids or anchor.startswith("^")
    whole = places.has_wiki(anchor) if wiki else places.has_markdown(anchor)
    return Spot(anchor, anchor) if named or not whole else None
