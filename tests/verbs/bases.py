"""The base that the tests of the verbs edit: comments, quotes, folded text, a page and a further hub."""

from pathlib import Path

from tests.bases import base, write

BATS = """\
-- hub.yaml --
# Bats, and what is known of them.
title: What do bats do?
totals: {notes: 3, sections: 2}  # counted by hand
sections:
  - id: senses
    title: "Senses"
    count: 2
    notes:
      # the classic
      - how-do-bats-find-prey  # start here
      - can-bats-see
  - id: lives
    title: Lives
    count: 1
    notes: [where-do-bats-sleep]
"""
SETTINGS = "lint: {ignore: [unreachable-hub, orphan-note]}\n"
"""The end of the hub: nothing has to lead to the hub of the field."""

BATS += SETTINGS + """\
-- hubs/field.yaml --
title: In the field
totals: {notes: 1, sections: 1}
sections:
  - id: watching
    title: Watching
    count: 1
    notes:
      - can-bats-see
-- notes/how-do-bats-find-prey.md --
---
question: 'How do bats find prey?'   # asked first
section: senses
summary: >-
  By calling and listening,
  mostly.
related:
- can-bats-see
tags: [sound]
---

# How do bats find prey?

They call. Some also look, see [Can bats see?](can-bats-see.md#how-well) and [[can-bats-see|the eyes]].
-- notes/can-bats-see.md --
---
question: Can bats see?
section: senses
summary: Yes.
related:
  - how-do-bats-find-prey
---

# Can bats see?

## How well

Well enough; see [How do bats find prey?](how-do-bats-find-prey.md#how-do-bats-find-prey),
[this][prey], `[[how-do-bats-find-prey]]` and [[how-do-bats-find-prey#How do bats find prey?]].

| a | b |
|---|---|
| [[how-do-bats-find-prey\\|prey]] | 1 |

[prey]: how-do-bats-find-prey.md "A title"
-- notes/where-do-bats-sleep.md --
---
question: Where do bats sleep?
section: lives
summary: In caves.
---
-- README.md --
Start with [How do bats find prey?](notes/how-do-bats-find-prey.md).
"""


def bats(root: Path) -> Path:
    """Write the base of bats under `root`."""
    return write(root, base(BATS))
