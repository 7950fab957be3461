"""Which rules run, and how grave they are: `lint:` in `hub.yaml`, then the command line."""

import time
from pathlib import Path

import pytest

from rlkb_cli.lint.model import Rule
from rlkb_cli.lint.settings import Choice, Settings, active
from tests.bases import base, write
from tests.cli import rlkb
from tests.rules import note

HUB = "-- hub.yaml --\ntitle: T\ntotals: {notes: 1, sections: 1}\nsections: [{id: s, title: S, count: 1, notes: [a]}]\n"
NOTE = note("a", body="See [it](gone.md) and [itself](a.md). <!-- rlkb: ignore[empty-section] -->")


def rules(root: Path, settings: str, *words: str) -> list[str]:
    """The rules that find something in a base with these settings."""
    write(root, base(HUB + settings + NOTE))
    done = rlkb(root, "lint", "--output-format", "concise", *words)
    return [line.split("[")[1].split("]")[0] for line in done.out.splitlines() if line.startswith("notes/")]


ALL = ["dangling-link", "self-link", "unused-suppression"]


@pytest.mark.parametrize(
    ("settings", "words", "expected"),
    [
        ("", [], ALL),
        ("lint: {}\n", [], ALL),
        ("lint: {select: [links]}\n", [], ["dangling-link", "self-link"]),
        ("lint: {select: dangling-link}\n", [], ["dangling-link"]),
        ("lint: {ignore: [links]}\n", [], ["unused-suppression"]),
        ("lint: {select: [self-link], ignore: [links]}\n", [], ["self-link"]),
        ("lint: {select: [links], ignore: [self-link]}\n", [], ["dangling-link"]),
        ("lint: {select: all, ignore: [links]}\n", [], ["missing-reason", "unused-suppression"]),
        ("lint: {extend-select: [missing-reason], ignore: [links]}\n", [], ["missing-reason", "unused-suppression"]),
        ("lint: {ignore: [links]}\n", ["--select", "self-link"], ["self-link"]),
        ("lint: {ignore: [links]}\n", ["--extend-select", "self-link"], ["self-link", "unused-suppression"]),
        ("", ["--ignore", "dangling-link,self-link"], ["unused-suppression"]),
        ("", ["--ignore", "dangling-link", "--ignore", "suppressions"], ["self-link"]),
        ("lint: {per-path-ignores: {'notes/*': [links]}}\n", [], ["unused-suppression"]),
        ("lint: {per-path-ignores: {'other/*': [all]}}\n", [], ALL),
    ],
)
def test_which_rules_run(tmp_path: Path, settings: str, words: list[str], expected: list[str]) -> None:
    found = rules(tmp_path, settings, *words)
    assert [name for name in found if name in {*ALL, "missing-reason"}] == sorted(expected, key=found.index)
    assert set(expected) <= set(found)


@pytest.mark.parametrize(
    ("settings", "words", "code"),
    [
        ("", [], 1),
        ("", ["--severity", "dangling-link=warning"], 0),
        ("lint: {severity: {dangling-link: info}}\n", [], 0),
        ("lint: {severity: {dangling-link: info}}\n", ["--fail-on", "info"], 1),
        ("lint: {ignore: [dangling-link], fail-on: warning}\n", [], 1),
        ("lint: {ignore: [dangling-link], fail-on: warning}\n", ["--fail-on", "error"], 0),
        ("", ["--select", "hub"], 0),
    ],
)
def test_when_a_run_fails(tmp_path: Path, settings: str, words: list[str], code: int) -> None:
    write(tmp_path, base(HUB + settings + NOTE))
    assert rlkb(tmp_path, "lint", *words).code == code
    assert rlkb(tmp_path, "lint", *words).code == code  # given again


@pytest.mark.parametrize(
    ("settings", "words", "message"),
    [
        ("lint: {selct: [links]}\n", [], "hub.yaml:4: lint: selct: is neither a setting nor a rule"),
        ("lint:\n  ignore:\n    - dangling-lnk\n", [], "hub.yaml:6: lint: ignore: there is no rule or family"),
        ("lint: {select: {a: b}}\n", [], "hub.yaml:4: lint: select: must be a list of names"),
        ("lint: {fail-on: never}\n", [], "hub.yaml:4: lint: fail-on: must be one of error, warning, info"),
        ("lint: {severity: {links: info}}\n", [], "hub.yaml:4: lint: severity: links: there is no rule `links`"),
        ("lint: {severity: {self-link: grave}}\n", [], "hub.yaml:4: lint: severity: self-link: must be one of"),
        ("lint: {preview: perhaps}\n", [], "hub.yaml:4: lint: preview: must be true or false"),
        ("lint: {self-link: {max: 3}}\n", [], "hub.yaml:4: lint: self-link: max: the rule has no such option"),
        ("lint: {self-link: 3}\n", [], "hub.yaml:4: lint: self-link: must be a mapping of the rule's options"),
        ("lint: {per-path-ignores: [a]}\n", [], "hub.yaml:4: lint: per-path-ignores: must be a mapping"),
        ("lint: 3\n", [], "hub.yaml:4: lint: must be a mapping"),
        ("", ["--select", "dangling"], "--select: there is no rule or family `dangling`"),
        ("", ["--severity", "self-link"], "--severity: must be one of error, warning, info"),
    ],
)
def test_settings_that_make_no_sense(tmp_path: Path, settings: str, words: list[str], message: str) -> None:
    write(tmp_path, base(HUB + settings + NOTE))
    done = rlkb(tmp_path, "lint", *words)
    assert done.code == 2
    assert message in done.err
    assert done.out == ""


def test_what_was_meant_is_suggested(tmp_path: Path) -> None:
    write(tmp_path, base(HUB + "lint: {ignore: [dangling-lnik]}\n" + NOTE))
    assert "did you mean `dangling-link`?" in rlkb(tmp_path, "lint").err


def test_a_new_rule_waits_until_it_is_asked_for() -> None:
    new = {"new-rule": Rule("new-rule", "links", "error", status="preview")}
    for settings, runs in [
        (Settings(), False),
        (Settings(preview=True), True),
        (Settings((Choice(extend=("links",)),)), False),
        (Settings((Choice(extend=("new-rule",)),)), True),
        (Settings((Choice(ignore=("new-rule",)),), preview=True), False),
    ]:
        assert bool(active(settings, new)) is runs


@pytest.mark.parametrize("wanted", ["'>=0.1'", "'>=0.0.1,<99'", "''", "~"])
def test_a_version_that_fits(tmp_path: Path, wanted: str) -> None:
    write(tmp_path, base(HUB + f"required-version: {wanted}\n" + note("a")))
    assert rlkb(tmp_path, "lint").code == 0


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("'>=99'", "required-version: the base wants rlkb >=99, this is "),
        ("'<0.0.1'", "required-version: the base wants rlkb <0.0.1, this is "),
        ("newest", "required-version: must be versions such as"),
        ("[1, 2]", "required-version: must be versions such as"),
    ],
)
def test_a_version_that_does_not_fit(tmp_path: Path, wanted: str, message: str) -> None:
    write(tmp_path, base(HUB + f"required-version: {wanted}\n" + note("a")))
    for words in (["lint"], ["set", "a", "summary=x"]):
        done = rlkb(tmp_path, *words)
        assert (done.code, done.out) == (2, "")
        assert f"hub.yaml:4: {message}" in done.err


def test_an_edit_goes_by_the_same_settings(tmp_path: Path) -> None:
    grave = "lint: {severity: {missing-summary: error}}\n"
    for settings, code in [("", 0), (grave, 1), (grave.replace("{sev", "{ignore: schema, sev"), 0)]:
        write(tmp_path, base(HUB + settings + note("a")))
        assert rlkb(tmp_path, "set", "a", "summary=").code == code


def test_an_edit_goes_by_what_notes_share_if_that_is_an_error(tmp_path: Path) -> None:
    for settings, code in [("", 0), ("lint: {severity: {duplicate-summary: error}}\n", 1)]:
        write(tmp_path, base(HUB + settings + note("a") + note("b")))
        for name in "ab":
            done = rlkb(tmp_path, "set", name, "summary=It is said of both of them in the very same words.")
        assert done.code == code


@pytest.mark.parametrize("known", [False, True])
def test_an_edit_may_not_cause_what_the_base_calls_an_error(tmp_path: Path, known: bool) -> None:
    severity = "lint: {severity: {missing-summary: error, dangling-link: warning}}\n"
    write(tmp_path, base(HUB + severity + note("a", body="See [it](gone.md).")))
    time.sleep(0.2)  # else the files are too young for a report to be kept
    if known:
        assert rlkb(tmp_path, "lint").code == 0
    refused = rlkb(tmp_path, "add", "Why?", "--section", "s")
    assert refused.code == 1 and "missing-summary" in refused.err
    write(tmp_path, base(HUB + note("a")))
    assert rlkb(tmp_path, "add", "Why?", "--section", "s").code == 0
