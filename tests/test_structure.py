"""The shape of the program, as CONTRIBUTING.md describes it."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.core import TyperCommand

from rlkb_cli.cli import app
from rlkb_cli.commands import COMMANDS, NAMES, summary_of
from rlkb_cli.lint.pages import examples

TOP = Path(__file__).parent.parent
MODULES = sorted((TOP / "rlkb_cli").rglob("*.py"))
TREES = {path.relative_to(TOP).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
RULES = [path.stem for path in MODULES if path.parent.name == "rules" and path.stem != "__init__"]

# Each part may import what stands in its own line or in a later one.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("ending",),
    ("commands",),
    ("present",),
    ("workflow",),
    ("lint", "duplicates", "views", "site"),
    ("edit",),
    ("kb",),
    ("output", "textinput", "pager", "progress"),
    ("errors", "__init__"),
)
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}
LONGEST_MODULE, LONGEST_FUNCTION = 350, 45
SLOW_TO_EDIT = ["typer", "rich", "ruamel", "frontmatter", "asyncio", "pydantic"]
SLOW = [*SLOW_TO_EDIT, "dataclasses", "pathlib", "yaml"]


def part_of(module: str) -> str:
    """The part of the program that a module, as `rlkb_cli.kb.load` or `rlkb_cli/kb/load.py`, belongs to."""
    return [*re.split(r"[./]", module.removesuffix(".py")), "__init__"][1]


def imports(tree: ast.Module) -> Iterator[str]:
    """The modules that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "imports name the whole module"
            parts = [f"rlkb_cli.{alias.name}" for alias in node.names if alias.name in LEVEL]
            yield from parts if node.module == "rlkb_cli" and parts else [node.module]


def arrows() -> set[tuple[str, str]]:
    """Which part of the program imports which other."""
    found = {
        (part_of(path), part_of(module))
        for path, tree in TREES.items()
        for module in imports(tree)
        if module.split(".")[0] == "rlkb_cli"
    }
    return {(source, target) for source, target in found if source != target}


def test_dependencies_point_one_way() -> None:
    found = arrows()
    assert ("lint", "kb") in found
    assert [(source, target) for source, target in found if LEVEL[source] > LEVEL[target]] == []
    graph: dict[str, set[str]] = {}
    for source, target in found:
        graph.setdefault(source, set()).add(target)
    TopologicalSorter(graph).prepare()  # raises CycleError


def test_the_packages_that_it_imports_are_those_that_it_declares() -> None:
    ours = {*sys.stdlib_module_names, "rlkb_cli"}
    used = {module.split(".")[0] for tree in TREES.values() for module in imports(tree)} - ours
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for extra in ("semantic", "site", "watch") for line in project["optional-dependencies"][extra]]
    declared = {re.split(r"[<>=]", line)[0].lower() for line in project["dependencies"]}
    optional = {re.split(r"[<>=]", line)[0].lower() for line in extras}
    known = packages_distributions()
    assert {known.get(name, [name])[0].lower() for name in used} - optional == declared
    declared |= optional
    contributing = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()
    assert [name for name in declared if f"`{name}`" not in contributing] == []


def test_the_map_of_the_tree_has_every_part() -> None:
    drawn = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    parts = [path for path in (TOP / "rlkb_cli").iterdir() if not path.name.startswith("_")]
    assert [path.name for path in parts if not re.search(rf"\n  {path.name}/?\s", drawn)] == []


@pytest.mark.parametrize("path", TREES)
def test_modules_and_functions_are_small_and_say_what_they_are(path: str) -> None:
    text, tree = (TOP / path).read_text(encoding="utf-8"), TREES[path]
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert not text or ast.get_docstring(tree)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert [node.name for node in functions if lines_of(node) > LONGEST_FUNCTION] == []
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert [node.name for node in public if node.name[0] != "_" and not ast.get_docstring(node)] == []


def lines_of(node: ast.FunctionDef) -> int:
    """The lines of a function's body; the signature of a command is as long as its list of options."""
    return (node.end_lineno or node.lineno) - node.body[0].lineno + 1


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_one_file_with_its_page(name: str) -> None:
    module = import_module(f"rlkb_cli.lint.rules.{name}")
    page = module.__doc__ or ""
    assert module.RULE.name == name.replace("_", "-")
    assert "\n\nWhy: " in page
    assert {example.kind for example in examples(page)} == {"Bad", "Good"}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_compiles_its_patterns_when_it_uses_them(name: str) -> None:
    values = [node for node in TREES[f"rlkb_cli/lint/rules/{name}.py"].body if isinstance(node, ast.Assign)]
    assert [ast.unparse(node) for node in values if "re.compile(" in ast.unparse(node)] == [], "see kb/patterns.py"


def commands(group: Any) -> Iterator[Any]:
    for command in group.commands.values():
        yield command
        if hasattr(command, "commands"):
            yield from commands(command)


def test_no_summary_of_a_command_is_cut_off() -> None:
    every = list(commands(typer.main.get_command(app)))
    assert [command.name for command in every if command.get_short_help_str(62).endswith("...")] == []


def test_every_command_and_parameter_has_help() -> None:
    every = list(commands(typer.main.get_command(app)))
    assert [command.name for command in every if not command.help] == []
    params = [(command.name, param) for command in every for param in command.params]
    assert [(name, param.name) for name, param in params if not getattr(param, "help", None)] == []


def test_every_module_of_a_command_is_listed_with_what_it_does() -> None:
    modules = {path.stem for path in MODULES if path.parent.name == "commands"}
    shared = {"__init__", "completion", "options", "picker", "plain", "signature", "tab", "watching"}
    shared |= {"lintedits", "lintoptions", "lintreport"}
    assert {target.partition(".")[0] for target in COMMANDS.values()} == modules - shared
    built = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    listed = {name: TyperCommand(name, help=summary_of(name)) for name in NAMES}
    for name, command in built.items():
        assert listed[name].get_short_help_str() == command.get_short_help_str()


LINTING = ["rlkb_cli.lint.run", *(f"rlkb_cli.lint.rules.{name}" for name in RULES)]
PLANS = [path.stem for path in MODULES if path.parent.name == "plans" and path.stem != "__init__"]
EDITING = ["rlkb_cli.workflow", *(f"rlkb_cli.edit.plans.{name}" for name in PLANS)]


@pytest.mark.parametrize(("modules", "spared"), [(LINTING, SLOW), (EDITING, SLOW_TO_EDIT)])
def test_nothing_slow_is_loaded_before_it_is_needed(modules: list[str], spared: list[str]) -> None:
    path = [str(TOP), *sys.path]
    code = f"import sys; sys.path[:] = {path}; import {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & set(spared) == set()
