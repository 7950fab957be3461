"""`rlkb stats`: figures, growth, and their charts."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from rlkb_cli.views.terminal.charts import bar, sparkline
from tests.bases import base, contents, write
from tests.cli import rlkb

BASE = """\
-- hub.yaml --
title: T
sections:
  - {id: one, title: One, notes: [a, b, gone]}
  - {id: zwei-änderung, title: Two, notes: []}
-- notes/a.md --
---
question: Why?
supports: [b]
---
[[nowhere]]
-- notes/b.md --
---
question: Who?
supported-by: [a]
---
-- notes/c.md --
---
question: Where?
---
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "base", base(BASE))


def test_an_empty_base(tmp_path: Path) -> None:
    write(tmp_path, {"hub.yaml": "title: T\n"})
    done = rlkb(tmp_path, "stats")
    assert done.code == 0
    assert done.out.startswith("0 notes · 1 hub · 0 sections · 0 pages")


def test_figures_without_a_history(root: Path) -> None:
    before = contents(root)
    data = json.loads(rlkb(root, "stats", "--output-format", "json").out)
    assert data["counts"] == {
        "notes": 3,
        "hubs": 1,
        "sections": 2,
        "pages": 0,
        "listings": 3,
        "relations": 2,
        "links": 1,
        "dangling": 2,
        "unlisted": 1,
        "orphans": 1,
    }
    assert data["sections"] == {"one": 3, "zwei-änderung": 0}
    assert data["degrees"][:2] == [{"least": 0, "notes": 1}, {"least": 1, "notes": 2}]
    assert (data["history"], data["growth"], len(data["untouched"])) == (False, [], 3)
    out = rlkb(root, "stats").out
    assert "  one            3  ██████████████████████████████\n" in out
    assert "  zwei-änderung  0\n" in out
    assert "git knows no history" in out
    assert contents(root) == before


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_growth_over_the_history(root: Path) -> None:
    def commit(day: str, *words: str) -> None:
        when = f"{day}T12:00:00+0000"
        env = os.environ | {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
        for line in (words, ("add", "-A", "."), (*who, "commit", "-qm", "x", "--allow-empty")):
            subprocess.run(["git", *line], cwd=root, env=env, check=True)

    parts = {path: (root / path).read_text() for path in ("notes/b.md", "notes/c.md")}
    for path in parts:
        (root / path).unlink()
    commit("2024-11-05", "init", "-q", "..")
    commit("2024-11-06", "status")
    write(root, parts)
    commit("2025-02-10", "status")
    commit("2025-02-11", "mv", "notes/b.md", "notes/grün.md")
    (root / "notes/c.md").unlink()
    commit("2025-03-01", "status")
    data = json.loads(rlkb(root, "stats", "--output-format", "json").out)
    assert [tuple(each.values()) for each in data["growth"]] == [
        ("2024-11", 1),
        ("2024-12", 1),
        ("2025-01", 1),
        ("2025-02", 3),
        ("2025-03", 2),
    ]
    assert [(note["id"], note["value"]) for note in data["untouched"]] == [("a", "2024-11-05"), ("grün", "2025-02-11")]
    assert "  ▃▃▃█▅\n  2024-11: 1  →  2025-03: 2\n" in rlkb(root, "stats").out


def test_charts() -> None:
    assert (sparkline([], 5), sparkline([0, 0], 5), sparkline([1, 8], 5)) == ("", "▁▁", "▁█")
    assert sparkline(list(range(100)), 4) == "▂▄▆█"
    assert (bar(0, 9, 3), bar(9, 9, 3), bar(1, 1000, 3), bar(0, 0, 3), bar(1, 2, 3)) == ("", "███", "▏", "", "█▌")
