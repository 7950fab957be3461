"""The words of a Markdown body, without its markup."""

from rlkb_cli.kb.markdown.facts import PARSER

_TEXTS = ("Text", "Code", "InlineMath", "DisplayMath")
_BLOCKS = frozenset(["Paragraph", "Item", "TableCell", "CodeBlock", "FootnoteDefinition"])


def plain(body: str) -> str:
    """What a reader of the body sees, a line for each paragraph, heading, item and cell; raw HTML is left out."""
    parts: list[str] = []
    for event in PARSER.events(body):
        if isinstance(event, str):
            parts.append(" " if event in ("SoftBreak", "HardBreak") else "")
            continue
        kind, value = next(iter(event.items()))
        if kind in _TEXTS:
            parts.append(str(value).replace("\n", " "))
        elif kind == "End" and (isinstance(value, dict) or value in _BLOCKS):
            parts.append("\n")
    lines = (" ".join(line.split()) for line in "".join(parts).splitlines())
    return "\n".join(filter(None, lines))
