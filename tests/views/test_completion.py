"""What the shell offers."""

import os
import subprocess
import sys
from array import array
from pathlib import Path

import pytest

from rlkb_cli.commands.completion import completer_of
from rlkb_cli.kb.columns import pack
from tests.bases import base, write
from tests.cli import rlkb

TOP = Path(__file__).parent.parent.parent
BASE = """\
-- hub.yaml --
title: T
relations: {cites: cited-by}
sections:
  - {id: decay, title: Decay, notes: [why, who]}
-- hubs/care.yaml --
title: Care
sections:
  - {id: people, title: People, notes: [when]}
-- notes/when.md --
---
question: When?
---
-- notes/who.md --
---
question: Who?
---
-- notes/why.md --
---
question: Why?
---
-- notes/w$(touch x).md --
---
question: Hostile?
---
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, base(BASE))


def offered(root: Path, line: str) -> list[str]:
    """What bash would offer at the end of a command line."""
    words = line.split(" ")
    env = os.environ | {
        "_RLKB_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "PYTHONPATH": str(TOP),
    }
    code = "import sys; sys.argv = ['rlkb']; from rlkb_cli.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, env=env, capture_output=True, text=True, check=False)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("rlkb move w", "when who why"),
        ("rlkb list --section ", "decay care/people"),
        ("rlkb show ca", "care care/people"),
        ("rlkb link why who --as c", "contradicts cites cited-by"),
        ("rlkb rule dangling-l", "dangling-link"),
        ("rlkb show zzz", ""),
        ("rlkb un", "unset unlink undo unplace"),
        ("rlkb hub re", "retitle remove"),
    ],
)
def test_names_of_the_base_are_offered(root: Path, line: str, found: str) -> None:
    rlkb(root, "lint")
    assert offered(root, line) == found.split()


def test_another_base_can_be_named(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert offered(elsewhere, "rlkb show w") == []
    assert sorted(offered(elsewhere, f"rlkb -C {root} show w")) == ["when", "who", "why"]


def test_without_a_cache_files_are_offered(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Context:
        parent = None

    monkeypatch.chdir(root)
    complete = completer_of("[HUB|NOTE]")
    assert complete is not None
    (root / ".rlkb" / "cache").mkdir(parents=True)
    (root / ".rlkb" / "cache" / "facts").write_bytes(b"damaged")
    assert sorted(complete(Context(), "")) == ["care", "when", "who", "why"]
    assert completer_of("TEXT") is None is completer_of(None)
    (root / ".rlkb" / "cache" / "facts").write_bytes(pack({"id": array("q", [1]), "sections": ["a"]}))
    assert complete(Context(), "") == []
