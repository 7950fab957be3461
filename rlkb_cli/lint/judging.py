"""Asking the rules about single documents: each rule about several of them, before the next rule.

That takes half the time of asking all rules about one document after the other, as what a rule does stays at hand.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.facts import DIVIDER, Judgement
from rlkb_cli.kb.model import Document, Hub, Note
from rlkb_cli.lint.hubs import is_sound
from rlkb_cli.lint.model import Rule
from rlkb_cli.lint.signs import signs
from rlkb_cli.lint.stopwatch import timed
from rlkb_cli.lint.suppressions import may_suppress, suppressions
from rlkb_cli.lint.texts import texts_in
from rlkb_cli.lint.verdict import Verdict, encode

_CALLS = "?="
_KINDS = ("note", "hub", "problem", "body", "data", "mark")


class Check(NamedTuple):
    """A rule's name, its check of one kind of thing, and the cheap test whether that may find anything."""

    name: str
    doubt: Callable[..., Any]
    find: Callable[..., Iterable[Any]]


Checks = Mapping[str, tuple[Check, ...]]
"""The checks of single documents, by what they are asked of."""


def checks_of(asked: Iterable[Rule]) -> Checks:
    """The checks of single documents that rules have."""
    every = list(asked)
    return {kind: tuple(_check(rule, kind) for rule in every if getattr(rule, kind)) for kind in _KINDS}


def _check(rule: Rule, kind: str) -> Check:
    return Check(rule.name, getattr(rule, f"{kind}_if", None) or _always, getattr(rule, kind))


def _always(*_: object) -> bool:
    return True


_Case = tuple[tuple[Any, ...], tuple[Any, ...], list[tuple[str, Any]]]
"""One thing that checks are asked of: what their tests get, what they themselves get, and what they have found."""


def judgements(
    checks: Checks, documents: Sequence[Document], contents: Sequence[bytes], config: Config
) -> list[Judgement]:
    """What can be told from each of several documents alone: verdicts as `verdict.decode` reads them, and marks."""
    hints = list(map(signs, contents))
    asked: dict[str, list[_Case]] = {kind: [] for kind in _KINDS}
    said = [_prepare(asked, *each, config) for each in zip(documents, contents, hints, strict=True)]
    for kind, cases in asked.items():
        for check in checks[kind] if cases else ():
            timed(check.name, _ask)(check, cases)
    silenced = [
        suppressions(data, type(document).__name__.lower()) if may_suppress(each) else []
        for document, data, each in zip(documents, contents, hints, strict=True)
    ]
    return [
        Judgement(encode(Verdict(found, quiet)) if found or quiet else "", *_joined(marks))
        for (found, marks), quiet in zip(said, silenced, strict=True)
    ]


_Said = tuple[list[tuple[str, Any]], list[tuple[str, str]]]


def _prepare(asked: dict[str, list[_Case]], document: Document, data: bytes, hints: bytes, config: Config) -> _Said:
    """Note what is to be asked of a document; what will be found, and its marks, are in the lists that come out."""
    said: _Said = [], []
    found, marks = said
    asked["data"].append(((data, hints), (document.path, data, config), found))
    if document.problems:
        asked["problem"].append(((), (document, config), found))
    if isinstance(document, Note):
        asked["note"].append(((document, texts_in(document), config), (document, config), found))
        if document.readable:
            asked["mark"].append(((), (document, data, config), marks))
    if isinstance(document, Hub):
        if is_sound(document):
            asked["hub"].append(((), (document, config), found))
    elif not document.problems:
        targets = [target for _, target, _, _ in document.body.links]
        asked["body"].append(((document, targets), (document, data, config), found))
    return said


def _ask(check: Check, cases: Sequence[_Case]) -> None:
    name, doubt, find = check
    for thing, found in [(thing, found) for hints, thing, found in cases if doubt(*hints)]:
        found += [(name, finding) for finding in find(*thing)]


def _joined(marks: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The marks and the calls of a note, each as one text."""
    calls = [text for _, text in marks if text[0] in _CALLS]
    return DIVIDER.join([text for _, text in marks if text[0] not in _CALLS]), DIVIDER.join(calls)
