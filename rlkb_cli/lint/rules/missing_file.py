"""A link to an image or another local file that does not exist.

Why: the reader sees a broken picture, and what it showed is gone from the base.

It is found for images and for links to files that are not Markdown, by path as well as by `![[name.png]]`.
Files that are ignored by git may be there or not: they count if they exist on this machine.  A link that
leaves the root is not followed, and other hosts are not asked.  What is in comments (`<!-- -->`, `%% %%`) is left
alone.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    ![How they rot](figures/rot.svg)

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    ![How they rot](figures/rot.svg) and ![](https://example.org/rot.svg)
    -- notes/figures/rot.svg --
    <svg xmlns="http://www.w3.org/2000/svg"/>
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.lint.linking import visible
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.targets import in_other_case, is_file, is_missing, nearest, relative_to


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every link to a local file that is not Markdown and not there."""
    for link in visible(kb, filter(is_file, filter(is_missing, kb.sieve.references))):
        if in_other_case(kb, link):
            continue
        where = "no file is called" if link.form in WIKI_FORMS else "no file is at"
        yield Finding(
            link.source, link.place, f"{where} `{link.raw}`", _help(kb, link), key=(link.form, link.raw)
        )


def _help(kb: KnowledgeBase, link: Reference) -> str | None:
    """The file of that name, or else of the name most like it."""
    wanted = link.raw.rpartition("/")[2]
    best = [wanted] if wanted in kb.names.basenames else kb.file_suggestions.closest(wanted)
    if not best:
        return None
    path = nearest(link.source, link.raw, kb.names.basenames[best[0]])
    return f"did you mean `{best[0] if link.form in WIKI_FORMS else relative_to(link.source, path)}`?"


RULE = Rule("missing-file", "links", "error", base=check)
