"""The last report, given again where nothing changed: no parser is imported, and no file is read; see `kb.seen`."""

from __future__ import annotations

from array import array

from rlkb_cli.kb.seen import PATH, UNUSABLE, Seen, hand_on, look, record

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from rlkb_cli.kb.base import KnowledgeBase
    from rlkb_cli.lint.answers import Notebook
    from rlkb_cli.lint.report import Located, Report

_MOST_FINDINGS = 20_000  # more are found anew sooner than they are read


def recall(seen: Seen) -> Report | None:
    """The last report on a base, if it would be the same now; `seconds` is 0."""
    from rlkb_cli.lint.report import SEVERITIES, Report

    try:
        notes, hubs = map(int, seen.record["counts"])
        fail_on = SEVERITIES[int(seen.record["fail_on"][0])]
        found = _findings(str(seen.record["findings"][0]))
        return None if not seen.same else Report(found, notes, hubs, 0.0, fail_on=fail_on)
    except UNUSABLE:
        return None


def recall_clean(root: str) -> tuple[int, int] | None:
    """The numbers of notes and hubs under `root`, if nothing was found in them, nor would be now."""
    seen = look(root)
    if seen is None:
        return None
    try:
        if not seen.same or list(seen.record["findings"]) != [""]:
            hand_on(root, seen)
            return None
        notes, hubs = map(int, seen.record["counts"])
        return notes, hubs
    except UNUSABLE:
        return None


def remember(kb: KnowledgeBase, report: Report, book: Notebook) -> None:
    """Keep the report on a base with what it depends on; not where a file may still change unnoticed.

    Of a report that is too long, only what it depends on.
    """
    from rlkb_cli.kb.cache import NO_STAMP, keep
    from rlkb_cli.lint.engine import known_errors
    from rlkb_cli.lint.report import SEVERITIES

    if kb.origin is None or NO_STAMP in kb.origin.stamps.values():
        return
    columns = record(kb.root, kb.origin) | {
        "state": [str(kb.facts.base.mark), str(len(kb.facts.log))],
        **kb.sieve.held._asdict(),
        **known_errors(kb),
        "counts": array("q", [report.notes, report.hubs]),
        "fail_on": array("q", [SEVERITIES.index(report.fail_on)]),
        "findings": [_text(report.findings)] if len(report.findings) <= _MOST_FINDINGS else [],
    }
    keep(kb.root, PATH, columns | book.columns())


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
