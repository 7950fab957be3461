"""One run of the linter: read the base, check it, and keep what stands in the paths that were asked for."""

import os
from collections import Counter
from collections.abc import Sequence

from rlkb_cli.edit.recovery import steadily
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.load import load
from rlkb_cli.lint.engine import check, judge, locate
from rlkb_cli.lint.report import Report


def run(root: str, paths: Sequence[str]) -> Report:
    """Lint the base under `root`; findings in `paths` (files or folders, as the user names them), all if none.

    BadInput if a path matches nothing in the base or lies outside of it.  `seconds` is left at 0.
    """
    return steadily(root, lambda overlay: _report(load(root, overlay, judge), paths))


def _report(kb: KnowledgeBase, paths: Sequence[str]) -> Report:
    kinds = Counter(facts.kind for facts in kb.facts.values())
    wanted = [_within(kb, path) for path in paths]
    hits = check(kb)
    if wanted:
        hits = [hit for hit in hits if any(_in(hit.finding.path, path) for path in wanted)]
    return Report(locate(kb, hits), kinds["note"], kinds["hub"], 0.0)


def _within(kb: KnowledgeBase, path: str) -> str:
    """A path as the base names it; a folder's is its start."""
    here = os.path.relpath(os.path.realpath(path), os.path.realpath(kb.root)).replace(os.sep, "/")
    known = here if here != "." else ""
    if known in kb.facts or any(_in(document, known) for document in kb.facts):
        return known
    raise BadInput("no note, page or hub of the base is there", path=path)


def _in(path: str, wanted: str) -> bool:
    return not wanted or path == wanted or path.startswith(wanted + "/")
