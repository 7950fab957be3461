"""How a file is written, so that what is added looks as if it had always been there."""

from collections import Counter
from typing import NamedTuple

from rlkb_cli.edit.splice.places import column
from rlkb_cli.edit.splice.scalars import Quote
from rlkb_cli.kb.yamlnodes import Node


class Style(NamedTuple):
    """`quote` for texts that need one (None: either will do); how many columns right of the key above them
    the dashes of a list (`offset`) and the keys of a mapping (`step`) stand; `flow_lists`: as `[a, b]`."""

    quote: Quote | None = None
    offset: int = 2
    step: int = 2
    flow_lists: bool = False


def style_of(data: bytes, root: Node | None) -> Style:
    """The habits of the file, the most frequent each; where it shows none, those of new files."""
    quotes: Counter[Quote] = Counter()
    offsets: Counter[int] = Counter()
    steps: Counter[int] = Counter()
    flow = 0
    for node in root.walk() if root else ():
        if node.style == "'":
            quotes["'"] += 1
        elif node.style == '"':
            quotes['"'] += 1
        flow += bool(node.flow and node.items)
        for key, value in () if node.flow else node.pairs:
            if not value.flow and (value.items or value.pairs):
                counter = offsets if value.items else steps
                counter[column(data, value.start) - column(data, key.start)] += 1
    quote = max(quotes, key=quotes.__getitem__, default=None)  # `most_common` imports more to find it
    return Style(quote, _most(offsets), _most(steps), bool(flow and not offsets))


def _most(columns: Counter[int]) -> int:
    return max(columns, key=columns.__getitem__, default=2)
