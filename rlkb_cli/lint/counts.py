"""How often each rule found something: what `--statistics` prints in place of the findings."""

from collections import Counter
from typing import NamedTuple

from rlkb_cli.lint.report import Report, Severity
from rlkb_cli.lint.sheet import Sheet
from rlkb_cli.output import STYLES


class Count(NamedTuple):
    """The findings of a rule: how many, and how many of them have a safe or an unsafe fix."""

    rule: str
    severity: Severity
    findings: int
    fixable: int
    unsafely_fixable: int


def counts(report: Report) -> list[Count]:
    """The findings of each rule, the most frequent first, then by name."""
    found = Counter((finding.rule, finding.severity) for finding in report.findings)
    fixes = Counter((finding.rule, finding.severity, finding.fix) for finding in report.findings)
    return [
        Count(rule, severity, number, fixes[rule, severity, "safe"], fixes[rule, severity, "unsafe"])
        for (rule, severity), number in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]


def render(report: Report, sheet: Sheet) -> None:
    """Print a line for each rule: how often, what, and how much of it `--fix` would mend."""
    table = counts(report)
    width = max((len(f"{row.findings:,}") for row in table), default=0)
    for row in table:
        mark = f" [*] {row.fixable:,}" if 0 < row.fixable < row.findings else " [*]" if row.fixable else ""
        number, severity = (f"{row.findings:>{width},}  ", "bold"), (row.severity, STYLES[row.severity])
        sheet.put(number, severity, f"[{row.rule}]", (mark, "cyan"))
