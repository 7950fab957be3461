"""The quick ways of reading a note find what the exact ones find, or nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import MonkeyPatch, mark

from rlkb_cli.kb import frontmatter
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.frontmatter import body_offset, body_start, split_note
from rlkb_cli.kb.quickyaml import UNREAD, quick_fields
from rlkb_cli.kb.read import read_mapping, read_note
from rlkb_cli.kb.values import is_empty

OURS = {**Config().read, "other": False, "a b": False}
# What a front matter is put together from; `¶` is a line break.
PIECES = """
    question: section: related: aliases: tags: other: a b: 1.10 no ~ null "quoted" 'it''s' "" '' [a,¤b] [a] [] [[a]]
    {a:¤b} ¶ ¶ ¶ ¶- ¶¤¤-¤ ¶¤¤ ¶# #¤note ¤#¤note: &a *a !t %x @x `x` a,¤`b` a¤-¤`b` a:¤`b` a:¤*b ? ¶?¤ - : ,¤&b [a,¤&b]
    >-¶¤¤ |¶¤¤ ... --- ¶--- ¶... ü ¤ ¤ \\ \t é¤` 12:30 2024-01-01 <<: *x* a&b "[[a]]" 'a:¤b' - ¤-¤-¤ [[[[
"""
WORDS = st.sampled_from([piece.replace("¤", " ").replace("¶", "\n") for piece in PIECES.split()])
BLOCKS = st.lists(st.builds("{}{}".format, WORDS, st.sampled_from(["", " ", "\n"])), max_size=14).map("".join)
FENCES = st.lists(st.sampled_from([b"---", b"...", b"\n", b"\n", b"\r\n", b"a: b", b" ", b"\xef\xbb\xbf"])).map(
    b"".join
)


@settings(max_examples=600, deadline=None)
@given(BLOCKS)
def test_front_matter(block: str) -> None:
    block += "\n"
    found = quick_fields(block.encode(), OURS)
    if found is None:
        return
    exact, problems = read_mapping(block.encode(), "invalid-yaml", 0)
    assert problems == []
    assert list(found) == list(exact)
    for key, value in found.items():
        if value is not UNREAD:
            assert value == exact[key]
            assert is_empty(value) == is_empty(exact[key])


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
