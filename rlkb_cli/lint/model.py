"""What a rule is and what it finds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Document, Hub, Note, Page
from rlkb_cli.kb.place import Place
from rlkb_cli.lint.report import FixKind, Severity
from rlkb_cli.lint.suppressions import Suppression

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


Mark = tuple[str, ...]
"""A fingerprint: what makes a finding the same one after an edit."""


class Related(NamedTuple):
    """Another place that a finding speaks of, with a few words on what is there."""

    path: str
    place: Place
    message: str


class Finding(NamedTuple):
    """One flaw.  `key` holds the ids and texts that tell it from others of its rule in its file.

    Neither lines nor figures belong into the key: a finding must be recognised after the file was edited.
    `fix` says that the rule can mend it: "safe" if nothing can be lost by that, "unsafe" if somebody should look.
    """

    path: str
    place: Place
    message: str
    help: str | None = None
    related: tuple[Related, ...] = ()
    key: tuple[str, ...] = ()
    fix: FixKind | None = None


class Usage(NamedTuple):
    """A comment that silences findings, and what became of it.

    Of the rules that it names, `used` are those of which it silenced a finding; `active` are all rules that ran,
    `known` all that there are.
    """

    path: str
    comment: Suppression
    used: frozenset[str]
    active: frozenset[str]
    known: frozenset[str]


class Known(NamedTuple):
    """A fingerprint in a baseline to which no finding belongs: the file and line that it stands in."""

    path: str
    line: int
    mark: Mark


class Rule(NamedTuple):
    """One check.  `name` is the flaw's, so that "ignore dangling-link" reads well; `family` groups rules.

    A rule that can tell from one document alone has `note`, `hub` (asked of those that could be read as a whole),
    `problem` (asked where the reader met one), `body` (asked of notes and pages that could be read, with their
    bytes; of the links in `document.body`, order and texts may not be right) or `data` (asked of the bytes of every
    note, page and hub): it is run once for each content, and what it finds is cached with the document's facts, so
    it must depend on nothing but the document and the settings.

    Most documents are right.  `note_if`, `body_if` and `data_if` tell that at once: they are asked in front of `note`,
    `body` and `data`, and say no only where the check would find nothing; they need not be sure.  `note_if` also gets
    all texts of the front matter that were read, see `texts_in`, `body_if` the targets of all links, and `data_if` the
    `signs` of the bytes, which are quick to look through.

    A rule on the base as a whole has `base`, and begins with what `kb.sieve` leaves, so that it costs nothing where
    nothing is wrong.  A rule on notes that are alike, or that are marked by something rare, has `mark` as well: it
    gives texts, each begun with a letter of the rule's own, which are kept with the facts; `kb.sieve.alike` has
    those that several notes share, `kb.sieve.marked` the notes of one.  One with `suppression` is asked at the end,
    of every comment that silences findings, and one with `known` of every line of a baseline that no finding needs.

    `status`: an "opt-in" or "preview" rule runs only where it is asked for by name, the latter also with
    `preview: true`.  `options` are settings with their defaults.  `pair`: its findings are about two notes alike,
    so that either may stand for both: `key` then holds the ids of both.  `environment`: they depend on what else is
    installed, so that the report is not given again.  `fix` mends findings that say so: it
    plans the edits for some of them (all of one base) in a draft of it, and raises Refused where one cannot be.
    """

    name: str
    family: str
    severity: Severity
    note: Callable[[Note, Config], Iterable[Finding]] | None = None
    note_if: Callable[[Note, Sequence[str], Config], object] | None = None
    hub: Callable[[Hub, Config], Iterable[Finding]] | None = None
    problem: Callable[[Document, Config], Iterable[Finding]] | None = None
    data: Callable[[str, bytes, Config], Iterable[Finding]] | None = None
    data_if: Callable[[bytes, bytes], object] | None = None
    body: Callable[[Note | Page, bytes, Config], Iterable[Finding]] | None = None
    body_if: Callable[[Note | Page, Sequence[str]], object] | None = None
    mark: Callable[[Note, bytes, Config], Iterable[str]] | None = None
    base: Callable[[KnowledgeBase], Iterable[Finding]] | None = None
    suppression: Callable[[Usage], Iterable[Finding]] | None = None
    known: Callable[[Known], Iterable[Finding]] | None = None
    fix: Callable[["Draft", Sequence[Finding]], None] | None = None
    status: Literal["default", "opt-in", "preview"] = "default"
    options: Mapping[str, Any] = {}
    pair: bool = False
    environment: bool = False

    def option(self, config: Config, name: str) -> Any:
        """The value of an option, of the type that its default has."""
        default = self.options[name]
        given = config.lint[self.name].get(name) if self.name in config.lint else None
        if given is None:
            return default
        return int(given) if isinstance(default, int) else given


def problems(document: Document, rule: str) -> Iterator[Finding]:
    """What the reader of a document could not take as it stands, for the rule that reports it."""
    for problem in document.problems:
        if problem.rule == rule:
            yield Finding(document.path, problem.place, problem.message, key=problem.key)
