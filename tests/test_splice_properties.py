"""Laws of the splicer, on front matter in mixed styles."""

from itertools import pairwise
from typing import Any

import yaml
import yaml12
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rlkb_cli.edit.patch import Splice, apply, compose_patches
from rlkb_cli.edit.splice import Insert, MoveItem, Op, RemoveItem, RemoveKey, SetValue, splice
from rlkb_cli.errors import Refused

settings.register_profile("rlkb-splice", max_examples=40, deadline=None)
settings.load_profile("rlkb-splice")

KEYS = ["question", "related", "tags", "summary", "last"]
WORDS = [
    "alpha",
    "two words",
    "no",
    "1.10",
    "it's: so",
    'a "b" #c',
    "é 😀",
    "x, y",
    "[z]",
    "- d",
    "",
    " lead",
    "a\tb",
]
texts = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))
words = st.sampled_from(WORDS[:10])


def quoted(text: str, style: str) -> str:
    """The text as a scalar in one of the styles that people use."""
    if style == "plain" and text in ("alpha", "two words", "é 😀"):
        return text
    return "'" + text.replace("'", "''") + "'" if style == "single" else '"' + text.replace('"', '\\"') + '"'


styles = st.sampled_from(["plain", "single", "double"])
scalars = st.builds(quoted, words, styles)
comments = st.sampled_from(["", "", " # c", "   # 'c: d"])
above = st.sampled_from(["", "", "# over\n", "\n", "  # deep\n", "\n# lone\n\n"])


@st.composite
def values(draw: st.DrawFn) -> str:
    """What stands behind `key:`, its line break included."""
    kind = draw(
        st.sampled_from(["scalar", "empty", "block", "flow", "lines", "folded", "literal", "mapping"])
    )
    tail = draw(comments) + "\n"
    if kind == "scalar":
        return " " + draw(scalars) + tail
    if kind == "empty":
        return draw(st.sampled_from(["", " []", " ~", " "])) + tail
    if kind in ("folded", "literal"):
        return (
            draw(st.sampled_from([" >-", " >"] if kind == "folded" else [" |", " |-"]))
            + "\n  one two\n  three\n"
        )
    items = draw(st.lists(scalars, min_size=1, max_size=4))
    if kind == "flow":
        return " [" + draw(st.sampled_from([", ", ",  "])).join(items) + "]" + tail
    if kind == "lines":
        return " [\n  " + ",\n  ".join(items) + draw(st.sampled_from(["", ","])) + "\n  ]" + tail
    if kind == "mapping":
        return tail + "".join(f"  {key}: {item}\n" for key, item in zip("pqrs", items, strict=False))
    return tail + block_list(draw, items)


def block_list(draw: st.DrawFn, items: list[str]) -> str:
    pad = draw(st.sampled_from(["", "  ", "    "]))
    dash = draw(st.sampled_from(["- ", "-   "]))
    between = draw(st.sampled_from(["", "", "\n", f"{pad}# on it\n"]))
    return between.join(f"{pad}{dash}{item}{draw(comments)}\n" for item in items)


@st.composite
def blocks(draw: st.DrawFn) -> str:
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1))
    block = "".join(draw(above) + key + ":" + draw(values()) for key in keys)
    assume(yaml.load(block, yaml.CSafeLoader) is not None)
    return block


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, str]:
    """A file and its kind: a note or a hub, with any line ending, perhaps a BOM, perhaps no final newline."""
    block = draw(blocks())
    kind = draw(st.sampled_from(["note", "hub"]))
    text = f"---\n{block}---\nBody\n" if kind == "note" else block
    if kind == "hub" and draw(st.booleans()) and not block.endswith(("three\n", ":\n", " \n")):
        text = text.removesuffix("\n")
    data = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode()
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + data, kind


def block_of(data: bytes, kind: str) -> bytes:
    text = data.removeprefix(b"\xef\xbb\xbf")
    if kind == "hub":
        return text
    start = text.index(b"\n") + 1
    return text[start : text.rindex(b"---")]


def load(data: bytes, kind: str) -> dict[str, Any]:
    """The raw values, by neither of the splicer's readers."""
    return yaml.load(block_of(data, kind), yaml.CBaseLoader) or {}


def edit(data: bytes, kind: str, *ops: Op) -> bytes:
    return apply(data, splice(data, "hub" if kind == "hub" else "note", ops))


def agree(data: bytes, kind: str, fields: dict[str, Any]) -> None:
    assert load(data, kind) == fields
    resolved = yaml12.parse_yaml(block_of(data, kind).decode()) or {}
    assert list(resolved) == list(fields)


@given(files(), st.sampled_from([*KEYS, "new"]), texts)
def test_set_is_exact_and_idempotent(file: tuple[bytes, str], key: str, text: str) -> None:
    data, kind = file
    result = edit(data, kind, SetValue((key,), text))
    agree(result, kind, {**load(data, kind), key: text})
    assert yaml12.parse_yaml(block_of(result, kind).decode())[key] == text
    assert edit(result, kind, SetValue((key,), text)) == result
    assert others(result, key) == others(data, key)


@given(files(), st.sampled_from(KEYS), st.lists(words, max_size=4))
def test_set_a_list(file: tuple[bytes, str], key: str, items: list[str]) -> None:
    data, kind = file
    result = edit(data, kind, SetValue((key,), items))
    agree(result, kind, {**load(data, kind), key: items})
    assert edit(result, kind, SetValue((key,), items)) == result
    assert others(result, key) == others(data, key)


def others(data: bytes, key: str) -> list[bytes]:
    """The lines that do not belong to a key, without comments and blank lines."""
    inside = False
    lines = []
    for line in data.removeprefix(b"\xef\xbb\xbf").splitlines():
        if line.split(b":")[0].decode() in (*KEYS, "new", "---"):
            inside = line.startswith(key.encode() + b":")
        if not inside and line.strip() and not line.strip().startswith(b"#"):
            lines.append(line)
    return lines


@given(files(), st.data())
def test_insert_then_remove_is_nothing(file: tuple[bytes, str], data_: st.DataObject) -> None:
    data, kind = file
    lists = {key: value for key, value in load(data, kind).items() if isinstance(value, list) and value}
    assume(lists)
    key = data_.draw(st.sampled_from(list(lists)))
    index = data_.draw(st.integers(0, len(lists[key])))
    text = data_.draw(texts)
    inserted = edit(data, kind, Insert((key,), index, text))
    fields = load(data, kind)
    fields[key].insert(index, text)
    agree(inserted, kind, fields)
    assert edit(inserted, kind, RemoveItem((key,), index)) == data
    both: list[Op] = [Insert((key,), index, text), RemoveItem((key,), index)]
    assert edit(data, kind, *both) == data


@given(files(), st.data())
def test_move_there_and_back(file: tuple[bytes, str], data_: st.DataObject) -> None:
    data, kind = file
    fields = load(data, kind)
    lists = [key for key, value in fields.items() if isinstance(value, list) and value]
    assume(lists)
    source = data_.draw(st.sampled_from(lists))
    target = data_.draw(st.sampled_from(lists))
    index = data_.draw(st.integers(0, len(fields[source]) - 1))
    to_index = data_.draw(st.integers(0, len(fields[target]) - (source == target)))
    try:
        result = edit(data, kind, MoveItem((source,), index, (target,), to_index))
    except Refused:
        assert b"#" in data  # a comment for which there is no room
        assume(False)
    item = fields[source].pop(index)
    fields[target].insert(to_index, item)
    agree(result, kind, fields)
    assert data.count(b"#") == result.count(b"#") or b"[" in data


@given(files(), st.sampled_from(KEYS), texts)
def test_remove_key(file: tuple[bytes, str], key: str, text: str) -> None:
    data, kind = file
    try:
        result = edit(data, kind, RemoveKey((key,)))
    except Refused:
        assert b"#" in data  # a comment below the key would become part of the text above it
        assume(False)
    fields = load(data, kind)
    fields.pop(key, None)
    agree(result, kind, fields)
    assert others(result, key) == others(data, key)
    added = edit(result, kind, SetValue((key,), text))
    assert edit(added, kind, RemoveKey((key,))) == result or not fields


@settings(max_examples=30)
@given(files(), st.lists(st.tuples(st.sampled_from(KEYS), texts), min_size=2, max_size=4))
def test_edits_at_once_are_edits_one_by_one(file: tuple[bytes, str], edits: list[tuple[str, str]]) -> None:
    data, kind = file
    ops = [SetValue((key,), text) for key, text in edits]
    one_by_one = data
    for op in ops:
        one_by_one = edit(one_by_one, kind, op)
    assert load(edit(data, kind, *ops), kind) == load(one_by_one, kind)


def patches(size: int) -> st.SearchStrategy[tuple[Splice, ...]]:
    """Patches for data of this size."""
    places = st.lists(st.integers(0, size), max_size=6).map(sorted)
    news = st.lists(st.binary(max_size=3), min_size=3, max_size=3)
    return st.builds(lambda at, new: tuple(map(Splice, at[::2], at[1::2], new)), places, news)


@given(st.binary(max_size=12), st.data())
def test_two_patches_are_one(data: bytes, draw: st.DataObject) -> None:
    first = draw.draw(patches(len(data)))
    middle = apply(data, first)
    second = draw.draw(patches(len(middle)))
    both = compose_patches(first, second)
    assert apply(data, both) == apply(middle, second)
    assert all(a.end <= b.start for a, b in pairwise(both))


@st.composite
def hubs(draw: st.DrawFn) -> str:
    """A hub with sections, indented and spaced in one way or another."""
    pad, gap = draw(st.sampled_from(["", "  ", "    "])), draw(st.sampled_from([" ", "   "]))
    inner = pad + " " + gap
    below = inner + draw(st.sampled_from(["", "  "]))
    between = draw(st.sampled_from(["", "\n", f"{pad}# next\n", f"\n{pad}# next\n"]))
    sections = []
    for number in range(draw(st.integers(1, 4))):
        notes = draw(st.lists(st.sampled_from("abcd"), max_size=3))
        listed = "".join(f"{below}- {note}{draw(comments)}\n" for note in notes)
        listed = "\n" + listed if listed else " []\n"
        sections.append(f"{pad}-{gap}id: s{number}{draw(comments)}\n{inner}notes:{listed}")
    return (
        "title: x\nsections:\n"
        + between.join(sections)
        + draw(st.sampled_from(["", "# end\n", "lint: {}\n"]))
    )


@given(hubs(), st.data())
def test_sections_and_their_notes(text: str, draw: st.DataObject) -> None:
    fields: dict[str, Any] = yaml.load(text, yaml.CBaseLoader)
    data = text.encode()
    for _ in range(3):
        op = draw.draw(section_edits(fields["sections"]))
        data = edit(data, "hub", op)
        agree(data, "hub", fields)


@st.composite
def section_edits(draw: st.DrawFn, sections: list[Any]) -> Op:
    """An edit of a hub, which is done to the given sections as well."""
    kind = draw(
        st.sampled_from(["add", "move", "remove", "list", "move note", "count"] if sections else ["add"])
    )
    at = draw(st.integers(0, max(len(sections) - 1, 0)))
    to = draw(st.integers(0, max(len(sections) - 1, 0)))
    if kind == "add":
        new = {"id": "new", "notes": draw(st.sampled_from([[], ["a"], ["b", "c"]]))}
        sections.insert(at, {"id": "new", "notes": list(new["notes"])})
        return Insert(("sections",), at, new)
    if kind == "move":
        sections.insert(to, sections.pop(at))
        return MoveItem(("sections",), at, ("sections",), to)
    if kind == "remove":
        del sections[at]
        return RemoveItem(("sections",), at)
    if kind == "move note" and sections[at]["notes"]:
        sections[to]["notes"].insert(0, sections[at]["notes"].pop())
        index = len(sections[at]["notes"]) - (at == to)
        return MoveItem(("sections", at, "notes"), index, ("sections", to, "notes"), 0)
    if kind == "count":
        sections[at]["count"] = "3"
        return SetValue(("sections", at, "count"), 3, after="id")
    sections[at]["notes"].append("z")
    return Insert(("sections", at, "notes"), len(sections[at]["notes"]) - 1, "z")
