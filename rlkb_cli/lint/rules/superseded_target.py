"""A link or relation to a note that another one supersedes.

Why: the reader lands on what is no longer held to be so.

A note says so by `superseded-by`, or the other by `supersedes`.  The note that takes its place may speak of it, and so
may others that are superseded themselves, the relations that say so, and hubs.  The fix leads to the note that took
its place, if that is one.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [[how-do-links-break]].
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    superseded-by: [what-breaks-links]
    ---
    By renames.
    -- notes/what-breaks-links.md --
    ---
    question: What breaks links?
    section: links
    summary: Renames, and deletions.
    supersedes: [how-do-links-break]
    ---
    More than [[how-do-links-break]] said.

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [[what-breaks-links]].
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    superseded-by: [what-breaks-links]
    ---
    By renames.
    -- notes/what-breaks-links.md --
    ---
    question: What breaks links?
    section: links
    summary: Renames, and deletions.
    supersedes: [how-do-links-break]
    ---
    More than [[how-do-links-break]] said.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.lint.graph import successors
from rlkb_cli.lint.mending import lead
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.targets import id_of

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


_ABOUT = frozenset(["supersedes", "superseded-by", "distinct-from", "contradicts"])


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every link and relation to a superseded note, but from those that may speak of it."""
    heirs = successors(kb)
    for path, heir in heirs.items():
        for reference in kb.inbound(path):
            if reference.kind == "entry" or reference.form in _ABOUT or reference.source in (heir, *heirs):
                continue
            message = f"`{id_of(kb, path)}` is superseded" + (f" by `{id_of(kb, heir)}`" if heir else "")
            key = (reference.form, id_of(kb, path))
            whole = heir and reference.anchor is None
            yield Finding(reference.source, reference.place, message, key=key, fix="safe" if whole else None)


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Lead to the note that took its place."""
    heirs = successors(draft.kb)
    lead(draft, findings, lambda reference: heirs[reference.target.path])


RULE = Rule("superseded-target", "links", "warning", base=check, fix=fix)
