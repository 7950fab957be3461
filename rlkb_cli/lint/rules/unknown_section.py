"""A note whose `section` no hub has.

Why: the note says that it lives in a place that does not exist, mostly since a section was renamed.

In the root hub a section goes by its id, in a further hub by `<hub-id>/<section-id>`.  A note without a
section is `missing-field`; sections of a hub that cannot be read are not judged.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections:
      - id: links
        title: Links
        count: 1
        notes: [why-do-links-rot]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: link
    summary: Files move, and links do not.
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections:
      - id: links
        title: Links
        count: 1
        notes: [why-do-links-rot]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator, Mapping

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.place import value
from rlkb_cli.kb.suggest import closest
from rlkb_cli.lint.hubs import broken_hubs, lives_in, section_titles
from rlkb_cli.lint.model import Finding, Rule


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every note that names a section which is in none of the hubs."""
    if not kb.sieve.unplaced:
        return
    titles, broken = section_titles(kb), broken_hubs(kb)
    key = kb.config.key("section")
    for note in kb.sieve.unplaced:
        if note.section and note.section not in titles and not lives_in(note, broken):
            message = f"no hub has a section `{note.section}`"
            yield Finding(note.path, value(key), message, _help(note.section, titles), key=(note.section,))


def _help(wanted: str, titles: Mapping[str, str]) -> str | None:
    """The section of that title or, in another hub, of that id; else the one that is most like it."""
    same = [name for name, title in titles.items() if title.casefold() == wanted.casefold()]
    elsewhere = [name for name in titles if name.rpartition("/")[2] == wanted.rpartition("/")[2]]
    best = (*same, *elsewhere) or closest(wanted, titles)
    return f"did you mean `{best[0]}`?" if best else None


RULE = Rule("unknown-section", "hub", "error", base=check)
