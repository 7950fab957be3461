"""What rules on the base found, kept with what they asked of it: given again where none of that has changed.

As in build systems that record what a step reads (self-adjusting computation, Acar 2005): nobody declares what a rule
depends on, and none can forget to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from rlkb_cli.kb.place import Place
from rlkb_cli.kb.seen import UNUSABLE
from rlkb_cli.kb.table import Table
from rlkb_cli.lint.model import Finding, Related

if TYPE_CHECKING:
    from rlkb_cli.kb.base import KnowledgeBase
    from rlkb_cli.kb.columns import Column, Columns


class Answer(NamedTuple):
    """What a rule found in a base, and what it asked for that, as `kb.asked` speaks of it."""

    asked: frozenset[str]
    found: tuple[Finding, ...]


class Notebook:
    """The answers of rules, by name, on the base that was looked at last."""

    def __init__(self, kb: KnowledgeBase, facts: Table, answers: Mapping[str, Answer]) -> None:
        self._kb = kb
        self._facts = facts
        self._answers = dict(answers)

    def turn_to(self, kb: KnowledgeBase) -> None:
        """Be about another base from now on; answers that may not hold for it are dropped."""
        changed = self._changed(kb)
        known = {} if changed is None else self._answers
        self._answers = {name: answer for name, answer in known.items() if answer.asked.isdisjoint(changed or ())}
        self._kb, self._facts = kb, kb.facts

    def findings(self, name: str, find: Callable[[KnowledgeBase], Iterable[Finding]]) -> tuple[Finding, ...]:
        """What a rule finds in the base."""
        if name not in self._answers:
            with self._facts.asked.apart() as asked:
                found = tuple(find(self._kb))
            self._answers[name] = Answer(frozenset(asked), found)
        return self._answers[name].found

    def columns(self) -> dict[str, Column]:
        """The answers, to be kept with what the base was like."""
        return {
            "rule": list(self._answers),
            "asked": ["\n".join(sorted(answer.asked)) for answer in self._answers.values()],
            "found": [json.dumps(answer.found) for answer in self._answers.values()],
        }

    def _changed(self, kb: KnowledgeBase) -> set[str] | None:
        """What differs between the two bases; None if that may be anything."""
        if not kb.facts.follows(self._facts) or kb.config != self._kb.config or kb.files != self._kb.files:
            return None
        return kb.facts.changed_since(self._facts)


def notebook(kb: KnowledgeBase) -> Notebook:
    """What is known of a base from the last report on it."""
    seen = kb.source.seen
    before = seen.facts(kb.facts) if seen and seen.holds and not kb.overlay else None
    try:
        if seen is not None and before is not None:
            return Notebook(kb, before, _answers(seen.record))
    except UNUSABLE:
        pass  # what cannot be read is as good as none
    return Notebook(kb, kb.facts, {})


def _answers(record: Columns) -> dict[str, Answer]:
    rows = zip(*(map(str, record[name]) for name in ("rule", "asked", "found")), strict=True)
    return {
        name: Answer(frozenset(asked.split("\n")), tuple(_finding(*item) for item in json.loads(found)))
        for name, asked, found in rows
    }


def _finding(path: str, at: Any, message: str, help_: Any, related: Any, key: Any, fix: Any) -> Finding:
    others = tuple(Related(other, _place(*there), said) for other, there, said in related)
    return Finding(path, _place(*at), message, help_, others, tuple(key), fix)


def _place(kind: Any, path: Any) -> Place:
    return Place(kind, tuple(path))
