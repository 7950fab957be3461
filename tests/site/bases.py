"""A base for tests of the site, and its pages as they come out."""

from pathlib import Path

from rlkb_cli.site.build import Report, build
from tests.bases import base, write

GARDEN = """
-- hub.yaml --
title: What keeps a garden alive?
description: Soil, water & patience.
totals: {notes: 4, sections: 2}
sections:
  - id: soil
    title: Soil
    count: 3
    notes: [what-is-soil, why-mulch, tools]
  - id: water
    title: Water
    count: 1
    notes: [when-to-water]
-- hubs/tools.yaml --
title: Which tools last?
description: Few of them.
totals: {notes: 1, sections: 1}
sections:
  - id: hand
    title: By Hand
    count: 1
    notes: [why-mulch]
-- notes/what-is-soil.md --
---
question: What is soil?
section: soil
summary: Minerals, air and a great deal of life.
supports: [why-mulch]
former-ids: [soil-basics]
former-questions: [What is soil made of?]
tags: [basics, life]
updated: 2024-05-06
---

# What is soil?

It is alive. See [why mulch helps](why-mulch.md#how-much) for what follows. And [[when-to-water]].

## Layers

More.
-- notes/why-mulch.md --
---
question: Why mulch?
section: soil
summary: It keeps water in & weeds out.
supported-by: [what-is-soil]
created: 2023-01-02
---

Because it rots.

## How much?

A hand's width.
-- notes/deep/when-to-water.md --
---
question: When to water?
section: water
summary: In the morning.
---

Early.
"""


def made(tmp_path: Path, text: str = GARDEN, base_url: str = "", **more: str | bytes) -> tuple[Path, Path, Report]:
    """A base, the folder of its site, and what the build reported."""
    root, out = write(tmp_path / "base", {**base(text), **more}), tmp_path / "out"
    return root, out, build(str(root), str(out), base_url)


def page(tmp_path: Path, body: str, **more: str | bytes) -> str:
    """The article of a note with this body."""
    note = f"---\nquestion: What now?\nsection: other\n---\n{body}\n"
    _, out, _ = made(tmp_path, f"-- notes/a.md --\n{note}", **more)
    html = (out / "notes" / "a.html").read_text(encoding="utf-8")
    return html.partition('<div class="body">')[2].partition("</div>\n</article>")[0].strip()
