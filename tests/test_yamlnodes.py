import time

import pytest

from rlkb_cli.kb import yamlnodes
from rlkb_cli.kb.values import Quoted
from rlkb_cli.kb.yamlnodes import MAX_DEPTH, Node, YamlProblem, compose, duplicates


def root(text: str) -> Node:
    node = compose(text.encode())
    assert node is not None
    return node


def written(text: str, *path: str | int) -> str:
    """The text that the node at a path spans."""
    data = text.encode()
    node = root(text).at(path)
    assert node is not None
    return data[node.start : node.end].decode()


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "--- # x\n"])
def test_nothing(text: str) -> None:
    assert compose(text.encode()) is None


def test_raw_values() -> None:
    node = root("a: no\nb: 1.10\nc: 'no'\nd: 31e9251331\ne:\nf: [~, {g: 12:30:45}]\nh: >-\n  x\n  y\n")
    assert node.plain() == {
        "a": "no", "b": "1.10", "c": "no", "d": "31e9251331", "e": "", "f": ("~", {"g": "12:30:45"}),
        "h": "x y",
    }  # fmt: skip
    fields = node.plain()
    assert isinstance(fields, dict)
    assert [type(fields[key]) for key in "ach"] == [str, Quoted, Quoted]


@pytest.mark.parametrize(
    ("text", "path", "span"),
    [
        ("a: b # c\n", ("a",), "b"),
        ("a: 'b'' c'  \n", ("a",), "'b'' c'"),
        ("😀: é\nb: z\n", ("b",), "z"),
        ("a: b\r\nc: d\r\n", ("c",), "d"),
        ("a: b\rc: d\r", ("c",), "d"),
        ('a: "x\u0085y\u2028z"\nb: w\n', ("b",), "w"),
        ("a: |\n  é\n  two  \n\n\nb: c\n", ("a",), "|\n  é\n  two  "),
        ("a: |+ # c\n  x\n\nb: c\n", ("a",), "|+ # c\n  x\n"),
        ("a: |\n  x", ("a",), "|\n  x"),
        ("a: x\n  y\n\n  z\nb: c\n", ("a",), "x\n  y\n\n  z"),
        ("a:\n  - x\n  - y  # c\n# end\nb: c\n", ("a",), "- x\n  - y"),
        ("a: # c\n- x: 1\n  y: 2\n\n- z\n", ("a", 0), "x: 1\n  y: 2"),
        ("a: [x, {y: z}, ] # c\n", ("a",), "[x, {y: z}, ]"),
        ("a: [x: y, z]\n", ("a", 0), "x: y"),
        ("a: &n !!str b\nc: *n\n", ("a",), "b"),
        ("a: &n b\nc: *n\n", ("c",), "*n"),
        ("a: &n # c\n  - x\nc: *n\n", ("a",), "- x"),
    ],
)
def test_spans(text: str, path: tuple[str | int, ...], span: str) -> None:
    assert written(text, *path) == span


@pytest.mark.parametrize(
    ("text", "offset"), [("a:\nb: c\n", 2), ("a: [x]\nb: {c: , d: e}\n", 13), ("- \n- x\n", 1)]
)
def test_empty_values_have_a_place(text: str, offset: int) -> None:
    empty = next(node for node in root(text).walk() if node.kind == "scalar" and not node.value)
    assert (empty.start, empty.end) == (offset, offset)


def test_at_leads_nowhere() -> None:
    node = root("a: [x]\n")
    assert node.at(("a", 1)) is None
    assert node.at(("a", -1)) is None
    assert node.at(("a", "b")) is None
    assert node.at(("b", "c")) is None
    assert node.at(()) is node


def test_byte_order_mark_counts() -> None:
    node = compose(b"\xef\xbb\xbfa: b\n")
    assert node is not None
    assert node.pairs[0][1].start == 6


def test_duplicates_and_first_wins() -> None:
    node = root("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert [(path, key.start) for path, key in duplicates(node)] == [(("b", "c"), 15), (("a",), 21)]
    assert node.plain() == {"a": "1", "b": {"c": "1"}}
    assert duplicates(root("a: 1\nb: {a: 1}\n")) == []


def test_aliases_stay_aliases() -> None:
    node = root("a: &x [1, 2]\nb: *x\n<<: *x\n")
    assert node.plain() == {"a": ("1", "2"), "b": "*x", "<<": "*x"}


def test_keys_that_are_not_scalars() -> None:
    assert root("title: {{ title }}\n? [a, b]\n: c\n").plain() == {
        "title": {"?mapping": ""},
        "?sequence": "c",
    }


@pytest.mark.parametrize(
    ("data", "kind", "line", "offset"),
    [
        (b"a: b\nc: d: e\n", "syntax", 1, 9),
        ('é: x\nb: "\n'.encode(), "syntax", 2, 11),
        (b"a: b\r\nc: \x00\r\n", "syntax", 1, 9),
        ("é: \x7f".encode(), "syntax", 0, 4),
        (b"a: b\nc: \xff\n", "encoding", 1, 8),
        (b"a: b\n---\nc: d\n", "documents", 1, 5),
        (b"%YAML 1.1\n---\na: b\n", "directive", 0, 0),
        (b"a: *x\n", "alias", 0, 3),
    ],
)
def test_problems(data: bytes, kind: str, line: int, offset: int) -> None:
    with pytest.raises(YamlProblem) as caught:
        compose(data)
    problem = caught.value
    assert (problem.kind, problem.line, problem.offset) == (kind, line, offset)
    assert problem.message and "\n" not in problem.message


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b"{a: " * 100_000,
        b"- " * 100_000,
        b"? " * 100_000,
        b"[" + b"a," * 400_000 + b"]",
        b"a:\n" + b"".join(b"%sa:\n" % (b" " * depth) for depth in range(1, 200)),
    ],
)
def test_floods_are_stopped(data: bytes) -> None:
    started = time.process_time()
    with pytest.raises(YamlProblem) as caught:
        compose(data)
    assert caught.value.kind == "limit"
    assert time.process_time() - started < 3


def test_alias_bomb_is_nothing_special() -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert len(root("l0: &l0 [lol]\n" + levels).pairs) == 30
    merges = "".join(f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}\n" for n in range(1, 30))
    assert len(root("m0: &m0 {a: b}\n" + merges).pairs) == 30


def test_deepest_allowed() -> None:
    depth = MAX_DEPTH
    assert compose(b"[" * depth + b"]" * depth) is not None


def test_pure_parser_gives_the_same_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    text = "a: &x 'é'\nb:\n  - |\n    😀\n\n  - {c: , d: *x}\n  - \n# end\ne: plain\n  text\n"
    native = [(n.kind, n.start, n.end, n.value, n.style, n.flow) for n in root(text).walk()]
    monkeypatch.setattr(yamlnodes, "_Parser", yaml.SafeLoader)
    assert [(n.kind, n.start, n.end, n.value, n.style, n.flow) for n in root(text).walk()] == native
    with pytest.raises(YamlProblem) as caught:
        compose("é: \x00".encode())
    assert caught.value.offset == 4
