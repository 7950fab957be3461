"""Values and keys: fields of one's own, ids, lists, blanks, titles."""

from pathlib import Path

import pytest

from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.load import load
from rlkb_cli.lint.engine import check, judge
from rlkb_cli.lint.fixes import Fixer
from tests.bases import base as parsed
from tests.bases import write
from tests.rules import lint, messages, note, spots
from tests.rules.fixes import fix


def base(fields: str, front: str, body: str = "") -> str:
    """A base that declares fields, with one note."""
    hub = f"-- hub.yaml --\ntitle: T\nsections: [{{id: s, title: S, notes: [a]}}]\nfields: {fields}\n"
    return hub + note("a", front, body)


FIELDS = """
- {name: status, enum: [draft, in review, done], required: true}
- {name: tags, type: list, pattern: '^[a-z-]+$'}
- {name: created, type: date}
- {name: rating, type: number}
- {name: public, type: boolean}
- {name: isbn, type: text}
"""
SOUND = "status: done\ntags: [a, b-c]\ncreated: 2024-05-01\nrating: 4.5\npublic: true\nisbn: '012'"
DECLARED = ("bad-enum", "bad-pattern", "bad-date", "wrong-type", "missing-field", "empty-value", "unknown-field")


def test_no_field_is_declared_and_none_is_unknown(tmp_path: Path) -> None:
    assert {one.rule for one in lint(tmp_path, note("a", "status: [nonsense]\ncreated: 1/2/3"))} == set()


@pytest.mark.parametrize("rule", DECLARED)
@pytest.mark.parametrize(
    "front",
    [
        SOUND,
        "status: done",
        "status: 'done'\ntags:\ncreated: ~\nrating:\npublic:\nisbn: 012\nsummary: S.",
        "status: done\ncreated: '2024-02-29'\nrating: -1e3\npublic: False\ntags: []",
        "status: done\ncreated: 2024-05-01T12:30:45Z\nrating: 5",
        "status: done\ncreated: 2024-05-01 12:30:45 +02:00\nrelated: []\naliases: [A]\nformer-ids: [x]",
    ],
)
def test_declared_fields_noop(tmp_path: Path, front: str, rule: str) -> None:
    text = base(FIELDS, front).replace("summary: It is a.\nstatus: 'done'", "status: 'done'")
    assert lint(tmp_path, text, rule) == []


@pytest.mark.parametrize(
    ("line", "rule", "column", "message"),
    [
        ("status: open", "bad-enum", 9, "`status` is one of draft, in review, done, not `open`"),
        ("status: ''", "empty-value", 9, "`status` is empty"),
        ("status: done\ntags: [a, B]", "bad-pattern", 11, "`tags` does not fit its pattern, `^[a-z-]+$`"),
        ("status: done\ntags: a", "wrong-type", 7, "`tags` must be a list, not a text"),
        ("status: done\ntags: [[a]]", "wrong-type", 8, "an entry of `tags` must be a text, not a list"),
        ("status: done\ncreated: soon", "bad-date", 10, "`soon` is no date as YYYY-MM-DD"),
        ("status: done\ncreated: 2023-02-29", "bad-date", 10, "`2023-02-29` is no date as YYYY-MM-DD"),
        ("status: done\ncreated: [2023-02-28]", "wrong-type", 10, "`created` must be a date, not a list"),
        ("status: done\nrating: '5'", "wrong-type", 9, "`rating` must be a number, without quotes, not `5`"),
        ("status: done\nrating: five", "wrong-type", 9, "`rating` must be a number, not `five`"),
        ("status: done\npublic: yes", "wrong-type", 9, "`public` must be true or false, not `yes`"),
        ("status: done\nisbn: [1]", "wrong-type", 7, "`isbn` must be a text, not a list"),
        ("status: done\ntag: x", "unknown-field", 1, "`tag` is no field of this base"),
    ],
)
def test_declared_fields(tmp_path: Path, line: str, rule: str, column: int, message: str) -> None:
    found = [one for one in lint(tmp_path, base(FIELDS, line)) if one.rule in DECLARED]
    assert [(one.rule, one.column, one.message) for one in found] == [(rule, column, message)]


def test_a_declared_field_may_be_required(tmp_path: Path) -> None:
    assert messages(lint(tmp_path, base(FIELDS, ""), "missing-field")) == ["the note has no `status`"]


def test_unknown_fields_have_a_neighbour(tmp_path: Path) -> None:
    found = lint(tmp_path, base(FIELDS, f"{SOUND}\nsumary: x\nzzz: y"), "unknown-field")
    assert [one.help for one in found] == ["did you mean `summary`?", None]


@pytest.mark.parametrize(
    ("line", "rule", "fixed"),
    [
        ("status: Done", "bad-enum", "status: done"),
        ("status: IN_review", "bad-enum", "status: in review"),
        ("created: 2024/3/4", "bad-date", "created: 2024-03-04"),
        ("created: 20240304", "bad-date", "created: 2024-03-04"),
        ("created: 4 March 2024", "bad-date", "created: 2024-03-04"),
        ("created: 'Mar 4th, 2024'", "bad-date", "created: 2024-03-04"),
        ("rating: '5'", "wrong-type", "rating: 5"),
        ("public: 'true'", "wrong-type", "public: true"),
        ("tags: a", "wrong-type", "tags: [a]"),
        ("related: a b, c", "wrong-type", "related: [a b, c]"),
        ("public: on", "wrong-type", "public: true"),
        ("isbn: [012]", "wrong-type", "isbn: '012'"),
        ("aliases: [A, B, A]", "duplicate-list-item", "aliases: [A, B]"),
        ("tags: [a, b, a, a]", "duplicate-list-item", "tags: [a, b]"),
        ("isbn: ' x '", "surrounding-whitespace", "isbn: 'x'"),
    ],
)
def test_fixes_of_fields(tmp_path: Path, line: str, rule: str, fixed: str) -> None:
    flow = "flow: [a]\n"  # so that lists of this file are written like that
    done = fix(tmp_path, base(FIELDS, flow + line), rule)["notes/a.md"].decode()
    assert done == base(FIELDS, flow + fixed).partition("-- notes/a.md --\n")[2].rstrip("\n") + "\n"


@pytest.mark.parametrize("line", ["created: 03/04/2024", "created: 2024-02-30", "created: soon", "status: open"])
def test_what_may_mean_several_things_has_no_fix(tmp_path: Path, line: str) -> None:
    found = [one for one in lint(tmp_path, base(FIELDS, line)) if one.rule in ("bad-date", "bad-enum")]
    assert [one.fix for one in found] == [None]


def test_an_enum_with_two_that_could_be_meant_has_no_fix(tmp_path: Path) -> None:
    assert [one.fix for one in lint(tmp_path, base("[{name: x, enum: [a b, a-b]}]", "x: A B"), "bad-enum")] == [None]


@pytest.mark.parametrize(
    ("fields", "message", "help_"),
    [
        ("status", "fields: must be a list", None),
        ("[status]", "fields: a field has a `name`", None),
        ("[{type: text}]", "fields: a field needs a `name`", None),
        ("[{name: x, typ: text}]", "fields: typ: a field has no such key", "did you mean `type`?"),
        ("[{name: x, type: texts}]", "fields: type: must be one of text", "did you mean `text`?"),
        ("[{name: x, required: yes}]", "fields: required: must be true or false", None),
        ("[{name: x, enum: a}]", "fields: enum: must be a list of texts", None),
        ("[{name: x, pattern: '('}]", "fields: pattern: is no regular expression", None),
        ("[{name: x}, {name: x}]", "fields: name: `x` is declared twice", None),
        ("[{name: summary}]", "fields: name: `summary` is declared by rlkb itself", None),
        ("[{name: cites}]\nrelations: {cites: cited-by}", "fields: name: `cites` is declared by rlkb", None),
    ],
)
def test_declarations_that_make_no_sense(tmp_path: Path, fields: str, message: str, help_: str | None) -> None:
    with pytest.raises(BadInput) as caught:
        lint(tmp_path, base(fields, ""))
    assert caught.value.message.startswith(message)
    assert (caught.value.help, caught.value.line, caught.value.path) == (help_, 3, "hub.yaml")


ID_HUB = "-- hub.yaml --\ntitle: T\nkeys: {id: slug}\nsections: []\n"


@pytest.mark.parametrize("slug", ["a", "'a b'", "é", "a.b", "a-1", "2024"])
def test_bad_id_noop(tmp_path: Path, slug: str) -> None:
    assert lint(tmp_path, ID_HUB + note("x", f"slug: {slug}\nid: a/b"), "bad-id") == []
    assert lint(tmp_path, note("x", "id: a/b"), "bad-id") == []


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("a/b", "holds a `/`"),
        ("''", "is empty"),
        ("~", "is empty"),
        ("' a'", "begins or ends with a blank"),
        ('"a\\x07"', "holds a control character, U+0007"),
    ],
)
def test_bad_id(tmp_path: Path, slug: str, why: str) -> None:
    found = lint(tmp_path, ID_HUB + note("x", f"slug: {slug}"), "bad-id")
    assert spots(found) == [("notes/x.md", 5, 7, 7 + len(slug))]
    assert messages(found) == [f"the note's id {why}"]


@pytest.mark.parametrize(
    "front", ["related: [b, c]", "aliases: [A, a]", "tags: [x, x]", "aliases: ['', '']", "related: [[a], [a]]"]
)
def test_duplicate_list_item_noop(tmp_path: Path, front: str) -> None:
    assert lint(tmp_path, note("a", front), "duplicate-list-item") == []


def test_duplicate_list_item(tmp_path: Path) -> None:
    text = note("a", "related: [b, c, b]\naliases: [e\u0301, é]")
    found = lint(tmp_path, text, "duplicate-list-item")
    assert spots(found) == [("notes/a.md", 5, 17, 18), ("notes/a.md", 6, 15, 16)]
    assert messages(found) == ["`b` stands in `related` already", "`é` stands in `aliases` already"]


def test_a_relation_said_twice_is_said_once(tmp_path: Path) -> None:
    files = parsed(note("a", "related: [b, b]") + note("b", "related: [a]"))
    kb = load(str(write(tmp_path, files)), judge=judge)
    change = Fixer(check, ["safe"]).plan(kb)
    assert b"related: [b]\n" in (change.after["notes/a.md"] or b"")


@pytest.mark.parametrize(
    "front",
    [
        "summary: |\n  a\n  b",
        "summary: >\n  a\n",
        "aliases: [a b, 'a  b']",
        "aliases: ['']\nother: ' x '",
        "related: ~",
    ],
)
def test_surrounding_whitespace_noop(tmp_path: Path, front: str) -> None:
    text = note("a", front).replace("summary: It is a.\nsummary", "summary")
    assert lint(tmp_path, text, "surrounding-whitespace") == []


def test_surrounding_whitespace(tmp_path: Path) -> None:
    hub = "-- hub.yaml --\ntitle: ' T'\nsections: [{id: s, title: 'S ', notes: [a]}]\n"
    found = lint(tmp_path, hub + note("a", "aliases: [a, ' b']\nrelated: [\"\\tc\"]"), "surrounding-whitespace")
    assert [(one.path, one.line, one.message) for one in found] == [
        ("hub.yaml", 1, "`title` has blanks around it"),
        ("hub.yaml", 2, "`title` has blanks around it"),
        ("notes/a.md", 5, "an entry of `aliases` has blanks around it"),
        ("notes/a.md", 6, "an entry of `related` has blanks around it"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "# What is a?",
        "# what is A",
        "# “What is a?”",
        "# Overview",
        "## What is b?",
        "## First\n\n# What is b?",
        "# What is b?\n\n# What is c?",
        "Text.",
        "```\n# What is b?\n```",
    ],
)
def test_heading_differs_from_question_noop(tmp_path: Path, body: str) -> None:
    assert lint(tmp_path, note("a", "", body), "heading-differs-from-question") == []


@pytest.mark.parametrize(("front", "body"), [("", "# What is b?"), ("former-questions: [As]", "# As\n\n## What is a?")])
def test_heading_differs_from_question(tmp_path: Path, front: str, body: str) -> None:
    found = lint(tmp_path, note("a", front, body), "heading-differs-from-question")
    assert [(one.column, one.help) for one in found] == [(3, "it asks: What is a?")]


@pytest.mark.parametrize(
    "front",
    [
        "aliases: [A]\nbroader: []\nrelated: []\nformer-ids: []\nformer-questions: []",
        "tags: []\nrelated: []\nother: 1\nbroader: []",
        "summary: twice",
    ],
)
def test_key_order_noop(tmp_path: Path, front: str) -> None:
    assert lint(tmp_path, note("a", front), "key-order") == []


def test_key_order(tmp_path: Path) -> None:
    front = "former-ids: [x]\n# why\n# so\nrelated:  # most useful first\n- b\ntext: |\n  # no comment\n\naliases: A"
    text = note("a", front, "Body.")
    found = lint(tmp_path, text, "key-order")
    assert [(one.line, one.message) for one in found] == [(8, "`related` comes before `former-ids`")]
    fixed = fix(tmp_path, text, "key-order")["notes/a.md"].decode()
    wanted = "aliases: A\n# why\n# so\nrelated:  # most useful first\n- b\ntext: |\n  # no comment\n\nformer-ids: [x]"
    assert fixed == note("a", wanted, "Body.").partition("-- notes/a.md --\n")[2]


def test_keys_that_cannot_change_places(tmp_path: Path) -> None:
    text = "-- notes/a.md --\n---\n{section: s, question: Why?}\n---\n"
    with pytest.raises(Refused):
        fix(tmp_path, text, "key-order")
