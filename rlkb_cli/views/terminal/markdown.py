"""Markdown of a note, rendered for a terminal as text that is hostile.

What a terminal would obey is made visible behind the parser, since entities such as `&#x202e;` only become
characters there.  Links lead to other hosts or nowhere; raw HTML is shown as it is written.
"""

from typing import TYPE_CHECKING, Any

from rlkb_cli.output import visible

if TYPE_CHECKING:
    from rich.markdown import Markdown

_LINKS = ("http://", "https://", "mailto:")


def rendered(text: str) -> "Markdown":
    """The text of a body, to be printed."""
    from rich.markdown import Markdown

    page = Markdown(text, code_theme="ansi_dark", inline_code_lexer=None)
    page.parsed = [token for token in page.parsed if _made_safe(token)]
    return page


def _made_safe(token: Any) -> bool:
    """Make one token and those in it harmless, in place; False for a comment, which is not shown."""
    token.content = visible(token.content, keep="\n\t")
    token.info = token.info if token.info.isalnum() else ""
    for name in ("href", "src"):
        target = str(token.attrs.get(name, ""))
        if name in token.attrs:
            token.attrs[name] = visible(target) if target.lower().startswith(_LINKS) else ""
    if token.type in ("html_inline", "html_block"):
        if token.content.lstrip().startswith("<!--"):
            return False
        token.type = "text" if token.type == "html_inline" else "code_block"
    token.children = [child for child in token.children or () if _made_safe(child)]
    return True
