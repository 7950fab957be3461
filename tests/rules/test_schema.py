"""Fields that are absent, empty, or of the wrong type."""

from pathlib import Path

import pytest

from tests.rules import lint, messages, note, spots

HEAD = "-- notes/a.md --\n---\n"


def hub(text: str) -> str:
    return f"-- hub.yaml --\n{text}\n"


@pytest.mark.parametrize("rule", ["missing-field", "empty-value", "wrong-type", "missing-summary"])
@pytest.mark.parametrize(
    "text",
    [
        note("a"),
        note("a", "aliases: A\nrelated:\nformer-ids: []\nfoo:\nbar: [1, {a: b}]"),
        note("a", "aliases: [A]\nrelated: ~\nformer-questions: ['']\n".replace("['']", "[Why]")),
        "-- notes/a.md --\nno front matter\n",
        "-- notes/a.md --\n---\n: [\n---\n",
        hub("keys: {question: title, section: part, summary: abstract, related: links}")
        + f"{HEAD}title: 'no'\npart: 1.10\nabstract: 2024-01-01\nlinks: [31e9251331]\nquestion: [x]\n---\n",
        hub("title: 'null'\ntotals: {notes: 0}\nsections: [{id: s, title: '~', count: 0, notes: }]"),
    ],
)
def test_noop(tmp_path: Path, text: str, rule: str) -> None:
    text = text.replace("-- hub.yaml --\nkeys", "-- hub.yaml --\ntitle: T\nkeys")
    assert lint(tmp_path, text, rule) == []


def test_missing_field(tmp_path: Path) -> None:
    text = (
        hub("keys: {section: part}\nsections: [{id: s}, {id: t, title: T, notes: []}]")
        + f"{HEAD}section: s\n---\n"
    )
    found = lint(tmp_path, text, "missing-field")
    assert messages(found) == [
        "the hub has no `title`",
        "the section `s` has no `notes`",
        "the section `s` has no `title`",
        "the note has no `part`",
        "the note has no `question`",
    ]
    assert spots(found)[1:3] == [("hub.yaml", 2, 17, 18)] * 2


@pytest.mark.parametrize("empty", ["", "~", "null", "NULL", "''", '"  "', "# none"])
def test_empty_value(tmp_path: Path, empty: str) -> None:
    text = hub(f"title: {empty}\nsections:\n- id: s\n  title: {empty}\n  notes: []") + (
        f"{HEAD}question: {empty}\nsection: {empty}\nsummary: {empty}\n---\n"
    )
    found = lint(tmp_path, text, "empty-value")
    assert [(one.path, one.line) for one in found] == [
        ("hub.yaml", 1),
        ("hub.yaml", 4),
        ("notes/a.md", 2),
        ("notes/a.md", 3),
    ]
    assert messages(lint(tmp_path, text, "missing-summary")) == ["`summary` is empty"]
    assert {one.rule for one in lint(tmp_path, text)} >= {"empty-value", "missing-summary"}
    assert not lint(tmp_path, text, "missing-field")


def test_empty_entries(tmp_path: Path) -> None:
    found = lint(tmp_path, note("a", "related: [b, '', c]\naliases:\n- \n- x"), "empty-value")
    assert [(one.line, one.column, one.message) for one in found] == [
        (5, 14, "an entry of `related` is empty"),
        (7, 2, "an entry of `aliases` is empty"),
    ]


@pytest.mark.parametrize(
    ("front", "column", "message"),
    [
        ("question: [Why?]", 11, "`question` must be a text, not a list"),
        ("section: {a: b}", 10, "`section` must be a text, not a mapping"),
        ("related: b", 10, "`related` must be a list, not a text"),
        ("distinct-from: {b: c}", 16, "`distinct-from` must be a list, not a mapping"),
        ("former-ids: b", 13, "`former-ids` must be a list, not a text"),
        ("former-questions: b", 19, "`former-questions` must be a list, not a text"),
        ("aliases: {a: b}", 10, "`aliases` must be a list, not a mapping"),
        ("related: [[[b]]]", 11, "an entry of `related` must be a text, not a list"),
    ],
)
def test_wrong_type(tmp_path: Path, front: str, column: int, message: str) -> None:
    keys = {"question": "question: Why?", "section": "section: s", "summary": "summary: S."}
    keys[front.partition(":")[0]] = front
    found = lint(tmp_path, f"{hub('title: T')}{HEAD}{chr(10).join(keys.values())}\n---\n", "wrong-type")
    assert [(one.column, one.message) for one in found] == [(column, message)]


@pytest.mark.parametrize("figure", ["'5'", "-1", "1.0", "five", "0x5", "007", "1_000", "[5]", "true", "٣"])
def test_a_figure_is_a_whole_number(tmp_path: Path, figure: str) -> None:
    text = hub(
        f"title: T\ntotals:\n  notes: {figure}\n  sections: {figure}\n"
        f"sections:\n- {{id: s, title: S, description: D, count: {figure}, notes: []}}"
    )
    found = lint(tmp_path, text)
    assert [(one.rule, one.line) for one in found] == [
        ("wrong-type", 3),
        ("wrong-type", 4),
        ("wrong-type", 6),
    ]
    assert "must be a whole number" in found[0].message


@pytest.mark.parametrize(
    ("value", "help_"),
    [
        ("b", "write `related: [b]`"),
        ('"[[b c]]"', 'write `related: ["[[b c]]"]`'),
        ("'a\"b'", None),
        ("{b: c}", None),
    ],
)
def test_a_text_that_should_be_a_list_is_shown_as_one(tmp_path: Path, value: str, help_: str | None) -> None:
    assert [one.help for one in lint(tmp_path, note("a", f"related: {value}"), "wrong-type")] == [help_]
