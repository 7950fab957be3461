"""The splicer on front matter as people write it: what the file looks like afterwards."""

import time
from typing import Literal

import pytest

from rlkb_cli.edit.patch import Splice, apply, compose_patches
from rlkb_cli.edit.splice import Insert, MoveItem, Op, Raw, RemoveItem, RemoveKey, SetValue, Value, splice
from rlkb_cli.errors import Refused


def edited(block: str, *ops: Op) -> str:
    """The front matter of a note after the edits; the rest must be as it was."""
    data = b"---\n" + block.encode() + b"---\nBody \xff\n"
    result = apply(data, splice(data, "note", ops))
    assert result.startswith(b"---\n") and result.endswith(b"---\nBody \xff\n")
    return result[4:-11].decode()


def hub(text: str, *ops: Op) -> str:
    data = text.encode()
    return apply(data, splice(data, "hub", ops)).decode()


def refused(block: str, *ops: Op, kind: Literal["note", "hub"] = "hub") -> str:
    with pytest.raises(Refused) as caught:
        splice(block.encode(), kind, ops)
    return caught.value.message


@pytest.mark.parametrize(
    ("block", "op"),
    [
        ("a: b\n", SetValue(("a",), "b")),
        ("a: 'b'\n", SetValue(("a",), "b")),
        ("a: >-\n  b\n", SetValue(("a",), "b")),
        ("a: 3\n", SetValue(("a",), 3)),
        ("a: [x, 'w z']\n", SetValue(("a",), ["x", "w z"])),
        ("a: {b: true}\n", SetValue(("a",), {"b": True})),
        ("a: b\n", RemoveKey(("c",))),
        ("a: b\n", RemoveKey(("c", "d"))),
        ("a: [x]\n", MoveItem(("a",), 0, ("a",), 0)),
    ],
)
def test_nothing_to_do(block: str, op: Op) -> None:
    assert edited(block, op) == block
    assert splice(b"---\n" + block.encode() + b"---\n", "note", [op]) == ()


@pytest.mark.parametrize(
    ("block", "value", "after"),
    [
        ("a: old # c\n", "new", "a: new # c\n"),
        ("a: 'old'\n", "new", "a: 'new'\n"),
        ('a: "old"\n', 'say "x"', 'a: "say \\"x\\""\n'),
        ("a: old\n", "no", "a: 'no'\n"),
        ("a: old\n", "it's: so", 'a: "it\'s: so"\n'),
        ("a: old\nb: 'x'\n", "it's: so", "a: 'it''s: so'\nb: 'x'\n"),
        ('a: old\nb: "x"\n', "1.10", 'a: "1.10"\nb: "x"\n'),
        ("a: no\n", "no", "a: 'no'\n"),
        ("a: 3\n", "3", "a: '3'\n"),
        ("a: '3'\n", 3, "a: 3\n"),
        ("a: 3\n", True, "a: true\n"),
        ("a: 3\n", None, "a: null\n"),
        ("a: old\n", Raw("2024-05-01"), "a: 2024-05-01\n"),
        ("a:\n", "new", "a: new\n"),
        ("a:   # c\n", "new", "a: new   # c\n"),
        ("a:  \nb: c\n", "new", "a: new\nb: c\n"),
        ("a:\told\n", "new", "a:\tnew\n"),
        ("a: old\n", "x\nw", "a: |-\n  x\n  w\n"),
        ("a: old # c\n", "x\nw\n", "a: | # c\n  x\n  w\n"),
        ("a: old\n", " x\nw", 'a: " x\\nw"\n'),
        ("a: |\n  old\n  text\nb: c\n", "x\nw\n", "a: |\n  x\n  w\nb: c\n"),
        ("a: | # c\n    old\n\nb: c\n", "x", "a: |- # c\n    x\n\nb: c\n"),
        ("a: |2\n   old\nb: c\n", "x", "a: |-\n  x\nb: c\n"),
        ("a: >-\n  one two three four\n  five six\n", "one two three four five six seven",
         "a: >-\n  one two three four\n  five six seven\n"),
        ("a: >\n  old\n", "x\n\nw", "a: >-\n  x\n\n\n  w\n"),
        ("a: >-\n  old\n", " x ", "a: ' x '\n"),
        ("a: |\n  old\n  x\nb: c\n", 3, "a: 3\nb: c\n"),
        ("a: one two three four five\n  six\n", "one two three four five six seven",
         "a: one two three four five\n  six seven\n"),
        ("a: 'one two three four five\n  six'\n", "it's two three four five six seven",
         "a: 'it''s two three four\n  five six seven'\n"),
        ("a: x\n  w\n", "no", "a: 'no'\n"),
        ("a:\n  - x\n  - w\nb: c\n", "t", "a: t\nb: c\n"),
        ("a: # c\n  - x\n", [], "a: [] # c\n"),
        ("a: old # c\n", ["x", "w"], "a: # c\n  - x\n  - w\n"),
        ("a: [x, w]\n", ["w", "z"], "a: [w, z]\n"),
        ("a:\n- x # 1\n- w # 2\n- z # 3\n", ["x", "m", "z"], "a:\n- x # 1\n- m\n- z # 3\n"),
        ("a: old\n", {"x": 1, "w": ["z"]}, "a:\n  x: 1\n  w:\n    - z\n"),
        ("a: {x: 1}\n", {}, "a: {}\n"),
    ],
)  # fmt: skip
def test_set(block: str, value: Value, after: str) -> None:
    op = SetValue(("a",), value)
    assert edited(block, op) == after
    assert edited(after, op) == after
    crlf = edited(block.replace("\n", "\r\n"), op)
    assert crlf == after.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("block", "op", "after"),
    [
        ("", SetValue(("a",), "x"), "a: x\n"),
        ("# c\n", SetValue(("a", "b"), ["x"]), "# c\na:\n  b:\n    - x\n"),
        ("a: b\n\n# end\n", SetValue(("c",), "x"), "a: b\nc: x\n\n# end\n"),
        ("a: b\nc: d\n", SetValue(("k",), "x", after="a"), "a: b\nk: x\nc: d\n"),
        ("a: b\n", SetValue(("k",), "x", after="missing"), "a: b\nk: x\n"),
        ("a:\n- x\n# of b\nb: c\n", SetValue(("k",), "x", after="a"), "a:\n- x\nk: x\n# of b\nb: c\n"),
        ("b: [x]\n", SetValue(("a",), ["z", "w"]), "b: [x]\na: [z, w]\n"),
        ("a:\nb: [x]\n", SetValue(("a",), ["z"]), "a: [z]\nb: [x]\n"),
        ("a: {b}\nc: [x]\n", Insert(("a", "b"), 0, "z"), "a: {b: [z]}\nc: [x]\n"),
        ("a:\n  - x\n\n  # - y\n", SetValue(("k",), 1), "a:\n  - x\n\n  # - y\nk: 1\n"),
        ('"a": b\n', SetValue(("k",), "x"), '"a": b\n"k": x\n'),
        ("a: b\n", SetValue(("no",), "x"), "a: b\n'no': x\n"),
        ("a: {b: 1} # c\n", SetValue(("a", "k"), 2), "a: {b: 1, k: 2} # c\n"),
        ("a: {b: }\n", SetValue(("a", "k"), 2), "a: {b: , k: 2}\n"),
        ("a: {b: , c}\n", SetValue(("a", "b"), 2), "a: {b: 2, c}\n"),
        ("a: {b: , c}\n", SetValue(("a", "c"), "x, w"), "a: {b: , c: 'x, w'}\n"),
        ("a: {}\n", SetValue(("a", "k"), 2), "a:\n  k: 2\n"),
        ("a:\nb: c\n", SetValue(("a", "k"), 2), "a:\n  k: 2\nb: c\n"),
        (
            "a:\n    b: c\n    # end\nd: e\n",
            SetValue(("a", "k"), 2),
            "a:\n    b: c\n    k: 2\n    # end\nd: e\n",
        ),
        ("a:\n  - b: c\n    d: e\n", SetValue(("a", 0, "k"), 2), "a:\n  - b: c\n    d: e\n    k: 2\n"),
        ("a:\n  - b: c\n", SetValue(("a", 0), "m"), "a:\n  - m\n"),
        ("  a: b\n", SetValue(("k",), 2), "  a: b\n  k: 2\n"),
    ],
)
def test_add_key(block: str, op: Op, after: str) -> None:
    assert edited(block, op) == after


@pytest.mark.parametrize(
    ("block", "index", "after"),
    [
        ("b: c\n", 0, "b: c\na:\n  - n1\n"),
        ("a:\nb: c\n", 0, "a:\n  - n1\nb: c\n"),
        ("a: # c\nb: c\n", 0, "a: # c\n  - n1\nb: c\n"),
        ("a: []\nb: c\n", 0, "a:\n  - n1\nb: c\n"),
        ("a: ~\n", 0, "a:\n  - n1\n"),
        ("a: ''\n", 0, "a:\n  - n1\n"),
        ("a: []\nb: [x]\n", 0, "a: [n1]\nb: [x]\n"),
        ("a:\nb:\n- x\n", 0, "a:\n- n1\nb:\n- x\n"),
        ("a:\n- x\n", 1, "a:\n- x\n- n1\n"),
        ("a:\n    -   'x'\n", 1, "a:\n    -   'x'\n    -   'n1'\n"),
        ("a:\n  - x # c\n  # end\nb: c\n", 1, "a:\n  - x # c\n  - n1\n  # end\nb: c\n"),
        ("a:\n  # of x\n  - x\n", 0, "a:\n  - n1\n  # of x\n  - x\n"),
        ("a:\n  - x\n  # of w\n  - w\n", 1, "a:\n  - x\n  - n1\n  # of w\n  - w\n"),
        ("a:\n  - x\n\n  - w\nb: c\n", 2, "a:\n  - x\n\n  - w\n\n  - n1\nb: c\n"),
        ("a:\n  - x\n\n  - w\n", 0, "a:\n  - n1\n\n  - x\n\n  - w\n"),
        ("a:\n- |\n  x\n\n- w\nb: c\n", 2, "a:\n- |\n  x\n\n- w\n\n- n1\nb: c\n"),
        ("a:\n-\n- w\n", 1, "a:\n-\n- n1\n- w\n"),
        ("a: [x,w]\n", 1, "a: [x,n1,w]\n"),
        ("a: [ x ] # c\n", 1, "a: [ x, n1 ] # c\n"),
        ("a: [\n  x,\n  w\n]\n", 2, "a: [\n  x,\n  w,\n  n1\n]\n"),
        ("a: [\n  x, # 1\n  w, # 2\n]\n", 2, "a: [\n  x, # 1\n  w, # 2\n  n1,\n]\n"),
        ("a: [\n  x, # 1\n  w # 2\n]\n", 2, "a: [\n  x, # 1\n  w, # 2\n  n1\n]\n"),
        ("a: [\n  x,\n  # of w\n  w,\n]\n", 1, "a: [\n  x,\n  n1,\n  # of w\n  w,\n]\n"),
        ("a: [\n  x\n]\n", 1, "a: [\n  x,\n  n1\n]\n"),
    ],
)
def test_insert_and_take_back(block: str, index: int, after: str) -> None:
    assert edited(block, Insert(("a",), index, "n1")) == after
    assert edited(block.replace("\n", "\r\n"), Insert(("a",), index, "n1")) == after.replace("\n", "\r\n")
    if "x" in block and "b: [x]" not in block and "b:\n- x" not in block:
        assert edited(after, RemoveItem(("a",), index)) == block


@pytest.mark.parametrize(
    ("block", "index", "after"),
    [
        ("a: # c\n  # of x\n  - x # 1\nb: c\n", 0, "a: [] # c\nb: c\n"),
        ("a:\n- x # 1\n# of w\n- w\n", 1, "a:\n- x # 1\n"),
        ("a:\n- x # 1\n# of w\n- w\n", 0, "a:\n# of w\n- w\n"),
        ("a:\n  - x: 1\n    w: 2\n  # of z\n  - z\n", 0, "a:\n  # of z\n  - z\n"),
        ("a:\n  - >-\n    x\n    w\n  - z\n", 0, "a:\n  - z\n"),
        ("a: [x]\n", 0, "a: []\n"),
        ("a: [x, w, ]\n", 1, "a: [x, ]\n"),
        ("a: [\n  x,\n  # of w\n  w\n]\n", 1, "a: [\n  x\n]\n"),
        ("a:\n- - x\n  - w\n", 0, "a: []\n"),
    ],
)
def test_remove_item(block: str, index: int, after: str) -> None:
    assert edited(block, RemoveItem(("a",), index)) == after


def test_nested_lists() -> None:
    block = "a:\n- - x\n  - w\n"
    assert edited(block, RemoveItem(("a", 0), 0)) == "a:\n- - w\n"
    assert edited(block, Insert(("a", 0), 0, "n1")) == "a:\n- - n1\n  - x\n  - w\n"
    assert edited(block, RemoveItem(("a", 0), 0), RemoveItem(("a", 0), 0)) == "a:\n- []\n"


@pytest.mark.parametrize(
    ("block", "path", "after"),
    [
        ("# file\na: b\n# of c\nc: d\ne: f\n", ("c",), "# file\na: b\ne: f\n"),
        ("# file\na: b\nc: d\n", ("a",), "# file\nc: d\n"),
        ("a:\n- x\n# of c\nc: d\n", ("a",), "# of c\nc: d\n"),
        ("a:\n  - x\n  # end\nc: d\n", ("a",), "c: d\n"),
        ("a: |\n  x\n\n  w\n\nc: d\ne: f\n", ("a",), "\nc: d\ne: f\n"),
        ("a: |\n  x\n\nc: d\n\ne: f\n", ("c",), "a: |\n  x\n\ne: f\n"),
        ("a: b\n", ("a",), ""),
        ("a: {b: 1, c: 2}\n", ("a", "b"), "a: {c: 2}\n"),
        ("a: {b: 1}\n", ("a", "b"), "a: {}\n"),
        ("a: # c\n  b: 1\nd: e\n", ("a", "b"), "a: {} # c\nd: e\n"),
        ("a:\n  - b: 1\n    c: 2\n", ("a", 0, "b"), "a:\n  - c: 2\n"),
        ("a:\n  - b: 1\n", ("a", 0, "b"), "a:\n  - {}\n"),
    ],
)
def test_remove_key(block: str, path: tuple[str | int, ...], after: str) -> None:
    assert edited(block, RemoveKey(path)) == after
    assert edited(after, RemoveKey(path)) == after


HUB = """\
title: What?
sections:
  # the first
  - id: a
    notes:
      - x
      # of w
      - w  # 2
      # end

  - id: b
    notes: []
"""


def test_move_within_a_list() -> None:
    moved = hub(HUB, MoveItem(("sections", 0, "notes"), 1, ("sections", 0, "notes"), 0))
    assert "    notes:\n      # of w\n      - w  # 2\n      - x\n      # end\n" in moved
    assert hub(moved, MoveItem(("sections", 0, "notes"), 0, ("sections", 0, "notes"), 1)) == HUB


def test_move_between_lists() -> None:
    moved = hub(HUB, MoveItem(("sections", 0, "notes"), 1, ("sections", 1, "notes"), 0))
    assert moved.endswith(
        "    notes:\n      - x\n      # end\n\n  - id: b\n    notes:\n      # of w\n      - w  # 2\n"
    )


def test_move_changes_the_indentation() -> None:
    block = "a:\n    # of x\n    - x: 1 # 1\n      w: |\n        t\nb:\n- z\nc: [q]\n"
    assert edited(block, MoveItem(("a",), 0, ("b",), 1)) == (
        "a: []\nb:\n- z\n# of x\n- x: 1 # 1\n  w: |\n    t\nc: [q]\n"
    )
    assert edited(block, MoveItem(("b",), 0, ("a",), 0)).startswith("a:\n    - z\n    # of x\n")
    assert edited(block, MoveItem(("b",), 0, ("c",), 0)).endswith("b: []\nc: [z, q]\n")
    assert edited(block, MoveItem(("c",), 0, ("k",), 0)).endswith("c: []\nk:\n    - q\n")


def test_move_sections() -> None:
    moved = hub(HUB, MoveItem(("sections",), 1, ("sections",), 0))
    assert moved.startswith("title: What?\nsections:\n  - id: b\n    notes: []\n\n  # the first\n  - id: a\n")
    assert hub(moved, MoveItem(("sections",), 0, ("sections",), 1)) == HUB


def test_sections_come_and_go() -> None:
    new = {"id": "c", "title": "C", "count": 1, "notes": ["z"]}
    added = hub(HUB, Insert(("sections",), 2, new))
    assert added == HUB + "\n  - id: c\n    title: C\n    count: 1\n    notes:\n      - z\n"
    assert hub(added, RemoveItem(("sections",), 2)) == HUB
    only = "sections:\n  - id: a\n    notes: []\n"
    assert hub(only, RemoveItem(("sections",), 0)) == "sections: []\n"
    assert hub("sections: []\n", Insert(("sections",), 0, {"id": "a", "notes": []})) == only


def test_the_last_of_two_edits_wins() -> None:
    assert edited("a: b\n", SetValue(("a",), "c"), SetValue(("a",), "b")) == "a: b\n"
    assert edited("a: b\n", SetValue(("a",), "c"), RemoveKey(("a",)), SetValue(("a",), "d")) == "a: d\n"
    assert edited("a: b\nc: >-\n  d\n", SetValue(("c",), "x"), SetValue(("a",), "e")) == "a: e\nc: >-\n  x\n"


def test_several_edits_see_each_other() -> None:
    ops = [
        Insert(("sections", 0, "notes"), 2, "z"),
        SetValue(("sections", 0, "count"), 3, after="id"),
        SetValue(("totals", "notes"), 3),
        RemoveItem(("sections", 0, "notes"), 0),
    ]
    assert hub(HUB, *ops) == HUB.replace("- id: a\n", "- id: a\n    count: 3\n").replace(
        "      - x\n", ""
    ).replace("# 2\n", "# 2\n      - z\n") + ("totals:\n  notes: 3\n")


@pytest.mark.parametrize("tail", ["", "...\n", "... # c\n\n"])
def test_ends_of_a_hub(tail: str) -> None:
    start = "---\na: b\nc:\n  - x" + ("\n" if tail else "")
    assert (
        hub(start + tail, Insert(("c",), 1, "w"))
        == start.rstrip("\n") + "\n  - w" + ("\n" if tail else "") + tail
    )
    assert hub(start + tail, RemoveItem(("c",), 0)) == "---\na: b\nc: []" + ("\n" if tail else "") + tail
    assert hub(start + tail, RemoveKey(("c",))) == "---\na: b" + ("\n" if tail else "") + tail


def test_a_text_that_ends_a_hub_without_line_break() -> None:
    assert hub("a: b", SetValue(("c",), "x\ny\n")) == "a: b\nc: |\n  x\n  y\n"
    assert hub("b: 1\na: |\n  x", SetValue(("b",), 2)) == "b: 2\na: |\n  x"


def test_a_whole_file_in_flow_style() -> None:
    assert hub('{"a": 1}', SetValue(("b",), ["x"])) == '{"a": 1, "b": [x]}'
    assert hub("{a: 1}\n", RemoveKey(("a",))) == "{}\n"
    assert hub("{}\n", SetValue(("a",), 1)) == "{a: 1}\n"


def test_byte_order_mark_and_other_line_endings() -> None:
    data = b"\xef\xbb\xbf---\r\na: \xf0\x9f\x98\x80\r\nb: x\r\n---"
    assert apply(data, splice(data, "note", [SetValue(("b",), "w"), SetValue(("c",), 1)])) == data.replace(
        b"b: x\r\n", b"b: w\r\nc: 1\r\n"
    )
    data = b"---\ra:\r- x\r---\rBody"
    assert apply(data, splice(data, "note", [Insert(("a",), 1, "w")])) == b"---\ra:\r- x\r- w\r---\rBody"


def test_anchors_that_nothing_else_sees() -> None:
    assert edited("a: &x b\n", SetValue(("a",), "c")) == "a: &x c\n"
    assert edited("a: &x b\nc: *x\n", SetValue(("c",), "d")) == "a: &x b\nc: d\n"
    assert edited("a: &x [b]\nc: [*x, d]\n", RemoveItem(("c",), 0)) == "a: &x [b]\nc: [d]\n"
    assert (
        edited("a: &x {b: 1}\nc:\n  <<: *x\n", SetValue(("c", "d"), 2))
        == "a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n"
    )


@pytest.mark.parametrize(
    ("text", "op", "reason"),
    [
        ("a: &x b\nc: *x\n", SetValue(("a",), "d"), "repeated elsewhere"),
        ("a: &x b\nc: *x\n", RemoveKey(("a",)), "repeated elsewhere"),
        ("a: &x [b]\nc: *x\n", Insert(("a",), 0, "d"), "repeated elsewhere"),
        ("a: &x [b]\nc: *x\n", Insert(("c",), 0, "d"), "not a list"),
        ("a: &x {b: 1}\nc: *x\n", SetValue(("c", "d"), 1), "holds no keys"),
        ("a: [&x b, c]\nd: *x\n", MoveItem(("a",), 0, ("a",), 1), "repeated elsewhere"),
        ("a: &x b\nc: [d, *x]\n", MoveItem(("c",), 1, ("c",), 0), "alias"),
        ("a: b\n...\n", RemoveKey(("a",)), "end of the front matter"),
        ("\na: b\n\n...\n", RemoveKey(("a",)), "end of the front matter"),
        ("? \n", Insert(("",), 0, "x"), "`?`"),
        ("? a\n: b\n", RemoveKey(("a",)), "`?`"),
        ("a: |\n  x", SetValue(("b",), 1), "more than it should"),
        ("a: !t b\n", SetValue(("a",), "c"), "tag"),
        ("a: 1\na: 2\n", SetValue(("a",), 3), "twice"),
        ("? a\n: b\n", SetValue(("a",), 3), "`?`"),
        ("a: b\n", Insert(("a",), 0, "x"), "not a list"),
        ("a: [b]\n", Insert(("a",), 2, "x"), "no place"),
        ("a: [b]\n", RemoveItem(("a",), 1), "no item"),
        ("a: b\n", RemoveItem(("a",), 0), "not a list"),
        ("a: b\n", SetValue(("a", "b"), 0), "holds no keys"),
        ("a: [b]\n", SetValue(("a", 3), 0), "no `a[3]`"),
        ("- a\n", SetValue(("a",), 0), "not a mapping"),
        ("- a\n", Insert((), 0, "b"), "name a key"),
        ("a: [b]\n", MoveItem(("a",), 0, (), 0), "name a key"),
        ("{!t }\n", Insert(("",), 0, "b"), "at its key"),
        ("a: b\n", SetValue(("a",), "\ud800"), "surrogate"),
        ("a: b\nc: d: e\n", SetValue(("a",), 0), "not valid YAML"),
    ],
)
def test_refused(text: str, op: Op, reason: str) -> None:
    assert reason in refused(text, op)


def test_refused_by_name() -> None:
    op = SetValue(("a",), 1)
    assert "TOML" in refused("+++\n+++\n", op, kind="note")
    assert "JSON" in refused('{"a": 1}\n', op, kind="note")
    assert "no front matter" in refused("# x\n", op, kind="note")
    assert "not closed" in refused("---\na: b\n", op, kind="note")


def test_refused_with_the_line_in_the_file() -> None:
    with pytest.raises(Refused) as caught:
        splice(b"---\na: b\nc: d: e\n---\n", "note", [SetValue(("a",), 1)])
    assert caught.value.line == 3


def test_large_files_are_checked_in_time() -> None:
    lines = "".join(f"      - a-note-with-a-rather-long-name-{n}\n" for n in range(5000))
    started = time.perf_counter()
    assert (
        hub(HUB.replace("      - x\n", lines), Insert(("sections", 0, "notes"), 0, "first")).count("\n")
        > 5000
    )
    assert time.perf_counter() - started < 3


def test_bombs_are_edited_like_anything_else() -> None:
    bomb = "l0: &l0 [x]\n" + "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 20))
    assert hub("a: b\n" + bomb, SetValue(("a",), "c")) == "a: c\n" + bomb
    assert "limit" not in refused("a: " + "[" * 9999, SetValue(("b",), 1))


def test_patches() -> None:
    data = b"0123456789"
    first = (Splice(1, 3, b"ab"), Splice(8, 8, b"!"))
    second = (Splice(0, 2, b""), Splice(9, 10, b"?"))
    assert apply(apply(data, first), second) == apply(data, compose_patches(first, second)) == b"b34567!?9"
    assert compose_patches((), second) == second
    assert compose_patches(first, ()) == first
    with pytest.raises(ValueError):
        apply(data, (Splice(3, 2, b""),))


def test_a_comment_finds_room_in_a_list_on_one_line() -> None:
    hub = b"sections:\n  - notes:\n      # above\n      - one  # x\n      - two\n  - notes: [three, 'four']  # y\n"
    move = MoveItem(("sections", 0, "notes"), 0, ("sections", 1, "notes"), 1)
    assert apply(hub, splice(hub, "hub", [move])) == (
        b"sections:\n  - notes:\n      - two\n  - notes:  # y\n"
        b"      - three\n      # above\n      - one  # x\n      - four\n"
    )


def test_comments_behind_the_last_item_stay_when_it_goes() -> None:
    note = b"---\ntags:\n  - a\n    # of a\n  # of the list\nrelated:\n- b\n---\n"
    kept = b"---\ntags: []\n    # of a\n  # of the list\nrelated:\n- b\n---\n"
    assert apply(note, splice(note, "note", [RemoveItem(("tags",), 0)])) == kept
