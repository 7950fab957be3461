"""What `lint` prints, in each format."""

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from rlkb_cli.errors import BadInput
from rlkb_cli.lint import formats
from rlkb_cli.lint.frame import rows
from rlkb_cli.lint.report import Located, LocatedRelated, Report
from rlkb_cli.lint.sheet import on_console, on_file

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
UNREADABLE = Located("unreadable-file", "info", "notes/x.md", 1, 1, 1, 1, "not a regular file")
REPORT = Report((LINK, REPEATED, UNREADABLE), notes=1033, hubs=1, seconds=0.1234)
NOTHING = Report((), notes=33, hubs=1, seconds=0.05)


def printed(name: str, report: Report, width: int | None = None, color: bool = False, **asked: bool) -> str:
    """What a format makes of a report, on a terminal if there is a width or colour."""
    out = io.StringIO()
    console = Console(
        file=out, width=width or 1000, force_terminal=color, color_system="truecolor" if color else None
    )
    sheet = on_console(console, width) if width or color else on_file(out)
    formats.render(name, report, sheet, **asked)
    return out.getvalue()


def marked(text: str, start: int, end: int, width: int = 1000) -> tuple[str, str]:
    """A frame's line and its marks, for a span of character indices."""
    place = LocatedRelated("p.md", 1, start + 1, 1, end + 1, "", ((1, text),))
    (row,) = rows(place, width, "^")
    return row.text, row.marks


def test_formats_are_the_modules_of_the_folder() -> None:
    assert formats.names() == [
        "concise",
        "full",
        "github",
        "gitlab",
        "grouped",
        "json",
        "jsonl",
        "junit",
        "sarif",
    ]
    with pytest.raises(BadInput, match="there is no output format"):
        formats.render("xml", NOTHING, on_file(io.StringIO()))


@pytest.mark.parametrize("name", ["full", "concise", "grouped", "github"])
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

info[unreadable-file]: not a regular file
 --> notes/x.md:1:1

{CLOSING}"""
    )


def test_concise() -> None:
    assert (
        printed("concise", REPORT)
        == rf"""notes/a.md:12:9: error[dangling-link] [*] there is no notes/b.md
notes/b.md:2:11: warning[duplicate-question] this question [red]was\x1b[0m asked before
notes/x.md:1:1: info[unreadable-file] not a regular file
{CLOSING}"""
    )


def test_grouped() -> None:
    another = LINK._replace(line=9, column=1, severity="warning", fix=None)
    assert (
        printed("grouped", REPORT._replace(findings=(another, *REPORT.findings)))
        == rf"""notes/a.md
  9:1   warning[dangling-link] there is no notes/b.md
  12:9  error[dangling-link] [*] there is no notes/b.md

notes/b.md
  2:11  warning[duplicate-question] this question [red]was\x1b[0m asked before

notes/x.md
  1:1  info[unreadable-file] not a regular file

{CLOSING.replace("1 warning", "2 warnings")}"""
    )


def test_github() -> None:
    several = REPEATED._replace(path="notes/50%: b,c.md", end_line=3)
    lines = printed("github", REPORT._replace(findings=(LINK, several, UNREADABLE))).splitlines(keepends=True)
    assert [tuple(line[2:].rstrip("\n").split("::", maxsplit=1)) for line in lines[:3]] == [
        (
            "error file=notes/a.md,line=12,col=9,endLine=12,endColumn=13,title=rlkb (dangling-link)",
            "notes/a.md:12:9: error[dangling-link] there is no notes/b.md%0Ahelp: did you mean notes/c.md?",
        ),
        (
            "warning file=notes/50%25%3A b%2Cc.md,line=2,endLine=3,title=rlkb (duplicate-question)",
            r"notes/50%25: b,c.md:2:11: warning[duplicate-question] this question [red]was\x1b[0m asked before",
        ),
        (
            "notice file=notes/x.md,line=1,col=1,endLine=1,endColumn=1,title=rlkb (unreadable-file)",
            "notes/x.md:1:1: info[unreadable-file] not a regular file",
        ),
    ]
    assert "".join(lines[3:]) == CLOSING


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
    lines = [json.loads(line) for line in printed("jsonl", REPORT).splitlines()]
    assert lines == [{"version": 1, **finding} for finding in data["findings"]]


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
    for name in ("gitlab", "json", "jsonl", "junit", "sarif"):
        assert "\x1b" not in printed(name, REPORT, color=True)


HOSTILE = (
    "\n::error::x %0A::error::y\r ##[error]z ##vso[a] [red]r[/red] \x1b[31m \u202e \0 <b>&amp;]]> \ufffe\ud800 {0} 強"
)


@pytest.mark.parametrize("name", formats.names())
@pytest.mark.parametrize("width", [40, None])
@pytest.mark.parametrize("text", [HOSTILE, "::error::x", " \t::add-mask::x", "a " * 18 + "::error::x"])
def test_text_of_notes_cannot_alter_a_report(name: str, width: int | None, text: str) -> None:
    path = text.replace("\ud800", "") + ".md"  # no file has such a name
    found = Located(
        "dangling-link",
        "error",
        path,
        1,
        2,
        1,
        4,
        text,
        help=text,
        related=(LocatedRelated(path, 1, 1, 1, 3, text, ((1, text),)),),
        fingerprint=text,
        source=((1, text),),
    )
    report = Report((found,), 1, 1, 0.0)
    shown = printed(name, report, width)
    assert shown == printed(name, report, width)
    assert not [ch for ch in shown if ch != "\n" and not (ch.isprintable() or ch in "\u3000")]
    assert not re.search(r"##[a-z]*\[", shown)
    commands = [line for line in shown.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == (name == "github")


MORE = tuple(LINK._replace(line=line, fix=None) for line in range(1, 11))
COUNTED = Report((LINK, REPEATED, *MORE, UNREADABLE), 1, 1, 0.0)


@pytest.mark.parametrize("name", ["full", "concise", "grouped", "github"])
def test_statistics_for_people(name: str) -> None:
    assert printed(name, COUNTED, statistics=True) == (
        "11  error[dangling-link] [*] 1\n"
        " 1  warning[duplicate-question]\n"
        " 1  info[unreadable-file]\n"
        "11 errors, 1 warning, 1 info in 1 note and 1 hub (0.00 s)\n"
        "[*] 1 fixable with `--fix`, 1 more with `--fix --unsafe-fixes`\n"
    )
    assert printed(name, Report((LINK,), 1, 1, 0.0), statistics=True).startswith("1  error[dangling-link] [*]\n")
    assert printed(name, NOTHING, statistics=True, quiet=True) == ""


def test_statistics_for_programs() -> None:
    data = json.loads(printed("json", COUNTED, statistics=True))
    assert data["statistics"][0] == {
        "rule": "dangling-link",
        "severity": "error",
        "findings": 11,
        "fixable": 1,
        "unsafely_fixable": 0,
    }
    assert (data["version"], data["summary"]["errors"]) == (1, 11)
    lines = [json.loads(line) for line in printed("jsonl", COUNTED, statistics=True).splitlines()]
    assert lines == [{"version": 1, **row} for row in data["statistics"]]


@pytest.mark.parametrize("name", ["gitlab", "junit", "sarif"])
def test_there_are_no_statistics_in_forms_for_hosts(name: str) -> None:
    with pytest.raises(BadInput, match="there are no statistics"):
        formats.chosen(name, statistics=True)
