"""`rlkb lint --explain-coverage`: what a green run stands for: what was read, what was not, and which rules ran."""

import os
from collections.abc import Iterator, Mapping
from typing import Any

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.lint.engine import check, rules_by_name
from rlkb_cli.lint.resolved import base_of
from rlkb_cli.lint.run import Request, examine, settings_for
from rlkb_cli.lint.settings import active
from rlkb_cli.lint.silence import unignored, unsilenced

_NOT_OURS = frozenset([".git", ".rlkb"])


def coverage(root: str, request: Request) -> dict[str, Any]:
    """What a run covers, as plain data; paths in order."""
    kb = base_of(root, request)
    kinds = [facts.kind for facts in kb.facts.values()]
    running = active(settings_for(kb, request), rules_by_name())
    return {
        "read": {f"{kind}s": kinds.count(kind) for kind in ("hub", "note", "page")},
        "unreadable": [path for path, facts in kb.facts.items() if not facts.digest],
        "left_out": sorted(_left_out(kb)),
        "rules": {name: rule.severity for name, rule in running.items()},
        "rules_off": {name: rule.status for name, rule in rules_by_name().items() if name not in running},
        "findings": _findings(kb, request),
    }


def _findings(kb: KnowledgeBase, request: Request) -> dict[str, int]:
    """How many findings there are, and how many of them are silenced, and by what."""
    settings = settings_for(kb, request)
    asked = active(settings, rules_by_name())
    every = check(kb, asked)
    left = unignored(every, settings)
    heard = [one for one in unsilenced(kb, left, asked) if not one.hit.rule.suppression]
    shown = [one for one in examine(kb, request) if not one.hit.rule.suppression and not one.hit.rule.known]
    return {
        "found": len(every),
        "silenced_by_path": len(every) - len(left),
        "silenced_by_comment": len(left) - len(heard),
        "known_or_elsewhere": len(heard) - len(shown),
        "reported": len(shown),
    }


def _left_out(kb: KnowledgeBase) -> Iterator[str]:
    """The Markdown files and hubs on disk that are no part of the base: ignored, excluded, or not in its scope."""
    for folder, folders, names in os.walk(kb.root):
        folders[:] = [name for name in folders if name not in _NOT_OURS]
        inside = os.path.relpath(folder, kb.root).replace(os.sep, "/")
        for name in names:
            path = name if inside == "." else f"{inside}/{name}"
            if (name.endswith(".md") or (inside == "hubs" and name.endswith(".yaml"))) and path not in kb.facts:
                yield path


def as_lines(data: Mapping[str, Any]) -> Iterator[str]:
    """The same as lines for people."""
    read = ", ".join(f"{count} {kind if count != 1 else kind[:-1]}" for kind, count in data["read"].items())
    yield f"read: {read}"
    for title, key in (("unreadable", "unreadable"), ("left out", "left_out")):
        yield f"{title}: {len(data[key])}"
        yield from (f"  {path}" for path in data[key])
    yield f"rules that ran: {len(data['rules'])}"
    yield from (f"  {name} ({severity})" for name, severity in data["rules"].items())
    yield f"rules that did not: {len(data['rules_off'])}"
    yield from (f"  {name}{'' if why == 'default' else f' ({why})'}" for name, why in data["rules_off"].items())
    found = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in data["findings"].items())
    yield f"findings: {found}"
