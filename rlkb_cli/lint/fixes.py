"""Mending what was found: the fixes of all rules as one change, which makes no other rule fire.

In each round every rule plans its fixes on the base as it is by then; what would overlap waits for the next round.
A round is only kept if nothing is lost by it and nothing new is found after it, but for what is mended with it; else
it is tried in ever smaller pieces, and a single fix that does harm is given up.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.conservation import nothing_lost
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.patch import Splice
from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.load import with_changes
from rlkb_cli.lint.engine import Hit, fingerprint
from rlkb_cli.lint.report import FixKind
from rlkb_cli.lint.worse import brought_about

Look = Callable[[KnowledgeBase], Sequence[Hit]]
_Mark = tuple[str, ...]
_ROUNDS = 1_000


class Fixer:
    """Plans the fixes of what `look` finds in a base.  `kinds` are the kinds that are wanted.

    After `plan`, `fixed` says how many findings of each rule are mended, and `refused` why others are not, each
    as a sentence.
    """

    def __init__(self, look: Look, kinds: Iterable[FixKind]) -> None:
        self._look = look
        self._kinds = frozenset(kinds)
        self._given_up: set[_Mark] = set()
        self.fixed: Counter[str] = Counter()
        self.refused: list[str] = []

    def plan(self, kb: KnowledgeBase) -> Change:
        """All fixes as one change, empty if there are none."""
        draft, now, hits = Draft(kb), kb, self._look(kb)
        for _ in range(_ROUNDS):
            todo = self._wanted(now, hits)
            if not todo:
                break
            step = self._step(now, hits, todo)
            if step is not None:
                _onto(draft, step.change)
                now, hits = step.after, step.found
        return draft.change(self._title())

    def _title(self) -> str:
        count = sum(self.fixed.values())
        return f"fix {count} {'finding' if count == 1 else 'findings'}"

    def _wanted(self, kb: KnowledgeBase, hits: Sequence[Hit]) -> list[Hit]:
        wanted = (hit for hit in hits if hit.finding.fix in self._kinds and hit.rule.fix)
        return [hit for hit in wanted if fingerprint(kb, hit) not in self._given_up]

    def _step(self, kb: KnowledgeBase, hits: Sequence[Hit], todo: list[Hit]) -> "_Step | None":
        """As much of `todo` as goes in one round."""
        while todo:
            try:
                change, taken = _planned(kb, todo)
                step = self._proved(kb, change, hits)
            except (Refused, BadInput) as refusal:
                if len(todo) == 1:
                    self._given_up.add(fingerprint(kb, todo[0]))
                    self.refused.append(f"{todo[0].finding.path}: {todo[0].rule.name}: {refusal.message}")
                todo = todo[: len(todo) // 2]
                continue
            left = Counter(fingerprint(step.after, hit) for hit in step.found)
            gone = Counter(fingerprint(kb, hit) for hit in taken) - left
            self.fixed.update(mark[0] for mark in gone.elements())
            return step
        return None

    def _proved(self, kb: KnowledgeBase, change: Change, hits: Sequence[Hit], *, again: bool = True) -> "_Step":
        """What a change leads to; Refused if something is lost, nothing mended, or something found anew.

        If all of that can be mended in turn, the change grows by it, once.
        """
        if change.empty:
            raise Refused("there is nothing that the fix could change")
        after = with_changes(kb, change.after)
        nothing_lost(kb, after, change)
        found = self._look(after)
        new = brought_about(change, kb, hits, after, found)
        if new and again and len(self._wanted(after, new)) == len(new):
            draft = Draft(kb)
            _onto(draft, change)
            _onto(draft, _planned(after, new)[0])
            return self._proved(kb, draft.change(""), hits, again=False)
        if new:
            raise Refused(f"the fix would bring about `{min(hit.rule.name for hit in new)}`")
        if len(found) >= len(hits):
            raise Refused("the fix would mend nothing")
        return _Step(change, after, found)


class _Step(NamedTuple):
    """A change, the base after it and what is found there."""

    change: Change
    after: KnowledgeBase
    found: Sequence[Hit]


def _planned(kb: KnowledgeBase, todo: Sequence[Hit]) -> tuple[Change, list[Hit]]:
    """The fixes of as many findings as do not overlap, rule by rule, and which findings these are."""
    draft, taken = Draft(kb), []
    patches: dict[str, list[Splice]] = {}
    for _, group in groupby(sorted(todo, key=lambda hit: hit.rule.name), key=lambda hit: hit.rule.name):
        hits = list(group)
        change = _change_of(kb, hits)
        if all(_is_apart(patch, patches.get(path, [])) for path, patch in change.patches.items()):
            taken += hits
            for path, patch in change.patches.items():
                patches.setdefault(path, []).extend(patch)
            _announce(draft, change)
    for path, splices in patches.items():
        draft.patch(path, tuple(sorted(splices)))
    return draft.change(""), taken


def _change_of(kb: KnowledgeBase, hits: Sequence[Hit]) -> Change:
    """The fixes of findings of one rule."""
    draft, fix = Draft(kb), hits[0].rule.fix
    assert fix is not None
    fix(draft, [hit.finding for hit in hits])
    return draft.change("")


def _is_apart(some: Iterable[Splice], others: Sequence[Splice]) -> bool:
    """True if no two of the splices overlap or touch."""
    return not any(one.start <= other.end and other.start <= one.end for one in some for other in others)


def _onto(draft: Draft, change: Change) -> None:
    """Let the draft, which stands where the change begins, go where it leads."""
    for path, patch in change.patches.items():
        draft.patch(path, patch)
    _announce(draft, change)


def _announce(draft: Draft, change: Change) -> None:
    for old, new in change.ids.items():
        draft.renames_id(old, new)
    for arrow in change.added:
        draft.adds(*arrow)
    for arrow in change.removed:
        draft.removes(*arrow)
