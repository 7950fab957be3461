"""A link that can mean several notes.

Why: every tool picks another one.

Notes and hubs with one id are `ambiguous-id`.  What is in comments (`<!-- -->`, `%% %%`) is left alone.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [[break]].
    -- docs/break.md --
    # A break
    -- docs/more/break.md --
    # Another break

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [[docs/break]].
    -- docs/break.md --
    # A break
    -- docs/more/break.md --
    # Another break
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.lint.linking import visible
from rlkb_cli.lint.model import Finding, Rule


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Everything that leads to several documents alike, but for those with one id, who are `ambiguous-id`."""
    twins = {path for paths in kb.sieve.ids for path in paths}
    unclear = (each for each in kb.sieve.references if each.target.kind == "ambiguous")
    for reference in visible(kb, (each for each in unclear if not twins.issuperset(each.target.candidates))):
        candidates = reference.target.candidates
        named = " and ".join(f"`{path}`" for path in candidates[:2])
        more = f" and {len(candidates) - 2} more" if len(candidates) > 2 else ""
        message = f"`{reference.raw}` means {named}{more}"
        yield Finding(reference.source, reference.place, message, _HELP, key=(reference.form, reference.raw))


_HELP = "write the path, or as much of its end as only one of them has"
RULE = Rule("ambiguous-link", "links", "error", base=check)
