"""`rlkb search`: the notes with certain words in question, summary or text, the best first."""

import re
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.suggest import closest
from rlkb_cli.views.index import open_index, row_of
from rlkb_cli.views.words import Query, parse, shown

LIMIT = 20
_OPEN, _CLOSE = "\x02", "\x03"
_WEIGHTS = "0, 0, 10, 4, 1"  # of path, digest, question, summary, body
_AROUND = 24  # words of a text around what was found in it
_SQL = f"""
SELECT path, digest, question, summary, body, bm25(notes, {_WEIGHTS}) AS score,
    highlight(notes, 2, '{_OPEN}', '{_CLOSE}'),
    snippet(notes, 3, '{_OPEN}', '{_CLOSE}', '…', {_AROUND}),
    snippet(notes, 4, '{_OPEN}', '{_CLOSE}', '…', {_AROUND})
FROM notes WHERE notes MATCH ? ORDER BY score, path LIMIT ?
"""
_WORD = re.compile(r"[^\W\d_]{3,}")


class Marked(NamedTuple):
    """A text and the spans in it, by character, that were searched for."""

    text: str
    spans: Sequence[tuple[int, int]] = ()


class Hit(NamedTuple):
    """A note that was found.  `score` is larger for better ones; `excerpt` is from its summary or its text."""

    id: str
    path: str
    score: float
    question: Marked
    excerpt: Marked


class Found(NamedTuple):
    """The notes that were found, the best first; `all_words` is false if none has all that was searched for.

    `instead` are words of questions that may have been meant, where nothing was found.
    """

    hits: Sequence[Hit]
    all_words: bool
    instead: Sequence[str] = ()


def search(kb: KnowledgeBase, text: str, limit: int = LIMIT) -> Found:
    """The notes that match a query (see `words.parse`) by BM25, where question counts more than summary, and that more
    than the body.

    Every note that is found is read, and has to say what the index says of it; else the index is made anew.
    """
    query = parse(text)
    try:
        index = open_index(kb)
        found = _search(index, query, limit)
        if all(tuple(row[:5]) == row_of(kb, row[0]) for row in found[0]):
            return _found(kb, query, text, *found)
    except (sqlite3.Error, KeyError, AssertionError):
        pass  # what lies in the cache is damaged, or a lie
    return _found(kb, query, text, *_search(open_index(kb, believe=False), query, limit))


def _search(index: sqlite3.Connection, query: Query, limit: int) -> tuple[list[tuple[str, ...]], bool]:
    rows = index.execute(_SQL, (query.every, limit)).fetchall()
    if rows or len(query.wanted) == 1:
        return rows, True
    return index.execute(_SQL, (query.some, limit)).fetchall(), False


def _found(kb: KnowledgeBase, query: Query, text: str, rows: list[tuple[str, ...]], all_words: bool) -> Found:
    hits = [_hit(kb, row) for row in rows]
    return Found(hits, all_words, () if hits else _instead(kb, text))


def _hit(kb: KnowledgeBase, row: tuple[str, ...]) -> Hit:
    path, _, _, summary, _, score, *marked = row
    question, in_summary, in_body = map(_marked, marked)
    excerpt = next((part for part in (in_body, in_summary) if part.spans), Marked(shown(summary)))
    return Hit(kb.facts[path].id, path, -round(float(score), 4), question, excerpt)


def _marked(text: str) -> Marked:
    """A text with marks, as text and spans."""
    parts, spans, length = [], [], 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", shown(text)):
        if part == _OPEN:
            spans.append((length, length))
        elif part == _CLOSE and spans:
            spans[-1] = (spans[-1][0], length)
        else:
            parts.append(" ".join(part.split("\n")))
            length += len(part)
    return Marked("".join(parts), [span for span in spans if span[0] < span[1]])


def _instead(kb: KnowledgeBase, text: str) -> Sequence[str]:
    known = {word for facts in kb.facts.values() for word in _WORD.findall(facts.question)}
    likely = (closest(word, known) for word in _WORD.findall(text.casefold()) if word not in known)
    return [words[0] for words in likely if words]


def as_data(found: Found) -> dict[str, object]:
    """What was found as plain data."""
    hits = [
        {**hit._asdict(), "question": hit.question._asdict(), "excerpt": hit.excerpt._asdict()} for hit in found.hits
    ]
    return {"all-words": found.all_words, "hits": hits, "instead": list(found.instead)}
