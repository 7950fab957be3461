"""The README is true: its commands exist, its transcript is what happens, its picture is today's report."""

import html
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from rlkb_cli.cli import app

TOP = Path(__file__).parent.parent
EXAMPLE = TOP / "docs" / "example"
README = (TOP / "README.md").read_text(encoding="utf-8")
TEST_COMMAND = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_ROW = re.compile(r"^\| `rlkb ([^`]+)` \|(.*)$", re.MULTILINE)
_SECONDS = re.compile(r"\(\d+\.\d\d s\)")


def blocks(language: str) -> list[str]:
    return [text for name, text in _FENCE.findall(README) if name == language]


def mentioned() -> Iterator[list[str]]:
    """The words of every `rlkb …` in the README: in code spans, behind prompts, in the table with options."""
    for command, text in _ROW.findall(README):
        yield from ([*command.split(), option] for option in re.findall("`(--[a-z-]+)`", text))
    shell = "\n".join(blocks("console") + blocks("sh")).splitlines()
    for code in [*_CODE.findall(_FENCE.sub("", README)), *(line.removeprefix("$ ") for line in shell)]:
        for part in re.split(r" \| | && |; ", code):
            words = part.replace(".venv/bin/", "").replace(".venv\\Scripts\\", "").split()
            if words[:1] == ["rlkb"] and len(words) > 1 and words[1] != "COMMAND":
                yield words[1:]


def options_of(command: Any) -> set[str]:
    """The options of a command, as they are written."""
    every = (name for param in command.params for name in (*param.opts, *param.secondary_opts))
    return {"-h", "--help"}.union(name for name in every if name.startswith("-"))


def flaw(words: list[str]) -> str | None:
    """What is wrong with a command line of the README, or None."""
    command: Any = typer.main.get_command(app)
    rest = iter(words)
    for word in rest:
        if word.startswith("-") and word not in {"-", *options_of(command)}:
            return f"no option {word}"
        if word == "-C":
            next(rest)
        elif not word.startswith("-") and hasattr(command, "commands"):
            if word not in command.commands:
                return f"no command {word}"
            command = command.commands[word]
    return None


def names(group: Any, before: str = "rlkb") -> Iterator[str]:
    """The commands of a group and of the groups in it, each with what stands before it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from names(command, f"{before} {name}")
        elif not command.hidden:
            yield f"{before} {name}"


def test_every_command_and_option_that_it_mentions_exists() -> None:
    found = list(mentioned())
    assert ["-C", "DIR"] in found and len(found) > 15
    assert [(words, flaw(words)) for words in found if flaw(words)] == []


@pytest.mark.parametrize("line", ["lintt", "lint --colour", "-C x move a --into b", "--verion"])
def test_a_wrong_command_line_would_be_seen(line: str) -> None:
    assert flaw(line.split())


def test_every_command_has_its_line() -> None:
    rows = [f"rlkb {command} " for command, _ in _ROW.findall(README)]
    every = names(typer.main.get_command(app))
    assert [name for name in every if not any(row.startswith(f"{name} ") for row in rows)] == []


def transcript() -> Iterator[tuple[str, str]]:
    for block in blocks("console"):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            yield command, output


def test_the_transcript_is_what_happens(tmp_path: Path) -> None:
    base = tmp_path / "base"
    shutil.copytree(EXAMPLE, base, ignore=shutil.ignore_patterns(".rlkb"))
    steps = list(transcript())
    assert len(steps) > 3
    assert [(command, run(command, base)) for command, _ in steps] == [
        (command, _SECONDS.sub("(… s)", output)) for command, output in steps
    ]


def run(command: str, folder: Path) -> str:
    """What a command line of `rlkb` prints in a folder, standard error behind standard output."""
    program, *words = shlex.split(command)
    assert program == "rlkb"
    plain = {name: text for name, text in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR")}
    done = subprocess.run(
        [sys.executable, "-m", "rlkb_cli", *words],
        cwd=folder,
        env=plain | {"PYTHONPATH": str(TOP), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return _SECONDS.sub("(… s)", done.stdout + done.stderr)


def test_the_files_that_it_shows_are_those_of_the_example() -> None:
    assert (EXAMPLE / "hub.yaml").read_text(encoding="utf-8") in blocks("yaml")
    assert (EXAMPLE / "notes" / "why-do-links-rot.md").read_text(encoding="utf-8") in blocks("markdown")


def test_ci_runs_its_command_for_the_tests() -> None:
    assert TEST_COMMAND + "\n" in blocks("sh")
    assert TEST_COMMAND in (TOP / ".ci" / "run").read_text(encoding="utf-8")


def words_in(picture: str) -> list[str]:
    """The texts of an SVG, in order; where they stand and what colour they have is Rich's affair."""
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", picture)
    return [word for text in texts for word in html.unescape(text).replace("\xa0", " ").split()]


def test_the_picture_is_the_report_of_today() -> None:
    made = runpy.run_path(str(TOP / "tools" / "picture.py"))["picture"]()
    drawn = (TOP / "docs" / "lint.svg").read_text(encoding="utf-8")
    assert words_in(made) == words_in(drawn), "run `python tools/picture.py`"


def test_the_picture_asks_nothing_of_other_hosts() -> None:
    drawn = (TOP / "docs" / "lint.svg").read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\"\s]+", drawn) == ["http://www.w3.org/2000/svg"]
