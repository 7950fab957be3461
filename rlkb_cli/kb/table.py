"""The facts of all documents of a base as a table: by columns where one thing is asked of all, else by rows."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from functools import cached_property
from typing import Any, Protocol

from rlkb_cli.kb.asked import EVERYTHING, Asked, tracked
from rlkb_cli.kb.facts import Facts, split

Log = tuple[tuple[str, Facts | None], ...]
"""What became of documents, one after another: their facts, or None for one that is gone."""

_FIELDS = {name: number for number, name in enumerate(Facts._fields)}
_FEW = 32  # rows that are looked for one by one; from there on all are made at once


class Base(Protocol):
    """Where the columns come from: "path", and the fields of Facts.

    `mark` tells it from others; 0 if it is not kept.
    """

    mark: int

    def __getitem__(self, name: str) -> Sequence[Any]: ...

    def item(self, name: str, row: int) -> Any:
        """One value of a column."""


class Made:
    """Columns that were just made."""

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        self._columns = columns
        self.mark = 0

    def __getitem__(self, name: str) -> Sequence[Any]:
        return self._columns[name]

    def item(self, name: str, row: int) -> Any:
        """One value of a column."""
        return self._columns[name][row]


class Table(Mapping[str, Facts]):
    """The facts of documents by path, sorted: those of `base`, and then what `log` says became of them.

    `asked` hears which columns and rows are asked for.  Which documents there are is no secret: it is not heard.
    """

    def __init__(self, base: Base, log: Log = ()) -> None:
        self.base = base
        self.log = log
        self.asked = Asked()
        self._changes = dict(log)
        self._columns: dict[str, Sequence[Any]] = {}
        self._met = 0

    @cached_property
    def paths(self) -> Sequence[str]:
        """The documents."""
        there: Sequence[str] = self.base["path"]
        if self._in_place:
            return there
        gone = {path for path, row in self._changes.items() if row is None}
        return sorted((set(there) | self._changes.keys()) - gone)

    @tracked
    def kinds(self) -> Mapping[str, str]:
        """What each document is."""
        return self.by_path("kind")

    def of_kind(self, *kinds: str) -> list[str]:
        """The documents that are of one of these kinds."""
        return [path for path, kind in zip(self.paths, self.texts("kind"), strict=True) if kind in kinds]

    def marks(self, letter: str) -> Sequence[str]:
        """The column of marks, of which only those that begin with a letter are asked for."""
        self.asked.note(f"marks {letter}")
        return self._patched("marks")

    def texts(self, name: str) -> Sequence[str]:
        """A column of texts, in the order of the paths."""
        return self._column(name)

    def numbers(self, name: str) -> Sequence[int]:
        """A column of numbers, in the order of the paths."""
        return self._column(name)

    def by_path(self, name: str) -> Mapping[str, Any]:
        """A column with the paths."""
        return dict(zip(self.paths, self._column(name), strict=True))

    def columns(self) -> dict[str, Sequence[Any]]:
        """All columns, "path" before them."""
        return {"path": self.paths, **{name: self._patched(name) for name in _FIELDS}}

    def with_rows(self, rows: Iterable[tuple[str, Facts | None]]) -> Table:
        """The table with what became of documents after all that it knows."""
        return Table(self.base, (*self.log, *rows))

    def since(self, length: int) -> Table:
        """The table as it was when its log was so long."""
        return Table(self.base, self.log[:length])

    def follows(self, before: Table) -> bool:
        """True if it is what became of another one."""
        return self.base is before.base and self.log[: len(before.log)] == before.log

    def touched_since(self, before: Table) -> set[str]:
        """The documents of which the log speaks since another table, which it `follows`."""
        return {path for path, _ in self.log[len(before.log) :]}

    def changed_since(self, before: Table) -> set[str] | None:
        """What has changed since then, as `asked` speaks of it; None if documents came or went."""
        changed: set[str] = set()
        for path in self.touched_since(before):
            if path not in before or path not in self:
                return None
            changed |= _differences(path, before.row(path), self.row(path))
        return changed

    def row(self, path: str) -> Facts:
        """What `self[path]` is, without being heard; KeyError where there is none."""
        if path in self._changes:
            row = self._changes[path]
            if row is None:
                raise KeyError(path)
            return row
        if "_rows" not in self.__dict__ and self._met < _FEW:
            self._met += 1
            number = self._places[path]
            return Facts._make([self.base.item(name, number) for name in _FIELDS])
        return self._rows[path]

    def __getitem__(self, path: str) -> Facts:
        row = self.row(path)
        self.asked.note("/" + path)
        return row

    def __contains__(self, path: object) -> bool:
        if path in self._changes:
            return self._changes[path] is not None
        return path in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def values(self) -> ValuesView[Facts]:
        """The facts of all documents."""
        self.asked.note(EVERYTHING)
        return self._rows.values()

    def items(self) -> ItemsView[str, Facts]:
        """All documents with their facts."""
        self.asked.note(EVERYTHING)
        return self._rows.items()

    @cached_property
    def _places(self) -> Mapping[str, int]:
        there = self.base["path"]
        return dict(zip(there, range(len(there)), strict=True))

    @cached_property
    def _in_place(self) -> bool:
        """True if the documents are those of the base."""
        return all(row is not None and path in self._places for path, row in self._changes.items())

    @cached_property
    def _rows(self) -> dict[str, Facts]:
        columns = [self._patched(name) for name in _FIELDS]
        return dict(zip(self.paths, map(Facts._make, zip(*columns, strict=True)), strict=True))

    def _column(self, name: str) -> Sequence[Any]:
        self.asked.note(name)
        return self._patched(name)

    def _patched(self, name: str) -> Sequence[Any]:
        if name not in self._columns:
            values: Sequence[Any] = self.base[name]
            if self._changes:
                values = self._with_changes(values, _FIELDS[name])
            self._columns[name] = values
        return self._columns[name]

    def _with_changes(self, values: Sequence[Any], field: int) -> Sequence[Any]:
        changes = {path: row[field] for path, row in self._changes.items() if row is not None}
        if self._in_place:
            patched = list(values)
            for path, value in changes.items():
                patched[self._places[path]] = value
            return patched
        known = dict(zip(self.base["path"], values, strict=True)) | changes
        return [known[path] for path in self.paths]


def table_of(rows: Mapping[str, Facts]) -> Table:
    """A table of facts by path, in the order of the paths."""
    values: Iterable[Sequence[Any]] = zip(*rows.values(), strict=True) if rows else [()] * len(_FIELDS)
    return Table(Made({"path": list(rows), **dict(zip(_FIELDS, values, strict=True))}))


def _differences(path: str, before: Facts, now: Facts) -> set[str]:
    """The names of the columns in which a document differs, and of marks the letters as well."""
    found = {name for name, was, value in zip(_FIELDS, before, now, strict=True) if was != value}
    letters = {f"marks {mark[0]}" for mark in set(split(before.marks)) ^ set(split(now.marks))}
    return found | letters | {f"/{path}", EVERYTHING} if found else found
