"""`rlkb list`: the notes that a filter lets through, in an order."""

from collections.abc import Sequence
from typing import NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import ANCHOR, split
from rlkb_cli.kb.links import Links
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.kb.select import find_note, find_section
from rlkb_cli.views.cards import cards
from rlkb_cli.views.fields import OWN, Fields, Value, text_of
from rlkb_cli.views.where import parse


class Filter(NamedTuple):
    """Which notes are wanted; everything that is set has to hold.  Texts are as the user wrote them.

    `match` are words that question or summary hold, each of them.  An orphan is a note that no other note or page
    links to or names in a relation; a dangling one has a link, or a relation, to something that is not there.
    """

    section: str | None = None
    where: Sequence[str] = ()
    match: str = ""
    orphan: bool = False
    dangling: bool = False
    links_to: Sequence[str] = ()
    linked_by: Sequence[str] = ()


class Listing(NamedTuple):
    """The paths of the notes that were found, in order, and their fields."""

    paths: Sequence[str]
    fields: Fields


def listing(kb: KnowledgeBase, wanted: Filter, sort: Sequence[str] = (), limit: int | None = None) -> Listing:
    """The notes that are wanted, as the hubs list them, those that no hub lists behind them; or sorted.

    `sort` are names of fields, the most important first; a `-` before one turns its order round.  BadInput for a
    field that no note has, a condition that is none, and a NOTE or SECTION that is not there.
    """
    links = Links(kb)
    fields = Fields(kb, cards(kb), links)
    linked = _linked(kb, links, wanted)
    paths = [path for path in reading_order(kb) if path in linked]
    if wanted.section is not None:
        at = find_section(kb, wanted.section)
        inside = {path for path, spots in kb.placements.items() if any(spot[:2] == at for spot in spots)}
        paths = [path for path in paths if path in inside]
    for condition in map(parse, wanted.where):
        key = fields.check(condition.key)
        paths = [path for path in paths if condition.holds(fields.value(path, key))]
    words = wanted.match.casefold().split()
    if words:
        paths = [path for path in paths if _holds(fields, path, words)]
    return Listing(_sorted(fields, paths, sort)[:limit], fields)


def reading_order(kb: KnowledgeBase) -> list[str]:
    """The paths of all notes as the hubs list them, the root hub first; behind them those that none lists."""
    notes = [path for path, facts in kb.facts.items() if facts.kind == "note"]
    known = set(notes)
    hubs = sorted((path for path, facts in kb.facts.items() if facts.kind == "hub"), key=lambda path: path != ROOT_HUB)
    entries = (entry.partition(ANCHOR)[2] for hub in hubs for entry in split(kb.facts[hub].entries))
    listed = (kb.names.by_id(entry).path for entry in entries)
    return list(dict.fromkeys((*(path for path in listed if path in known), *notes)))


def _linked(kb: KnowledgeBase, links: Links, wanted: Filter) -> set[str]:
    found = set(kb.facts)
    if wanted.orphan:
        found -= set(links.incoming)
    if wanted.dangling:
        found &= {ref.source for ref in kb.sieve.references if ref.target.kind == "missing"}
    for text in wanted.links_to:
        found &= {edge.source for edge in links.incoming.get(find_note(kb, text).path, ())}
    for text in wanted.linked_by:
        found &= {edge.target for edge in links.outgoing.get(find_note(kb, text).path, ())}
    return found


def _holds(fields: Fields, path: str, words: Sequence[str]) -> bool:
    text = f"{fields.value(path, 'question')} {fields.value(path, 'summary')}".casefold()
    return all(word in text for word in words)


def _sorted(fields: Fields, paths: Sequence[str], sort: Sequence[str]) -> Sequence[str]:
    """Sorted by one field after the other, the least important first; notes without it stay behind the others."""
    for text in reversed(sort):
        name = fields.check(text.removeprefix("-"))
        values = {path: fields.value(path, name) for path in paths}
        there = [path for path in paths if values[path] != ""]
        there.sort(key=lambda path: _rank(values[path]), reverse=text.startswith("-"))
        paths = [*there, *(path for path in paths if values[path] == "")]
    return paths


def _rank(value: Value) -> tuple[bool, float, str]:
    """Numbers before texts, in their own order."""
    text = text_of(value)
    try:
        return False, float(text), ""
    except ValueError:
        return True, 0.0, text.casefold()


def as_data(found: Listing) -> list[dict[str, object]]:
    """The notes as plain data: the fields that every note has, and its front matter."""
    return [
        {**{name: found.fields.value(path, name) for name in OWN}, "front-matter": found.fields.front(path)}
        for path in found.paths
    ]
