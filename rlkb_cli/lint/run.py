"""One run of the linter: read the base, check it, and keep what stands in the paths that were asked for."""

import os
from collections import Counter
from collections.abc import Sequence

from rlkb_cli.edit.recovery import steadily
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import Changed, KnowledgeBase
from rlkb_cli.kb.load import load
from rlkb_cli.kb.mode import default_mode
from rlkb_cli.lint.engine import check, judge, locate
from rlkb_cli.lint.replay import recall, remember
from rlkb_cli.lint.report import Report
from rlkb_cli.lint.scope import EVERYTHING, Overlay, Scope, opened

_TRIES = 5


def run(root: str, paths: Sequence[str], cache: str | None = None, scope: Scope = EVERYTHING) -> Report:
    """Lint the base under `root`; findings in `paths` (files or folders, as the user names them), all if none.

    BadInput if a path matches nothing in the base or lies outside of it.  `cache` is as for `load`.  `scope` says
    what is read.  `seconds` is left at 0.
    """
    replayed = not paths and scope == EVERYTHING and (cache or default_mode()) == "stat"
    known = recall(root) if replayed else None
    if known is not None:
        return known
    for _ in range(_TRIES - 1):
        try:
            return steadily(root, lambda overlay: _once(root, overlay, paths, cache, scope))
        except Changed:
            continue  # somebody saved a file that was being looked at
    return steadily(root, lambda overlay: _once(root, overlay, paths, cache, scope))


def _once(root: str, overlay: Overlay, paths: Sequence[str], cache: str | None, scope: Scope) -> Report:
    with opened(root, scope, overlay) as (source, laid):
        kb = load(source, laid, judge, cache)
        report = _report(kb, paths)
    if not paths:
        remember(kb, report)
    return report


def _report(kb: KnowledgeBase, paths: Sequence[str]) -> Report:
    kinds = Counter(facts.kind for facts in kb.facts.values())
    wanted = [_within(kb, path) for path in paths]
    hits = check(kb)
    if wanted:
        hits = [hit for hit in hits if any(_in(hit.finding.path, path) for path in wanted)]
    return Report(locate(kb, hits), kinds["note"], kinds["hub"], 0.0)


def _within(kb: KnowledgeBase, path: str) -> str:
    """A path, from here or from the root, as the base names it; a folder's is its start."""
    here = os.path.relpath(os.path.realpath(path), os.path.realpath(kb.root)).replace(os.sep, "/")
    for known in ("" if here == "." else here, os.path.normpath(path).replace(os.sep, "/")):
        if known in kb.facts or any(_in(document, known) for document in kb.facts):
            return known
    raise BadInput("no note, page or hub of the base is there", path=path)


def _in(path: str, wanted: str) -> bool:
    return not wanted or path == wanted or path.startswith(wanted + "/")
