import pytest
from hypothesis import given
from hypothesis import strategies as st

from rlkb_cli.kb.frontmatter import NoFrontMatter, Parts, body_offset, split_hub, split_note

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("data", "block", "body"),
    [
        (b"---\na: b\n---\nBody", b"a: b\n", b"Body"),
        (b"---\r\na: b\r\n---\r\nBody", b"a: b\r\n", b"Body"),
        (b"---\ra: b\r---\rBody", b"a: b\r", b"Body"),
        (BOM + b"---  \na: b\n---\t\nBody", b"a: b\n", b"Body"),
        (b"---\n---\n", b"", b""),
        (b"---\na: b\n---", b"a: b\n", b""),
        (b"---\na: b\n...\nBody\n---\n", b"a: b\n", b"Body\n---\n"),
        (b"---\na: '\n  ---\n ---x'\n---\nx\n---\n", b"a: '\n  ---\n ---x'\n", b"x\n---\n"),
        (b"---\na: b\n---\n\xff\xfe", b"a: b\n", b"\xff\xfe"),
    ],
)
def test_notes(data: bytes, block: bytes, body: bytes) -> None:
    parts = split_note(data)
    assert isinstance(parts, Parts)
    assert parts.block == block
    assert data[body_offset(parts) :] == body
    assert b"".join(parts) == data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "missing"),
        (b"# Title\n---\n", "missing"),
        (b"\n---\na: b\n---\n", "missing"),
        (b"----\na: b\n----\n", "missing"),
        (b"{{< hugo >}}\n", "missing"),
        (b"---\na: b\n", "unclosed"),
        (b"---", "unclosed"),
        (b"---\na: b\n ---\n", "unclosed"),
        (b"+++\ntitle = 1\n+++\n", "toml"),
        (BOM + b'{\n "title": 1\n}\n', "json"),
    ],
)
def test_notes_without(data: bytes, reason: str) -> None:
    assert split_note(data) == NoFrontMatter(reason, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        (b"a: b\n", (b"", b"a: b\n", b"")),
        (BOM + b"---\na: b", (BOM, b"---\na: b", b"")),
        (b"a: b\n... # end\n\n# c\n", (b"", b"a: b\n", b"... # end\n\n# c\n")),
        (b"a: b\n...\n---\nc: d\n", (b"", b"a: b\n...\n---\nc: d\n", b"")),
        (b"", (b"", b"", b"")),
    ],
)
def test_hubs(data: bytes, parts: tuple[bytes, bytes, bytes]) -> None:
    assert split_hub(data) == parts


@given(
    st.lists(st.sampled_from([b"---", b"...", b"\n", b"\r", b"a: b", b" ", BOM, b"#", b"\xff"])).map(b"".join)
)
def test_nothing_is_lost(data: bytes) -> None:
    assert b"".join(split_hub(data)) == data
    parts = split_note(data)
    if isinstance(parts, Parts):
        assert b"".join(parts) == data
        assert body_offset(parts) >= len(parts.prefix + parts.block) + 3
