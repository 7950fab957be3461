"""Lines of one file that end in different ways.

Why: some editors and merges take such lines for changed although nothing in them is, and a diff shows the whole
file.

A file in which every line ends with CR LF is as good as one in which every line ends with LF.  The fix gives all
lines the ending that most of them have.  A single CR may be meant as a character, as in recorded output of a
terminal: where there is one, the fix is unsafe.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.\r
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""


from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import span
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.report import FixKind

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft

_ENDING = lazy_pattern(rb"\r\n|\n|\r")
_NAMES = {b"\n": "LF", b"\r\n": "CR LF", b"\r": "CR"}


def check(path: str, data: bytes, config: Config) -> Iterator[Finding]:
    """The first line that ends otherwise than most."""
    if data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r"):
        return
    counts = Counter(_ENDING.findall(data))
    if len(counts) > 1:
        usual = _usual(counts)
        other = next(ending for ending in _ENDING.finditer(data) if ending[0] != usual)
        message = f"the line ends with {_NAMES[other[0]]}, and others of the file with {_NAMES[usual]}"
        kind: FixKind = "unsafe" if b"\r" in counts else "safe"
        yield Finding(path, span(other.start(), other.start() + 1), message, fix=kind)


def _has_returns(data: bytes, signs: bytes) -> bool:
    return ord("\r") in signs


def _usual(counts: Counter[bytes]) -> bytes:
    """The most frequent ending; LF where two are equally frequent."""
    return max(_NAMES, key=lambda ending: counts[ending])


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Let all lines end as most do."""
    from rlkb_cli.edit.patch import Splice

    for path in {finding.path for finding in findings}:
        endings = list(_ENDING.finditer(draft.data(path)))
        usual = _usual(Counter(ending[0] for ending in endings))
        draft.patch(path, tuple(Splice(*ending.span(), usual) for ending in endings if ending[0] != usual))


RULE = Rule("mixed-line-endings", "file", "warning", data=check, data_if=_has_returns, fix=fix)
