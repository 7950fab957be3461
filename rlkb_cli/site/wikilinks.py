"""Where the linter sees wikilinks: the parser takes more brackets for one, and reads `[[1]](url)` otherwise."""

from typing import NamedTuple

from rlkb_cli.kb.markdown import Link, locate, scan


class Written(NamedTuple):
    """A link as it was read, and the byte behind it."""

    link: Link
    end: int


def wikilinks(text: str) -> dict[int, Written]:
    """The links of a body by the byte at which the parser begins them."""
    body = text.encode()
    found: dict[int, Written] = {}
    for link, span in zip(scan(body).links, locate(body).links, strict=True):
        if body.startswith((b"[[", b"![["), span.start):
            found[span.start] = Written(link, span.end)
        elif body.startswith(b"[[", span.start - 1):  # `[[1]]` with a definition of `[1]`
            found[span.start - 1] = Written(link, span.end)
    return found
