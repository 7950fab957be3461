"""Places that a click opens, in terminals that show links."""

import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from rlkb_cli.lint import formats
from rlkb_cli.output import choose_color
from tests.test_formats import LINK, REPEATED, REPORT
from tests.test_output import Stream

SILENT = ["TERM_PROGRAM", "VTE_VERSION", "DOMTERM", "KONSOLE_VERSION", "WT_SESSION", "NO_COLOR", "FORCE_COLOR"]


def shown(monkeypatch: pytest.MonkeyPatch, name: str, root: str, terminal: bool, **environment: str) -> str:
    for variable in SILENT:
        monkeypatch.delenv(variable, raising=False)
    for variable, value in {"TERM": "xterm-256color", "COLUMNS": "80", **environment}.items():
        monkeypatch.setenv(variable, value)
    stream = Stream(terminal=terminal)
    monkeypatch.setattr(sys, "stdout", stream)
    choose_color("auto")
    found = (LINK._replace(path="notes/ü b\x1b\\;.md"), REPEATED)
    formats.show(name, REPORT._replace(findings=found, root=root), statistics=False, quiet=False)
    return stream.written()


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
@pytest.mark.parametrize("environment", [{"TERM": "xterm-kitty"}, {"VTE_VERSION": "7600"}, {"TERM_PROGRAM": "vscode"}])
def test_a_place_is_a_link_where_that_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, environment: dict[str, str]
) -> None:
    out = shown(monkeypatch, name, str(tmp_path), True, **environment)
    path = quote("notes/ü b\x1b\\;.md", safe="/;") if sys.platform != "win32" else ""
    assert f";{tmp_path.as_uri()}/{path}#12\x1b\\" in out.replace("%3B", ";")
    assert f";{tmp_path.as_uri()}/notes/b.md#2\x1b\\" in out


@pytest.mark.parametrize(
    ("terminal", "environment"),
    [
        (False, {"TERM": "xterm-kitty", "FORCE_COLOR": "1"}),
        (True, {}),
        (True, {"VTE_VERSION": "4800"}),
        (True, {"VTE_VERSION": "new"}),
        (True, {"TERM": "xterm-kitty", "NO_COLOR": "1"}),
        (True, {"TERM": "dumb", "TERM_PROGRAM": "vscode"}),
    ],
)
def test_no_links_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str]
) -> None:
    assert "\x1b]8" not in shown(monkeypatch, "full", str(tmp_path), terminal, **environment)
