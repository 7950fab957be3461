from typing import Any

import pytest
import yaml
import yaml12
from hypothesis import example, given
from hypothesis import strategies as st

from rlkb_cli.edit.newfile import new_hub, new_note
from rlkb_cli.edit.splice import Raw
from rlkb_cli.edit.splice.second import read_note_tree
from rlkb_cli.errors import Refused
from rlkb_cli.kb.frontmatter import Parts, split_note
from rlkb_cli.kb.yamlnodes import Node, compose

ODD = [
    "no", "y", "1.10", "12:30:45", "31e9251331", "2024-05-01", "null", "~", "", "=", "<<", "0o17", "1_000",
    ".5", "a: b", "a #b", "a:", "@x", "-", "- x", "?", "*a", "&a", "!a", "%x", "[a]", "{a}", "`a`",
    "a, b", "---", "...",
    " lead", "trail ", "a\nb", "a\nb\n", "\n", "a\n\n", "  a\nb", "a\n \nb", "tab\tx", "a\u0085b", "a\u2028b",
    "a\u2029", "a\ufeffb", "a\u00a0", "\x00\x7f", "\r\n", "😀 日本語 العربية", "it's \"q\" \\",
    "word " * 400 + "end",
]  # fmt: skip


def plain(root: Node | None) -> Any:
    assert root is not None
    return root.plain()


def block_of(data: bytes) -> bytes:
    parts = split_note(data)
    assert isinstance(parts, Parts)
    return parts.block


@pytest.mark.parametrize("text", ODD)
def test_every_text_reads_back_everywhere(text: str) -> None:
    assert_reads_back(text)


@given(
    st.text(
        alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from(" \t\n'\":#-?[]{},&*!|>%@`~=.01e"))
    )
)
@example("0.1.2")
@example("-.inf")
@example("0x1F")
def test_any_text_reads_back_everywhere(text: str) -> None:
    assert_reads_back(text)


def assert_reads_back(text: str) -> None:
    key = text if 0 < len(text) < 1000 else "key"
    data = new_note({"question": text, "related": [text, text], key: {"in": text}}, "Body")
    block = block_of(data)
    for fields in (
        yaml.load(block, yaml.CSafeLoader),
        yaml12.parse_yaml(block.decode()),
        plain(read_note_tree(data)),
        plain(compose(block)),
    ):
        assert fields["question"] == text if text != "question" else True
        assert list(fields["related"]) == [text, text] if text != "related" else True
        assert fields[key]["in"] == text


def test_a_note_looks_as_a_curator_would_write_it() -> None:
    fields = {
        "question": "Does it: hold?", "section": "a-b", "summary": "One " * 40 + "end",
        "related": ["x", "no"], "aliases": [], "date": Raw("2024-05-01"), "count": 3, "draft": False,
        "text": "one\ntwo\n",
    }  # fmt: skip
    assert new_note(fields, "Body.").decode() == (
        "---\nquestion: 'Does it: hold?'\nsection: a-b\nsummary: "
        + "One " * 40
        + "end\nrelated:\n  - x\n  - 'no'\n"
        "aliases: []\ndate: 2024-05-01\ncount: 3\ndraft: false\ntext: |\n  one\n  two\n---\n\nBody.\n"
    )


def test_a_hub_looks_as_a_curator_would_write_it() -> None:
    sections = [{"id": "a", "title": "A", "count": 1, "notes": ["x"]}, {"id": "b", "notes": []}]
    assert new_hub(
        {"title": "What?", "totals": {"notes": 1, "sections": 2}, "sections": sections}
    ).decode() == (
        "title: What?\ntotals:\n  notes: 1\n  sections: 2\nsections:\n  - id: a\n    title: A\n    count: 1\n"
        "    notes:\n      - x\n  - id: b\n    notes: []\n"
    )


def test_no_fields_no_body() -> None:
    assert new_note({}, "") == b"---\n---\n"
    assert new_hub({}) == b""


def test_the_body_is_never_decoded() -> None:
    assert plain(read_note_tree("---\na: é\nb: no\n---\n".encode() + b"\xff")) == {"a": "é", "b": "no"}


@pytest.mark.parametrize(
    "data", [b"no front matter", b"---\n- a\n---\n", b"---\na: [\n---\n", b"---\n\ta: b\n---\n"]
)
def test_what_the_second_reader_does_not_take(data: bytes) -> None:
    with pytest.raises(ValueError):
        read_note_tree(data)


@pytest.mark.parametrize("fields", [{"a": "\ud800"}, {"a": Raw("text")}, {"a": Raw("")}, {"a" * 1100: "b"}])
def test_what_cannot_be_written(fields: dict[str, str]) -> None:
    with pytest.raises(Refused):
        new_note(fields, "")
