"""Keys of a note in another order than everywhere else.

Why: whoever reads many notes finds the question and the section where he looks for them.

The order is: `id`, `question`, `section`, `summary`, `aliases`, relations, `former-ids`, `former-questions`.  Keys that
are not ours may stand anywhere, and stay where they are: the fix only lets ours change places, each with the comment
lines right above it.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    lint: {extend-select: [key-order]}
    -- notes/why-do-links-rot.md --
    ---
    section: links
    tags: [links]
    # One sentence, please.
    question: Why do links rot?
    summary: Files move, and links do not.
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    lint: {extend-select: [key-order]}
    -- notes/why-do-links-rot.md --
    ---
    # One sentence, please.
    question: Why do links rot?
    tags: [links]
    section: links
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.frontmatter import NoFrontMatter, split_note
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import key as key_place
from rlkb_cli.lint.model import Finding, Rule

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft
    from rlkb_cli.kb.yamlnodes import Node

_FIRST = ("id", "question", "section", "summary", "aliases")
_LAST = ("former-ids", "former-questions")
_AMID = len(_FIRST)
_RANKS = {name: rank for rank, name in enumerate((*_FIRST, "", *_LAST))}


def check(note: Note, config: Config) -> Iterator[Finding]:
    """The first key of ours that stands behind one that it should be in front of."""
    if note.problems:
        return
    highest, before = -1, ""
    for key in note.fields:
        rank = _rank(key, config)
        if 0 <= rank < highest:
            message = f"`{key}` comes before `{before}`"
            yield Finding(note.path, key_place(key), message, key=(key,), fix="safe")
            return
        if rank > highest:
            highest, before = rank, key


def _is_mixed_up(note: Note, texts: Sequence[str], config: Config) -> bool:
    ours = config.ours
    ranks = [_RANKS.get(ours[key], _AMID) for key in note.fields if key in ours]
    return ranks != sorted(ranks)


def _rank(key: str, config: Config) -> int:
    """Where a key of ours belongs; -1 for any other."""
    name = config.ours.get(key)
    if name is None:
        return -1
    return _RANKS.get(name, _AMID)


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Let the keys of ours change places; Refused where the front matter is too unusual for that."""
    from rlkb_cli.edit.patch import Splice
    from rlkb_cli.errors import Refused

    for finding in findings:
        parts = split_note(draft.data(finding.path))
        new = None if isinstance(parts, NoFrontMatter) else _reordered(parts.block, draft.kb.config)
        if isinstance(parts, NoFrontMatter) or new is None:
            raise Refused("the keys cannot change places", path=finding.path)
        start = len(parts.prefix)
        draft.patch(finding.path, (Splice(start, start + len(parts.block), new),))


def _reordered(block: bytes, config: Config) -> bytes | None:
    """The block with our keys in their order, and every value as it was; None if that cannot be had."""
    from rlkb_cli.kb.yamlnodes import compose

    root = compose(block)
    new = _ordered(block, root, config) if root is not None else None
    after = compose(new) if new is not None else None
    return new if root is not None and after is not None and root.plain() == after.plain() else None


def _ordered(block: bytes, root: "Node", config: Config) -> bytes | None:
    """The block with our entries in their order; None if one does not begin with a line of its own."""
    from rlkb_cli.kb.yamlnodes import key_text

    starts = [key.start for key, _ in root.pairs]
    if root.flow or any(start and block[start - 1 : start] not in (b"\n", b"\r") for start in starts):
        return None
    cuts = [_above(block, start) for start in starts]
    entries = [block[start:end] for start, end in zip(cuts, [*cuts[1:], len(block)], strict=True)]
    ranks = [_rank(key_text(key), config) for key, _ in root.pairs]
    slots = [number for number, rank in enumerate(ranks) if rank >= 0]
    moved: Mapping[int, int] = dict(zip(slots, sorted(slots, key=lambda number: ranks[number]), strict=True))
    return block[: cuts[0]] + b"".join(entries[moved.get(number, number)] for number in range(len(entries)))


def _above(block: bytes, start: int) -> int:
    """Where the comment lines right above an entry begin."""
    while start:
        line = block.rfind(b"\n", 0, start - 1) + 1
        if not block.startswith(b"#", line):
            return start
        start = line
    return start


RULE = Rule("key-order", "schema", "info", note=check, note_if=_is_mixed_up, fix=fix, status="opt-in")
