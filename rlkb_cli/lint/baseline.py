"""A baseline: findings that are known, in a file, so that only new ones are reported.

The file is JSON, `{"version": 1, "findings": [[rule, note, …], …]}`: the fingerprints of the findings in order, one
a line, without lines or figures, so that it stays true while notes are edited, and merges well.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.lint.engine import Found, Hit, fingerprint
from rlkb_cli.lint.model import Known, Mark, Rule

VERSION = 1


class Baseline(NamedTuple):
    """The known findings in a file, by fingerprint; one may be known several times.

    `path` is the file as the user named it, `inside` the same from the root of the base, None if it is elsewhere.
    """

    path: str
    inside: str | None
    marks: tuple[Mark, ...]


def read_baseline(kb: KnowledgeBase, path: str) -> Baseline:
    """The baseline at `path`, as the user names it; BadInput if there is none, or it is not one."""
    inside = _inside(kb.root, path)
    try:
        data = kb.read(inside) if inside else _read(path)
    except (OSError, Refused):
        help_ = f"`rlkb lint --baseline {path} --write-baseline` writes one"
        raise BadInput("there is no baseline", path=path, help=help_) from None
    return Baseline(path, inside, parse(path, data))


def parse(path: str, data: bytes) -> tuple[Mark, ...]:
    """The fingerprints in the content of a baseline; BadInput with the line if it is not one."""
    try:
        record = json.loads(data)
    except json.JSONDecodeError as error:
        raise BadInput(f"this is no JSON: {error.msg}", path=path, line=error.lineno) from None
    except (ValueError, RecursionError):
        raise BadInput("this is no JSON", path=path) from None
    marks = record.get("findings") if isinstance(record, dict) and record.get("version") == VERSION else None
    if not isinstance(marks, list) or not all(map(_is_mark, marks)):
        raise BadInput(f"this is no baseline of version {VERSION}", path=path)
    return tuple(map(tuple, marks))


def text_of(marks: Iterable[Mark]) -> bytes:
    """The content of a baseline that holds these fingerprints.

    Names of files that are no UTF-8 are kept as Python has them, by surrogates, which `json` reads back.
    """
    lines = ",\n".join(json.dumps(mark, ensure_ascii=False) for mark in sorted(marks))
    findings = f"[\n{lines}\n]" if lines else "[]"
    return f'{{"version": {VERSION}, "findings": {findings}}}\n'.encode(errors="surrogatepass")


def split_known(
    kb: KnowledgeBase, baseline: Baseline, found: Iterable[Found]
) -> tuple[list[Found], list[Mark]]:
    """The findings that are not known, and the fingerprints that are known of no finding."""
    known, new = Counter(baseline.marks), []
    for one in found:
        mark = fingerprint(kb, one.hit)
        if known[mark]:
            known[mark] -= 1
        else:
            new.append(one)
    return new, sorted(known.elements())


def about_stale(baseline: Baseline, stale: Iterable[Mark], asked: Mapping[str, Rule]) -> Iterator[Hit]:
    """What the rules on baselines find in fingerprints, of rules that ran, to which no finding belongs."""
    lines = {mark: number for number, mark in reversed(list(enumerate(baseline.marks, 2)))}
    for mark in stale:
        if mark[0] in asked:
            known = Known(baseline.inside or baseline.path, lines[mark], mark)
            rules = ((rule, rule.known) for rule in asked.values() if rule.known)
            yield from (Hit(rule, finding) for rule, find in rules for finding in find(known))


def _is_mark(mark: object) -> bool:
    return isinstance(mark, list) and bool(mark) and all(isinstance(part, str) for part in mark)


def _inside(root: str, path: str) -> str | None:
    here = os.path.relpath(os.path.realpath(path), os.path.realpath(root)).replace(os.sep, "/")
    return None if here.startswith("../") or os.path.isabs(here) else here


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
