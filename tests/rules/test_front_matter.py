"""Front matter that is absent, open, or not what YAML wants."""

from pathlib import Path

import pytest

from tests.rules import lint, messages, spots

HUB = "-- hub.yaml --\ntitle: T\ntotals: {notes: 0, sections: 0}\n"


def check(tmp_path: Path, text: str) -> list[str]:
    """The rules that a note of this text breaks, but for those that speak of its place in hubs."""
    found = lint(tmp_path, f"{HUB}-- notes/a.md --\n{text}")
    return [one.rule for one in found if one.rule not in ("unlisted-note", "unknown-section", "byte-order-mark")]


@pytest.mark.parametrize(
    "text",
    [
        "---\nquestion: Why?\nsection: s\nsummary: S.\n---\nBody.\n",
        "\ufeff---\r\nquestion: Why?\r\nsection: s\r\nsummary: S.\r\n---\r\n",
        "---\nquestion: 12:30:45?\nsection: no\nsummary: 1.10\n...\n",
        "---\nquestion: Why?\nsection: s\nsummary: S.\nother: {a: 1, b: {a: 1}}\n---\n---\n",
    ],
)
def test_noop(tmp_path: Path, text: str) -> None:
    assert check(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Body only.\n", "missing-front-matter"),
        (" ---\nquestion: Why?\n---\n", "missing-front-matter"),
        ("---\nquestion: Why?\n", "unclosed-front-matter"),
        ("---\nquestion: [Why?\n---\n", "invalid-yaml"),
        ("---\n- question\n---\n", "invalid-yaml"),
        ("---\nWhy?\n---\n", "invalid-yaml"),
        ("+++\nquestion = 'Why?'\n+++\n", "invalid-yaml"),
        ('{"question": "Why?"}\n', "invalid-yaml"),
        (f"---\nquestion: {'[' * 60}{']' * 60}\n---\n", "invalid-yaml"),
    ],
)
def test_each_is_reported_alone(tmp_path: Path, text: str, rule: str) -> None:
    assert check(tmp_path, text) == [rule]


def test_invalid_yaml_is_pointed_at(tmp_path: Path) -> None:
    found = lint(
        tmp_path, f"{HUB}-- notes/a.md --\n---\nsection: s\nquestion: Links: why?\n---\n", "invalid-yaml"
    )
    assert spots(found) == [("notes/a.md", 3, 16, 16)]


def test_duplicate_key(tmp_path: Path) -> None:
    text = f"{HUB}title: U\n-- notes/a.md --\n---\nquestion: Why?\nsection: s\nquestion: How?\n---\n"
    found = lint(tmp_path, text, "duplicate-key")
    assert [(one.path, one.line) for one in found] == [("hub.yaml", 3), ("notes/a.md", 4)]
    assert messages(found)[1] == "the key `question` stands here twice"
