"""`rlkb stats`: what a base holds, how it grew, how its notes hang together, and which have long been left alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import ANCHOR, split
from rlkb_cli.kb.git import Touch, history
from rlkb_cli.kb.links import Links
from rlkb_cli.kb.load import roles
from rlkb_cli.views.cards import cards
from rlkb_cli.views.fields import Fields

SHOWN = 5
_STEPS = (0, 1, 2, 4, 8, 16)  # the least degree of each group


class Ranked(NamedTuple):
    """A note and the figure or date by which it is ranked."""

    id: str
    path: str
    question: str
    value: int | str


class Stats(NamedTuple):
    """The figures of a base.

    `relations` by name, each end counted; `sections` by name, in order; `degrees` how many notes have so many
    neighbours, by the least of each group; `growth` the number of notes at the end of each month;
    `untouched` the notes that were last changed longest ago.  `history` is false where git knows nothing: there is no
    growth, and files say when they were changed.
    """

    counts: Mapping[str, int]
    relations: Mapping[str, int]
    sections: Mapping[str, int]
    degrees: Mapping[int, int]
    linked: Sequence[Ranked]
    growth: Sequence[tuple[str, int]]
    untouched: Sequence[Ranked]
    history: bool


def stats(kb: KnowledgeBase) -> Stats:
    """Count a base and read its history."""
    links, known = Links(kb), cards(kb)
    degree = {path: len(links.neighbours(path)) for path in known}
    said = Counter(text.partition(ANCHOR)[0] for facts in kb.facts.values() for text in split(facts.says))
    try:
        touches = history(kb.root)
    except BadInput:
        touches = []
    dates = {path: Fields(kb, known, links).modified(path)[:10] for path in known}
    dates |= {path: day for path, day in _last(touches).items() if path in known}

    def ranked(values: Mapping[str, int | str], *, largest: bool) -> list[Ranked]:
        chosen = sorted(sorted(values), key=lambda path: values[path], reverse=largest)[:SHOWN]
        return [Ranked(known[path].id, path, known[path].question, values[path]) for path in chosen]

    return Stats(
        _counts(kb, links, known),
        dict(said.most_common()),
        _sections(kb),
        _grouped(degree.values()),
        [one for one in ranked(degree, largest=True) if one.value],
        _growth(kb, touches),
        ranked(dates, largest=False),
        bool(touches),
    )


def _counts(kb: KnowledgeBase, links: Links, known: Mapping[str, object]) -> dict[str, int]:
    facts = kb.facts.values()
    kinds = Counter(each.kind for each in facts)
    return {
        "notes": kinds["note"],
        "hubs": kinds["hub"],
        "sections": sum(len(split(each.sections)) for each in facts),
        "pages": kinds["page"],
        "listings": sum(each.listings for each in facts),
        "relations": sum(each.relations for each in facts),
        "links": sum(each.links for each in facts),
        "dangling": sum(reference.target.kind == "missing" for reference in kb.sieve.references),
        "unlisted": len(kb.sieve.unlisted),
        "orphans": sum(path not in links.incoming for path in known),
    }


def _sections(kb: KnowledgeBase) -> dict[str, int]:
    """How much each section lists."""
    every = [facts for facts in kb.facts.values() if facts.kind == "hub"]
    listed = Counter(entry.partition(ANCHOR)[0] for facts in every for entry in split(facts.entries))
    return {name: listed[name] for facts in every for name in split(facts.sections)}


def _grouped(degrees: Iterable[int]) -> dict[int, int]:
    groups = Counter(max(step for step in _STEPS if step <= degree) for degree in degrees)
    return {step: groups[step] for step in _STEPS}


def _last(touches: Sequence[Touch]) -> dict[str, str]:
    """The day on which each path was last touched."""
    return {touch.path: _day(touch.when) for touch in reversed(touches)}


def _growth(kb: KnowledgeBase, touches: Sequence[Touch]) -> list[tuple[str, int]]:
    role = roles(kb.config)
    there: set[str] = set()
    growth: dict[str, int] = {}
    for touch in reversed(touches):
        if touch.how != "M" and role(touch.path) == "note":
            (there.add if touch.how == "A" else there.discard)(touch.path)
            growth[_day(touch.when)[:7]] = len(there)
    return list(_every_month(growth))


def _every_month(growth: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """The figures with those months between them in which nothing changed."""
    known = sorted(month for month in growth if month)
    month, count = known[0] if known else "", 0
    while known and month <= known[-1]:
        count = growth.get(month, count)
        yield month, count
        year, number = map(int, month.split("-"))
        month = f"{year + number // 12:04}-{number % 12 + 1:02}"


def _day(seconds: int) -> str:
    try:
        return date.fromtimestamp(seconds).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def as_data(found: Stats) -> dict[str, object]:
    """The figures as plain data."""
    return {
        **found._asdict(),
        "degrees": [{"least": least, "notes": count} for least, count in found.degrees.items()],
        "growth": [{"month": month, "notes": count} for month, count in found.growth],
        **{name: [one._asdict() for one in getattr(found, name)] for name in ("linked", "untouched")},
    }
