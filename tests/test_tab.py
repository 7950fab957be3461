"""What is completed without Typer is completed as by Typer."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from rlkb_cli.cli import app
from rlkb_cli.commands.tab import answer
from tests.bases import base, write
from tests.cli import rlkb

BASE = """
-- notes/why.md --
---
question: Why?
section: s
---
-- notes/when not.md --
---
question: When not?
section: s
---
"""
NAMES = [
    "link w",
    "link ",
    "link why ",
    "link why w",
    "link w --as ",
    "link why why --as supp",
    "move why w --to ",
    "rule d",
    "lint --output ",
    "lint --select dangling",
    "-C . show w",
    "section rename ",
    "hub sync ",
    "set why x",
]
OTHER = [
    "",
    "l",
    "lint -",
    "link --as=",
    "-C",
    "nothing x",
    "section ",
    "lint --cache ",
    "log -n ",
    "undo 1 2",
    "link 'w",
    "list --x w",
]


def environment(shell: str, line: str) -> dict[str, str]:
    typed = f"rlkb {line}"
    asked = {"_RLKB_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        return asked | {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    return asked | {"_TYPER_COMPLETE_ARGS": typed, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write(tmp_path, base(BASE)))
    rlkb(tmp_path, "lint")
    return tmp_path


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize("line", [*NAMES, *OTHER])
def test_the_answer_is_that_of_typer(root: Path, shell: str, line: str) -> None:
    asked = environment(shell, line)
    ours = answer(asked)
    if ours is not None:
        assert CliRunner().invoke(app, [], env=asked, prog_name="rlkb").stdout == ours + "\n"


@pytest.mark.parametrize("line", NAMES)
def test_names_need_no_typer(root: Path, line: str) -> None:
    assert answer(environment("zsh", line)) is not None


@pytest.mark.parametrize("line", OTHER)
def test_the_rest_is_for_typer(root: Path, line: str) -> None:
    assert answer(environment("bash", line)) is None
