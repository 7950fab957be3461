"""Text of notes on its way to the terminal."""

import io
import json
import sys
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rlkb_cli.output import choose_color, console, pieces, printer, safe, to_json, visible

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


class Stream(io.TextIOWrapper):
    """Standard output with an encoding, as a terminal or as a pipe."""

    def __init__(self, encoding: str = "utf-8", terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def written(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode(self.encoding)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    yield
    choose_color("auto")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "été 漢字 🤖 1–2 “x” [bold]\\x1b",
        "👩‍🔬 क्‍ष می‌خواهم",
        "a\u00a0b",
        "f :: Int, std::vector",
        "## A heading",
        "#[x]",
    ],
)
def test_visible_leaves_text_alone(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\x00\x07\x7f\x9b", r"a\x00\x07\x7f\x9b"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("abc\u202etxt", r"abc\u202etxt"),
        ("a\u200bb\u200dc\ufeff\u2028", r"a\u200bb\u200dc\ufeff\u2028"),
        ("\ud800 \U000e0041", r"\ud800 \U000e0041"),
        ("a\ufffe\uffff", r"a\ufffe\uffff"),
        ("::error::x", r"\x3a:error::x"),
        ("\u3000 ::add-mask::x", "\u3000 \\x3a:add-mask::x"),
        ("a ##[error]x ###[b]", r"a #\x23[error]x ##\x23[b]"),
        ("##vso[task.complete]##teamcity[x]", r"#\x23vso[task.complete]#\x23teamcity[x]"),
    ],
)
def test_visible_escapes_what_a_terminal_obeys_or_hides(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_visible_keeps_what_it_is_told_to() -> None:
    assert visible("a\n\t::b::\n\n ::c::", keep="\n\t") == "a\n\t\\x3a:b::\n\n \\x3a:c::"
    assert visible("a\n\tb\x1b", keep="\n\t") == "a\n\tb\\x1b"


@given(ANY_TEXT)
def test_nothing_raw_gets_through(text: str) -> None:
    shown = visible(text)
    assert not [ch for ch in shown if unicodedata.category(ch) in ("Cc", "Zl", "Zp", "Cs")]
    assert not [
        ch for ch in shown if unicodedata.bidirectional(ch) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI")
    ]
    assert visible(shown) == shown
    assert "".join(pieces(text)) == shown
    assert len(pieces(text)) == len(text)


def test_safe_text_is_no_markup() -> None:
    text = safe("[bold]\x1b[/bold]", style="red")
    assert (text.plain, text.style) == (r"[bold]\x1b[/bold]", "red")


@given(
    st.recursive(
        ANY_TEXT | st.integers() | st.none(),
        lambda values: st.lists(values) | st.dictionaries(ANY_TEXT, values),
    )
)
def test_json_keeps_the_data_and_is_harmless(data: object) -> None:
    for encoding in ("utf-8", "ascii", "latin-1"):
        written = to_json(data, encoding)
        assert json.loads(written) == data
        assert visible(written, keep="\n") == written
        written.encode(encoding)


def test_json_keeps_readable_letters() -> None:
    assert to_json({"b": "é漢", "a": "\x1b\u202e"}, indent=None) == '{"b": "é漢", "a": "\\u001b\\u202e"}'
    assert to_json("##[error]") == '"#\\u0023[error]"'
    assert to_json("é", "ascii") == '"\\u00e9"'


@pytest.mark.parametrize(
    ("terminal", "color", "environment", "colored"),
    [
        (True, "auto", {}, True),
        (False, "auto", {}, False),
        (False, "always", {"NO_COLOR": "1", "TERM": "dumb"}, True),
        (True, "never", {"FORCE_COLOR": "1"}, False),
        (True, "auto", {"NO_COLOR": "1"}, False),
        (True, "auto", {"NO_COLOR": ""}, True),
        (False, "auto", {"FORCE_COLOR": "1"}, True),
        (False, "auto", {"FORCE_COLOR": "0"}, False),
        (False, "auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (True, "auto", {"TERM": "dumb"}, False),
    ],
)
def test_colour_follows_option_environment_and_terminal(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, color: str, environment: dict[str, str], colored: bool
) -> None:
    stream = Stream(terminal=terminal)
    monkeypatch.setattr(sys, "stdout", stream)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    choose_color(color)  # type: ignore[arg-type]
    console().print("x", style="bold red")
    assert ("\x1b" in stream.written()) is colored


def test_a_pipe_is_neither_wrapped_nor_coloured_nor_read_as_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream()
    monkeypatch.setattr(sys, "stdout", stream)
    line = "[bold]:smile: 12 'quoted' " + "word " * 100 + "end"
    console().print(line)
    assert stream.written() == line + "\n"


def test_a_terminal_is_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream(terminal=True)
    monkeypatch.setattr(sys, "stderr", stream)
    choose_color("never")
    console(stderr=True).print("word " * 20)
    assert stream.written().count("\n") == 2


@pytest.mark.parametrize(("encoding", "written"), [("ascii", "\\xe9 \\u6f22\n"), ("latin-1", "é \\u6f22\n")])
def test_what_the_encoding_lacks_is_escaped(
    monkeypatch: pytest.MonkeyPatch, encoding: str, written: str
) -> None:
    stream = Stream(encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    console().print("é 漢")
    assert stream.written() == written


@given(st.lists(ANY_TEXT | st.tuples(ANY_TEXT, st.sampled_from(["", "bold red"]))))
def test_a_line_in_a_pipe_is_what_rich_would_write(line: list[str | tuple[str, str]]) -> None:
    written = []
    texts = [piece if isinstance(piece, str) else piece[0] for piece in line]
    for put in (lambda: printer()(*line), lambda: console().print(safe("".join(texts)))):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdout", Stream())
            put()
            written.append(sys.stdout.written())  # type: ignore[attr-defined]
    assert written[0] == written[1]


def test_a_line_has_its_styles_where_there_is_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream(terminal=True)
    monkeypatch.setattr(sys, "stdout", stream)
    printer()(("red\x1b", "red"), " plain [bold]")
    assert stream.written() == "\x1b[31mred\\x1b\x1b[0m plain [bold]\n"
