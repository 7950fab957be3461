"""Notes that hold the same text, word for word: what the rules on copied summaries and bodies share."""

from collections.abc import Iterator
from hashlib import blake2b

from rlkb_cli.kb.base import KnowledgeBase

MOST = 3
"""A text that more notes hold is a placeholder or boilerplate: nobody copied it by mistake."""


_BLANK = bytes(range(33))


def mark(letter: str, text: bytes) -> str:
    """The mark of a text, under the letter of a rule; white space makes no difference."""
    return letter + blake2b(text.translate(None, _BLANK), digest_size=10).hexdigest()


def copies(kb: KnowledgeBase, letter: str) -> Iterator[tuple[str, str]]:
    """The paths of notes that share a mark of a rule: the later, and the first.

    Notes that ask the same question are left out: all that they share follows from that.
    """
    for paths in kb.sieve.alike(letter).values():
        if len(paths) <= MOST:
            first, questions = paths[0], kb.facts.by_path("question")
            for path in paths[1:]:
                if not questions[first] or questions[path] != questions[first]:
                    yield path, first
