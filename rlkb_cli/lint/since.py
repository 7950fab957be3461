"""What a change touches or causes: findings on lines that it wrote, and findings that were not there before it."""

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from difflib import SequenceMatcher
from functools import cache

from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import split
from rlkb_cli.kb.git import committed, fork_of
from rlkb_cli.kb.load import load
from rlkb_cli.kb.tree import Tree
from rlkb_cli.lint.engine import Found, fingerprint, judge

_SHELF = ".rlkb/cache/since"
_Look = Callable[[KnowledgeBase], list[Found]]


def concerned(
    kb: KnowledgeBase, found: list[Found], ref: str, head: str, look: _Look, cache_mode: str | None = None
) -> list[Found]:
    """Those of the findings that came about since the histories of `ref` and `head` parted.

    `look` finds them in the base as it was then; where there was none, or none that can be read, all are new.
    `cache_mode` is as for `load`.  BadInput if git knows no such commit, or the histories share none.
    """
    entries = committed(kb.root, fork_of(kb.root, ref, head))
    with closing(Tree(kb.root, entries, _SHELF)) as tree:
        try:
            before = load(tree, judge=judge, cache=cache_mode)
            known = look(before)
        except BadInput:
            return found
        names, paths = _renames(before, kb)
        left = Counter(fingerprint(before, one.hit, names) for one in known)

        @cache
        def lines(path: str) -> frozenset[int]:
            return _written(_content(before, paths.get(path, path)), _content(kb, path))

        return [one for one in found if _is_new(fingerprint(kb, one.hit), left) or _is_touched(one, lines)]


def _is_new(mark: tuple[str, ...], left: Counter[tuple[str, ...]]) -> bool:
    left[mark] -= 1
    return left[mark] < 0


def _is_touched(one: Found, lines: Callable[[str], frozenset[int]]) -> bool:
    return not lines(one.at.path).isdisjoint(range(one.at.line, one.at.end_line + 1))


def _renames(before: KnowledgeBase, kb: KnowledgeBase) -> tuple[dict[str, str], dict[str, str]]:
    """What former ids of documents are now, and what the new paths of documents were.

    A document was renamed if it says so, or if one with just its content is gone.
    """
    old = {facts.id: path for path, facts in before.facts.items() if facts.id and path not in kb.facts}
    gone = {facts.digest: path for path, facts in before.facts.items() if facts.digest and path not in kb.facts}
    names: dict[str, str] = {}
    paths: dict[str, str] = {}
    for path, facts in kb.facts.items():
        if path not in before.facts:
            said = next((old[name] for name in split(facts.former) if name in old), None)
            was = said or gone.get(facts.digest)
            if was is not None:
                paths[path] = was
                names[before.facts[was].id or was] = facts.id or path
    return names, paths


def _content(kb: KnowledgeBase, path: str) -> bytes:
    """The content of a document; nothing where it is not there, or cannot be read."""
    try:
        return kb.read(path) if path in kb.facts else b""
    except Refused:
        return b""


def _written(old: bytes, new: bytes) -> frozenset[int]:
    """The numbers of the lines of `new` (from 1) that were written since `old`."""
    if old == new:
        return frozenset()
    was, now = old.splitlines(), new.splitlines()
    start = _common(was, now)
    end = _common(was[start:][::-1], now[start:][::-1])
    middle = SequenceMatcher(None, was[start : len(was) - end], now[start : len(now) - end])
    changed = ((first, last) for kind, _, _, first, last in middle.get_opcodes() if kind != "equal")
    return frozenset(start + 1 + line for first, last in changed for line in range(first, last))


def _common(one: list[bytes], other: list[bytes]) -> int:
    """How many lines are the same at the start of both."""
    same = (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(same, min(len(one), len(other)))
