"""The knowledge base that the verbs are tortured on, and what they do to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bases import base, write

_BASE = """\
-- hub.yaml --
title: What is known?
totals: {notes: 6, sections: 2}
sections:
  - id: first
    title: First
    count: 3
    notes:
      - one
      - two
      - five
  - id: second
    title: Second
    count: 3
    notes: [three, four, six]
-- hubs/field.yaml --
title: In the field
totals: {notes: 2, sections: 1}
sections:
  - id: watching
    title: Watching
    count: 2
    notes:
      - one
      - two
-- notes/one.md --
---
question: What is one?
section: first
summary: A summary of one.
related: [two]
---

# What is one?

See [What is two?](two.md) and [[three]].
-- notes/two.md --
---
question: What is two?
section: first
summary: A summary of two.
related: [one]
---

See [What is one?](one.md), [[one]] and [[one#What is one?|it]].
-- notes/three.md --
---
question: What is three?
section: second
summary: A summary of three.
---

Nothing.
-- notes/deep/four.md --
---
question: What is four?
section: second
summary: A summary of four.
---

See [What is one?](../one.md).
-- notes/deep/five.md --
---
question: What is five?
section: first
summary: A summary of five.
---

See [[two]].
-- notes/six.md --
---
question: What is six?
section: second
summary: A summary of six.
---

# What is six?
-- README.md --
Start with [What is one?](notes/one.md).
-- drafts/idea.md --
See [What is one?](../notes/one.md).
-- .gitignore --
drafts/
"""
VERBS = {
    "retitle": ["retitle", "one", "What is the first one?", "--rename"],
    "move": ["move", "one", "--to", "second"],
    "add": ["add", "What is seven?", "--section", "second", "--related", "two"],
    "link": ["link", "one", "three"],
    "remove": ["remove", "two", "--redirect", "three"],
    "merge": ["merge", "two", "one", "--yes"],
    "undo": ["undo"],
}
# Any command that edits would do as the next one; this one has nothing to do but to recover.
NEXT = ["link", "one", "two"]


def program(root: Path | str, *words: str) -> list[str]:
    """The command line of `rlkb` on a base."""
    return [sys.executable, "-m", "rlkb_cli", "-C", str(root), *words]


def make(root: Path) -> Path:
    """A base of six notes in two folders, a page and a further hub, with a history of one operation."""
    write(root, base(_BASE))
    command = program(root, "retitle", "six", "What is the sixth?", "--rename")
    subprocess.run(command, check=True, capture_output=True)
    return root
