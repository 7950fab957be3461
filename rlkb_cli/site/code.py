"""Code, coloured by class names; the colours are in the style sheet."""

from functools import lru_cache
from html import escape
from typing import Any

LONGEST = 40_000  # characters; what is longer stays plain, since colouring it takes long
PREFIX = "c-"
_PLAIN = frozenset(["text", "txt", "plain", "plaintext"])


def highlight(code: str, language: str) -> str:
    """The code as HTML; plain where the language is not known."""
    lexer = _lexer(language.split(maxsplit=1)[0].strip("{}.,") if language.strip() else "")
    if lexer is None or len(code) > LONGEST:
        return escape(code, quote=False)
    import pygments

    coloured: str = pygments.highlight(code, lexer, _formatter())
    return coloured


def colours(style: str, scope: str) -> str:
    """The style sheet of a style of Pygments, for code below what `scope` selects."""
    from pygments.formatters.html import HtmlFormatter

    rules: str = HtmlFormatter(style=style, classprefix=PREFIX).get_style_defs(scope)
    kept = (line for line in rules.splitlines() if PREFIX in line)
    return "\n".join(kept) + "\n"


@lru_cache(maxsize=256)
def _lexer(language: str) -> Any:
    if not language or language in _PLAIN:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=1)
def _formatter() -> Any:
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(nowrap=True, classprefix=PREFIX)
