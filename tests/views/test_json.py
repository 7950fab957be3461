"""docs/json.md: every key that a view prints as JSON is there."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bases import base, write
from tests.cli import rlkb

PAGE = (Path(__file__).parent.parent.parent / "docs" / "json.md").read_text(encoding="utf-8")
BASE = """\
-- hub.yaml --
title: T
sections:
  - {id: one, title: One, notes: [a, b]}
-- notes/a.md --
---
question: Why do links rot?
related: [b]
---
# Heading

[[b|text]] and [[gone]].
-- notes/b.md --
---
question: Who minds links?
related: [a]
---
"""
OPEN = {"front-matter", "counts", "relations", "sections"}  # mappings whose keys are names


def keys(data: object) -> Iterator[str]:
    """The keys of data, however deep; not those below a mapping by name."""
    if isinstance(data, list):
        for item in data:
            yield from keys(item)
    if isinstance(data, dict):
        for name, value in data.items():
            yield name
            if not (name in OPEN and isinstance(value, dict)):
                yield from keys(value)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("`list`", ["list"]),
        ("`show` a hub or section", ["show"]),
        ("`show` a note", ["show", "a"]),
        ("`search`", ["search", "links"]),
        ("`related`", ["related", "a"]),
        ("`path`", ["path", "a", "b"]),
        ("`graph`", ["graph"]),
        ("`stats`", ["stats"]),
        ("`asks`", ["asks"]),
    ],
)
def test_every_key_is_documented(tmp_path: Path, row: str, words: list[str]) -> None:
    write(tmp_path, base(BASE))
    data = json.loads(rlkb(tmp_path, *words, "--output-format", "json").out)
    assert (data.pop("version"), data.pop("command")) == (1, words[0])
    (text,) = re.findall(rf"^\| {re.escape(row)} \|(.*)\|$", PAGE, re.MULTILINE)
    documented = set(re.findall(r"`([a-z-]+)`", text))
    assert set(keys(data)) <= documented
    assert documented - set(keys(data)) <= {"note", "hub", "missing", "link", "month"}  # kinds, and what git knows
