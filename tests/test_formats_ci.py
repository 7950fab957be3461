"""The reports that hosts and CI servers read."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rlkb_cli.lint import formats
from rlkb_cli.lint.formats import sarif
from rlkb_cli.lint.identity import identities, line_hashes
from rlkb_cli.lint.report import Located, LocatedRelated, Report
from rlkb_cli.lint.repository import folder_of
from rlkb_cli.output import visible
from tests.test_formats import LINK, NOTHING, REPEATED, REPORT, printed


def log(report: Report) -> dict[str, Any]:
    """The one run of a SARIF log."""
    data = json.loads(printed("sarif", report))
    assert (data["version"], len(data["runs"])) == ("2.1.0", 1)
    run: dict[str, Any] = data["runs"][0]
    return run


def test_sarif_says_where_and_what() -> None:
    run = log(REPORT)
    assert run["columnKind"] == "unicodeCodePoints"
    link, repeated, unreadable = run["results"]
    assert link["message"] == {"text": "there is no notes/b.md\ndid you mean notes/c.md?"}
    assert link["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "notes/a.md", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 12, "startColumn": 9, "endLine": 12, "endColumn": 13},
            }
        }
    ]
    assert repeated["relatedLocations"][0]["message"] == {"text": "first asked here"}
    assert [result["level"] for result in (link, repeated, unreadable)] == ["error", "warning", "note"]
    names = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [names[result["ruleIndex"]] for result in run["results"]] == [result["ruleId"] for result in run["results"]]


def test_sarif_describes_the_rules_that_found_something() -> None:
    rules = log(REPORT)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["dangling-link", "duplicate-question", "unreadable-file"]
    for rule in rules:
        assert 0 < len(rule["shortDescription"]["text"]) < len(rule["fullDescription"]["text"]) <= 1024
        assert "Why: " in rule["help"]["text"] and "\nBad:\n" in rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert rule["properties"]["tags"]


def test_sarif_without_findings() -> None:
    run = log(NOTHING)
    assert run["results"] == run["tool"]["driver"]["rules"] == []


def test_sarif_spells_paths_as_uris_and_breaks_links_in_messages() -> None:
    message = "see [here](https://example.org), not [x] or [[y]]"
    found = LINK._replace(path="notes/50% of ü:b?.md", message=message, help=None)
    (result,) = log(Report((found,), 1, 1, 0.0))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "notes/50%25%20of%20%C3%BC%3Ab%3F.md"
    assert result["message"]["text"] == r"see \[here](https://example.org), not [x] or [[y]]"


def test_sarif_keeps_within_the_limits_of_github(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MAX_RESULTS", 2)
    info = LINK._replace(severity="info")
    crowded = REPEATED._replace(severity="error", related=REPEATED.related * 200)
    run = log(Report((info, crowded, LINK, info), 1, 1, 0.0))
    assert [result["level"] for result in run["results"]] == ["error", "error"]
    assert len(run["results"][0]["relatedLocations"]) == 99
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"] == "2 findings of lower severity are left out."


def test_sarif_has_the_hashes_of_lines_that_github_computes(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/a.md").write_bytes(b"Lorem ipsum dolor sit amet.\n" * 15)  # the 12th is followed by 3 more
    known, other = (found["partialFingerprints"] for found in log(REPORT._replace(root=str(tmp_path)))["results"][:2])
    assert known["primaryLocationLineHash"] == "a7f2ff1481e87703:1"
    assert set(other) == {"rlkbFinding/v1"}


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
        (
            "Lorem ipsum dolor sit amet.\r\n" * 10,
            [*(f"a7f2ff13bc495cf2:{n}" for n in range(1, 7)), "a7f2ff1481e87703:1"],
        ),
    ],
)
def test_hashes_of_lines(text: str, hashes: list[str]) -> None:
    """The values are those that GitHub's own tests expect."""
    assert line_hashes(text.encode(), {1}) == {1: hashes[0]}
    assert list(line_hashes(text.encode(), range(1, len(hashes) + 1)).values()) == hashes


def test_no_two_findings_share_an_identity_and_lines_do_not_matter() -> None:
    ids = list(identities([LINK, LINK._replace(line=99), REPEATED]))
    assert len(set(ids)) == 3
    assert ids == list(identities([LINK._replace(line=1), LINK, REPEATED._replace(line=7)]))


def test_gitlab_has_what_it_requires() -> None:
    issues = json.loads(printed("gitlab", REPORT))
    assert issues[0] == {
        "description": "there is no notes/b.md",
        "check_name": "dangling-link",
        "fingerprint": next(identities([LINK])),
        "severity": "major",
        "location": {"path": "notes/a.md", "lines": {"begin": 12, "end": 12}},
    }
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info"]
    assert json.loads(printed("gitlab", NOTHING)) == []


def test_junit_has_a_suite_for_each_file() -> None:
    top = ElementTree.fromstring(printed("junit", REPORT))
    assert (top.tag, top.attrib) == ("testsuites", {"name": "rlkb", "tests": "3", "failures": "1", "errors": "0"})
    assert [suite.get("name") for suite in top] == ["notes/a.md", "notes/b.md", "notes/x.md"]
    (failed,) = top[0]
    assert failed.attrib == {"name": "dangling-link: there is no notes/b.md", "classname": "notes/a"}
    assert failed[0].attrib == {"type": "dangling-link", "message": "there is no notes/b.md"}
    assert failed[0].text == (
        "notes/a.md:12:9: error[dangling-link] there is no notes/b.md\ndid you mean notes/c.md?"
    )
    (passed,) = top[1]
    assert [child.tag for child in passed] == ["system-out"]


def test_junit_names_each_case_once_and_passes_without_findings() -> None:
    top = ElementTree.fromstring(printed("junit", Report((LINK, LINK._replace(line=20)), 1, 1, 0.0)))
    assert [case.get("name") for case in top[0]] == [
        "dangling-link: there is no notes/b.md",
        "dangling-link: there is no notes/b.md (2)",
    ]
    clean = ElementTree.fromstring(printed("junit", NOTHING))
    assert clean.attrib | clean[0].attrib == {"name": "rlkb", "tests": "1", "failures": "0", "errors": "0"}
    assert len(clean[0][0]) == 0


def test_hosts_name_files_from_the_top_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)
    base = tmp_path / "repo" / "docs" / "kb ü"
    base.mkdir(parents=True)
    assert folder_of(str(base)) == folder_of("") == ""
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path / "elsewhere"))
    assert folder_of(str(base)) == ""
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert folder_of(str(base)) == "repo/docs/kb ü/"
    (tmp_path / "repo" / ".git").write_text("gitdir: elsewhere\n")
    assert folder_of(str(base)) == "docs/kb ü/"
    report = REPORT._replace(root=str(base))
    assert "::error file=docs/kb ü/notes/a.md,line=12," in printed("github", report)
    assert "docs/kb%20%C3%BC/notes/a.md" in printed("sarif", report)
    assert json.loads(printed("gitlab", report))[0]["location"]["path"] == "docs/kb ü/notes/a.md"
    assert '<testsuite name="docs/kb ü/notes/a.md"' in printed("junit", report)


ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
PARTS = ["::error::", "##[", "%0A", "\n", "\r", "\x1b]8;;x\x1b\\", "]]>", "[x](y)", " ", "強"]
NASTY = st.lists(st.sampled_from(PARTS)).map("".join)
TEXTS = ANY | NASTY
NAMES = st.builds("{}{}.md".format, TEXTS, NASTY)
PATHS = NAMES.map(lambda text: text.encode(errors="ignore").decode().replace("\0", ""))
FOUND = st.builds(
    lambda path, text, help_, end, severity: Located(
        "dangling-link",
        severity,
        path,
        1,
        1,
        1,
        1 + end,
        text,
        help_,
        (LocatedRelated(path, 2, 1, 3, 1, text, ((2, text), (3, help_))),),
        fingerprint=text,
        source=((1, text),),
    ),
    PATHS,
    TEXTS,
    TEXTS,
    st.integers(0, 80),
    st.sampled_from(["error", "warning", "info"]),
)


@given(st.lists(FOUND, max_size=3))
def test_every_report_stays_what_it_is_whatever_notes_say(found: list[Located]) -> None:
    found.sort(key=lambda one: one.path)  # as the linter hands them over
    report = Report(tuple(found), 1, 1, 0.0)
    shown = {name: printed(name, report) for name in formats.names()}
    for name, text in shown.items():
        assert text == printed(name, report)
        assert visible(text, keep="\n") == text or name == "github"
        commands = [line for line in text.split("\n") if line.lstrip().startswith("::") or "##[" in line]
        assert len(commands) == (len(found) if name == "github" else 0)
    assert [row["message"] for row in json.loads(shown["json"])["findings"]] == [one.message for one in found]
    assert len(shown["jsonl"].splitlines()) == len(found)
    assert len(json.loads(shown["sarif"])["runs"][0]["results"]) == len(found)
    assert len({issue["fingerprint"] for issue in json.loads(shown["gitlab"])}) == len(found)
    cases = ElementTree.fromstring(shown["junit"]).iter("testcase")
    assert len({(case.get("classname"), case.get("name")) for case in cases}) == max(len(found), 1)
