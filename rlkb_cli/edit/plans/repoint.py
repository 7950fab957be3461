"""Letting everything that points at a note follow it to a new path, id or question."""

import posixpath
import re
from functools import partial
from typing import NamedTuple

from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.plans.reasons import let_reasons_follow
from rlkb_cli.edit.relink import Retarget
from rlkb_cli.edit.splice import SetValue
from rlkb_cli.kb.base import Reference
from rlkb_cli.kb.markdown import Link
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.spelling import nfc, unwrap
from rlkb_cli.kb.text import stem


class Move(NamedTuple):
    """Where a note went: its new path, id and question; `heading` the slug of its first heading before and after."""

    note: Note
    path: str
    id: str
    question: str
    heading: tuple[str, str] | None = None


def repoint(draft: Draft, move: Move) -> None:
    """Rewrite hub entries, relations and links that lead to the note, its own links to itself included."""
    own = [
        ref for ref in draft.kb.links_of(move.note.path) if ref.target.path == move.note.path
    ]
    inbound = [*draft.kb.inbound(move.note.path), *own]
    for reference in inbound:
        if reference.kind != "link":
            _rename_value(draft, reference, move)
    verdicts = [reference.source for reference in inbound if reference.form == "distinct-from"]
    let_reasons_follow(draft, verdicts, move.note.id, move.id)
    by_source: dict[str, dict[int, Reference]] = {}
    for reference in inbound:
        if reference.kind == "link":
            by_source.setdefault(reference.source, {})[int(reference.place.path[0])] = reference
    for source, references in by_source.items():
        draft.relink(source, partial(_retarget, references, move))


def _rename_value(draft: Draft, reference: Reference, move: Move) -> None:
    """A hub entry or relation that holds the old id, bare or inside a wikilink."""
    name = unwrap(reference.raw)
    new = _wiki_name(name, reference, move) if name is not None else _renamed(reference.raw, move)
    if name is not None and new is not None:
        new = reference.raw.replace(f"[[{name}", f"[[{new}", 1)
    if new is not None and new != reference.raw:
        draft.edit(reference.source, SetValue(reference.place.path, new))


def _renamed(raw: str, move: Move) -> str | None:
    return move.id if nfc(raw) == nfc(move.note.id) else None


def _retarget(references: dict[int, Reference], move: Move, index: int, link: Link) -> Retarget | None:
    reference = references.get(index)
    if reference is None:
        return None
    wiki = link.form in WIKI_FORMS
    target = _wiki_name(link.target, reference, move) if wiki else _path(link.target, move)
    anchor = _anchor(link, move) if link.anchor and move.heading else None
    text = (
        move.question
        if same_text(link.text, move.note.question) and move.question != move.note.question
        else None
    )
    change = Retarget(target if link.target else None, anchor, text)
    return None if change == Retarget() else change


def _wiki_name(name: str, reference: Reference, move: Move) -> str | None:
    """The new name in a wikilink: by file name, by id, or by the question in its old words."""
    if reference.target.via == "question":
        return move.question
    if reference.target.via:
        return None
    folder, slash, last = name.rpartition("/")
    ending = ".md" if last.endswith(".md") else ""
    if nfc(last.removesuffix(".md")).casefold() == nfc(stem(move.note.path)).casefold():
        return f"{folder}{slash}{stem(move.path)}{ending}"
    return move.id if nfc(name) == nfc(move.note.id) else None


def _path(target: str, move: Move) -> str:
    """The new path in a Markdown link; a rename stays in its folder, so only the last part changes."""
    old, new = posixpath.basename(move.note.path), posixpath.basename(move.path)
    path, mark, query = target.partition("?")
    head, slash, last = path.rpartition("/")
    return f"{head}{slash}{new}{mark}{query}" if nfc(last) == nfc(old) else target


def _anchor(link: Link, move: Move) -> str | None:
    assert link.anchor is not None and move.heading is not None
    if link.form not in WIKI_FORMS:
        return move.heading[1] if link.anchor == move.heading[0] else None
    if link.anchor == move.heading[0]:
        return move.heading[1]
    return anchor_text(move.question) if same_text(link.anchor, anchor_text(move.note.question)) else None


def anchor_text(question: str) -> str:
    """A heading as Obsidian writes it behind `#`: the signs that mean something in a wikilink become spaces."""
    return " ".join(re.sub(r"[#^|\[\]\\:%]", " ", question).split())


def same_text(shown: str, question: str) -> bool:
    """True if a shown text is the question, white space aside."""
    return bool(question) and " ".join(shown.split()) == " ".join(question.split())
