"""Notes that are broader than each other, depend on each other, or supersede each other, in a circle.

Why: in such a circle nothing comes first, and a reader who follows it never arrives.

`broader`, `depends-on` and `supersedes` are looked at, with their inverses.  A note that says it of itself is
`self-link`.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    depends-on: [how-do-links-break]
    required-by: [how-do-links-break]
    ---
    By moves.
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    depends-on: [why-do-links-rot]
    required-by: [why-do-links-rot]
    ---
    By renames.

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    depends-on: [how-do-links-break]
    ---
    By moves.
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    required-by: [why-do-links-rot]
    ---
    By renames.
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.place import FILE, Place
from rlkb_cli.lint.graph import arrows, circles
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.targets import id_of

_FORMS = ("broader", "depends-on", "supersedes")


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every circle of notes, at the relation of the first of them by path."""
    says = "".join(kb.facts.texts("says"))
    said = [form for form in _FORMS if _mentions(kb, says, form)]
    for form in sorted(said):
        for circle in circles(arrows(kb, form)):
            ids = [id_of(kb, path) for path in circle]
            shown = " → ".join(f"`{name}`" for name in [*ids, ids[0]])
            place = _place(kb, circle[0], form, circle[1])
            yield Finding(circle[0], place, f"`{form}` leads in a circle: {shown}", key=(form, *sorted(ids)))


def _mentions(kb: KnowledgeBase, says: str, form: str) -> bool:
    return form in says or (kb.config.relations.get(form) or form) in says


def _place(kb: KnowledgeBase, path: str, form: str, other: str) -> Place:
    """Where the note says it; the note as a whole, where only the other says the inverse."""
    relations = (each for each in kb.relations_of(kb.note(path)) if each.form == form)
    return next((each.place for each in relations if each.target.path == other), FILE)


RULE = Rule("cycle", "links", "error", base=check)
