"""What views show of every note, known without reading it: kept in `.rlkb/cache/cards` from one run to the next.

A card is used only for a file whose content is the one that it was made of.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from rlkb_cli.kb import private
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.cache import keep
from rlkb_cli.kb.columns import Damaged, unpack
from rlkb_cli.kb.kept import read_kept
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.program import changed, program
from rlkb_cli.kb.values import decode, encode
from rlkb_cli.progress import track

PATH = f"{private.NAME}/cache/cards"


class Card(NamedTuple):
    """A note as it is listed.  `front` is all of its front matter, as `values.encode` writes it."""

    digest: str
    id: str
    question: str
    section: str
    summary: str
    front: str

    @property
    def fields(self) -> Mapping[str, Any]:
        """Its front matter under the base's own key names."""
        return decode(self.front)


def cards(kb: KnowledgeBase) -> Mapping[str, Card]:
    """The card of every note, by path; only notes that changed are read."""
    key = "\n".join((*program(), changed(__file__), *(f"{ours} {own}" for ours, own in kb.config.keys.items())))
    known = _kept(kb.root, key)
    paths = [path for path, facts in kb.facts.items() if facts.kind == "note"]
    found = {path: known[path] for path in paths if path in known and known[path].digest == kb.facts[path].digest}
    new = [path for path in paths if path not in found]
    found |= {path: card_of(kb.note(path)) for path in track(new, "Reading notes", len(new))}
    every = {path: found[path] for path in paths}
    if not kb.overlay and (new or len(known) > len(every)):
        _keep(kb.root, key, every)
    return every


def card_of(note: Note) -> Card:
    """The card of one note."""
    return Card(note.digest.hex(), note.id, note.question, note.section, note.summary, encode(note.fields))


def _kept(root: str, key: str) -> Mapping[str, Card]:
    try:
        columns = unpack(read_kept(root, PATH))
        if columns["key"][0] != key:
            return {}
        rows: Iterable[tuple[Any, ...]] = zip(*(columns[name] for name in Card._fields), strict=True)
        return dict(zip(map(str, columns["path"]), map(Card._make, rows), strict=True))
    except (OSError, Damaged, KeyError, IndexError, ValueError, TypeError):
        return {}


def _keep(root: str, key: str, every: Mapping[str, Card]) -> None:
    columns = {name: [card[index] for card in every.values()] for index, name in enumerate(Card._fields)}
    keep(root, PATH, {"key": [key], "path": list(every), **columns})
