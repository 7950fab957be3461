"""Which of many things may be alike, by texts that they share: in time proportional to their number.

A thing has marks, which it shares with those that may be its twins, and calls: `?text` is called, `=text` answers.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

from rlkb_cli.kb.facts import DIVIDER, join, split

Thing = TypeVar("Thing", bound=Hashable)
_FEW = 8  # marks that are sooner looked for in a text than in its parts


def shared(marks: Mapping[Thing, str], letter: str = "") -> dict[str, list[Thing]]:
    """The marks that several have, each with those that have it, in order; `marks` are joined texts.

    Only marks that begin with `letter` count.
    """
    several = _repeated(join(marks.values()), letter)
    found: dict[str, dict[Thing, None]] = {}
    few = len(several) <= _FEW
    for thing, joined in marks.items() if several else ():
        if few and not any(mark in joined for mark in several):
            continue
        for mark in split(joined):
            if mark in several:
                found.setdefault(mark, {})[thing] = None
    return {mark: list(having) for mark, having in found.items() if len(having) > 1}


def _repeated(joined: str, letter: str) -> set[str]:
    """The texts with a letter that stand there more than once."""
    # Cut before each of them, which is cheaper than to look at those with other letters.
    pieces = f"{DIVIDER}{joined}".split(DIVIDER + letter)[1:]
    texts = [piece.partition(DIVIDER)[0] for piece in pieces] if letter else pieces
    if len(set(texts)) == len(texts):
        return set()
    return {letter + text for text, count in Counter(texts).items() if count > 1}


def answered(calls: Mapping[Thing, str]) -> Iterator[tuple[Thing, Thing]]:
    """Who calls, with each other thing that answers; `calls` are joined texts."""
    called: dict[str, list[Thing]] = {}
    for thing, joined in calls.items():
        if "?" in joined:
            for call in split(joined):
                if call.startswith("?"):
                    called.setdefault("=" + call[1:], []).append(thing)
    if called:
        yield from _pairs(calls, called)


def _pairs(calls: Mapping[Thing, str], called: Mapping[str, list[Thing]]) -> Iterator[tuple[Thing, Thing]]:
    for thing, joined in calls.items():
        for call in called.keys() & split(joined):
            yield from ((caller, thing) for caller in called[call] if caller != thing)
