"""A second link to the same place in one paragraph or list item.

Why: the reader follows it and finds what he has just read.

Links to other headings of the same note are other places, and images may stand twice, as may links to other hosts and
to what is no Markdown: a site may make of the text where `[text](glossary)` leads.  The fix leaves the text.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    They [break](how-do-links-break.md) by renames, and [break again](how-do-links-break.md) by moves.
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---
    By renames.

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    They [break](how-do-links-break.md) by renames, and break again by moves.
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---
    By renames.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.markdown import Link
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Note, Page
from rlkb_cli.kb.place import link
from rlkb_cli.kb.spelling import is_external
from rlkb_cli.lint.linking import are_apart, blocks_of_links
from rlkb_cli.lint.mending import lead
from rlkb_cli.lint.model import Finding, Rule

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


_FORMS = frozenset(["inline", "reference"])
_MARKDOWN = (".md", ".markdown")


def check(document: Note | Page, data: bytes, config: Config) -> Iterator[Finding]:
    """Every link to a target and anchor that an earlier link of the paragraph has."""
    if not _may_repeat(document.body.links, data):
        return
    met = set()
    for index, (block, each) in enumerate(blocks_of_links(data)):
        if not _counts(each):
            continue
        place = (block, *each[1:3])
        if place in met:
            key = (each.form, each.target, each.anchor or "")
            found = Finding(document.path, link(index), f"`{each.target}` is linked to already", key=key)
            yield found._replace(fix="safe") if each.form != "reference" else found
        met.add(place)


def _has_twins(document: Note | Page, targets: Sequence[str]) -> bool:
    return len(set(targets)) < len(targets)


def _may_repeat(links: Sequence[Link], data: bytes) -> bool:
    counted = [each for each in links if _counts(each)]
    if len({each[1:3] for each in counted}) == len(counted):
        return False
    if any(each.form == "reference" for each in counted):
        return True
    targets = Counter(each.target for each in counted)
    return not are_apart(data, {target: count for target, count in targets.items() if count > 1})


def _counts(each: Link) -> bool:
    if each.form in WIKI_FORMS:
        return each.form == "wikilink" and bool(each.target)
    return each.form in _FORMS and each.target.lower().endswith(_MARKDOWN) and not is_external(each.target)


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Leave the text of the second link, and no link."""
    lead(draft, findings, lambda reference: "")


RULE = Rule("duplicate-link", "links", "info", body=check, body_if=_has_twins, fix=fix)
