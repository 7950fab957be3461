"""The form of the cache: what is packed comes back, and nothing else is taken for it."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rlkb_cli.kb.columns import Damaged, pack, unpack

TEXTS = st.lists(st.text(st.characters(exclude_characters="\0")))
NUMBERS = st.lists(st.integers(-(2**63), 2**63 - 1)).map(lambda numbers: array("q", numbers))


@given(st.dictionaries(st.sampled_from(["ids", "links", "size"]), TEXTS | NUMBERS))
def test_what_is_packed_comes_back(columns: dict[str, list[str] | array[int]]) -> None:
    found = unpack(pack(columns))
    assert dict(found) == columns
    for name, column in columns.items():
        again = unpack(pack(columns))
        assert [again.item(name, row) for row in range(len(column))] == list(column)


@given(TEXTS, st.data())
def test_damage_is_noticed(texts: list[str], data: st.DataObject) -> None:
    packed = bytearray(pack({"texts": texts}))
    spot = data.draw(st.integers(0, len(packed) - 1))
    packed[spot] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Damaged):
        unpack(bytes(packed))


@given(TEXTS, st.data())
def test_a_part_is_not_the_whole(texts: list[str], data: st.DataObject) -> None:
    packed = pack({"texts": texts})
    with pytest.raises(Damaged):
        unpack(packed[: data.draw(st.integers(0, len(packed) - 1))])


@given(st.binary())
def test_other_bytes_are_refused(noise: bytes) -> None:
    with pytest.raises(Damaged):
        unpack(noise)


def test_a_nul_cannot_be_packed() -> None:
    with pytest.raises(ValueError, match="NUL"):
        pack({"texts": ["a\0b"]})
