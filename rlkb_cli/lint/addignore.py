"""`rlkb lint --add-ignore REASON`: a comment next to each finding, so that it is not reported again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.patch import Patch, Splice
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.place import FILE
from rlkb_cli.lint.commenting import Commented
from rlkb_cli.lint.engine import Found
from rlkb_cli.lint.suppressions import Suppression


class _Wish(NamedTuple):
    """Rules to be silenced on a line (0: in the whole file), where findings stand from `start` to `end`, in bytes.

    `known` is a comment that stands for the line already, and only lacks the rules.
    """

    line: int
    start: int
    end: int
    names: frozenset[str]
    known: Suppression | None


class Ignorer:
    """Plans comments that silence findings, one for all of a line; what is about a whole file, in one for the file.

    No comment changes what a file says: where it would, another spot is tried.  After `plan`, `left` says, each as
    a sentence, where there is none.  BadInput for a reason that cannot stand in a comment.
    """

    def __init__(self, reason: str) -> None:
        if "--" in reason or not reason.strip() or not reason.isprintable():
            raise BadInput("--add-ignore needs a reason: words on one line, without `--`")
        self._reason = reason.strip()
        self.left: list[str] = []

    def plan(self, kb: KnowledgeBase, found: Iterable[Found]) -> Change:
        """The comments as one change, empty if there are none."""
        draft, count = Draft(kb), 0
        by_path: dict[str, list[Found]] = defaultdict(list)
        for one in found:
            if one.at.path in kb.facts and one.hit.rule.family != "suppressions":
                by_path[one.at.path].append(one)
        for path, inside in by_path.items():
            file = Commented(kb.read(path), kb.facts[path].kind)
            wishes = _wishes(file, inside)
            patch, met = self._silenced(file, wishes)
            draft.patch(path, patch)
            count += sum(len(wish.names) for wish in met)
            self.left += (_sorry(path, wish) for wish in wishes if wish not in met)
        return draft.change(f"ignore {count} {'finding' if count == 1 else 'findings'}")

    def _silenced(self, file: Commented, wishes: Sequence[_Wish]) -> tuple[Patch, Sequence[_Wish]]:
        """Comments for as many wishes as can be met, and these: all at once, or else one by one."""
        patch = tuple(sorted(next(self._ways(file, wish)) for wish in wishes))
        if file.holds(patch, _count(wishes)):
            return patch, wishes
        patch, met = (), list[_Wish]()
        for wish in wishes:
            tried = (tuple(sorted((*patch, splice))) for splice in self._ways(file, wish))
            count = _count([*met, wish])
            done = next((one for one in tried if file.holds(one, count)), None)
            if done is not None:
                patch, met = done, [*met, wish]
        return patch, met

    def _ways(self, file: Commented, wish: _Wish) -> Iterator[Splice]:
        """How a wish could be met, the best way first."""
        listed = ", ".join(sorted(wish.names))
        if wish.known is not None:
            bracket = file.data.index(b"]", wish.known.start)
            yield Splice(bracket, bracket, f", {listed}".encode())
        elif wish.line:
            yield from file.for_line(wish.start, wish.end, f"rlkb: ignore[{listed}] -- {self._reason}")
        else:
            yield from file.for_all(f"rlkb: ignore-file[{listed}] -- {self._reason}")


def _wishes(file: Commented, found: Iterable[Found]) -> list[_Wish]:
    """What is to be silenced in a file, in its order."""
    spans: dict[tuple[int, Suppression | None], list[tuple[int, int]]] = defaultdict(list)
    names: dict[tuple[int, Suppression | None], set[str]] = defaultdict(set)
    for one in found:
        line = 0 if one.hit.finding.place == FILE else one.at.line
        known = file.covering(line)
        spot = (known.first if known else line, known)
        spans[spot].append(file.span(one.hit.finding.place))
        names[spot].add(one.at.rule)
    return sorted(
        _Wish(spot[0], min(spans[spot])[0], max(end for _, end in spans[spot]), frozenset(names[spot]), spot[1])
        for spot in spans
    )


def _count(wishes: Iterable[_Wish]) -> int:
    return sum(len(wish.names) for wish in wishes)


def _sorry(path: str, wish: _Wish) -> str:
    where = f"{path}:{wish.line}" if wish.line else path
    return f"{where}: no comment for {', '.join(sorted(wish.names))} can stand there"
