"""One scalar as YAML text: plain only where YAML 1.1 and 1.2 both read that very text, else quoted."""


from typing import Literal, TypeAlias

from rlkb_cli.edit.splice.values import Raw
from rlkb_cli.errors import Refused
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.values import is_typed

Quote: TypeAlias = Literal["'", '"']

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_BREAKS_PLAIN = lazy_pattern(r":\s|\s#|:\Z|\t")
_BREAKS_PLAIN_IN_FLOW = lazy_pattern(r"[,\[\]{}:?]")
# Everything that either version calls a line break or not printable, and what an editor would not show.
_UNPRINTABLE = lazy_pattern("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def is_printable(text: str) -> bool:
    """Whether every character may stand unescaped within one line."""
    return (text.isascii() and text.isprintable()) or _UNPRINTABLE.search(text) is None


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Whether the text needs no quotes: the same string to every reader, in block or in flow style."""
    if is_typed(text) or text != text.strip() or text[0] in _INDICATORS or text.startswith("..."):
        return False
    if flow and _BREAKS_PLAIN_IN_FLOW.search(text):
        return False
    return is_printable(text) and not _BREAKS_PLAIN.search(text)


def render_text(text: str, *, quote: Quote = "'", wanted: bool = False, flow: bool = False) -> str:
    """A string in one line: plain if it can be (and quotes are not `wanted`), else in the given quotes.

    Raises Refused for lone surrogates, which no file can hold.
    """
    if not wanted and is_plain(text, flow=flow):
        return text
    if quote == "'" and is_printable(text) and "\t" not in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if is_printable(char):
        return char
    if "\ud800" <= char <= "\udfff":
        raise Refused("a text with a lone surrogate cannot be written")
    return f"\\x{ord(char):02X}" if ord(char) < 256 else f"\\u{ord(char):04X}"


def render_typed(value: int | float | bool | None) -> str:
    """A number, a boolean or null in the spelling that both versions of YAML share."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if text.lstrip("-") in ("inf", "nan"):
        raise Refused(f"the number {text} cannot be written")
    # YAML 1.1 wants a point in the mantissa: `1e-07` is text there.
    mantissa, e, exponent = text.partition("e")
    return text if not e or "." in mantissa else f"{mantissa}.0e{exponent}"


def check_raw(text: Raw, *, flow: bool = False) -> str:
    """The text of a typed scalar; Refused if it is not one (text is written as str)."""
    if text and is_typed(text) and is_printable(text) and not (flow and _BREAKS_PLAIN_IN_FLOW.search(text)):
        return str(text)
    raise Refused(f"`{text}` is not a plain value")
