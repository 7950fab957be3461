"""SARIF 2.1.0, the form in which hosts and editors exchange what analysers found.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html is the standard, and
https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support says what GitHub takes of it.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from rlkb_cli import __version__
from rlkb_cli.kb.files import read_file
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.lint import pages
from rlkb_cli.lint.engine import rules
from rlkb_cli.lint.identity import identities, line_hashes
from rlkb_cli.lint.model import Rule
from rlkb_cli.lint.report import Located, LocatedRelated, Report
from rlkb_cli.lint.repository import folder_of
from rlkb_cli.lint.sheet import Sheet
from rlkb_cli.output import to_json, visible

MAX_RESULTS = 25_000  # GitHub refuses a run with more
MAX_RELATED = 99  # GitHub shows 100 locations of a result
_MAX_DESCRIPTION = 1_024
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "info": "recommendation"}
_TOP = "%SRCROOT%"
_LINK = lazy_pattern(r"\[(?=[^\[\]]*\]\()")  # would be a link in the message: section 3.11.6 of the standard


def render(report: Report, sheet: Sheet) -> None:
    """Print one log with one run."""
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [_run(report)]}
    sheet.write(to_json(log, sheet.encoding) + "\n")


def _run(report: Report) -> dict[str, Any]:
    named = {finding.rule for finding in report.findings}
    fired = [rule for rule in rules() if rule.name in named]
    kept = _kept(report.findings)
    return {
        "tool": {"driver": _driver(fired)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_TOP: {"description": {"text": "The top folder of the repository."}}},
        "invocations": [_invocation(len(report.findings) - len(kept))],
        "results": list(_results(report.root, kept, {rule.name: index for index, rule in enumerate(fired)})),
    }


def _kept(findings: Sequence[Located]) -> Sequence[Located]:
    """The findings, without the least severe of them if there are too many."""
    order = list(_LEVELS)
    ranks = sorted(range(len(findings)), key=lambda at: order.index(findings[at].severity))
    return [findings[at] for at in sorted(ranks[:MAX_RESULTS])]


def _invocation(left_out: int) -> dict[str, Any]:
    said = {"level": "warning", "message": {"text": f"{left_out} findings of lower severity are left out."}}
    return {"executionSuccessful": True, **({"toolExecutionNotifications": [said]} if left_out else {})}


def _driver(fired: Sequence[Rule]) -> dict[str, Any]:
    return {
        "name": "rlkb",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_descriptor(rule) for rule in fired],
    }


def _descriptor(rule: Rule) -> dict[str, Any]:
    page = pages.text(rule.name)
    return {
        "id": rule.name,
        "shortDescription": {"text": _line(pages.summary(rule))},
        "fullDescription": {"text": _line(" ".join(page.split("\n\n")[:2]))},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.family],
            "precision": "high",
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _line(text: str) -> str:
    return " ".join(text.split())[:_MAX_DESCRIPTION]


def _results(root: str, findings: Sequence[Located], indexes: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    folder = folder_of(root)
    hashes = _line_hashes(root, findings)
    for finding, identity in zip(findings, identities(findings), strict=True):
        known = hashes.get((finding.path, finding.line))
        yield {
            "ruleId": finding.rule,
            "ruleIndex": indexes[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": _message("\n".join(filter(None, (finding.message, finding.help)))),
            "locations": [_location(finding, folder)],
            "relatedLocations": [
                {"id": number, **_location(place, folder), "message": _message(place.message)}
                for number, place in enumerate(finding.related[:MAX_RELATED], 1)
            ],
            "partialFingerprints": {
                **({"primaryLocationLineHash": known} if known else {}),
                "rlkbFinding/v1": identity,
            },
        }


def _line_hashes(root: str, findings: Sequence[Located]) -> dict[tuple[str, int], str]:
    """The hash of each line with a finding, where the file can be read."""
    hashes: dict[tuple[str, int], str] = {}
    for path, group in groupby(findings if root else (), lambda finding: finding.path):
        data = read_file(root, path)
        if isinstance(data, bytes):
            found = line_hashes(data, {finding.line for finding in group})
            hashes |= {(path, line): text for line, text in found.items()}
    return hashes


def _location(place: Located | LocatedRelated, folder: str) -> dict[str, Any]:
    uri = quote(os.fsencode(folder + place.path))
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": _TOP}, "region": region}}


def _message(text: str) -> dict[str, str]:
    return {"text": _LINK.sub(r"\\[", visible(text, keep="\n"))}
