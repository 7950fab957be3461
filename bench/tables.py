"""How costs are compared, with each other and with goals, and printed."""

import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bench.measure import Cost, Results


class Ratio(NamedTuple):
    """A ratio of medians, with the quartiles of the ratios of single rounds as its spread."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3g}× [{self.low:.3g}–{self.high:.3g}]"


class Goal(NamedTuple):
    """A bound that a figure has to keep; None: not measured."""

    what: str
    limit: float
    measured: float | None


def median(costs: Sequence[Cost], what: str = "cpu") -> float:
    """The median of `cpu` or `wall`, in seconds."""
    return statistics.median(_seconds(cost, what) for cost in costs)


def ratio(costs: Sequence[Cost], other: Sequence[Cost], what: str = "cpu") -> Ratio:
    """How much `costs` are of `other`: below 1 is cheaper."""
    value = median(costs, what) / median(other, what)
    paired = [_seconds(a, what) / _seconds(b, what) for a, b in zip(costs, other, strict=False)]
    if len(paired) < 2:
        return Ratio(value, value, value)
    low, _, high = statistics.quantiles(paired, n=4, method="inclusive")
    return Ratio(value, low, high)


def compare(results: Results, name: str, what: str = "cpu") -> str:
    """A table: every case's median, and what `name` costs in comparison."""
    ours = results[name]
    rows = [
        (
            case,
            f"{1000 * median(costs):,.1f}",
            f"{1000 * median(costs, 'wall'):,.1f}",
            "" if case == name else str(ratio(ours, costs, what)),
        )
        for case, costs in results.items()
        if costs
    ]
    return table(("", "CPU ms", "wall ms", f"{name} is"), rows)


def goals(wanted: Iterable[Goal]) -> str:
    """The table of goals: what was wanted, what was measured, and whether it holds."""
    rows = [
        (
            goal.what,
            f"≤ {goal.limit:g}",
            f"{goal.measured:.3g}",
            "met" if goal.measured <= goal.limit else "NOT MET",
        )
        if goal.measured is not None
        else (goal.what, f"≤ {goal.limit:g}", "–", "not measured")
        for goal in wanted
    ]
    return table(("", "goal", "measured", ""), rows)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Aligned text: the first column to the left, figures to the right."""
    lines = [header, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join(_aligned(line, widths) for line in lines)


def _seconds(cost: Cost, what: str) -> float:
    return cost.cpu if what == "cpu" else cost.wall


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        line[0].ljust(widths[0]),
        *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
    ]
    return "  ".join(cells).rstrip()
