"""The quick ways of reading a note find what the exact ones find, or nothing."""

import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import MonkeyPatch, mark

from rlkb_cli.kb import frontmatter
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.frontmatter import body_offset, body_start, split_note
from rlkb_cli.kb.mapping import read_mapping
from rlkb_cli.kb.quickyaml import UNREAD, quick_fields
from rlkb_cli.kb.read import read_note
from rlkb_cli.kb.values import Quoted

OURS = {*Config().read, "other", "a b"}
# What a front matter is put together from; `¶` is a line break.
PIECES = """
    question: section: related: aliases: tags: other: a b: 1.10 no ~ null "quoted" 'it''s' "" '' [a,¤b] [a] [] [[a]]
    {a:¤b} ¶ ¶ ¶ ¶- ¶¤¤-¤ ¶¤¤ ¶# #¤note ¤#¤note: &a *a !t %x @x `x` a,¤`b` a¤-¤`b` a:¤`b` a:¤*b ? ¶?¤ - : ,¤&b [a,¤&b]
    k:¶¤¤a:¤b¶¤¤c:¤d ¶-¤a:¤b¶¤¤c:¤d x:¶¤¤-¤a¶¤¤-¤'b' ¶¤¤more ¶¤'more ¶¤"more - -¶ -1 ¤¤¤¤ a#b a:b ,¤] [a,¤b:c,¤"d"]
    >-¶¤¤ |¶¤¤ |-¶¤¤a¶¤¤b ... --- ¶--- ¶... ü ¤ ¤ \\ \t é¤` 12:30 2024-01-01 <<: *x* a&b "[[a]]" 'a:¤b' - ¤-¤-¤ [[[[
"""
WORDS = st.sampled_from([piece.replace("¤", " ").replace("¶", "\n") for piece in PIECES.split()])
BLOCKS = st.lists(st.builds("{}{}".format, WORDS, st.sampled_from(["", " ", "\n"])), max_size=14).map("".join)
FENCES = st.lists(st.sampled_from([b"---", b"...", b"\n", b"\n", b"\r\n", b"a: b", b" ", b"\xef\xbb\xbf"])).map(
    b"".join
)


@settings(max_examples=600, deadline=None)
@given(BLOCKS)
def test_front_matter(block: str) -> None:
    compare((block + "\n").encode())


@mark.skipif("RLKB_CORPUS" not in os.environ, reason="RLKB_CORPUS names no folder of Markdown files")
def test_a_folder_of_notes() -> None:
    for path in sorted(Path(os.environ["RLKB_CORPUS"]).rglob("*.md")):
        parts = split_note(path.read_bytes())
        if isinstance(parts, frontmatter.Parts):
            compare(parts.block)


def compare(data: bytes) -> None:
    """Hold what is read quickly of front matter, of our keys and of all, to the exact reading."""
    found = quick_fields(data, OURS)
    everything = quick_fields(data, None)
    if found is None:
        assert everything is None
        return
    exact, problems = read_mapping(data, "invalid-yaml", 0)
    assert problems == []
    assert list(found) == list(exact)
    assert everything is None or _typed(tuple(everything.items())) == _typed(tuple(exact.items()))
    for key, value in found.items():
        if value is not UNREAD:
            assert _typed(value) == _typed(exact[key])


def _typed(value: object) -> object:
    """A value that shows which texts were quoted."""
    if isinstance(value, tuple):
        return tuple(map(_typed, value))
    return type(value), value


@mark.parametrize(
    ("block", "value"),
    [
        ("", ""),
        (" Why: no  ", None),
        (" Why not  # a comment", "Why not"),
        (" C#:x -1 'y'", "C#:x -1 'y'"),
        (" one\n  two\n   three", "one two three"),
        ("\n  one\n  two", "one two"),
        (' "one: # two"', Quoted("one: # two")),
        (' "one \\" two"', None),
        (" 'it''s\n  one'  # a comment", Quoted("it's one")),
        (" >-\n  one\n  two", Quoted("one two")),
        (" |\n  one\n  two", Quoted("one\ntwo\n")),
        (" >\n  one\n   two", None),
        (" []", ()),
        (" [a b, \"c, d\", 'e', https://f.g/h#i]", ("a b", Quoted("c, d"), Quoted("e"), "https://f.g/h#i")),
        (" [[a]]", None),
        (" {a: b}", None),
        ("\n- a  # a comment\n- 'b'\n-\n- c\n  d", ("a", Quoted("b"), "", "c d")),
        ("\n  - a\n - b", None),
        ("\n- a: b", None),
        (" &a b", None),
    ],
)
def test_a_value(block: str, value: object) -> None:
    found = quick_fields(f"other:{block}\n".encode(), OURS)
    assert _typed(found["other"] if found else None) == _typed(value)


@mark.parametrize(
    ("block", "is_tame"),
    [
        ("k:\n  a: b\n  # c\n  d:\n  - e\n", True),
        ("k:\n- a: b\n  c: >-\n    d\n-   e: f\n", True),
        ("k:\n  a: b\n  a: c\n", False),
        ("k:\n  a: b\n c: d\n", False),
        ("k:\n  - - a: b\n    - c: *d\n", False),
        ("a: b\n\n# c\nd: e\n", True),
        ("a: b\na: c\n", False),
        ("# only a comment\n", False),
        ("a: b\n---\n", False),
        ("a: b\tc\n", False),
        (f"{'a' * 1100}: b\n", False),
    ],
)
def test_what_is_not_asked_for_must_be_sound(block: str, is_tame: bool) -> None:
    assert (quick_fields(block.encode(), OURS) is not None) is is_tame


@mark.parametrize("deep", ["a: " + "[" * 60 + "]" * 60, "a:\n" + "".join(" " * n + "- a:\n" for n in range(1, 120, 2))])
def test_what_is_nested_too_deep_is_read_exactly(deep: str) -> None:
    assert quick_fields(f"question: Why?\n{deep}\n".encode(), OURS) is None


@given(FENCES)
def test_fences(data: bytes) -> None:
    quick = split_note(data)
    assert read_note("a.md", data, Config()).body_start == body_start(data)
    with MonkeyPatch.context() as patch:
        patch.setattr(frontmatter, "_plain_end", lambda data: 0)
        assert split_note(data) == quick
    if isinstance(quick, frontmatter.Parts):
        fence = frontmatter._CLOSE.match(b"\n" + quick.rest, 1)
        assert fence is not None
        assert body_offset(quick) == len(quick.prefix + quick.block) + fence.end() - 1
