"""A base in which nothing is as it should be: every view says what it can, and lets nothing through to the terminal."""

import re
from pathlib import Path

import pytest

from tests.bases import contents, write
from tests.cli import rlkb

HUB = r"""
title: "T \e[31m"
relations: {"ci tes": null, "x y": "y x"}
totals: {notes: x}
sections:
  - {id: a, title: A, notes: [bad, bad, dup, inner, hub, gone, "we\e"]}
  - {id: a, title: "\e[0mA", notes: []}
"""
ODD = r"""---
question: "a\0b \u202e"
summary: {a: b}
tags: {x: [1, 2]}
related: [[a], {b: c}, '[[empty]]', empty, "a\x1fb", odd]
ci tes: [empty]
---
"""
FILES: dict[str, str | bytes] = {
    "hub.yaml": HUB,
    "hubs/inner.yaml": "title: X\nsections: [{id: a, title: B, notes: [hub, inner, bad]}]\n",
    "hubs/broken.yaml": "title: [\n",
    "notes/bad.md": b"---\nquestion: \xff\xfe\n---\nx",
    "notes/odd.md": ODD + "# \x1b[31m\n[[a\tb]] [[#x]] ![[empty]] [y](../../etc) <script>x</script> why \u202eso?\n",
    "notes/empty.md": "---\nquestion: ''\n---\n" + "[[odd]] " * 50,
    "notes/dup.md": "---\nquestion: Q?\n---\n",
    "notes/sub/dup.md": "---\nquestion: Q?\n---\n",
    "notes/none.md": "",
    "notes/open.md": "---\nquestion: x\n",
    "notes/deep.md": "---\nquestion: Deep?\n---\n" + "*" * 500 + "[[" * 300 + "> " * 200 + "what is deep?",
}
COMMANDS = """
list|list --where tags --sort -links --template {tags}{question}|show|show --view tree|show --view table
show --view outline|show inner|show odd|show bad|show deep|show none|search why|search -- text -why|related odd
path odd empty|path odd deep|graph|graph --output-format dot|graph --output-format graphml|stats|asks
show odd --output-format json|list --output-format json|stats --output-format json
"""
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("hostile"), FILES)


@pytest.mark.parametrize("command", COMMANDS.strip().replace("\n", "|").split("|"))
def test_every_view_says_what_it_can(root: Path, command: str) -> None:
    before = contents(root)
    done = rlkb(root, *command.split(" "))
    assert (done.code in (0, 1), done.err) == (True, "")
    assert not OBEYED.search(done.out) and done.out
    assert contents(root) == before
