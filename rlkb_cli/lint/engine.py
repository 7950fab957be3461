"""Running the rules over a base, and turning what they find into a report.

Rules are found by walking the folder `rules`: a module there with a `RULE` is one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import import_module
from typing import NamedTuple

from rlkb_cli.errors import BadInput, Refused, Wrong
from rlkb_cli.kb.base import Changed, Judge, KnowledgeBase
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.facts import Judgement
from rlkb_cli.kb.locate import SourceMap, line_of
from rlkb_cli.kb.model import Document
from rlkb_cli.kb.place import FILE, Place, key
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.kb.seen import UNUSABLE
from rlkb_cli.kb.table import table_of
from rlkb_cli.kb.values import encode
from rlkb_cli.lint.answers import Notebook, notebook
from rlkb_cli.lint.judging import Checks, checks_of, judgements
from rlkb_cli.lint.model import Finding, Related, Rule
from rlkb_cli.lint.plugins import modules_in
from rlkb_cli.lint.report import Lines, Located, LocatedRelated
from rlkb_cli.lint.settings import Settings, active, read_settings
from rlkb_cli.lint.stopwatch import timed
from rlkb_cli.lint.verdict import Verdict, decode

NO_RENAMES: Mapping[str, str] = {}


class Hit(NamedTuple):
    """A finding and the rule that made it."""

    rule: Rule
    finding: Finding


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by name."""
    return tuple(sorted(map(_rule, _modules()), key=lambda rule: rule.name))


@cache
def _modules() -> frozenset[str]:
    """The names of the rules as their modules have them."""
    from rlkb_cli.lint import rules as folder

    return frozenset(modules_in(folder.__path__))


def _rule(name: str) -> Rule:
    rule: Rule = import_module(f"rlkb_cli.lint.rules.{_module(name)}").RULE
    return rule


def _module(name: str) -> str:
    return name.replace("-", "_")


@cache
def rules_by_name() -> Mapping[str, Rule]:
    """All rules under their names."""
    return {rule.name: rule for rule in rules()}


def settings_of(kb: KnowledgeBase) -> Settings:
    """What a base says about the linter; BadInput with the line where it makes no sense."""
    try:
        return read_settings(kb.config, rules_by_name())
    except Wrong as wrong:
        line = line_of(kb.read(ROOT_HUB), "hub", key(*wrong.keys))
        raise BadInput(wrong.message, path=ROOT_HUB, line=line, help=wrong.help) from None


def check(kb: KnowledgeBase, asked: Mapping[str, Rule] | None = None, book: Notebook | None = None) -> list[Hit]:
    """What rules find in a base (those that it chooses, if none are given); cheapest if loaded with `judge`.

    `book` may hold what is already known of it, or of one that is much the same, and then holds what was found.
    """
    kb = _judged(kb)
    book = book or notebook(kb)
    book.turn_to(kb)
    if asked is None:
        asked = active(settings_of(kb), rules_by_name())
    hits = [
        Hit(asked[name], finding)
        for path, said in verdicts(kb)
        for name, finding in said.found
        if name in asked
    ]
    on_base = ((rule, timed(rule.name, rule.base)) for rule in asked.values() if rule.base)
    return hits + [Hit(rule, finding) for rule, find in on_base for finding in book.findings(rule.name, find)]


def _judged(kb: KnowledgeBase) -> KnowledgeBase:
    """The base with verdicts and marks; itself if it was loaded with `judge`."""
    if kb.judge is judge:
        return kb
    documents = [kb.documents[path] for path in kb.facts]
    said = judge(documents, [_content(kb, path) for path in kb.facts], kb.config)
    facts = {
        path: known._replace(verdict=each.verdict, marks=each.marks, calls=each.calls)
        for (path, known), each in zip(kb.facts.items(), said, strict=True)
    }
    return KnowledgeBase(kb.source, kb.config, table_of(facts), kb.files, kb.overlay, kb.parse, judge, kb.origin)


def verdicts(kb: KnowledgeBase) -> Iterator[tuple[str, Verdict]]:
    """What can be told from each document alone, by path; only of those of which there is anything to say."""
    facts = _judged(kb).facts
    said = [(path, verdict) for path, verdict in zip(facts, facts.texts("verdict"), strict=True) if verdict]
    return ((path, decode(path, verdict)) for path, verdict in said)


def _content(kb: KnowledgeBase, path: str) -> bytes:
    """The bytes of a document; none where it cannot be read, which is a problem of its own."""
    try:
        return kb.read(path)
    except Changed:
        raise
    except Refused:
        return b""


def judge(documents: Sequence[Document], contents: Sequence[bytes], config: Config) -> list[Judgement]:
    """What all rules can tell from each document alone; for `load`."""
    return judgements(_every_check(), documents, contents, config)


def judge_by(asked: Iterable[Rule]) -> Judge:
    """Like `judge`, but asks only these rules: for `with_changes`, where nothing else will be asked of the result."""
    return partial(judgements, checks_of(asked))


@cache
def _every_check() -> Checks:
    return checks_of(rules())


def fingerprint(kb: KnowledgeBase, hit: Hit, ids: Mapping[str, str] = NO_RENAMES) -> tuple[str, ...]:
    """What makes a finding the same one after an edit: rule, document, and its key; of a pair, its key alone.

    `ids` maps old ids of documents, and of sections as `<hub-id>/<section-id>`, to what they are now.
    """
    facts = kb.facts.get(hit.finding.path)
    owner = (facts.id if facts else "") or hit.finding.path
    parts = (ids.get(f"{owner}/{part}") or ids.get(part, part) for part in hit.finding.key)
    return (hit.rule.name, *sorted(parts)) if hit.rule.pair else (hit.rule.name, ids.get(owner, owner), *parts)


def error_rules(kb: KnowledgeBase) -> Mapping[str, Rule]:
    """The rules that find errors, as the base has it; others are not imported where the last report tells these."""
    names = _recalled_errors(kb)
    if names is not None:
        return {name: _rule(name)._replace(severity="error") for name in names}
    asked = active(settings_of(kb), rules_by_name())
    return {name: rule for name, rule in asked.items() if rule.severity == "error"}


def known_errors(kb: KnowledgeBase) -> dict[str, list[str]]:
    """The names of the rules that find errors, and the settings that say so, to be kept with a report."""
    return {"errors": list(error_rules(kb)), "lint": [encode(kb.config.lint)]}


def _recalled_errors(kb: KnowledgeBase) -> list[str] | None:
    """These names from the last report, if it is by this program and the settings are the same."""
    seen = kb.source.seen
    try:
        if seen is None or not seen.holds or list(seen.record["lint"]) != [encode(kb.config.lint)]:
            return None
        names = list(map(str, seen.record["errors"]))
        return names if _modules().issuperset(map(_module, names)) else None
    except UNUSABLE:
        return None


class Found(NamedTuple):
    """A finding, and the same with lines and columns."""

    hit: Hit
    at: Located


def locate(kb: KnowledgeBase, hits: Sequence[Hit]) -> tuple[Located, ...]:
    """The findings with lines and columns, in their stable order: path, line, column, rule, message."""
    return tuple(found.at for found in located(kb, hits))


def located(kb: KnowledgeBase, hits: Sequence[Hit]) -> list[Found]:
    """The same, each with the finding that it was."""
    sources = _Sources(kb)
    return sorted((Found(hit, _located(kb, sources, hit)) for hit in hits), key=in_order)


def in_order(found: Found) -> tuple[str, int, int, str, str]:
    """What findings are sorted by."""
    at = found.at
    return at.path, at.line, at.column, at.rule, at.message


class _Sources:
    """The source maps of one run, each made when the first finding of its file is located."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._maps: dict[str, SourceMap] = {}

    def of(self, path: str) -> SourceMap:
        if path not in self._maps:
            facts = self._kb.facts.get(path)
            self._maps[path] = SourceMap(_content(self._kb, path), facts.kind if facts else "page")
        return self._maps[path]


def _located(kb: KnowledgeBase, sources: _Sources, hit: Hit) -> Located:
    finding = hit.finding
    source = sources.of(finding.path)
    where = _where(source, finding.place)
    return Located(
        hit.rule.name,
        hit.rule.severity,
        finding.path,
        *where,
        message=finding.message,
        help=finding.help,
        related=tuple(_located_related(sources, related) for related in finding.related),
        fix=finding.fix,
        fingerprint=":".join(fingerprint(kb, hit)),
        source=_lines(source, finding.place, where[0]),
    )


def _located_related(sources: _Sources, related: Related) -> LocatedRelated:
    source = sources.of(related.path)
    where = _where(source, related.place)
    lines = _lines(source, related.place, where[0])
    return LocatedRelated(related.path, *where, related.message, lines)


def _where(source: SourceMap, place: Place) -> tuple[int, int, int, int]:
    start, end = source.span(place)
    return (*source.position(start), *source.position(end))


def _lines(source: SourceMap, place: Place, line: int) -> Lines:
    """The line for the frame; a finding about the file as a whole has none."""
    return () if place == FILE else ((line, source.line(line)),)
