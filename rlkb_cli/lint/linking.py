"""What several rules ask of a body, exactly: run where a quick look has found something doubtful."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.frontmatter import body_start
from rlkb_cli.kb.markdown import Link, comments, labels, locate, scan
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.lint.bodies import is_within, not_prose

# Neither behind a word or bracket, as in `a[i][j]`, nor an escape, a footnote or a bare number.
_REFERENCE = lazy_pattern(
    rb"(?<![\w\]\\!])!?\[(?![\^@!\]])([^\[\]\\]*[^\W\d][^\[\]\\]*)\]\[(?![\^@])([^\[\]\\]+)\](?![\[(:])"
)
_ENCODED = lazy_pattern(rb"%(?!20)[0-9A-Fa-f]{2}")
_GAP = lazy_pattern(rb"\n[ \t>]*\r?\n|\n[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]|\n[ \t>]*\|")


def links_of(data: bytes) -> tuple[Link, ...]:
    """The links in the body of a file, in order and with their texts."""
    return scan(data[body_start(data) :]).links


def blocks_of_links(data: bytes) -> Iterator[tuple[int, Link]]:
    """The links in the body of a file, each with the number of its paragraph, list item or row."""
    body = data[body_start(data) :]
    gaps = [match.start() for match in _GAP.finditer(body)]
    number = 0
    for each, place in sorted(zip(scan(body).links, locate(body).links, strict=True), key=lambda pair: pair[1].start):
        while number < len(gaps) and gaps[number] < place.start:
            number += 1
        yield number, each


def are_apart(data: bytes, targets: Mapping[str, int]) -> bool:
    """Whether links to the same target, of which there are so many, stand in blocks of their own; False if unsure.

    It is seen from where the targets stand, as they are written, without parsing the body.
    """
    body = data[body_start(data) :]
    if (ord("%") in body and _ENCODED.search(body)) or (ord("&") in body and b"&#" in body):
        return False
    return all(_are_apart(body, target.encode(), count) for target, count in targets.items())


def _are_apart(body: bytes, target: bytes, count: int) -> bool:
    signs = re.escape(re.sub(rb"\w", b"", target))
    if signs and ord("\\") in body and re.search(rb"\\[%s]" % signs, body):
        return False
    spelled = re.escape(target).replace(rb"\ ", rb"(?: |%20)")
    spots = [match.start() for match in re.finditer(spelled, body)]
    starts = sorted({body.rfind(b"[", 0, spot) for spot in spots})
    return len(starts) >= count and all(_GAP.search(body, *pair) for pair in pairwise(starts))


def visible(kb: KnowledgeBase, references: Iterable[Reference]) -> Iterator[Reference]:
    """Of references that are flawed, those that a reader can come by: no links in Obsidian's comments, `%% … %%`."""
    hidden: dict[str, frozenset[int]] = {}
    for each in references:
        if each.kind == "link":
            if each.source not in hidden:
                hidden[each.source] = frozenset(_commented_out(kb.read(each.source)))
            if each.place.path[0] in hidden[each.source]:
                continue
        yield each


def _commented_out(data: bytes) -> Iterator[int]:
    body = data[body_start(data) :]
    spans = comments(body)
    for index, place in enumerate(locate(body).links if spans else ()):
        if is_within(place.start, spans):
            yield index


def undefined(data: bytes) -> Iterator[tuple[int, int, str]]:
    """The references in the body of a file to labels that it does not define: start, end, and label."""
    offset = body_start(data)
    body = data[offset:]
    found = list(_REFERENCE.finditer(body))
    if found:
        known, hidden = labels(body), not_prose(data)
        for match in found:
            label = " ".join(match[2].decode(errors="replace").split())
            start, end = offset + match.start(), offset + match.end()
            if label.casefold() not in known and not is_within(start, hidden) and not is_within(end - 1, hidden):
                yield start, end, label
