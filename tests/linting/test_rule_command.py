"""`rlkb rule`: the pages of the rules."""

import json
from pathlib import Path

from rlkb_cli.lint.engine import rules
from tests.cli import rlkb


def test_one_rule(tmp_path: Path) -> None:
    done = rlkb(tmp_path, "rule", "missing-reason")
    assert done.code == 0
    assert done.out.startswith(
        "missing-reason (suppressions: info, opt-in)\n\nA comment that silences a rule and does not say why.\n"
    )
    assert "Bad:\n\n    -- hub.yaml --\n" in done.out


def test_all_rules(tmp_path: Path) -> None:
    names = [line.split()[0] for line in rlkb(tmp_path, "rule").out.splitlines() if line.startswith("  ")]
    assert sorted(names) == [rule.name for rule in rules()]
    assert rlkb(tmp_path, "rule", "--all").out.count("\nWhy: ") == len(names)
    family = rlkb(tmp_path, "rule", "suppressions").out.splitlines()
    assert family[0] == "suppressions" and len(family) == 5


def test_as_data(tmp_path: Path) -> None:
    data = json.loads(rlkb(tmp_path, "rule", "stale-baseline", "--output-format", "json").out)
    assert data["version"] == 1
    assert data["rules"][0]["fixable"] is True
    assert data["rules"][0]["page"].startswith(data["rules"][0]["summary"])


def test_a_rule_that_there_is_not(tmp_path: Path) -> None:
    done = rlkb(tmp_path, "rule", "danglink-link")
    assert (done.code, done.out) == (2, "")
    assert "did you mean `dangling-link`?" in done.err
