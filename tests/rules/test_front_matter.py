"""Front matter that is absent, open, or not what YAML wants."""

from pathlib import Path

import pytest

from tests.rules import lint, messages, spots
from tests.rules.fixes import fix

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
        "---\nquestion: 12:30:45?\nsection: 2024\nsummary: 1,10\n...\n",
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


def of(tmp_path: Path, front: str, rule: str) -> list[tuple[int, int, str]]:
    """Line, column and message of what one rule finds in a note with these lines of front matter."""
    found = lint(tmp_path, f"{HUB}-- notes/a.md --\n---\n{front}\n---\n", rule)
    return [(one.line, one.column, one.message) for one in found]


@pytest.mark.parametrize(
    "front",
    [
        "question: Why?\nsection: 2024\naliases: [7, '1.10', \"no\"]",
        "question: 12:30?\nsection: 1.2.3\naliases: [Norway, yesterday, nullable, on time, 1-2, e5, 2024-05]",
        "rating: 1.10\ncreated: 2024-05-01\ndraft: no\ntags: [1.10]",
        "question: |\n  no\nsummary: >\n  1.10",
        "question: ~\nsummary:\naliases: [n, y, '']",
        "question: {no: no}\nsection: [[no]]",
    ],
)
def test_implicit_type_noop(tmp_path: Path, front: str) -> None:
    assert of(tmp_path, front, "implicit-type") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, "a truth value") for text in ("no", "Yes", "ON", "off", "true", "False")),
        *((text, "a number") for text in ("1.10", "1e5", "0o7", "012", "0x1DA9", "12:30:45", "1_000", ".5")),
        *((text, "a number") for text in (".inf", "+5", "31e9251331", "12345678901234567890")),
        *((text, "a date") for text in ("2024-05-01", "2024-5-1", "2024-05-01 12:30:45", "2024-05-01T12:30:45Z")),
    ],
)
def test_implicit_type(tmp_path: Path, text: str, kind: str) -> None:
    message = f"without quotes, other tools read `{text}` as {kind}"
    front = f"question: {text}\naliases: [a, {text}]\nrelated:\n  - {text}"
    assert of(tmp_path, front, "implicit-type") == [(2, 11, message), (3, 14, message), (5, 5, message)]
    fixed = fix(tmp_path, f"{HUB}-- notes/a.md --\n---\n{front}\n---\n", "implicit-type")["notes/a.md"]
    assert fixed == f"---\n{front}\n---\n".replace(text, f"'{text}'").encode()


def test_nothing_in_a_list_is_an_implicit_type(tmp_path: Path) -> None:
    assert [line for line, *_ in of(tmp_path, "aliases:\n- ~\n- null", "implicit-type")] == [3, 4]


def test_implicit_types_in_hubs_and_fields_of_ones_own(tmp_path: Path) -> None:
    text = (
        "-- hub.yaml --\ntitle: 1.10\ntotals: {notes: 1}\n"
        "fields: [{name: isbn, type: text}, {name: tags, type: list}]\n"
        "sections:\n- id: no\n  title: 2024\n  count: 1\n  notes: [1e5]\n"
        "-- notes/1e5.md --\n---\nquestion: Why?\nsection: 'no'\nisbn: 1.10\ntags: [on]\nother: 1.10\n---\n"
    )
    found = lint(tmp_path, text, "implicit-type")
    assert [(one.path, one.line) for one in found] == [
        ("hub.yaml", 1),
        ("hub.yaml", 5),
        ("hub.yaml", 8),
        ("notes/1e5.md", 4),
        ("notes/1e5.md", 5),
    ]


@pytest.mark.parametrize(
    "front",
    [
        "question: Why & how?\nsummary: '*a* &b !c'",
        "aliases: ['&a', \"*b\", '!c']\nsummary: R&D *really* matters!",
        "summary: |\n  &a\n  *b",
    ],
)
def test_anchors_or_tags_noop(tmp_path: Path, front: str) -> None:
    assert of(tmp_path, front, "anchors-or-tags") == []


def test_anchors_or_tags(tmp_path: Path) -> None:
    front = "question: &q Why?\nsummary: *q\nsection: !!str s\naliases: &list [a]\nother: {deep: [!x y]}"
    assert of(tmp_path, front, "anchors-or-tags") == [
        (2, 14, "the value has an anchor, `&q`"),
        (3, 10, "the alias `*q` stands here"),
        (4, 16, "the value has a tag, `tag:yaml.org,2002:str`"),
        (5, 16, "the value has an anchor, `&list`"),
        (6, 19, "the value has a tag, `!x`"),
    ]
    found = lint(tmp_path / "hub", "-- hub.yaml --\ntitle: &t T\nsections: []\ndescription: *t\n", "anchors-or-tags")
    assert [(one.line, one.column) for one in found] == [(1, 11), (3, 14)]
