"""From places to bytes, lines and columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rlkb_cli.kb import place
from rlkb_cli.kb.locate import Position, SourceMap, line_of
from rlkb_cli.kb.place import FILE, Place

NOTE = (
    "---\r\nquestion: 'Why é?' # asked\r\nrelated:\r\n- a\r\n- \"b\"\r\nempty:\r\n"
    "map: {x: 1, y: [p, q]}\r\n---\r\n# Tïtle #\r\n\r\n🚚 [[a#b|c]] and [t](<u v.md>)\r\n"
).encode()
HUB = b"title: T\ntotals: {notes: 40}\nsections:\n- id: s\n  notes: [a, b]\n- id: t\n  notes:\n"


@pytest.mark.parametrize(
    ("spot", "expected"),
    [
        (FILE, b""),
        (place.value("question"), "'Why é?'".encode()),
        (place.key("question"), b"question"),
        (place.value("related", 0), b"a"),
        (place.value("related", 1), b'"b"'),
        (place.value("related"), b'- a\r\n- "b"'),
        (place.value("related", 7), b'- a\r\n- "b"'),
        (place.value("empty"), b"empty"),
        (place.value("map", "y", 1), b"q"),
        (place.value("map", "gone"), b"{x: 1, y: [p, q]}"),
        (place.value("gone"), b""),
        (place.link(0), b"[[a#b|c]]"),
        (place.link(1), b"[t](<u v.md>)"),
        (place.link(9), b""),
        (place.heading(0), "Tïtle".encode()),
        (place.line(3), b"related:"),
        (place.line(99), b""),
        (place.span(5, 13), b"question"),
    ],
)
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_places_of_a_note(bom: bytes, spot: Place, expected: bytes) -> None:
    data = bom + NOTE
    start, end = SourceMap(data, "note").span(
        Place("span", (5 + len(bom), 13 + len(bom))) if spot.kind == "span" else spot
    )
    assert data[start:end] == expected


@pytest.mark.parametrize(
    ("spot", "line", "text"),
    [
        (place.value("totals", "notes"), 2, b"40"),
        (place.value("totals", "sections"), 2, b"{notes: 40}"),
        (place.value("sections", 0, "notes", 1), 5, b"b"),
        (place.value("sections", 1, "notes"), 7, b"notes"),
        (place.value("sections", 1, "count"), 6, b"id: t\n  notes:"),
    ],
)
def test_places_of_a_hub(spot: Place, line: int, text: bytes) -> None:
    start, end = SourceMap(HUB, "hub").span(spot)
    assert HUB[start:end] == text
    assert line_of(HUB, "hub", spot) == line


def test_positions_count_characters() -> None:
    source = SourceMap("\ufeffaé🚚b\r\nc".encode(), "page")
    assert [source.position(offset) for offset in (0, 3, 4, 6, 10, 13)] == [
        Position(1, 1),
        Position(1, 1),
        Position(1, 2),
        Position(1, 3),
        Position(1, 4),
        Position(2, 1),
    ]
    assert (source.line(1), source.line(2), source.line(3), source.line(0)) == ("aé🚚b", "c", "", "")


@given(
    st.binary(max_size=80),
    st.sampled_from(["note", "page", "hub"]),
    st.sampled_from(["key", "value", "link", "heading", "line"]),
    st.integers(0, 5),
)
def test_every_place_of_every_text_is_inside_it(data: bytes, kind: str, form: str, number: int) -> None:
    source = SourceMap(data, kind)
    start, end = source.span(Place(form, (number + (form == "line"),)))
    assert 0 <= start <= end <= len(data)
    assert source.position(start) <= source.position(end)
