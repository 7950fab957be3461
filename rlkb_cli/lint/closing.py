"""The line that ends a report for people."""

from __future__ import annotations

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Mapping


def line(found: Mapping[str, int], notes: int, hubs: int, seconds: float) -> str:
    """How many findings of each severity there are, in how much; `seconds` is how long it took."""
    findings = ", ".join(_count(number, severity) for severity, number in found.items() if number)
    return f"{findings or 'No problems'} in {_count(notes, 'note')} and {_count(hubs, 'hub')} ({seconds:.2f} s)"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
