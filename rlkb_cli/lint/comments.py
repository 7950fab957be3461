"""Taking a suppression, or one of its rules, out of its file: what fixes of rules on suppressions share."""


from collections.abc import Iterable
from typing import TYPE_CHECKING

from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.lint.model import Finding

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft
    from rlkb_cli.edit.patch import Splice

_LIST = lazy_pattern(rb"\[([^\]\r\n]*)\]")


def rewrite(draft: "Draft", findings: Iterable[Finding]) -> None:
    """Rename rules in suppressions, or take them out: the finding's place is the comment's, its key says what.

    A key is pairs of a name and what it becomes, "" for nothing; a comment without any rule goes as a whole.
    """
    patches: dict[str, list[Splice]] = {}
    for finding in findings:
        start, end = map(int, finding.place.path)
        names = dict(zip(finding.key[::2], finding.key[1::2], strict=True))
        splice = _rewritten(draft.data(finding.path), start, end, names)
        patches.setdefault(finding.path, []).append(splice)
    for path, patch in patches.items():
        draft.patch(path, tuple(sorted(patch)))


def _rewritten(data: bytes, start: int, end: int, names: dict[str, str]) -> "Splice":
    from rlkb_cli.edit.patch import Splice

    listed = _LIST.search(data, start, end)
    assert listed is not None
    old = [name.strip() for name in listed[1].decode(errors="replace").split(",")]
    new = dict.fromkeys(kept for name in old if (kept := names.get(name, name)))
    if new:
        return Splice(listed.start(1), listed.end(1), ", ".join(new).encode())
    return _without(data, start, end)


def _without(data: bytes, start: int, end: int) -> "Splice":
    """Nothing in place of a comment; of its whole line, if nothing else is on it."""
    while data[start - 1 : start] in (b" ", b"\t"):
        start -= 1
    begins = start == 0 or data[start - 1 : start] == b"\n"
    for newline in (b"\r\n", b"\n"):
        if begins and data.startswith(newline, end):
            end += len(newline)
            break
    from rlkb_cli.edit.patch import Splice

    return Splice(start, end, b"")
