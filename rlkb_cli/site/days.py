"""The day of the last commit to each file, kept for as long as no commit is added."""

import time

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.cache import keep
from rlkb_cli.kb.columns import Damaged, unpack
from rlkb_cli.kb.git import commit_of, history
from rlkb_cli.kb.kept import read_kept

PATH = ".rlkb/cache/site-days"


def days(root: str) -> dict[str, str]:
    """The days (`2026-01-31`, UTC) by path; none where git knows nothing of the base."""
    try:
        commit = commit_of(root, "HEAD")
        known = _recall(root, commit)
        if known is None:
            known = _ask(root)
            keep(root, PATH, {"commit": [commit], "path": list(known), "day": list(known.values())})
        return known
    except BadInput:
        return {}


def _recall(root: str, commit: str) -> dict[str, str] | None:
    try:
        columns = unpack(read_kept(root, PATH))
        if list(columns["commit"]) != [commit]:
            return None
        return dict(zip(map(str, columns["path"]), map(str, columns["day"]), strict=True))
    except (OSError, Damaged, KeyError, ValueError):
        return None


def _ask(root: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for touch in history(root):
        if touch.path not in found and touch.path.endswith(".md"):
            found[touch.path] = time.strftime("%Y-%m-%d", time.gmtime(touch.when))
    return found
