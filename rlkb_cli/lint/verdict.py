"""What can be told from one document alone, as a text to be cached with its facts: findings, and suppressions."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rlkb_cli.kb.place import Place
from rlkb_cli.lint.model import Finding
from rlkb_cli.lint.suppressions import Suppression


class Verdict(NamedTuple):
    """What the rules on single documents found, each with its rule's name, and what is not to be reported."""

    found: Sequence[tuple[str, Finding]]
    suppressions: Sequence[Suppression] = ()


def encode(verdict: Verdict) -> str:
    """A verdict as a text, "" if it says nothing.  Paths are not kept; its findings have no related places."""
    if not verdict.found and not verdict.suppressions:
        return ""
    found = [(name, *finding[1:4], finding.key, finding.fix) for name, finding in verdict.found]
    return json.dumps([found, verdict.suppressions])


def decode(path: str, text: str) -> Verdict:
    """The verdict on the document at `path`."""
    found, suppressions = json.loads(text) if text else ((), ())
    return Verdict(list(_findings(path, found)), [_suppression(*fields) for fields in suppressions])


def _findings(path: str, found: Sequence[Any]) -> Iterator[tuple[str, Finding]]:
    for name, (kind, steps), message, help_, key, fix in found:
        yield name, Finding(path, Place(kind, tuple(steps)), message, help_, (), tuple(key), fix)


def _suppression(
    start: int, end: int, first: int, last: int, rules: list[str], reason: str, whole: bool
) -> Suppression:
    return Suppression(start, end, first, last, tuple(rules), reason, whole)
