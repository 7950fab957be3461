"""A link or image without a target.

Why: it looks like a link and leads nowhere; mostly somebody meant to fill it in.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [the numbers]().

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [the numbers](#the-numbers).

    # The numbers
"""

from collections.abc import Iterator, Sequence

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note, Page
from rlkb_cli.kb.place import link
from rlkb_cli.lint.linking import links_of
from rlkb_cli.lint.model import Finding, Rule


def check(document: Note | Page, data: bytes, config: Config) -> Iterator[Finding]:
    """Every link that has neither a target nor an anchor."""
    for index, each in enumerate(links_of(data)):
        if not each.target and not each.anchor and each.form != "reference":
            what = "the image" if each.form == "image" else "the link"
            yield Finding(document.path, link(index), f"{what} has no target", key=(each.form, each.text))


def _has_one(document: Note | Page, targets: Sequence[str]) -> bool:
    return "" in targets and not all(each.target or each.anchor for each in document.body.links)


RULE = Rule("empty-link", "links", "error", body=check, body_if=_has_one)
