"""Which report goes where: `--output-format`, `-o`, the environment, `--quiet` and `--color`."""

import json
import os
from pathlib import Path

import pytest

from rlkb_cli.commands.lintoptions import FORMATS
from rlkb_cli.lint import formats
from tests.bases import contents
from tests.cli import rlkb
from tests.test_lint_cli import broken
from tests.verbs.bases import bats


def findings_of(report: str) -> str:
    """A report without its totals, which say how long it took."""
    return report[: report.index("2 errors in ")]


def test_one_run_prints_and_writes(tmp_path: Path) -> None:
    root = broken(tmp_path / "base")
    target = tmp_path / "über alles"
    target.mkdir()
    done = rlkb(root, "lint", "-o", f"sarif={target}/a.sarif", "--output", f"full={target}/a=b.txt")
    assert (done.code, done.err) == (1, "")
    assert len(json.loads((target / "a.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 2
    written = (target / "a=b.txt").read_text(encoding="utf-8")
    assert findings_of(done.out) == findings_of(written) != ""
    assert sorted(os.listdir(target)) == ["a.sarif", "a=b.txt"]


def test_what_was_there_is_replaced_with_its_mode(tmp_path: Path) -> None:
    root = bats(tmp_path)
    old = tmp_path / "report.json"
    old.write_text("x" * 10_000)
    old.chmod(0o640)
    assert rlkb(root, "lint", "-o", f"json={old}").code == 0
    assert json.loads(old.read_text())["findings"] == []
    assert old.stat().st_mode & 0o777 == 0o640 or os.name == "nt"
    assert rlkb(root, "lint", "-o", f"json={old}").code == 0


@pytest.mark.parametrize("name", ["gitlab", "json", "jsonl", "junit", "sarif"])
def test_two_runs_write_the_same_bytes(tmp_path: Path, name: str) -> None:
    root = broken(tmp_path)
    first = rlkb(root, "lint", "--output-format", name, "--cache", "off").out
    assert rlkb(root, "lint", "--output-format", name).out == first


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("sarif", "expected FORMAT=FILE, found 'sarif'"),
        ("=x", "expected FORMAT=FILE"),
        ("sarif=", "expected FORMAT=FILE"),
        ("sraif=x", "there is no output format 'sraif'"),
        ("sarif=nowhere/x", "nowhere: a report cannot be written there: there is no such folder"),
        ("sarif=notes", "notes: a report cannot be written there: it is a folder"),
        ("full=hub.yaml", "hub.yaml: a report cannot be written there: notes and hubs have such names"),
        ("full=notes/NEW.MD", "notes and hubs have such names"),
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, says: str
) -> None:
    root = broken(tmp_path)
    monkeypatch.chdir(root)
    before = contents(root)
    done = rlkb(root, "lint", "-o", asked)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert contents(root) == before


def test_two_reports_do_not_share_a_file(tmp_path: Path) -> None:
    done = rlkb(bats(tmp_path), "lint", "-o", f"json={tmp_path}/x", "-o", f"sarif={tmp_path}/notes/../x")
    assert (done.code, "two reports cannot go into one file" in done.err) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_no_link_in_the_base_leads_a_report_out_of_it(tmp_path: Path) -> None:
    root = bats(tmp_path / "base")
    (tmp_path / "precious").write_text("precious")
    (root / "r.json").symlink_to(tmp_path / "precious")
    (root / "reports").symlink_to(tmp_path)
    assert rlkb(root, "lint", "-o", f"json={root}/r.json").code == 0
    assert not (root / "r.json").is_symlink()
    done = rlkb(root, "lint", "-o", f"json={root}/reports/precious")
    assert (done.code, "the folder lies outside of the base" in done.err) == (2, True)
    assert (tmp_path / "precious").read_text() == "precious"


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="needs a device")
def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    assert rlkb(bats(tmp_path), "lint", "-o", "sarif=/dev/null").code == 0
    assert not os.path.isfile("/dev/null")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    root = broken(tmp_path / "base")
    (tmp_path / "shut").mkdir(mode=0o500)
    done = rlkb(root, "lint", "-o", f"json={tmp_path}/shut/x")
    assert (done.code, "the report cannot be written: permission denied" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("environment", "words", "begins"),
    [
        ({"RLKB_OUTPUT_FORMAT": "concise"}, [], "hub.yaml:7:12: "),
        ({"RLKB_OUTPUT_FORMAT": ""}, [], "error[section-count]"),
        ({"GITHUB_ACTIONS": "true"}, [], "::error file="),
        ({"GITHUB_ACTIONS": "false"}, [], "error[section-count]"),
        ({"GITHUB_ACTIONS": "true", "RLKB_OUTPUT_FORMAT": "json"}, [], "{"),
        ({"GITHUB_ACTIONS": "true", "RLKB_OUTPUT_FORMAT": "nothing"}, ["--output-format", "grouped"], "hub.yaml\n"),
    ],
)
def test_the_format_follows_option_environment_and_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], words: list[str], begins: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = rlkb(broken(tmp_path), "lint", *words)
    assert done.code == 1
    assert done.out.startswith(begins)


def test_in_a_workflow_the_totals_follow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "\n2 errors in 3 notes and 2 hubs (" in rlkb(broken(tmp_path), "lint").out


@pytest.mark.parametrize(
    ("name", "value", "help_"),
    [
        ("RLKB_OUTPUT_FORMAT", "gitlub", "`gitlab`"),
        ("RLKB_COLOR", "alwyas", "`always`"),
        ("RLKB_COLOR", "9", "auto, always"),
    ],
)
def test_an_unknown_word_in_the_environment_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, help_: str
) -> None:
    monkeypatch.setenv(name, value)
    done = rlkb(bats(tmp_path), "lint")
    assert done.code == 2
    assert name in done.err and help_ in done.err


def test_the_help_names_every_format() -> None:
    assert sorted(FORMATS.replace(" or ", ", ").split(", ")) == formats.names()


def test_quiet_leaves_findings_alone_and_the_verdict_as_it_is(tmp_path: Path) -> None:
    clean = rlkb(bats(tmp_path), "lint", "--quiet")
    assert (clean.code, clean.out) == (0, "")
    root = broken(tmp_path)
    loud = rlkb(root, "lint", "--output-format", "concise")
    quiet = rlkb(root, "lint", "--output-format", "concise", "-q")
    assert (loud.code, quiet.code) == (1, 1)
    assert findings_of(loud.out) == quiet.out


def test_colour_is_asked_for_by_option_and_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = broken(tmp_path)
    assert "\x1b[1;31merror" in rlkb(root, "lint", "--color", "always").out
    assert "\x1b" not in rlkb(root, "lint").out
    monkeypatch.setenv("RLKB_COLOR", "always")
    assert "\x1b" in rlkb(root, "lint").out
    assert "\x1b" in rlkb(root, "lint", "nowhere").err
    assert "\x1b" not in rlkb(root, "lint", "--color", "never").out
    assert "\x1b" not in rlkb(root, "lint", "nowhere", "--color", "never").err


def test_the_files_that_would_be_read(tmp_path: Path) -> None:
    root = broken(tmp_path)
    done = rlkb(root, "lint", "--show-files")
    assert (done.code, done.out.splitlines()) == (
        0,
        [
            "README.md",
            "hub.yaml",
            "hubs/field.yaml",
            "notes/can-bats-see.md",
            "notes/how-do-bats-find-prey.md",
            "notes/where-do-bats-sleep.md",
        ],
    )
    assert rlkb(root, "lint", "--show-files", str(root / "hubs")).out == "hubs/field.yaml\n"
    data = json.loads(rlkb(root, "lint", "--show-files", "--output-format", "json").out)
    assert (data["version"], len(data["files"])) == (1, 6)


def test_the_settings_that_would_hold(tmp_path: Path) -> None:
    root = broken(tmp_path)
    hub = root / "hub.yaml"
    settings = "lint: {ignore: [links], severity: {missing-summary: info}, per-path-ignores: {notes/w*: [schema]}}"
    hub.write_text(hub.read_text().partition("lint:")[0] + settings)
    words = ["--show-settings", "--fail-on", "warning", "--extend-select", "self-link"]
    done = rlkb(root, "lint", *words)
    assert done.code == 0
    lines = [line.split() for line in done.out.splitlines()]
    for line in (
        ["base", str(root)],
        ["fail-on", "warning"],
        ["per-path-ignores", "notes/w*:", "schema"],
        ["off", "dangling-link"],
        ["info", "missing-summary"],
        ["error", "section-count"],
    ):
        assert line in lines
    data = json.loads(rlkb(root, "lint", *words, "--output-format", "json").out)
    assert data["per-path-ignores"] == {"notes/w*": ["schema"]}
    assert data["rules"]["self-link"]["severity"] != "off"
    assert data["rules"]["dangling-link"] == {"severity": "off", "options": {}}


def test_verbose_says_on_stderr_what_is_read(tmp_path: Path) -> None:
    root = broken(tmp_path)
    done, plain = rlkb(root, "lint", "--verbose", "--cache", "off"), rlkb(root, "lint")
    assert done.code == plain.code == 1
    assert findings_of(done.out) == findings_of(plain.out)
    said = dict(line.split(maxsplit=1) for line in done.err.splitlines())
    assert said == {"base": str(root), "reads": "what is on disk", "cache": "off", "format": "full"}


def test_what_fails_in_junit_is_what_makes_the_command_fail(tmp_path: Path) -> None:
    root = bats(tmp_path)
    note = root / "notes/can-bats-see.md"
    note.write_text(note.read_text().replace("summary:", "abstract:"))
    for words, failures in ([], 0), (["--fail-on", "warning"], 1):
        done = rlkb(root, "lint", "--output-format", "junit", *words)
        assert (done.code, f'failures="{failures}"' in done.out.splitlines()[1]) == (failures, True)


@pytest.mark.parametrize("option", ["--diff", "--fix-only", "--show-files", "--show-settings"])
def test_a_report_is_not_asked_for_where_none_is_made(tmp_path: Path, option: str) -> None:
    done = rlkb(bats(tmp_path), "lint", option, "-o", f"json={tmp_path}/x")
    assert (done.code, "no report is made, so none can be written" in done.err) == (2, True)


def test_what_is_done_to_files_is_said_beside_the_report(tmp_path: Path) -> None:
    root = broken(tmp_path)
    done = rlkb(root, "lint", "--add-ignore", "known", "--output-format", "json")
    assert json.loads(done.out)["findings"] == []
    assert done.err == "ignored 2 findings; `rlkb undo` takes it back\n"
    rlkb(root, "undo")
    assert rlkb(root, "lint", "--add-ignore", "known", "--quiet").err == ""
