"""One run of the linter: read the base, check it, and keep what is asked for."""

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from rlkb_cli.edit.recovery import steadily
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import Changed, KnowledgeBase
from rlkb_cli.kb.garbage import uncollected
from rlkb_cli.kb.load import load
from rlkb_cli.kb.mode import default_mode
from rlkb_cli.kb.seen import Seen, look
from rlkb_cli.lint.answers import Notebook, notebook
from rlkb_cli.lint.baseline import about_stale, read_baseline, split_known, text_of
from rlkb_cli.lint.engine import Found, check, fingerprint, in_order, judge, located, rules_by_name, settings_of
from rlkb_cli.lint.model import Rule
from rlkb_cli.lint.outputs import check_place, place
from rlkb_cli.lint.replay import recall, remember
from rlkb_cli.lint.report import Report, Severity
from rlkb_cli.lint.scope import EVERYTHING, Overlay, Scope, head, opened
from rlkb_cli.lint.settings import Choice, Settings, active
from rlkb_cli.lint.silence import unignored, unsilenced
from rlkb_cli.lint.stopwatch import part

_TRIES = 5


class Request(NamedTuple):
    """What is asked of a run, on top of the settings of the base.

    `paths` (files or folders, as the user names them) are all that is reported on, everything if none; `cache` is
    as for `load`; `baseline` holds findings that are known and not to be reported.
    """

    paths: Sequence[str] = ()
    cache: str | None = None
    choice: Choice = Choice()
    severity: Mapping[str, Severity] = {}
    fail_on: Severity | None = None
    preview: bool = False
    baseline: str | None = None
    scope: Scope = EVERYTHING

    @property
    def plain(self) -> bool:
        """True if nothing is asked for that changes what is found."""
        return self == Request(cache=self.cache)


def run(root: str, request: Request) -> Report:
    """Lint the base under `root`; `seconds` is left at 0.

    BadInput if a path matches nothing in the base or lies outside of it, and for settings that make no sense.
    """
    seen = look(root) if request.plain and (request.cache or default_mode()) == "stat" else None
    known = recall(seen) if seen else None
    if known is not None:
        return known
    for _ in range(_TRIES - 1):
        try:
            return steadily(root, partial(_once, root, request, seen))
        except Changed:
            seen = None  # somebody saved a file that was being looked at
    return steadily(root, partial(_once, root, request, None))


@uncollected()
def _once(root: str, request: Request, seen: Seen | None, overlay: Overlay) -> Report:
    with opened(root, request.scope, overlay, seen) as (source, laid):
        with part("reading"):
            kb = load(source, laid, judge, request.cache)
        with part("checking"):
            book = notebook(kb)
            found = examine(kb, request, book)
    kinds = Counter(kb.facts.texts("kind"))
    fail_on = settings_for(kb, request).fail_on
    report = Report(tuple(one.at for one in found), kinds["note"], kinds["hub"], 0.0, fail_on=fail_on)
    if request.plain and not any(rule.environment for rule in active(settings_of(kb), rules_by_name()).values()):
        remember(kb, report, book)
    return report


def examine(kb: KnowledgeBase, request: Request, book: Notebook | None = None) -> list[Found]:
    """What is to be reported of a base, in order; for `book` see `engine.check`."""
    asked, found = examine_all(kb, request, book)
    about: list[Found] = []
    if request.baseline is not None:
        baseline = read_baseline(kb, request.baseline)
        found, stale = split_known(kb, baseline, found)
        about = located(kb, list(about_stale(baseline, stale, asked)))
    if request.scope.since is not None:
        from rlkb_cli.lint.since import concerned

        since, now = request.scope.since, head(request.scope)
        found = concerned(kb, found, since, now, lambda before: examine_all(before, request)[1], request.cache)
    found = sorted([*found, *about], key=in_order)
    is_reported = reported(kb, request)
    return [one for one in found if is_reported(one.at.path)]


def reported(kb: KnowledgeBase, request: Request) -> Callable[[str], bool]:
    """A function that says of a path in the base whether what is found there is to be reported."""
    buffer = request.scope.buffer
    wanted = [buffer.path] if buffer else [_within(kb, path) for path in request.paths]
    return lambda path: not wanted or any(_in(path, part) for part in wanted)


def examine_all(
    kb: KnowledgeBase, request: Request, book: Notebook | None = None
) -> tuple[Mapping[str, Rule], list[Found]]:
    """The rules that run, and what they find that nothing in the base silences: everywhere, known or not."""
    settings = settings_for(kb, request)
    asked = active(settings, rules_by_name())
    return asked, unsilenced(kb, unignored(check(kb, asked, book), settings), asked)


def keep_baseline(root: str, request: Request, path: str, *, prune: bool) -> str:
    """Write what is found to the baseline at `path`, or only drop from it what is no longer found.

    Returns a sentence on what was done; BadInput if there is no baseline to prune.
    """
    kb = load(root, judge=judge, cache=request.cache)
    asked, found = examine_all(kb, request)
    if not prune:
        check_place(path, root)
        place(path, text_of(fingerprint(kb, one.hit) for one in found))
        return f"{len(found)} known {'finding' if len(found) == 1 else 'findings'} in {path}"
    known = read_baseline(kb, path)
    stale = [mark for mark in split_known(kb, known, found)[1] if mark[0] in asked]
    if stale:
        place(path, text_of((Counter(known.marks) - Counter(stale)).elements()))
    return f"{len(stale)} dropped, {len(known.marks) - len(stale)} kept in {path}"


def settings_for(kb: KnowledgeBase, request: Request) -> Settings:
    """The settings of a run: the base's, with those of the request on top."""
    own = settings_of(kb)
    return own.with_options(request.choice, request.severity, request.fail_on, preview=request.preview)


def _within(kb: KnowledgeBase, path: str) -> str:
    """A path, from here or from the root, as the base names it; a folder's is its start."""
    here = os.path.relpath(os.path.realpath(path), os.path.realpath(kb.root)).replace(os.sep, "/")
    for known in ("" if here == "." else here, os.path.normpath(path).replace(os.sep, "/")):
        if known in kb.facts or any(_in(document, known) for document in kb.facts):
            return known
    raise BadInput("no note, page or hub of the base is there", path=path)


def _in(path: str, wanted: str) -> bool:
    return not wanted or path == wanted or path.startswith(wanted + "/")
