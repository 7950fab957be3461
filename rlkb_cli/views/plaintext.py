"""The words of a Markdown body, without its markup."""

from rlkb_cli.kb.markdown.facts import PARSER

_TEXTS = ("Text", "Code", "InlineMath", "DisplayMath")
_BLOCKS = frozenset(["Paragraph", "List", "Item", "TableCell", "CodeBlock", "FootnoteDefinition"])
_QUOTED = frozenset(["Heading", "CodeBlock", "BlockQuote"])


def plain(body: str, *, own: bool = False) -> str:
    """What a reader of the body sees, a line for each paragraph, heading, item and cell; raw HTML is left out.

    With `own`, only what the text asks itself: without headings, blocks of code, quotations, and links that show a
    question, which is that of another note.
    """
    parts: list[str] = []
    quoted, link = 0, 0
    for event in PARSER.events(body):
        if isinstance(event, str):
            parts.append(" " if event in ("SoftBreak", "HardBreak") else "")
            continue
        edge, value = next(iter(event.items()))
        kind = next(iter(value)) if isinstance(value, dict) else value
        if edge in _TEXTS:
            parts.append("" if own and quoted else str(value).replace("\n", " "))
        elif edge == "Start":
            parts.append("\n" if kind in _BLOCKS else "")
            quoted += kind in _QUOTED
            link = len(parts) if kind == "Link" else link
        elif edge == "End":
            quoted -= kind in _QUOTED
            if own and kind == "Link" and "".join(parts[link:]).rstrip().endswith("?"):
                del parts[link:]
            if isinstance(value, dict) or kind in _BLOCKS:
                parts.append("\n")
    lines = (" ".join(line.split()) for line in "".join(parts).splitlines())
    return "\n".join(filter(None, lines))
