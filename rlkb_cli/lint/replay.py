"""The last report, given again where nothing changed: no parser is imported, and no file is read.

A record in `.rlkb/cache/report` holds what the report depends on: the names in every folder, the stamps of the
documents and `.gitignore` files, whatever links made the linter look for on disk, and this program itself.
"""

from __future__ import annotations

import os
from array import array

from rlkb_cli.kb.columns import Damaged, unpack
from rlkb_cli.kb.kept import read_kept
from rlkb_cli.kb.listing import kind_on_disk, names_of
from rlkb_cli.kb.program import is_same, program

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rlkb_cli.kb.base import KnowledgeBase
    from rlkb_cli.kb.columns import Column
    from rlkb_cli.lint.report import Located, Report

PATH = ".rlkb/cache/report"
_PENDING = ".rlkb/journal/pending"
_UNUSABLE = (OSError, Damaged, KeyError, IndexError, ValueError, TypeError)
_MOST_FINDINGS = 1_000  # more are found anew sooner than they are read
_STAMP = ("mtime", "ctime", "size", "inode")


def recall(root: str) -> Report | None:
    """The last report on the base under `root`, if it would be the same now; `seconds` is 0."""
    from rlkb_cli.lint.report import SEVERITIES, Report

    try:
        record = _current(root)
        if record is None:
            return None
        notes, hubs = map(int, record["counts"])
        fail_on = SEVERITIES[int(record["fail_on"][0])]
        return Report(_findings(str(record["findings"][0])), notes, hubs, 0.0, fail_on=fail_on)
    except _UNUSABLE:
        return None


def recall_clean(root: str) -> tuple[int, int] | None:
    """The numbers of notes and hubs under `root`, if nothing was found in them, nor would be now."""
    try:
        record = _current(root)
        if record is None or record["findings"][0]:
            return None
        notes, hubs = map(int, record["counts"])
        return notes, hubs
    except _UNUSABLE:
        return None


def _current(root: str) -> Mapping[str, Column] | None:
    """The record, if it still holds."""
    record = unpack(read_kept(root, PATH))
    return record if _is_current(root, record) else None


def remember(kb: KnowledgeBase, report: Report) -> None:
    """Keep the report on a base with what it depends on; not where a file may still change unnoticed."""
    from rlkb_cli.kb.cache import NO_STAMP, keep
    from rlkb_cli.kb.load import parsers
    from rlkb_cli.lint.report import SEVERITIES

    if kb.origin is None or NO_STAMP in kb.origin.stamps.values() or len(report.findings) > _MOST_FINDINGS:
        return
    folders, stamps, probes = kb.origin
    record: dict[str, Column] = {
        "program": [*program()],
        "parsers": parsers(),
        "folder": list(folders),
        "names": ["\n".join(names) for names in folders.values()],
        "path": list(stamps),
        "probe": [f"{kind}\n{path}" for path, kind in probes.items()],
        "counts": array("q", [report.notes, report.hubs]),
        "fail_on": array("q", [SEVERITIES.index(report.fail_on)]),
        "findings": [_text(report.findings)],
    }
    record |= {name: array("q", [stamp[at] for stamp in stamps.values()]) for at, name in enumerate(_STAMP)}
    keep(kb.root, PATH, record)


def _is_current(root: str, record: Mapping[str, Column]) -> bool:
    if os.path.lexists(os.path.join(root, _PENDING)) or list(record["program"]) != list(program()):
        return False
    if not all(is_same(str(parser)) for parser in record["parsers"]):
        return False
    for probe in record["probe"]:
        kind, _, path = str(probe).partition("\n")
        if kind_on_disk(os.path.join(root, path)) != kind:
            return False
    folders = map(str, record["folder"])
    if not all(_has_names(root, *each) for each in zip(folders, map(str, record["names"]), strict=True)):
        return False
    expected = zip(*(record[name] for name in _STAMP), strict=True)
    return all(map(_has_stamp, _open(root, map(str, record["path"])), expected))


def _has_names(root: str, folder: str, names: str) -> bool:
    return "\n".join(names_of(os.listdir(os.path.join(root, folder)))) == names


def _open(root: str, paths: Iterable[str]) -> Iterator[tuple[str, int | None]]:
    """Each path as a name and the open folder that it is in, or as a full path where folders cannot be opened."""
    if os.stat not in os.supports_dir_fd:
        yield from ((os.path.join(root, path), None) for path in paths)
        return
    folder, descriptor = "", os.open(root, os.O_RDONLY)
    try:
        for path in paths:
            inside, _, name = path.rpartition("/")
            if inside != folder:
                os.close(descriptor)
                folder, descriptor = inside, os.open(os.path.join(root, inside), os.O_RDONLY)
            yield name, descriptor
    finally:
        os.close(descriptor)


def _has_stamp(where: tuple[str, int | None], expected: tuple[object, ...]) -> bool:
    info = os.stat(where[0], dir_fd=where[1], follow_symlinks=False)
    return (info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino) == expected


def _text(findings: tuple[Located, ...]) -> str:
    import json

    return json.dumps(findings) if findings else ""


def _findings(text: str) -> tuple[Located, ...]:
    if not text:
        return ()
    import json

    return tuple(_located(item) for item in json.loads(text))


def _located(item: list[object]) -> Located:
    from rlkb_cli.lint.report import Located, LocatedRelated

    found = Located(*item)  # type: ignore[arg-type]
    related = (LocatedRelated(*one)._replace(source=_lines(one[-1])) for one in item[9])  # type: ignore[attr-defined]
    return found._replace(related=tuple(related), source=_lines(item[-1]))


def _lines(source: object) -> tuple[tuple[int, str], ...]:
    return tuple((number, text) for number, text in source)  # type: ignore[attr-defined]
