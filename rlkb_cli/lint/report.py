"""A report as data: what the formats print.

Lines and columns are 1-based and count characters.  A span is half open: `end_column` is the column behind
its last character.  The texts are exactly those of the files; making them harmless is the formats' task.
"""

from typing import Literal, NamedTuple, get_args

from rlkb_cli.lint import closing

Severity = Literal["error", "warning", "info"]
FixKind = Literal["safe", "unsafe"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From the gravest on."""

Lines = tuple[tuple[int, str], ...]


class LocatedRelated(NamedTuple):
    """Another place that a finding speaks of, such as where a question was asked first."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    source: Lines = ()


class Located(NamedTuple):
    """One finding with its place in characters and, in `source`, the numbered lines for its frame."""

    rule: str
    severity: Severity
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    help: str | None = None
    related: tuple[LocatedRelated, ...] = ()
    fix: FixKind | None = None
    fingerprint: str = ""
    source: Lines = ()


class Report(NamedTuple):
    """What a run of the linter found, over how many notes and hubs, and the seconds that it took.

    It fails for findings of the severity `fail_on`, or graver ones.
    `root` is the folder of the base, for formats that have to say where on disk a file is; "" if that is not known.
    """

    findings: tuple[Located, ...]
    notes: int
    hubs: int
    seconds: float
    root: str = ""
    fail_on: Severity = "error"

    @property
    def fails(self) -> bool:
        """True if a finding is as grave as `fail_on`."""
        return any(finding.severity in self.failing for finding in self.findings)

    @property
    def failing(self) -> tuple[Severity, ...]:
        """The severities for which it fails."""
        return SEVERITIES[: SEVERITIES.index(self.fail_on) + 1]

    @property
    def errors(self) -> int:
        return self._with_severity("error")

    @property
    def warnings(self) -> int:
        return self._with_severity("warning")

    @property
    def infos(self) -> int:
        return self._with_severity("info")

    @property
    def fixable(self) -> int:
        """How many findings have a safe fix."""
        return sum(finding.fix == "safe" for finding in self.findings)

    @property
    def unsafely_fixable(self) -> int:
        """How many findings have a fix that is only made on request."""
        return sum(finding.fix == "unsafe" for finding in self.findings)

    def _with_severity(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.findings)


def closing_lines(report: Report) -> list[str]:
    """The last lines of a report for people: how much was found in how much, and what of it is fixable."""
    found = {"error": report.errors, "warning": report.warnings, "info": report.infos}
    return [closing.line(found, report.notes, report.hubs, report.seconds), *_fixable(report)]


def _fixable(report: Report) -> list[str]:
    safe, unsafe = report.fixable, report.unsafely_fixable
    if safe and unsafe:
        return [f"[*] {safe} fixable with `--fix`, {unsafe} more with `--fix --unsafe-fixes`"]
    if safe:
        return [f"[*] {safe} fixable with `--fix`"]
    return [f"{unsafe} fixable with `--fix --unsafe-fixes`"] if unsafe else []
