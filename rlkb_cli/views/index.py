"""The full-text index: SQLite's FTS5, kept in `.rlkb/cache/search` and brought up to date by what changed.

The file is read into memory, checked, and never opened as a database: SQLite follows no link and replays no journal
that lies beside it.  What it says is believed only as far as the notes say the same (see `search`).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b

from rlkb_cli.errors import Refused
from rlkb_cli.kb import private
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.cache import keep_data
from rlkb_cli.kb.kept import read_kept
from rlkb_cli.kb.program import changed, program
from rlkb_cli.progress import track
from rlkb_cli.views import plaintext, words
from rlkb_cli.views.notepage import body_of

PATH = f"{private.NAME}/cache/search"
_TABLE = """
CREATE VIRTUAL TABLE notes USING fts5(
    path UNINDEXED, digest UNINDEXED, question, summary, body, tokenize='porter unicode61 remove_diacritics 2'
)
"""
_MAGIC = b"rlkb search 1\n"
_MARK = 32  # bytes


def open_index(kb: KnowledgeBase, *, believe: bool = True) -> sqlite3.Connection:
    """The index of the base in memory, up to date; made anew if it is missing or damaged, or not `believe`d.

    Refused where Python has no FTS5.
    """
    key = "\n".join((*program(), *map(changed, (__file__, plaintext.__file__, words.__file__)), str(kb.config.keys)))
    index = _kept(kb.root, key) if believe else None
    if index is not None:
        with suppress(sqlite3.Error):
            _update(kb, index, key)
            return index
    index = _empty()
    _update(kb, index, key)
    return index


def row_of(kb: KnowledgeBase, path: str) -> tuple[str, ...]:
    """What the index has to say of the note at a path: path, digest, question, summary, body.

    A heading that repeats the question is no part of the body.
    """
    note = kb.note(path)
    first, _, rest = (body := plaintext.plain(body_of(kb, note))).partition("\n")
    texts = note.question, note.summary, rest if first == note.question else body
    row = path, kb.facts[path].digest, *map(words.indexed, texts)
    return tuple(text.encode(errors="replace").decode() for text in row)


def _update(kb: KnowledgeBase, index: sqlite3.Connection, key: str) -> None:
    """Take out what is gone or changed, put in what is new, and keep the index if that was anything."""
    now = {path: facts.digest for path, facts in kb.facts.items() if facts.kind == "note"}
    known = {(path, digest): row for row, path, digest in index.execute("SELECT rowid, path, digest FROM notes")}
    old = [(row,) for (path, digest), row in known.items() if now.get(path) != digest]
    new = [path for path, digest in now.items() if (path, digest) not in known]
    index.executemany("DELETE FROM notes WHERE rowid = ?", old)
    index.executemany("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", _rows(kb, new))
    index.commit()
    if (old or new) and not kb.overlay:
        _keep(kb.root, key, index)


def _rows(kb: KnowledgeBase, paths: list[str]) -> Iterator[tuple[str, ...]]:
    for path in track(paths, "Indexing notes", len(paths)):
        yield row_of(kb, path)


def _empty() -> sqlite3.Connection:
    index = _connected()
    try:
        index.execute(_TABLE)
    except sqlite3.OperationalError as error:
        raise Refused(f"Python's SQLite cannot search texts: {error}") from None
    return index


def _connected() -> sqlite3.Connection:
    """A database in memory, which writes no file and believes no schema."""
    index = sqlite3.connect(":memory:")
    index.executescript("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")
    return index


def _kept(root: str, key: str) -> sqlite3.Connection | None:
    """The index that was kept; None where there is none, or none that is whole and has just our table."""
    try:
        data = read_kept(root, PATH)
        start = len(_MAGIC) + _MARK
        if not data.startswith(_MAGIC) or data[len(_MAGIC) : start] != _mark(key, data[start:]):
            return None
        index = _connected()
        index.deserialize(data[start:])
        return index if _schema(index) == _schema(_empty()) else None
    except (OSError, sqlite3.Error, AttributeError, OverflowError):  # some builds of SQLite cannot deserialize
        return None


def _keep(root: str, key: str, index: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error, AttributeError):
        data = index.serialize()
        keep_data(root, PATH, _MAGIC + _mark(key, data) + data)


def _mark(key: str, data: bytes) -> bytes:
    return blake2b(key.encode() + b"\0" + data, digest_size=_MARK).digest()


def _schema(index: sqlite3.Connection) -> list[tuple[str, ...]]:
    return index.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name").fetchall()
