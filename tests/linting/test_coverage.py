"""`rlkb lint --explain-coverage` and `--profile`: what a run stands for, and what it takes."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bases import base, write
from tests.cli import rlkb
from tests.rules import note

HUB = "-- hub.yaml --\ntitle: T\ntotals: {notes: 1, sections: 1}\nsections: [{id: s, title: S, count: 1, notes: [a]}]\n"
BASE = (
    HUB
    + "exclude: [drafts]\nlint: {ignore: [self-link], per-path-ignores: {README.md: [links]}}\n"
    + note("a", body="[it](gone.md) <!-- rlkb: ignore[dangling-link] -- soon -->\n\n[there](lost.md)")
    + "-- README.md --\n[x](nope.md)\n-- drafts/x.md --\nx\n-- .gitignore --\nold.md\n-- old.md --\nx\n"
)


def test_coverage(tmp_path: Path) -> None:
    write(tmp_path, base(BASE))
    done = rlkb(tmp_path, "lint", "--explain-coverage", "--output-format", "json")
    data = json.loads(done.out)
    assert done.code == 0
    assert data["read"] == {"hubs": 1, "notes": 1, "pages": 1}
    assert data["left_out"] == ["drafts/x.md", "old.md"]
    assert data["rules_off"]["self-link"] == "default" and data["rules_off"]["missing-reason"] == "opt-in"
    assert data["rules"]["dangling-link"] == "error"
    assert data["findings"] == {
        "found": 3,
        "silenced_by_path": 1,
        "silenced_by_comment": 1,
        "known_or_elsewhere": 0,
        "reported": 1,
    }
    lines = rlkb(tmp_path, "lint", "--explain-coverage").out.splitlines()
    assert lines[:3] == ["read: 1 hub, 1 note, 1 page", "unreadable: 0", "left out: 2"]
    assert lines[-1].startswith("findings: 3 found, 1 silenced by path, 1 silenced by comment")


def test_profile(tmp_path: Path) -> None:
    write(tmp_path, base(BASE))
    words = [sys.executable, "-m", "rlkb_cli", "-C", str(tmp_path), "lint", "--profile"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "lost.md" in done.stdout and "dangling-link" not in done.stdout.splitlines()[-1]
    told = [line.split()[0] for line in done.stderr.splitlines() if line]
    assert {"reading", "checking", "dangling-link", "missing-summary"} <= set(told)
