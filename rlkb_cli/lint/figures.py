"""The figures that hubs declare: where they stand and what they say."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rlkb_cli.kb.model import Hub
from rlkb_cli.kb.place import KeyPath
from rlkb_cli.kb.values import is_empty


class Figure(NamedTuple):
    """One figure of a hub: its key path, its raw value (None: no such key), and its section's id."""

    path: KeyPath
    raw: Any
    section: str | None = None

    @property
    def declared(self) -> bool:
        """True if the key is there and has a value, of whatever type."""
        return not is_empty(self.raw)


def figures(hub: Hub) -> Iterator[Figure]:
    """The totals and counts that a hub declares or should declare, in order."""
    totals = hub.fields.get("totals")
    known = totals if isinstance(totals, dict) else {}
    yield Figure(("totals", "notes"), known.get("notes"))
    yield Figure(("totals", "sections"), known.get("sections"))
    for number, raw in enumerate(raw_sections(hub)):
        yield Figure(("sections", number, "count"), raw.get("count"), hub.sections[number].id)


def raw_sections(hub: Hub) -> list[dict[str, Any]]:
    """The sections as they are written, one for each of `hub.sections`; {} for what is no mapping."""
    sections = hub.fields.get("sections")
    return [raw if isinstance(raw, dict) else {} for raw in sections] if isinstance(sections, tuple) else []


def counted(number: int, noun: str) -> str:
    """`1 note`, `2 notes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
