"""Letting links follow what they lead to: to another note, to another heading, or into plain text."""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from rlkb_cli.edit.draft import Draft, naming
from rlkb_cli.edit.patch import Patch, apply, compose_patches, shift
from rlkb_cli.edit.plans.repoint import anchor_text, same_text
from rlkb_cli.edit.relink import Retarget, rewrite
from rlkb_cli.edit.unlink import unlink
from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.markdown import Link, scan
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.spelling import relative
from rlkb_cli.kb.text import stem


class Spot(NamedTuple):
    """A place in a note: its anchor in Markdown links, and in wikilinks."""

    slug: str
    text: str


class Goal(NamedTuple):
    """Where a link leads: to the note at `path`, which asks `question`, as a whole or to a spot in it."""

    path: str
    question: str = ""
    spot: Spot | None = None


PLAIN = Goal("")
"""The link becomes plain text."""

Decide = Callable[[Reference], Goal | None]
"""Says where the link of a reference is to lead; None: it stays as it is."""


def follow(draft: Draft, decide: Decide, leave: Iterable[str] = ()) -> None:
    """Rewrite the links of all notes and pages but those to `leave`, and announce it."""
    left_out = frozenset(leave)
    redirect(draft, (link for link in draft.kb.links if link.source not in left_out), decide)


def redirect(draft: Draft, links: Iterable[Reference], decide: Decide) -> None:
    """Rewrite those of these links of which something is decided, and announce it."""
    by_source: dict[str, dict[int, Reference]] = {}
    for reference in links:
        if decide(reference) is not None:
            by_source.setdefault(reference.source, {})[int(reference.place.path[0])] = reference
    for source, found in by_source.items():
        offset = draft.body(source)
        with naming(source):
            patch = turned(draft.kb, draft.data(source)[offset:], found, decide, source)
        draft.patch(source, shift(patch, offset))
        for reference in found.values():
            draft.removes(source, reference.form, arrow_target(reference))
            announce(draft, reference, decide, source)


def announce(draft: Draft, reference: Reference, decide: Decide, at: str) -> None:
    """Announce the arrow that a link makes in the file `at`, and the new spelling of one that dangles."""
    goal = settled(reference, decide, at)
    if goal is None:
        raw = _rebased(reference, reference.raw, at) or reference.raw
        draft.adds(at, reference.form, arrow_target(reference._replace(raw=raw)))
        if raw != reference.raw:
            draft.renames_id(f"{draft.kb.note(reference.source).id}/{reference.raw}", raw)
    elif goal is not PLAIN:
        draft.adds(at, reference.form, goal.path)


def arrow_target(reference: Reference) -> str:
    """What the conservation check calls the target of a reference."""
    return reference.target.path or f"{reference.target.kind}:{reference.raw}"


def settled(reference: Reference, decide: Decide, at: str) -> Goal | None:
    """The goal of a link in the file `at`: one to the file itself would say nothing, and becomes plain."""
    goal = decide(reference)
    return PLAIN if goal and goal.path == at and goal.spot is None else goal


class Turn(NamedTuple):
    """One link: what it was, where it is to lead (None: as before), and the file in which it will stand."""

    reference: Reference
    goal: Goal | None
    at: str


def turned(
    kb: KnowledgeBase,
    body: bytes,
    links: Mapping[int, Reference],
    decide: Decide,
    at: str | Mapping[int, str],
) -> Patch:
    """The patch to a body that lets its links, by index, lead where `decide` says, from the file `at`.

    `at` is where the body is to stand (or, link by link, where that link is to): the paths of links that keep
    their targets are adapted to it.
    """
    turns = {}
    for index, reference in links.items():
        place = at if isinstance(at, str) else at[index]
        turns[index] = Turn(reference, settled(reference, decide, place), place)

    def retarget(index: int, link: Link) -> Retarget | None:
        turn = turns.get(index)
        return _retarget(kb, turn, link) if turn and turn.goal is not PLAIN else None

    patch = rewrite(body, retarget)
    shown = scan(body).links
    words = {index: _words(kb, turn, shown[index]) for index, turn in turns.items() if turn.goal is PLAIN}
    return compose_patches(patch, unlink(apply(body, patch), words))


def _words(kb: KnowledgeBase, turn: Turn, link: Link) -> str:
    """What a link without a text of its own says once it is none: the name that it used, or the question."""
    document = kb.documents.get(turn.reference.target.path)
    if turn.reference.target.via in ("alias", "question") or not isinstance(document, Note):
        return link.target or link.anchor or ""
    return document.question or document.id


def _retarget(kb: KnowledgeBase, turn: Turn, link: Link) -> Retarget | None:
    wiki = link.form in WIKI_FORMS
    if turn.goal is None:
        change = Retarget(None if wiki else _rebased(turn.reference, link.target, turn.at))
    else:
        spot = turn.goal.spot and (turn.goal.spot.text if wiki else turn.goal.spot.slug)
        anchor = spot or ("" if link.anchor is not None else None)
        change = Retarget(_target(kb, turn, turn.goal, link), anchor, _text(kb, turn, turn.goal, link))
    return None if change == Retarget() else change


def _target(kb: KnowledgeBase, turn: Turn, goal: Goal, link: Link) -> str | None:
    reference = turn.reference
    if goal.path == turn.at:
        return ""
    if link.form in WIKI_FORMS:
        unmoved = goal.path == reference.target.path and link.target
        return None if unmoved else wiki_name(kb, goal.path) + ".md" * link.target.endswith(".md")
    if link.target.startswith("/"):
        return "/" + goal.path
    if goal.path == reference.target.path and link.target:
        return _rebased(reference, link.target, turn.at)
    head, slash, _ = link.target.rpartition("/")
    beside = posixpath.dirname(turn.at) == posixpath.dirname(reference.source)
    if slash and beside and posixpath.dirname(goal.path) == posixpath.dirname(reference.target.path):
        return head + slash + posixpath.basename(goal.path)
    return posixpath.relpath(goal.path, posixpath.dirname(turn.at) or ".")


def _text(kb: KnowledgeBase, turn: Turn, goal: Goal, link: Link) -> str | None:
    """The old question becomes the new one; a name that no longer leads there stays as what is shown."""
    target = turn.reference.target
    document = kb.documents.get(target.path)
    if goal.path == target.path or not isinstance(document, Note):
        return None
    if link.form == "wikilink" and not link.text and target.via == "alias":
        return link.target
    if goal.path == turn.at:
        return None
    if link.form == "wikilink" and not link.text and target.via == "question":
        return goal.question
    if same_text(link.text, document.question):
        return None if goal.spot and goal.spot.text == anchor_text(link.text) else goal.question
    return None


def _rebased(reference: Reference, target: str, at: str) -> str | None:
    """The path of a link that moves to another folder and still leads to the same place; None if it stays."""
    external = reference.form in WIKI_FORMS or reference.target.kind == "external"
    same = posixpath.dirname(at) == posixpath.dirname(reference.source)
    if external or same or not target or target.startswith("/"):
        return None
    # Two folders of the same made-up depth, so that `..` above the root stays countable.
    deep = "/" + "r/" * 40
    path = posixpath.relpath(deep + relative(reference.source, target), deep + posixpath.dirname(at))
    return path + "/" * target.endswith("/")


def wiki_name(kb: KnowledgeBase, path: str) -> str:
    """How wikilinks call the note at a path: by file name, or by its path where that names others too."""
    found = kb.names.wiki(stem(path))
    own = found.path == path or found.kind == "missing" or found.via
    return stem(path) if own else path.removesuffix(".md")
