"""A file that begins with a byte order mark.

Why: it means nothing in UTF-8, and some tools take it for text: the front matter behind it is then none, and
the first key has another name.

The same character within a text is `invisible-characters`.

Bad:

    -- notes/why-do-links-rot.md --
    \ufeff---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.place import span
from rlkb_cli.lint.model import Finding, Rule

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


def check(path: str, data: bytes, config: Config) -> Iterator[Finding]:
    """The mark at the start of a note, page or hub."""
    if data.startswith(BOM_UTF8):
        yield Finding(path, span(0, len(BOM_UTF8)), "the file begins with a byte order mark", fix="safe")


def _may_have_one(data: bytes, signs: bytes) -> bool:
    return signs.startswith(BOM_UTF8[:1])


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Take the mark away."""
    from rlkb_cli.edit.patch import Splice

    for finding in findings:
        if draft.data(finding.path).startswith(BOM_UTF8):
            draft.patch(finding.path, (Splice(0, len(BOM_UTF8), b""),))


RULE = Rule("byte-order-mark", "file", "warning", data=check, data_if=_may_have_one, fix=fix)
