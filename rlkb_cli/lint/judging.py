"""Asking the rules about one document at a time."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.facts import DIVIDER, Judgement
from rlkb_cli.kb.model import Document, Hub, Note
from rlkb_cli.lint.hubs import is_sound
from rlkb_cli.lint.model import Finding, Rule
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
    doubt = getattr(rule, f"{kind}_if", None) or _always
    return Check(rule.name, timed(rule.name, doubt), timed(rule.name, getattr(rule, kind)))


def _always(*_: object) -> bool:
    return True


def judgement(checks: Checks, document: Document, data: bytes, config: Config) -> Judgement:
    """What can be told from one document alone: the verdict as a text that `verdict.decode` reads, and its marks."""
    hints = signs(data)
    found = _on_document(checks, document, config) + _on_content(checks, document, data, hints, config)
    silenced = suppressions(data, type(document).__name__.lower()) if may_suppress(hints) else ()
    said = encode(Verdict(found, silenced)) if found or silenced else ""
    if isinstance(document, Note) and document.readable:
        return Judgement(said, *_marks(checks, document, data, config))
    return Judgement(said)


_Found = list[tuple[str, Finding]]


def _on_document(checks: Checks, document: Document, config: Config) -> _Found:
    asked = [(name, find) for name, _, find in checks["problem"]] if document.problems else []
    if isinstance(document, Note):
        texts = texts_in(document)
        asked += [(name, find) for name, doubt, find in checks["note"] if doubt(document, texts, config)]
    elif isinstance(document, Hub) and is_sound(document):
        asked += [(name, find) for name, _, find in checks["hub"]]
    return [(name, finding) for name, find in asked for finding in find(document, config)]


def _on_content(checks: Checks, document: Document, data: bytes, hints: bytes, config: Config) -> _Found:
    found: _Found = []
    if not isinstance(document, Hub) and not document.problems:
        asked = [(name, find) for name, doubt, find in checks["body"] if doubt(document)]
        found += [(name, finding) for name, find in asked for finding in find(document, data, config)]
    asked = [(name, find) for name, doubt, find in checks["data"] if doubt(data, hints)]
    return found + [(name, finding) for name, find in asked for finding in find(document.path, data, config)]


def _marks(checks: Checks, note: Note, data: bytes, config: Config) -> tuple[str, str]:
    """The marks and the calls of a note, joined."""
    texts = [text for _, _, mark in checks["mark"] for text in mark(note, data, config)]
    calls = [text for text in texts if text[0] in _CALLS]
    marks = [text for text in texts if text[0] not in _CALLS] if calls else texts
    return DIVIDER.join(marks), DIVIDER.join(calls)
