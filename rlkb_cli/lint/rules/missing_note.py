"""An entry of a hub that is the id of no note and no hub.

Why: the question that stood there is gone, and the hub counts it all the same.

An entry that still goes by a former id is `outdated-link`; one whose note is there but cannot be read is not
missing.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections:
      - id: links
        title: Links
        description: What happens to links.
        count: 1
        notes: [why-do-links-rot]

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections:
      - id: links
        title: Links
        description: What happens to links.
        count: 1
        notes: [why-do-links-rot]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.resolve import Target
from rlkb_cli.kb.spelling import unwrap
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.targets import id_of


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every entry of every hub that leads nowhere."""
    for entry in kb.sieve.entries:
        if entry.target.kind == "missing":
            message = f"no note or hub has the id `{entry.raw}`"
            yield Finding(entry.source, entry.place, message, _help(kb, entry.raw), key=(entry.raw,))


def _help(kb: KnowledgeBase, raw: str) -> str | None:
    """The id of what a path, wikilink, alias or question means; else the id that is most like it."""
    name = unwrap(raw) or raw
    meant = _first(kb.names.wiki(name), kb.names.markdown("hub.yaml", name))
    best = [id_of(kb, meant.path)] if meant else kb.id_suggestions.closest(name)
    return f"did you mean `{best[0]}`?" if best else None


def _first(*targets: Target) -> Target | None:
    return next((target for target in targets if target.kind in ("note", "hub")), None)


RULE = Rule("missing-note", "hub", "error", base=check)
