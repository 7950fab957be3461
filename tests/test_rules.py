"""Every rule's page is true: its bad example fires, its good one is clean of all rules."""

import sys
from pathlib import Path

import pytest

from rlkb_cli.kb.load import load
from rlkb_cli.lint.engine import check, locate, rules
from rlkb_cli.lint.model import Rule
from rlkb_cli.lint.pages import Example, examples
from tests.bases import write

FAMILIES = {"file", "front-matter", "schema", "hub", "links", "duplicates"}


def page(rule: Rule) -> str:
    return sys.modules[f"rlkb_cli.lint.rules.{rule.name.replace('-', '_')}"].__doc__ or ""


def shown(kind: str) -> list[object]:
    pairs = [(rule, example) for rule in rules() for example in examples(page(rule)) if example.kind == kind]
    return [pytest.param(rule, example, id=rule.name) for rule, example in pairs]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_is_complete(rule: Rule) -> None:
    assert any((rule.note, rule.hub, rule.problem, rule.data, rule.base))
    assert rule.family in FAMILIES
    assert "\nWhy: " in page(rule)
    assert [example.kind for example in examples(page(rule))] == ["Bad", "Good"]


@pytest.mark.parametrize(("rule", "example"), shown("Good"))
def test_good_is_clean(rule: Rule, example: Example, tmp_path: Path) -> None:
    assert check(load(str(write(tmp_path, example.files)))) == []


@pytest.mark.parametrize(("rule", "example"), shown("Bad"))
def test_bad_fires(rule: Rule, example: Example, tmp_path: Path) -> None:
    kb = load(str(write(tmp_path, example.files)))
    found = [one for one in locate(kb, check(kb)) if one.rule == rule.name]
    assert found
    for one in found:
        assert one.severity == rule.severity
        assert "\n" not in one.message and one.message[0] in "`1234567890abcdefghijklmnopqrstuvwxyz"
        assert not one.message.endswith(".")
