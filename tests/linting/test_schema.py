"""The published schemas: what lint takes is valid, and what it does not take is not."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml12
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from rlkb_cli.cli import app
from rlkb_cli.kb.frontmatter import Parts, split_note
from rlkb_cli.lint.engine import rules
from rlkb_cli.lint.settings import KEYS
from tests.bases import write
from tests.cli import rlkb

TOP = Path(__file__).parent.parent.parent
FIELDS = """
fields:
  - {name: status, enum: [draft, done], required: true}
  - {name: tags, type: list, pattern: '^[a-z]+$'}
  - {name: created, type: date}
  - {name: rating, type: number}
"""
NOTE = "question: Why?\nsection: s\nstatus: done\n"


def schema(root: Path, kind: str) -> Any:
    """A schema as it is printed there, which is one."""
    done = rlkb(root, "schema", kind)
    assert done.code == 0
    made = json.loads(done.out)
    Draft202012Validator.check_schema(made)
    return made


def wrong(made: Any, text: str) -> list[list[object]]:
    """Where in a YAML text the schema finds something."""
    found = Draft202012Validator(made).iter_errors(yaml12.parse_yaml(text))
    return sorted(list(error.absolute_path) for error in found)


@pytest.mark.parametrize("root", [TOP, TOP / "docs/example"])
def test_the_bases_that_come_with_it_are_valid(root: Path) -> None:
    assert wrong(schema(root, "hub"), (root / "hub.yaml").read_text(encoding="utf-8")) == []
    made = schema(root, "note")
    for path in sorted((root / "notes").glob("*.md")):
        parts = split_note(path.read_bytes())
        assert isinstance(parts, Parts)
        assert wrong(made, parts.block.decode()) == []


@pytest.mark.parametrize(
    "text",
    [
        "title: T",
        "title: T\ntotals: {notes: 0}\nsections: [{id: 1, title: S, description: , count: 0, notes: }]",
        "title: T\nfiles: '*.md'\nexclude: [a, b]\nkeys: {question: title}\nrelations: {cites: x, mentions: null}",
        f"title: T\nanother: 1{FIELDS}",
        "title: T\nlint: {select: all, ignore: [links, self-link], severity: {self-link: info}, fail-on: warning}",
        "title: T\nlint: {per-path-ignores: {'a/**': [all]}, preview: true, question-too-long: {max-words: 40}}",
        "title: T\nlint:\nrequired-version: '>=0.1'",
    ],
)
def test_hubs_that_are_valid(tmp_path: Path, text: str) -> None:
    assert wrong(schema(write(tmp_path, {"hub.yaml": "title: T"}), "hub"), text) == []
    assert rlkb(write(tmp_path, {"hub.yaml": text}), "lint").code < 2


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("sections: []", []),
        ("title: [T]", ["title"]),
        ("title: T\ntotals: {notes: '5'}", ["totals", "notes"]),
        ("title: T\nsections: [{id: s, title: S}]", ["sections", 0]),
        ("title: T\nsections: [{id: 1.10, title: S, notes: []}]", ["sections", 0, "id"]),
        ("title: T\nkeys: {nonsense: x}", ["keys"]),
        ("title: T\nrelations: {cites: [x]}", ["relations", "cites"]),
        ("title: T\nfields: [{name: x, typ: text}]", ["fields", 0]),
        ("title: T\nfields: [{name: x, type: txt}]", ["fields", 0, "type"]),
        ("title: T\nlint: {selekt: all}", ["lint"]),
        ("title: T\nlint: {select: [no-such-rule]}", ["lint", "select"]),
        ("title: T\nlint: {severity: {self-link: grave}}", ["lint", "severity", "self-link"]),
        ("title: T\nlint: {question-too-long: {most: 3}}", ["lint", "question-too-long"]),
        ("title: T\nlint: {question-too-long: {max-words: many}}", ["lint", "question-too-long", "max-words"]),
    ],
)
def test_hubs_that_are_not(tmp_path: Path, text: str, where: list[object]) -> None:
    assert wrong(schema(write(tmp_path, {"hub.yaml": "title: T"}), "hub"), text) == [where]
    write(tmp_path, {"hub.yaml": text})
    assert rlkb(tmp_path, "lint", "--fail-on", "warning").code > 0


BASE = f"title: T\nkeys: {{summary: abstract, id: slug}}\nrelations: {{cites: cited-by}}\n{FIELDS}"


@pytest.mark.parametrize(
    "text",
    [
        NOTE,
        f"{NOTE}slug: 7\nabstract: S.\naliases: A\nrelated: [b]\ncites: [c]\ncited-by:\nformer-ids: []",
        f"{NOTE}tags: [a]\ncreated: 2024-05-01\nrating: 4.5",
        f"{NOTE}tags:\ncreated:\nrating:",
    ],
)
def test_notes_that_are_valid(tmp_path: Path, text: str) -> None:
    assert wrong(schema(write(tmp_path, {"hub.yaml": BASE}), "note"), text) == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("question: Why?\nstatus: done", []),
        ("question: Why?\nsection: s", []),
        (f"{NOTE}related: b", ["related"]),
        (f"{NOTE}abstract: 1.10", ["abstract"]),
        (f"{NOTE}aliases: {{a: b}}", ["aliases"]),
        (f"{NOTE}tags: [A]", ["tags"]),
        (f"{NOTE}created: soon", ["created"]),
        (f"{NOTE}rating: '5'", ["rating"]),
        (NOTE.replace("done", "Done"), ["status"]),
        (f"{NOTE}summary: S.", []),
    ],
)
def test_notes_that_are_not(tmp_path: Path, text: str, where: list[object]) -> None:
    assert wrong(schema(write(tmp_path, {"hub.yaml": BASE}), "note"), text) == [where]


def test_without_a_base_notes_may_have_any_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = json.loads(CliRunner().invoke(app, ["schema", "note"]).stdout)
    assert wrong(made, "question: Why?\nsection: s\nanything: [1]") == []
    assert rlkb(tmp_path, "schema", "hub").code == 2


def test_every_setting_of_the_linter_is_in_the_schema(tmp_path: Path) -> None:
    settings = schema(write(tmp_path, {"hub.yaml": "title: T"}), "hub")["properties"]["lint"]["properties"]
    assert settings.keys() == {*KEYS, *(rule.name for rule in rules() if rule.options)}
