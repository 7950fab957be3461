"""From a plan to files: lock, recover, read, plan, check, commit.  The ways in which a command edits a base.

The edit layer commits what it is given; what "no worse" means is known here, where the linter is known.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from rlkb_cli.edit.change import Change, from_contents
from rlkb_cli.edit.conservation import nothing_lost
from rlkb_cli.edit.lock import exclusive
from rlkb_cli.edit.recovery import recover, steadily
from rlkb_cli.edit.transaction import FileChange, commit
from rlkb_cli.errors import BadInput, Refused, RlkbError
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import FAILED
from rlkb_cli.kb.garbage import uncollected
from rlkb_cli.kb.load import load, with_changes
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.lint.answers import notebook
from rlkb_cli.lint.engine import check as lint
from rlkb_cli.lint.engine import error_rules, judge, judge_by

Plan = Callable[[KnowledgeBase], Change]


class Totals(NamedTuple):
    """What is counted before and after an edit.  `dangling` are links, relations and entries without a target."""

    notes: int
    listings: int
    relations: int
    links: int
    dangling: int


class Outcome(NamedTuple):
    """A change, what was proved of it, and how it was committed: `op` is None for a preview or for no change."""

    change: Change
    before: Totals
    after: Totals
    op: str | None = None
    warnings: tuple[str, ...] = ()


@uncollected()
def preview(root: str, plan: Plan) -> Outcome:
    """Plan and check a change without writing anything."""

    def read(overlay: Mapping[str, bytes | None]) -> Outcome:
        kb = load(root, overlay, judge)
        return _planned(kb, plan)

    return steadily(root, read)


@uncollected()
def execute(root: str, plan: Plan, approve: Callable[[Outcome], None] = lambda outcome: None) -> Outcome:
    """Plan, check and commit a change as one transaction, under one lock from the first read on.

    `approve` sees the checked plan before it is written and may raise.  Refused if the base would be worse, if
    something else changed a file meanwhile, or if nothing could be written.
    """
    with exclusive(root) as lock, _told(recover(root, lock)) as warnings:
        kb = load(root, judge=judge)
        outcome = _planned(kb, plan)
        if outcome.change.empty:
            return outcome._replace(warnings=warnings)
        approve(outcome)
        done = commit(root, _files(outcome.change), title=outcome.change.title, lock=lock)
        return outcome._replace(op=done.op, warnings=(*warnings, *done.warnings))


@contextmanager
def _told(recovered: str | None) -> Iterator[tuple[str, ...]]:
    """What recovery did is told even if the command is then refused."""
    warnings = (recovered,) if recovered else ()
    try:
        yield warnings
    except RlkbError as error:
        error.warnings = (*warnings, *error.warnings)
        raise


def undo(root: str, op: str | None) -> Outcome:
    """Take an operation back, the newest if `op` is None: exactly the bytes before it, or Refused.

    It is not checked: what stood before may have been worse.
    """
    with exclusive(root) as lock, _told(recover(root, lock)) as warnings:
        outcome, files = _undone(root, op, {})
        done = commit(root, files, title=outcome.change.title, lock=lock)
        return outcome._replace(op=done.op, warnings=(*warnings, *done.warnings))


def preview_undo(root: str, op: str | None) -> Outcome:
    """What `undo` would do, without writing anything."""
    return steadily(root, lambda overlay: _undone(root, op, overlay)[0])


def _undone(root: str, op: str | None, overlay: Mapping[str, bytes | None]) -> tuple[Outcome, list[FileChange]]:
    from rlkb_cli.edit.undo import plan_undo

    title, files = plan_undo(root, op, overlay)
    change = from_contents(title, {file.path: (file.before, file.after) for file in files})
    return Outcome(change, _count(root, overlay), _count(root, {**overlay, **change.after})), files


def _count(root: str, changes: Mapping[str, bytes | None]) -> Totals:
    """The totals of the base with changes; none where it has no root hub that can be read."""
    try:
        return totals(load(root, changes, judge))
    except BadInput:
        return Totals(0, 0, 0, 0, 0)


def _planned(kb: KnowledgeBase, plan: Plan) -> Outcome:
    """The checked change; refused, before anything is looked for, where a file or folder cannot be read."""
    for path, odd in zip(kb.facts, kb.facts.numbers("odd"), strict=True):
        if odd == FAILED:
            raise Refused("it cannot be read, so nobody knows what it links to: nothing written", path=path)
    return check(kb, plan(kb))


def check(kb: KnowledgeBase, change: Change) -> Outcome:
    """Apply a change in memory and hold it against the base before: nothing lost, no new error, no other byte.

    Raises Refused with the difference.
    """
    if change.empty:
        return Outcome(change, totals(kb), totals(kb))
    try:
        after = with_changes(kb, change.after, judge_by(error_rules(kb).values()))
    except BadInput as problem:
        raise Refused(f"the edit would break the hub: {problem}") from None
    nothing_lost(kb, after, change)
    _no_worse(kb, after, change)
    return Outcome(change, totals(kb), totals(after))


def totals(kb: KnowledgeBase) -> Totals:
    """Count a base."""
    return Totals(
        notes=len(kb.facts.of_kind("note")),
        listings=sum(kb.facts.numbers("listings")),
        relations=sum(kb.facts.numbers("relations")),
        links=sum(kb.facts.numbers("links")),
        dangling=sum(reference.target.kind == "missing" for reference in kb.sieve.references),
    )


def _files(change: Change) -> list[FileChange]:
    return [FileChange(path, change.before[path], data) for path, data in change.after.items()]


def _no_worse(before: KnowledgeBase, after: KnowledgeBase, change: Change) -> None:
    """No error may exist after the change that did not exist before it, ids mapped through its renames.

    Rules are asked of the base before only where they find something after the change.
    """
    found = lint(after, error_rules(after), notebook(before))
    if not found:
        return
    from rlkb_cli.lint.silence import reported
    from rlkb_cli.lint.worse import brought_about

    names = {hit.rule.name for hit in found}
    asked = {name: rule for name, rule in error_rules(before).items() if name in names}
    new = brought_about(change, before, lint(before, asked), after, found)
    said = [f"{hit.finding.path}: {hit.finding.message} ({hit.rule.name})" for hit in reported(after, new)]
    if said:
        raise Refused("the edit would break the base: nothing written", help="; ".join(sorted(said)[:10]))


def create(root: str, files: Mapping[str, bytes], title: str) -> None:
    """Make a new base under `root`, which is made if it is not there; Refused if one of the files is there."""
    begin(root, lambda: Change(title, dict.fromkeys(files), files), write=True)


def begin(root: str, plan: Callable[[], Change], *, write: bool) -> Outcome:
    """Let `root`, which is made if it is not there, become a base by a change that creates its root hub.

    Without `write`, the change is only planned.  It is not held against the state before: there was no base.
    Refused if one of the files that it creates is there.
    """
    if os.path.lexists(os.path.join(root, ROOT_HUB)):
        raise Refused("is there already: nothing written", path=os.path.join(root, ROOT_HUB))
    if not write:
        return _begun(root, plan())
    try:
        os.makedirs(root, exist_ok=True)
    except OSError as error:
        raise Refused(f"cannot be made: {error.strerror}", path=root) from None
    with exclusive(root) as lock, _told(recover(root, lock)) as warnings:
        outcome = _begun(root, plan())
        done = commit(root, _files(outcome.change), title=outcome.change.title, lock=lock)
        return outcome._replace(op=done.op, warnings=(*warnings, *done.warnings))


def _begun(root: str, change: Change) -> Outcome:
    there = [path for path in change.created if os.path.lexists(os.path.join(root, path))]
    if there:
        raise Refused("is there already: nothing written", path=os.path.join(root, there[0]))
    return Outcome(change, Totals(0, 0, 0, 0, 0), totals(load(root, change.after)))
