"""`rlkb dupes`, `rlkb distinct`, and what `rlkb add` says of questions that are there already."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rlkb_cli import present
from rlkb_cli.kb.load import load
from rlkb_cli.lint.engine import check, judge
from tests.bases import base, contents, write
from tests.cli import rlkb

LINKS = """\
-- hub.yaml --
title: What do we know about links?
totals: {notes: 3, sections: 1}
sections:
  - id: links
    title: Links
    count: 3
    notes: [noticing, rotting, why]
-- notes/noticing.md --
---
question: How does a careful reader notice rotten links?
section: links
summary: By clicking.
---
-- notes/rotting.md --
---
question: What is the best way for careful readers to notice a rotten link?
section: links
summary: By a tool.
---
-- notes/why.md --
---
question: Why do links rot?
section: links
summary: Files move.
---
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, base(LINKS))


def test_dupes_lists_pairs_and_changes_nothing(root: Path) -> None:
    before = contents(root)
    done = rlkb(root, "dupes")
    assert done.code == 0
    assert done.out == (
        "noticing: How does a careful reader notice rotten links?\n"
        "rotting: What is the best way for careful readers to notice a rotten link?\n"
        "  `reader` is `readers`; `links` is `link`\n"
        "1 pair\n"
    )
    assert contents(root) == before


def test_dupes_as_json(root: Path) -> None:
    data = json.loads(rlkb(root, "dupes", "--output-format", "json").out)
    assert [(pair["first"], pair["second"], pair["exact"]) for pair in data["pairs"]] == [
        ("noticing", "rotting", False)
    ]
    assert data["skipped"] == []


def test_distinct_is_written_into_both_and_remembered(root: Path) -> None:
    assert "near-duplicate-question" in rlkb(root, "lint").out
    assert rlkb(root, "distinct", "noticing", "rotting", "--reason", "one is about tools").code == 0
    after = contents(root)
    assert b"distinct-from:\n- rotting\n" in after["notes/noticing.md"].replace(b"  - ", b"- ")
    assert b"rotting: one is about tools" in after["notes/noticing.md"]
    assert b"noticing: one is about tools" in after["notes/rotting.md"]
    assert rlkb(root, "dupes").out == "0 pairs\n"
    assert "near-duplicate-question" not in rlkb(root, "lint").out
    assert "nothing to do" in rlkb(root, "distinct", "noticing", "rotting", "--reason", "one is about tools").out
    assert contents(root) == after


def reasons(root: Path, note: str) -> list[str]:
    """What a note says about why it is no duplicate of others."""
    said = yaml.safe_load((root / f"notes/{note}.md").read_text(encoding="utf-8").split("---")[1])
    assert isinstance(said, dict)
    return list(said.get("distinct-reasons", []))


def test_reasons_follow_the_note_that_they_are_about(root: Path) -> None:
    for other in ("rotting", "why"):
        assert rlkb(root, "distinct", "noticing", other, "--reason", f"it is not {other}").code == 0
    assert rlkb(root, "retitle", "rotting", "Which tool notices rotten links?", "--id", "tool").code == 0
    assert reasons(root, "noticing") == ["tool: it is not rotting", "why: it is not why"]
    assert reasons(root, "tool") == ["noticing: it is not rotting"]
    assert rlkb(root, "merge", "why", "tool").code == 0
    assert reasons(root, "noticing") == ["tool: it is not rotting", "tool: it is not why"]
    assert rlkb(root, "unlink", "noticing", "tool", "--as", "distinct-from").code == 0
    assert reasons(root, "noticing") == reasons(root, "tool") == []


def test_reasons_go_with_the_note_that_they_are_about(root: Path) -> None:
    for other in ("rotting", "why"):
        assert rlkb(root, "distinct", "noticing", other, "--reason", f"it is not {other}").code == 0
    assert rlkb(root, "remove", "why", "--unlink").code == 0
    assert reasons(root, "noticing") == ["rotting: it is not rotting"]
    assert rlkb(root, "merge", "rotting", "noticing").code == 0
    assert reasons(root, "noticing") == []


def test_distinct_refuses_a_note_and_itself_and_a_reason_of_two_lines(root: Path) -> None:
    before = contents(root)
    assert rlkb(root, "distinct", "why", "why").code == 2
    assert rlkb(root, "distinct", "why", "rotting", "--reason", "a\nb").code == 2
    assert rlkb(root, "distinct", "why", "rotting", "--dry-run").code == 0
    assert contents(root) == before


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("new.txt", "Who reads?\n\nwhy do links rot\n", 3),
        ("new.csv", "id,Question\n1,Who reads?\n2,Why do links rot?\n", 3),
        ("plain.csv", "Why do links rot?\n", 1),
        ("new.tsv", "question\tid\nWhy do the links rot?\t1\n", 2),
    ],
)
def test_new_questions_are_held_against_the_base(root: Path, tmp_path: Path, name: str, text: str, line: int) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    done = rlkb(root, "dupes", "--against", str(file))
    assert done.code == 1
    assert f"{name}:{line}: " in done.out
    assert "why: Why do links rot?" in done.out


def test_another_base_and_nothing_in_common(root: Path, tmp_path: Path) -> None:
    assert rlkb(root, "dupes", "--against", str(root)).code == 1
    file = tmp_path / "new.txt"
    file.write_text("Who reads?\n???\n", encoding="utf-8")
    assert rlkb(root, "dupes", "--against", str(file)).out == "0 of 2 questions are there already\n"
    assert rlkb(root, "dupes", "--against", str(tmp_path / "none.txt")).code == 2


@pytest.mark.parametrize(("answer", "left"), [("d", 3), ("l", 3), ("s", 3), ("q", 3), ("m", 2), ("i", 2)])
def test_walking_through_the_pairs(root: Path, monkeypatch: pytest.MonkeyPatch, answer: str, left: int) -> None:
    monkeypatch.setattr(present, "interactive", lambda: True)
    done = rlkb(root, "dupes", stdin=f"{answer}\n")
    assert done.code == 0
    assert len([path for path in contents(root) if path.startswith("notes/")]) == left
    assert rlkb(root, "lint").code == 0


def test_add_shows_the_nearest_and_refuses_the_same(root: Path) -> None:
    assert rlkb(root, "add", "why do links  rot", "--section", "links").code == 1
    done = rlkb(root, "add", "How can careful readers notice rotten links?", "--section", "links", "--summary", "x")
    assert done.code == 0
    assert "nearly the same: noticing" in done.err


def test_add_asks_on_a_terminal(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "interactive", lambda: True)
    words = ("add", "How can careful readers notice rotten links?", "--section", "links", "--summary", "x")
    before = contents(root)
    assert rlkb(root, *words, stdin="n\n").code != 0
    assert contents(root) == before
    done = rlkb(root, *words, "--distinct-from", "noticing", "--distinct-from", "rotting")
    assert done.code == 0
    assert contents(root)["notes/noticing.md"].count(b"distinct-from") == 1


ASKED = [
    "How does a careful reader notice rotten links?", "How do careful readers notice rotten link?", "Why do links rot?",
    "Do VPNs slow links?", "Do virtual private networks slow links?", "How do readers notice rotten fruit?",
]  # fmt: skip


NOTES = ["noticing", "rotting", "why"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(["noticing", "rotting", "why"]), st.sampled_from(ASKED)), min_size=1, max_size=4)
)
def test_what_was_kept_finds_what_is_found_anew(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str]]
) -> None:
    root = write(tmp_path_factory.mktemp("base"), base(LINKS))
    for note, question in edits:
        path = root / f"notes/{note}.md"
        path.write_text(f"---\nquestion: {question}\nsection: links\nsummary: S.\n---\n", encoding="utf-8")
        kept = check(load(str(root), judge=judge, cache="content"))
        assert kept == check(load(str(root), judge=judge, cache="off"))
