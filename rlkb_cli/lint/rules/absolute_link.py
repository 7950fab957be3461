"""A link whose path begins with `/`.

Why: what `/` means is up to whoever shows the file: the root of the base, of the repository, or of a host.

Here it means the root of the base.  The fix writes the path from the file that the link stands in, where something is
at it.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [it](/notes/how-do-links-break.md#what-helps).
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---
    # What helps

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [it](how-do-links-break.md#what-helps).
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---
    # What helps
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note, Page
from rlkb_cli.kb.place import link
from rlkb_cli.kb.spelling import relative
from rlkb_cli.lint.linking import links_of
from rlkb_cli.lint.mending import references_at, retarget
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.targets import is_missing, relative_to

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


_FORMS = frozenset(["inline", "image", "definition"])


def check(document: Note | Page, data: bytes, config: Config) -> Iterator[Finding]:
    """Every destination that begins with `/`, but for `//host`."""
    for index, each in enumerate(links_of(data)):
        if each.form in _FORMS and each.target.startswith("/") and not each.target.startswith("//"):
            message = f"`{each.target}` is a path from the root"
            key = (each.form, each.target)
            yield Finding(document.path, link(index), message, key=key, fix="unsafe")


def _has_one(document: Note | Page, targets: Sequence[str]) -> bool:
    return bool([target for target in targets if target[:1] == "/"])


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Write the paths from the files that the links stand in; those of links that lead nowhere stay.

    Raises Refused if there is no other.
    """
    links = [each for each in references_at(draft, findings).values() if not is_missing(each)]
    if not links:
        from rlkb_cli.errors import Refused

        raise Refused("nothing is at the target, so nobody knows which root is meant")
    retarget(draft, links, lambda each, link: relative_to(each.source, relative(each.source, link.target)))


RULE = Rule("absolute-link", "links", "warning", body=check, body_if=_has_one, fix=fix)
