"""As a table in CSV (RFC 4180): a row a note, in the order of the hubs, then those that no hub lists.

Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula; such a text gets a `'` in front.
"""

import csv
import io
from collections.abc import Iterator

from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.site.exports.content import Content

COLUMNS = ("hub", "section", "position", "id", "question", "summary", "path", "relations", "aliases", "tags")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def export(content: Content) -> str:
    """The table, with a line of headings."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_tame(cell) for cell in row] for row in _rows(content))
    return out.getvalue()


def _rows(content: Content) -> Iterator[list[str]]:
    seen: set[str] = set()
    for hub in content.hubs:
        for section, entries in zip(hub.sections, content.entries(hub), strict=True):
            notes = [entry for entry in entries if not isinstance(entry, Hub)]
            seen.update(note.path for note in notes)
            for position, note in enumerate(notes, 1):
                yield [hub.id, section.id, str(position), *_cells(content, note)]
    yield from (["", "", "", *_cells(content, note)] for path, note in content.notes.items() if path not in seen)


def _cells(content: Content, note: Note) -> Iterator[str]:
    yield from (note.id, note.question, note.summary, note.path)
    yield " ".join(f"{name}:{other}" for name, ids in content.relations[note.path].items() for other in ids)
    yield "; ".join(note.aliases)
    tags = note.fields.get("tags", ())
    yield tags if isinstance(tags, str) else "; ".join(tag for tag in tags if isinstance(tag, str))


def _tame(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
