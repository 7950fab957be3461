"""Notes that hold the same text, word for word: what the rules on copied summaries and bodies share."""

from collections.abc import Iterable, Iterator, Sequence

from rlkb_cli.kb.base import KnowledgeBase

MOST = 3
"""A text that more notes hold is a placeholder or boilerplate: nobody copied it by mistake."""


def copies(kb: KnowledgeBase, same: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Of the paths of notes that hold the `same` text, each later one with the first.

    Notes that ask the same question are left out: all that they share follows from that.
    """
    questions = kb.facts.by_path("question")
    for first, *others in same:
        if len(others) < MOST:
            for path in others:
                if not questions[first] or questions[path] != questions[first]:
                    yield path, first
