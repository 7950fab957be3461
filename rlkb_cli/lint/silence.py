"""Which findings are reported: not those that a path, or a comment next to them, says to leave out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.globs import matcher
from rlkb_cli.lint.engine import Found, Hit, in_order, located, rules_by_name, settings_of, verdicts
from rlkb_cli.lint.model import Rule, Usage
from rlkb_cli.lint.report import Located, LocatedRelated
from rlkb_cli.lint.settings import ALL, Settings
from rlkb_cli.lint.suppressions import Suppression

_Spot = Located | LocatedRelated
_Comments = Mapping[str, Sequence[Suppression]]


def reported(kb: KnowledgeBase, hits: Sequence[Hit]) -> list[Hit]:
    """The findings that neither the settings of the base nor a comment in it silence."""
    if not hits:
        return []
    comments, left = _comments(kb), unignored(hits, settings_of(kb))
    return [found.hit for found in located(kb, left) if not _silencers(comments, found)]


def unignored(hits: Iterable[Hit], settings: Settings) -> list[Hit]:
    """The findings that the settings do not leave out for their paths; of a pair, either path will do."""
    names = _names_by_path(settings)
    return [hit for hit in hits if not any(names(path) & _called(hit.rule) for path in _paths(hit))]


def unsilenced(kb: KnowledgeBase, hits: Sequence[Hit], asked: Mapping[str, Rule]) -> list[Found]:
    """The findings that no comment silences, and what `asked` rules have to say of the comments, in order."""
    comments = _comments(kb)
    left: list[Found] = []
    used: set[tuple[str, int, str]] = set()
    for found in located(kb, hits):
        silencers = _silencers(comments, found)
        used.update((path, start, found.hit.rule.name) for path, start in silencers)
        if not silencers:
            left.append(found)
    about = located(kb, list(_about(comments, used, asked)))
    return sorted([*left, *about], key=in_order)


def _about(
    comments: _Comments, used: set[tuple[str, int, str]], asked: Mapping[str, Rule]
) -> Iterator[Hit]:
    """What the rules on suppressions find."""
    for path, inside in comments.items():
        for comment in inside:
            names = frozenset(name for name in comment.rules if (path, comment.start, name) in used)
            usage = Usage(path, comment, names, frozenset(asked), frozenset(rules_by_name()))
            for rule in asked.values():
                if rule.suppression:
                    yield from (Hit(rule, finding) for finding in rule.suppression(usage))


def _comments(kb: KnowledgeBase) -> _Comments:
    return {path: said.suppressions for path, said in verdicts(kb) if said.suppressions}


def _silencers(comments: _Comments, found: Found) -> list[tuple[str, int]]:
    """The comments that silence a finding, by path and offset; of a pair, one at either end does."""
    spots: list[_Spot] = [found.at, *(found.at.related if found.hit.rule.pair else ())]
    return [
        (spot.path, comment.start)
        for spot in spots
        for comment in comments.get(spot.path, ())
        if found.hit.rule.name in comment.rules
        and (comment.whole or comment.first <= spot.line <= comment.last)
    ]


def _paths(hit: Hit) -> list[str]:
    others = hit.finding.related if hit.rule.pair else ()
    return [hit.finding.path, *(related.path for related in others)]


def _called(rule: Rule) -> frozenset[str]:
    return frozenset([rule.name, rule.family, ALL])


def _names_by_path(settings: Settings) -> Callable[[str], frozenset[str]]:
    globs = [(matcher((glob,)), names) for glob, names in settings.ignores.items()]

    @cache
    def names_of(path: str) -> frozenset[str]:
        return frozenset(name for matches, names in globs if matches(path) for name in names)

    return names_of
