"""What `lint` prints, in each format."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from rlkb_cli.errors import BadInput
from rlkb_cli.lint import formats
from rlkb_cli.lint.frame import rows
from rlkb_cli.lint.report import Located, LocatedRelated, Report

LINK = Located(
    rule="dangling-link",
    severity="error",
    path="notes/a.md",
    line=12,
    column=9,
    end_line=12,
    end_column=13,
    message="there is no notes/b.md",
    help="did you mean notes/c.md?",
    fix="safe",
    fingerprint="f1",
    source=((11, ""), (12, "See [b](b.md) for more.")),
)
REPEATED = Located(
    rule="duplicate-question",
    severity="warning",
    path="notes/b.md",
    line=2,
    column=11,
    end_line=2,
    end_column=15,
    message="this question [red]was\x1b[0m asked before",
    related=(LocatedRelated("notes/a.md", 102, 11, 102, 15, "first asked here", ((102, "question: Why?"),)),),
    fix="unsafe",
    source=((2, "question: Why?"),),
)
UNREADABLE = Located("unreadable", "info", "notes/x.md", 1, 1, 1, 1, "not a regular file")
REPORT = Report((LINK, REPEATED, UNREADABLE), notes=1033, hubs=1, seconds=0.1234)
NOTHING = Report((), notes=33, hubs=1, seconds=0.05)


def printed(name: str, report: Report, width: int = 1000, color: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=color, color_system="truecolor" if color else None
    )
    formats.render(name, report, console)
    return out.getvalue()


def marked(text: str, start: int, end: int, width: int = 1000) -> tuple[str, str]:
    """A frame's line and its marks, for a span of character indices."""
    place = LocatedRelated("p.md", 1, start + 1, 1, end + 1, "", ((1, text),))
    (row,) = rows(place, width, "^")
    return row.text, row.marks


def test_formats_are_the_modules_of_the_folder() -> None:
    assert formats.names() == ["concise", "full", "json"]
    with pytest.raises(BadInput, match="no output format 'xml'"):
        formats.render("xml", NOTHING, Console())


@pytest.mark.parametrize("name", ["full", "concise"])
def test_without_problems_only_the_closing_line_is_printed(name: str) -> None:
    assert printed(name, NOTHING) == "No problems in 33 notes and 1 hub (0.05 s)\n"


CLOSING = """\
1 error, 1 warning, 1 info in 1,033 notes and 1 hub (0.12 s)
[*] 1 fixable with `--fix`, 1 more with `--fix --unsafe-fixes`
"""


def test_full() -> None:
    assert (
        printed("full", REPORT)
        == rf"""error[dangling-link] [*]: there is no notes/b.md
  --> notes/a.md:12:9
   |
11 |
12 | See [b](b.md) for more.
   |         ^^^^
   |
   = help: did you mean notes/c.md?

warning[duplicate-question]: this question [red]was\x1b[0m asked before
   --> notes/b.md:2:11
    |
  2 | question: Why?
    |           ^^^^
note: first asked here
   --> notes/a.md:102:11
    |
102 | question: Why?
    |           ----

info[unreadable]: not a regular file
 --> notes/x.md:1:1

{CLOSING}"""
    )


def test_concise() -> None:
    assert (
        printed("concise", REPORT)
        == rf"""notes/a.md:12:9: error[dangling-link] [*] there is no notes/b.md
notes/b.md:2:11: warning[duplicate-question] this question [red]was\x1b[0m asked before
notes/x.md:1:1: info[unreadable] not a regular file
{CLOSING}"""
    )


def test_json_is_exact_and_repeatable() -> None:
    data = json.loads(printed("json", REPORT))
    assert data["version"] == 1
    assert data["findings"][0] == {
        "rule": "dangling-link",
        "severity": "error",
        "path": "notes/a.md",
        "line": 12,
        "column": 9,
        "end_line": 12,
        "end_column": 13,
        "message": "there is no notes/b.md",
        "help": "did you mean notes/c.md?",
        "related": [],
        "fix": "safe",
        "fingerprint": "f1",
    }
    assert data["findings"][1]["message"] == REPEATED.message
    assert [place["path"] for place in data["findings"][1]["related"]] == ["notes/a.md"]
    assert data["summary"] == {
        "errors": 1,
        "warnings": 1,
        "infos": 1,
        "fixable": 1,
        "unsafely_fixable": 1,
        "notes": 1033,
        "hubs": 1,
    }
    assert printed("json", REPORT) == printed("json", REPORT._replace(seconds=9.0))


@pytest.mark.parametrize(
    ("text", "value", "shown", "marks"),
    [
        ("a b c", "b", "a b c", "  ^"),
        ("強化 b", "b", "強化 b", "     ^"),
        ("a 強化🤖", "強化🤖", "a 強化🤖", "  ^^^^^^"),
        ("e\u0301e\u0301 b", "b", "e\u0301e\u0301 b", "   ^"),
        ("a\tb\tc", "b", "a   b   c", "    ^"),
        ("\x1b b", "b", r"\x1b b", "     ^"),
        ("a \u202eb", "\u202eb", r"a \u202eb", "  ^^^^^^^"),
    ],
)
def test_marks_stand_under_the_value(text: str, value: str, shown: str, marks: str) -> None:
    start = text.index(value)
    assert marked(text, start, start + len(value)) == (shown, marks)


def test_an_empty_span_and_one_behind_the_line_are_marked() -> None:
    assert marked("ab", 1, 1) == ("ab", " ^")
    assert marked("ab", 2, 2) == ("ab", "  ^")
    assert marked("", 7, 9) == ("", "^")


def test_long_lines_are_cut_around_the_value() -> None:
    text = "word " * 50 + "VALUE" + " more" * 50
    shown, marks = marked(text, 250, 255, width=40)
    assert shown == "... word word VALUE more more more mo..."
    assert shown[len(marks) - 5 : len(marks)] == "VALUE"
    assert cell_len(shown) <= 40
    assert marked("x" * 1_000_000, 500_000, 500_001, width=40)[0].startswith("...xxx")


def test_a_value_of_several_lines_is_marked_on_each() -> None:
    place = LocatedRelated("p", 2, 4, 4, 3, "", ((1, "x"), (2, "a: {"), (3, "  b"), (4, " }"), (5, "y")))
    assert [row.marks for row in rows(place, 80, "-")] == ["", "   -", "  -", " -", ""]


@given(
    st.text("a 強🤖\t\x1be\u0301\u200d", max_size=200),
    st.integers(0, 200),
    st.integers(0, 200),
    st.integers(20, 120),
)
def test_a_frame_never_exceeds_its_width(text: str, start: int, end: int, width: int) -> None:
    shown, marks = marked(text, start, end, width)
    assert cell_len(shown) <= width
    assert "^" in marks
    assert len(marks) <= width + 1


def test_a_narrow_terminal_wraps_words_and_never_frames() -> None:
    long = LINK._replace(
        message="one two " * 20, help="three four " * 20, source=((12, "See [b](b.md) " + "x" * 200),)
    )
    lines = printed("full", Report((long,), 1, 1, 0.0), width=40).splitlines()
    assert max(map(len, lines[:-2])) <= 40
    assert "12 | See [b](b.md) xxxxxxxxxxxxxxxxxx..." in lines
    assert [line for line in lines if line.startswith("           three four")]


def test_colours_stand_only_where_asked() -> None:
    assert "\x1b" not in printed("full", REPORT) + printed("concise", REPORT)
    assert "\x1b[1;31merror\x1b[0m" in printed("full", REPORT, color=True)
    assert "\x1b" not in printed("json", REPORT, color=True)
