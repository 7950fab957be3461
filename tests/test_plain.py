"""Command lines that are read without Typer are read as Typer reads them."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main
from hypothesis import given, settings
from hypothesis import strategies as st

from rlkb_cli.cli import app
from rlkb_cli.commands import COMMANDS, target_of
from rlkb_cli.commands.plain import understand
from rlkb_cli.commands.signature import Option, parameters
from tests.bases import base, write

TOP = Path(__file__).parent.parent
BASE = """
-- notes/a.md --
---
question: What is a?
section: s
summary: A.
---
-- notes/b.md --
---
question: What is b?
section: s
summary: B.
---
"""
WORDS = [
    "a",
    "b c",
    "1",
    "007",
    "-1",
    "",
    "-",
    "--",
    "text",
    "json",
    "--dry-run",
    "-y",
    "-n",
    "-n1",
    "--help",
    "--diff=x",
]


def flags(name: str) -> list[str]:
    declared = [each.declared for each in parameters(target_of(name))]
    return [flag for each in declared if isinstance(each, Option) for flag in (*each.flags, f"{each.flags[0]}=1")]


def lines() -> st.SearchStrategy[list[str]]:
    """Command lines: a command, and behind it its own options and words of all kinds."""

    def of(name: str) -> st.SearchStrategy[list[str]]:
        rest = st.lists(st.sampled_from(WORDS) | st.sampled_from([*flags(name), "x"]), max_size=7)
        return st.tuples(st.sampled_from([[], ["-C", "d"], ["--root", "d"]]), rest).map(
            lambda parts: [*parts[0], *name.split(), *parts[1]]
        )

    return st.sampled_from(sorted(COMMANDS)).flatmap(of)


def by_typer(words: list[str]) -> tuple[str | None, str, dict[str, Any]]:
    """The root, the command and the values that Typer reads; its errors are raised."""
    context: Any = typer.main.get_command(app).make_context("rlkb", list(words))
    root = context.params["root"]
    while hasattr(context.command, "commands"):
        name, command, rest = context.command.resolve_command(context, [*context._protected_args, *context.args])
        context = command.make_context(name, rest, parent=context)
    return root, context.command_path, context.params


def plain(value: Any) -> Any:
    """A value of either reading: what was not given is None, several values are a list."""
    return (list(value) or None) if isinstance(value, list | tuple) else value or None


@settings(max_examples=400)
@given(lines())
def test_what_is_read_without_typer_is_read_as_typer_reads_it(words: list[str]) -> None:
    call = understand(words)
    if call is not None:
        root, path, params = by_typer(words)
        assert call.context == (root, path)
        given_values = {name: plain(value) for name, value in call.values.items()}
        assert {name: plain(params[name]) for name in given_values} == given_values
        assert {name: plain(value) for name, value in params.items() if name not in given_values} == {
            name: plain(value) for name, value in defaults(call.function).items() if name not in given_values
        }


def defaults(function: Any) -> dict[str, Any]:
    names = [each.name for each in parameters(function) if not each.required]
    return dict(zip(names, function.__defaults__ or (), strict=True))


@pytest.mark.parametrize(
    "line",
    [
        "lint --output-format concise notes",
        "-C base move a b --to s --first --yes",
        "add What? --section s --summary x --related a --related b --output-format json",
        "section rename s --title t",
        "hub sync",
        "undo 3 --dry-run",
        "log -n 3",
    ],
)
def test_plain_lines_need_no_typer(line: str) -> None:
    assert understand(line.split()) is not None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "-h",
        "-C x",
        "hub",
        "nothing",
        "move a",
        "move a --to",
        "move a --to --yes",
        "move a --to s --to t",
        "move --help",
        "lint --output-format=json",
        "lint --cache x",
        "log -n x",
        "log -n -1",
        "undo 1 2",
    ],
)
def test_the_rest_is_for_typer(line: str) -> None:
    assert understand(line.split()) is None


@pytest.mark.parametrize(
    ("words", "spared"),
    [
        ("--version", ("typer", "rich", "yaml", "ruamel", "re")),
        ("--help", ("rich", "yaml", "ruamel", "pyromark", "rlkb_cli.kb")),
        ("link a b --dry-run", ("typer", "rich", "dataclasses", "inspect", "difflib")),
        ("link a b", ("typer", "rich", "dataclasses", "inspect", "difflib", "ruamel", "frontmatter", "pathlib")),
        ("add Why? --section s --summary S --dry-run", ("typer", "rich", "ruamel", "frontmatter", "pathlib")),
        ("lint", ("typer", "rich", "yaml")),
    ],
)
def test_a_command_loads_only_what_it_uses(tmp_path: Path, words: str, spared: tuple[str, ...]) -> None:
    write(tmp_path, base(BASE))
    code = (
        f"import atexit, sys; sys.path[:] = {[str(TOP), *sys.path]}; sys.argv = ['rlkb', *{words.split()}]\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from rlkb_cli.__main__ import main; main()"
    )
    line = [sys.executable, "-S", "-c", code]
    # In CI everything is read, and elsewhere what changed: the second time, nothing did.
    here = {name: value for name, value in os.environ.items() if name not in ("CI", "GITHUB_ACTIONS", "RLKB_CACHE")}
    for _ in range(2):
        done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=True, env=here)
    assert set(done.stderr.split()) & set(spared) == set()
