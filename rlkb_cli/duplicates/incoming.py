"""New questions that are to be held against a base."""

import csv
import os
from typing import NamedTuple

from rlkb_cli.textinput import read_text


class Asked(NamedTuple):
    """A question and the line of the file that it stands on, counted from 1; of a base, the number of its
    note.
    """

    text: str
    line: int


def new_questions(source: str) -> list[Asked]:
    """The questions in a text file (one a line), a CSV (column `question`, else the first), or a base.

    `-` is standard input.  BadInput if it cannot be read.
    """
    if os.path.isdir(source):
        from rlkb_cli.kb.load import load

        return [
            Asked(note.question, number) for number, note in enumerate(load(source).notes, 1) if note.question
        ]
    lines = read_text(source).splitlines()
    if not source.lower().endswith((".csv", ".tsv")):
        return [Asked(line.strip(), number) for number, line in enumerate(lines, 1) if line.strip()]
    return _column(lines, "\t" if source.lower().endswith(".tsv") else ",")


def _column(lines: list[str], delimiter: str) -> list[Asked]:
    reader = csv.reader(lines, delimiter=delimiter)
    first = next(reader, [])
    named = [name.strip().lower() for name in first]
    column = named.index("question") if "question" in named else 0
    rows = [] if "question" in named else [Asked(first[0].strip(), 1)] if first else []
    rows += [Asked(row[column].strip(), reader.line_num) for row in reader if len(row) > column]
    return [row for row in rows if row.text]
