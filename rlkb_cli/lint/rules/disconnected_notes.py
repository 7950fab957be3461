"""A group of notes that no link or relation connects with the others.

Why: whoever reads on from one of the others never comes to them.

The largest group is the base; each other one is reported at its first note, by path.  A single note is `orphan-note`.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 5, sections: 1}
    sections:
      - id: links
        title: Links
        count: 5
        notes: [why-do-links-rot, how-do-links-break, who-mends-links, what-is-rust, who-likes-rust]
    lint: {extend-select: [disconnected-notes]}
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
    ---
    By renames.
    -- notes/who-mends-links.md --
    ---
    question: Who mends links?
    section: links
    summary: Whoever moves files.
    ---
    Those who know [[how-do-links-break]].
    -- notes/what-is-rust.md --
    ---
    question: What is rust?
    section: links
    summary: Iron and air.
    ---
    See [[who-likes-rust]].
    -- notes/who-likes-rust.md --
    ---
    question: Who likes rust?
    section: links
    summary: Nobody.
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 3, sections: 1}
    sections:
      - id: links
        title: Links
        count: 3
        notes: [why-do-links-rot, how-do-links-break, who-mends-links]
    lint: {extend-select: [disconnected-notes]}
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
    ---
    By renames.
    -- notes/who-mends-links.md --
    ---
    question: Who mends links?
    section: links
    summary: Whoever moves files.
    ---
    Those who know [[how-do-links-break]].
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.place import value
from rlkb_cli.lint.graph import groups
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.targets import id_of


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every group of at least two notes but the largest."""
    for group in groups(kb)[1:]:
        notes = [path for path in group if kb.facts.kinds[path] == "note"]
        if len(notes) > 1:
            first, *others = notes
            shown = ", ".join(f"`{id_of(kb, path)}`" for path in others[:3]) + (" …" if len(others) > 3 else "")
            message = f"{len(others) + 1} notes are connected with no others: this one and {shown}"
            yield Finding(first, value(kb.config.key("question")), message)


RULE = Rule("disconnected-notes", "links", "info", base=check, status="opt-in")
