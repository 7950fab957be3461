"""What a rule is and what it finds."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Document, Hub, Note
from rlkb_cli.kb.place import Place
from rlkb_cli.lint.report import Severity


class Related(NamedTuple):
    """Another place that a finding speaks of, with a few words on what is there."""

    path: str
    place: Place
    message: str


class Finding(NamedTuple):
    """One flaw.  `key` holds the ids and texts that tell it from others of its rule in its file.

    Neither lines nor figures belong into the key: a finding must be recognised after the file was edited.
    """

    path: str
    place: Place
    message: str
    help: str | None = None
    related: tuple[Related, ...] = ()
    key: tuple[str, ...] = ()


class Rule(NamedTuple):
    """One check.  `name` is the flaw's, so that "ignore dangling-link" reads well; `family` groups rules.

    A rule that can tell from one document alone has `note`, `hub` (asked of those that could be read as a whole)
    or `problem` (asked where the reader met one): it is run once for each content, and what it finds is cached
    with the document's facts, so it must depend on nothing else.  A rule on the base as a whole has `base`, and
    begins with what `kb.sieve` leaves, so that it costs nothing where nothing is wrong.
    """

    name: str
    family: str
    severity: Severity
    note: Callable[[Note, Config], Iterable[Finding]] | None = None
    hub: Callable[[Hub, Config], Iterable[Finding]] | None = None
    problem: Callable[[Document, Config], Iterable[Finding]] | None = None
    base: Callable[[KnowledgeBase], Iterable[Finding]] | None = None


def problems(document: Document, rule: str) -> Iterator[Finding]:
    """What the reader of a document could not take as it stands, for the rule that reports it."""
    for problem in document.problems:
        if problem.rule == rule:
            yield Finding(document.path, problem.place, problem.message, key=problem.key)
