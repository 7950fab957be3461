"""What was once made of each note, kept in `.rlkb/cache` from one run to the next.

It is used only for a note whose content is that of which it was made.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rlkb_cli.kb import private
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.cache import keep
from rlkb_cli.kb.columns import Damaged, unpack
from rlkb_cli.kb.kept import read_kept
from rlkb_cli.kb.program import changed, program
from rlkb_cli.progress import track

Row = tuple[str, ...]


def kept(kb: KnowledgeBase, name: str, made_by: Sequence[str], make: Callable[[str], Row]) -> Mapping[str, Row]:
    """What `make` makes of the path of every note, by path; only notes that changed are read.

    `name` is that of the table in the cache, `made_by` the files of this program on which it depends.
    """
    path = f"{private.NAME}/cache/{name}"
    keys = (f"{ours} {own}" for ours, own in kb.config.keys.items())
    key = "\n".join((*program(), *map(changed, (__file__, *made_by)), *keys))
    known = _read(kb.root, path, key)
    notes = {path: facts.digest for path, facts in kb.facts.items() if facts.kind == "note"}
    found = {note: known[note][1] for note, digest in notes.items() if note in known and known[note][0] == digest}
    new = [note for note in notes if note not in found]
    # A NUL, which divides what is kept, is in no text that is read as it should be.
    made = ((note, make(note)) for note in track(new, "Reading notes", len(new)))
    found |= {note: tuple(text.replace("\0", "\ufffd") for text in row) for note, row in made}
    every = {note: found[note] for note in notes}
    if not kb.overlay and (new or len(known) > len(every)):
        _write(kb.root, path, key, {note: (notes[note], *row) for note, row in every.items()})
    return every


def _read(root: str, path: str, key: str) -> Mapping[str, tuple[str, Row]]:
    """What was kept under the same `key`: the digest and the row of each note."""
    try:
        columns = dict(unpack(read_kept(root, path)))
        if columns.pop("key")[0] != key:
            return {}
        paths, digests, *values = columns.values()
        rows: Any = zip(digests, zip(*values, strict=True), strict=True)
        return dict(zip(map(str, paths), rows, strict=True))
    except (OSError, Damaged, KeyError, IndexError, ValueError, TypeError):
        return {}


def _write(root: str, path: str, key: str, rows: Mapping[str, Row]) -> None:
    columns = {f"column-{number}": values for number, values in enumerate(zip(*rows.values(), strict=True))}
    keep(root, path, {"key": [key], "path": list(rows), **columns})
