"""`rlkb lint --add-ignore REASON`: a comment next to each finding, so that it is not reported again."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.patch import Splice
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.frontmatter import NoFrontMatter, body_offset, split_hub, split_note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import FILE
from rlkb_cli.lint.engine import Found
from rlkb_cli.lint.suppressions import Suppression, suppressions

_HEAD = lazy_pattern(rb"(?:(?:%[^\r\n]*|---[ \t]*)(?:\r\n|\n))*")
_LINE_END = lazy_pattern(rb"[ \t]*\\?\|?[ \t]*\r?\Z")
_WHOLE = 0
"""Instead of the number of a line: the file as a whole."""


def plan_ignores(kb: KnowledgeBase, found: Iterable[Found], reason: str) -> Change:
    """Comments that silence these findings, one for all of a line; what is about a whole file, in one for the file.

    BadInput for a reason that cannot stand in a comment.
    """
    if "--" in reason or not reason.strip() or not reason.isprintable():
        raise BadInput("--add-ignore needs a reason: words on one line, without `--`")
    draft = Draft(kb)
    wanted: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in found:
        if one.at.path in kb.facts and one.hit.rule.family != "suppressions":
            number = _WHOLE if one.hit.finding.place == FILE else one.at.line
            wanted[one.at.path][number].add(one.at.rule)
    for path, lines in wanted.items():
        draft.patch(path, _patch(kb.read(path), kb.facts[path].kind, lines, reason.strip()))
    count = sum(len(names) for lines in wanted.values() for names in lines.values())
    return draft.change(f"ignore {count} {'finding' if count == 1 else 'findings'}")


def _patch(data: bytes, kind: str, lines: Mapping[int, set[str]], reason: str) -> tuple[Splice, ...]:
    there = suppressions(data, kind)
    start, end = _yaml(data, kind)
    starts = [0, *(match.end() for match in re.finditer(b"\n", data))]
    splices = []
    for number, names in lines.items():
        known = _covering(there, number)
        listed = ", ".join(sorted(names))
        if known is not None:
            bracket = data.index(b"]", known.start)
            splices.append(Splice(bracket, bracket, f", {listed}".encode()))
        elif number == _WHOLE:
            splices.append(_for_file(data, start, end, f"rlkb: ignore-file[{listed}] -- {reason}"))
        else:
            at = starts[number - 1]
            splices.append(_for_line(data, at, f"rlkb: ignore[{listed}] -- {reason}", is_yaml=start <= at < end))
    return tuple(sorted(splices))


def _yaml(data: bytes, kind: str) -> tuple[int, int]:
    """Where the YAML of a file begins, behind what has to come first, and ends; nowhere if it has none."""
    if kind == "hub":
        parts = split_hub(data)
        head = _HEAD.match(parts.block)
        return len(parts.prefix) + (head.end() if head else 0), len(data)
    split = split_note(data)
    return (0, 0) if isinstance(split, NoFrontMatter) else (len(split.prefix), body_offset(split))


def _covering(there: Sequence[Suppression], number: int) -> Suppression | None:
    """A comment that stands for a line, or for the whole file, already; it only lacks the rule."""
    for comment in there:
        if comment.rules and (comment.whole if number == _WHOLE else comment.first <= number <= comment.last):
            return comment
    return None


def _for_file(data: bytes, start: int, end: int, text: str) -> Splice:
    newline = "\r\n" if b"\r\n" in data else "\n"
    if start < end:
        return Splice(start, start, f"# {text}{newline}".encode())
    gap = newline if data.endswith(b"\n") or not data else newline * 2
    return Splice(len(data), len(data), f"{gap}<!-- {text} -->{newline}".encode())


def _for_line(data: bytes, at: int, text: str, *, is_yaml: bool) -> Splice:
    stop = data.find(b"\n", at)
    line = data[at : len(data) if stop < 0 else stop]
    if is_yaml:
        indent = line[: len(line) - len(line.lstrip(b" "))]
        return Splice(at, at, indent + f"# {text}".encode() + (b"\r\n" if line.endswith(b"\r") else b"\n"))
    ending = _LINE_END.search(line)
    spot = at + (ending.start() if ending else len(line))
    return Splice(spot, spot, f" <!-- {text} -->".encode())
