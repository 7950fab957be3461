"""The one place where text of notes meets the terminal.

A question can hold `[bold]`, an escape sequence, a character that turns the line around, or a command to the server
that runs a check and obeys what it reads in the log.  Rich passes all but the first through, into pipes as well, so
what comes out of a file goes through `visible`, `safe` or `to_json`.
"""

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Literal, TextIO, TypeAlias

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from rich.console import Console
    from rich.text import Text

    from rlkb_cli.errors import RlkbError

Color = Literal["auto", "always", "never"]
_color: Color = "auto"

STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}

JSON_VERSION = 1
"""The form of the JSON that commands print; a key that is added does not change it."""

_UNLIMITED = 1_000_000_000  # columns of a pipe: never wrap, never cut
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}

# C0, DEL, C1, soft hyphen, bidi controls, zero-width, line and paragraph separators, annotations, noncharacters,
# lone surrogates, tags.  Joiners between letters beyond Latin are spelling (Persian, Hindi, emoji) and stay.
_HIDDEN = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
    "|(?<![\u0250-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0250-\U0010ffff])"
)
_FOREIGN = "[^\x00-\x7f]"

# `##[error]`, `##vso[…]`, `##teamcity[…]` anywhere, and `::error::` at the start of a line: commands to the runners of
# GitHub, Azure and TeamCity.  A match ends with the character to escape.
_MARK = r"(?<=#)#(?=[a-z]{0,20}\[)"
_COMMAND = rf"(?m:^)[^\S\n]*:(?=:)|{_MARK}"

Piece: TypeAlias = "str | tuple[str, str]"
"""A part of a line: text, alone or with the style that it has where there is colour."""


def visible(text: str, keep: str = "") -> str:
    r"""The text with all that a terminal or log would obey or hide written as an escape: `\x1b`, `\u202e`, `\n`.

    `keep` names characters that stay as they are, e.g. `"\n\t"` for a body.
    """
    return text if _is_plain(text) else "".join(pieces(text, keep))


def pieces(text: str, keep: str = "") -> list[str]:
    """What `visible` makes of each character of the text; joined, they are `visible(text, keep)`."""
    shown = list(text)
    if not _is_plain(text):
        for hit in _compiled(_HIDDEN).finditer(text):
            shown[hit.start()] = _escape(hit[0], keep)
        for hit in _compiled(_COMMAND).finditer(text):
            shown[hit.end() - 1] = _escape(text[hit.end() - 1], "")
    return shown


def safe(text: str, style: str = "", keep: str = "") -> "Text":
    """Text of a note as a Rich `Text`: no markup in it is obeyed, nothing in it reaches the terminal raw."""
    from rich.text import Text

    return Text(visible(text, keep), style=style)


def to_json(data: object, encoding: str = "utf-8", indent: int | None = 2) -> str:
    r"""The data as JSON: exactly the data, spelled to be harmless on a terminal and to fit the encoding.

    Hidden characters and lone surrogates become `\uXXXX`; so does all that is not ASCII where the encoding is
    not a form of UTF-8.  Keys keep their order.
    """
    import json

    foreign = not encoding.lower().startswith("utf")
    plain = json.dumps(data, ensure_ascii=False, indent=indent)
    if _is_plain(plain.replace("\n", "")) and (plain.isascii() or not foreign):
        return plain
    unsafe = _compiled(f"{_HIDDEN}|{_FOREIGN}" if foreign else _HIDDEN)
    harmless = unsafe.sub(lambda hit: hit[0] if hit[0] == "\n" else json.dumps(hit[0])[1:-1], plain)
    return _compiled(_MARK).sub(r"\\u0023", harmless)


def print_json(command: str, **data: object) -> None:
    """Print what a command found as JSON, with the version of its form."""
    sys.stdout.write(to_json({"version": JSON_VERSION, "command": command, **data}, sys.stdout.encoding) + "\n")


def printer(stderr: bool = False) -> "Callable[..., None]":
    """A function that prints one line of `Piece`s, made safe, on standard output (or error).

    What goes into a pipe or file without colour is written as it is, which needs no Rich: importing it takes longer
    than most commands do.
    """
    stream = sys.stderr if stderr else sys.stdout
    return line_writer(stream) if is_plain(stream) else rich_line_writer(console(stderr))


def is_plain(stream: TextIO) -> bool:
    """True for a pipe or file that gets no colours."""
    return not (stream.isatty() or _colored(stream))


def line_writer(stream: TextIO) -> "Callable[..., None]":
    """A function that writes one line of `Piece`s, made safe, without their styles."""
    _never_fail_to_encode(stream)

    def put(*pieces: Piece) -> None:
        texts = (piece if isinstance(piece, str) else piece[0] for piece in pieces)
        stream.write("".join(map(visible, texts)) + "\n")

    return put


def rich_line_writer(out: "Console", *, soft_wrap: bool = False) -> "Callable[..., None]":
    """A function that prints one line of `Piece`s, made safe; with `soft_wrap`, breaking it is left to the terminal."""
    from rich.text import Text

    def put(*pieces: Piece) -> None:
        styled = [(piece, "") if isinstance(piece, str) else piece for piece in pieces]
        out.print(Text.assemble(*((visible(text), style) for text, style in styled)), soft_wrap=soft_wrap)

    return put


def explain(error: "RlkbError") -> None:
    """Print what went wrong, and what to do about it, on stderr."""
    put = printer(stderr=True)
    put(("error: ", "bold red"), str(error))
    for warning in error.warnings:
        put(("warning: ", "bold yellow"), warning)
    if error.help:
        put(("  help: ", "bold cyan"), error.help)


def console(stderr: bool = False) -> "Console":
    """A Rich console on standard output (or error) that obeys no markup and takes nothing for an emoji name.

    In a pipe or file it neither wraps nor cuts.  What the stream's encoding lacks is written as an escape.
    """
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    _never_fail_to_encode(stream)
    colored = _colored(stream)

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            # Rich would exit with 1; how a closed pipe ends is one decision, made in `cli`.
            raise BrokenPipeError

    return Plain(
        file=stream,
        force_terminal=colored,
        color_system=("standard" if _is_dumb() else "auto") if colored else None,
        no_color=not colored,
        width=None if stream.isatty() else _UNLIMITED,
        height=None if stream.isatty() else _UNLIMITED,  # without both, Rich asks the system at every line
        markup=False,
        emoji=False,
        highlight=False,
    )


def choose_color(color: Color) -> None:
    """Say when consoles use colours: what `--color` and `RLKB_COLOR` ask for."""
    global _color
    _color = color


@cache
def _compiled(pattern: str) -> "re.Pattern[str]":
    """A pattern, compiled when it is needed: that takes longer than an edit."""
    import re

    return re.compile(pattern)


def _is_plain(text: str) -> bool:
    return text.isprintable() and "::" not in text and "##" not in text


def _escape(character: str, keep: str) -> str:
    if character in keep:
        return character
    code = ord(character)
    form = "\\x{:02x}" if code < 0x100 else "\\u{:04x}" if code < 0x10000 else "\\U{:08x}"
    return _SHORT.get(character) or form.format(code)


def _colored(stream: TextIO) -> bool:
    """What was chosen decides; else NO_COLOR, then FORCE_COLOR (https://no-color.org, https://force-color.org)."""
    if _color != "auto":
        return _color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and not _is_dumb()


def _is_dumb() -> bool:
    return os.environ.get("TERM", "").lower() in ("dumb", "unknown")


def _never_fail_to_encode(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
