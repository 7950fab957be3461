"""What a change to a base makes worse."""

from collections import Counter
from collections.abc import Iterable

from rlkb_cli.edit.change import Change
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.lint.engine import Hit, fingerprint


def brought_about(
    change: Change, before: KnowledgeBase, known: Iterable[Hit], after: KnowledgeBase, found: Iterable[Hit]
) -> list[Hit]:
    """The findings after a change that it brought about: as a multiset, ids mapped through its renames."""
    left = Counter(fingerprint(before, hit, change.ids) for hit in known)
    new = []
    for hit in found:
        mark = fingerprint(after, hit, change.origins)
        left[mark] -= 1
        if left[mark] < 0:
            new.append(hit)
    return new
