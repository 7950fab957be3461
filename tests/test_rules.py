"""Every rule's page is true: Bad fires, Good is clean of all rules, and the fix makes Good of Bad."""

import shutil
from pathlib import Path

import pytest

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.load import load, with_changes
from rlkb_cli.lint.engine import Found, judge, rules
from rlkb_cli.lint.fixes import Fixer
from rlkb_cli.lint.model import Rule
from rlkb_cli.lint.pages import Example, examples, text
from rlkb_cli.lint.run import Request, examine
from tests.bases import write
from tests.repositories import repository

FAMILIES = {"file", "front-matter", "schema", "hub", "links", "duplicates", "question", "suppressions"}
BASELINE = "baseline.json"


def shown(kind: str) -> list[object]:
    pairs = [(rule, example) for rule in rules() for example in examples(text(rule.name)) if example.kind == kind]
    return [pytest.param(rule, example, id=rule.name) for rule, example in pairs]


def found(kb: KnowledgeBase) -> list[Found]:
    baseline = f"{kb.root}/{BASELINE}" if BASELINE in kb.files else None
    return examine(kb, Request(baseline=baseline))


def base(tmp_path: Path, example: Example) -> KnowledgeBase:
    if example.untracked:
        if not shutil.which("git"):
            pytest.skip("needs git")
        repository(tmp_path, {path: text for path, text in example.files.items() if path not in example.untracked})
    return load(str(write(tmp_path, example.files)), judge=judge)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_is_complete(rule: Rule) -> None:
    assert any((rule.note, rule.hub, rule.problem, rule.body, rule.data, rule.base, rule.suppression, rule.known))
    assert rule.family in FAMILIES
    assert "\nWhy: " in text(rule.name)
    assert [example.kind for example in examples(text(rule.name))] == ["Bad", "Good"]


@pytest.mark.parametrize(("rule", "example"), shown("Good"))
def test_good_is_clean(rule: Rule, example: Example, tmp_path: Path) -> None:
    assert found(base(tmp_path, example)) == []


@pytest.mark.parametrize(("rule", "example"), shown("Bad"))
def test_bad_fires(rule: Rule, example: Example, tmp_path: Path) -> None:
    if rule.name == "path-case-conflict" and (tmp_path / "a").mkdir() is None and (tmp_path / "A").exists():
        pytest.skip("this file system cannot hold the example")
    spots = [one.at for one in found(base(tmp_path, example)) if one.at.rule == rule.name]
    assert spots
    for one in spots:
        assert one.severity == rule.severity
        assert "\n" not in one.message and one.message[0] in "`1234567890abcdefghijklmnopqrstuvwxyz"
        assert not one.message.endswith(".")
        assert bool(one.fix) <= bool(rule.fix or rule.known)


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.fix], ids=lambda rule: rule.name)
def test_the_fix_of_bad_is_good(rule: Rule, tmp_path: Path) -> None:
    """And a second fix does nothing."""
    bad, good = examples(text(rule.name))
    kb = base(tmp_path, bad)
    fixer = Fixer(lambda kb: [one.hit for one in found(kb) if one.at.rule == rule.name], ["safe", "unsafe"])
    after = fixer.plan(kb).after
    assert {**bad.files, **{path: (data or b"").decode() for path, data in after.items()}} == good.files
    assert fixer.plan(with_changes(kb, after)).empty
