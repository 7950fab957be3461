"""A note whose `section` no hub has.

Why: the note says that it lives in a place that does not exist, mostly since a section was renamed.

In the root hub a section goes by its id, in a further hub by `<hub-id>/<section-id>`.  A note without a
section is `missing-field`; sections of a hub that cannot be read are not judged.  The fix names the section that lists
the note, if there is just one, or else the one of that title.

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

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import value
from rlkb_cli.kb.suggest import closest
from rlkb_cli.lint.hubs import broken_hubs, lives_in, section_titles
from rlkb_cli.lint.mending import settle
from rlkb_cli.lint.model import Finding, Rule

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every note that names a section which is in none of the hubs."""
    if not kb.sieve.unplaced:
        return
    titles, broken = section_titles(kb), broken_hubs(kb)
    key = kb.config.key("section")
    for note in kb.sieve.unplaced:
        if note.section and note.section not in titles and not lives_in(note, broken):
            message, meant = f"no hub has a section `{note.section}`", _meant(kb, note, titles)
            help_ = _help(note.section, titles)
            yield Finding(note.path, value(key), message, help_, key=(note.section,), fix="safe" if meant else None)


def _meant(kb: KnowledgeBase, note: Note, titles: Mapping[str, str]) -> str | None:
    """The one section that lists the note; else, where none does, the one section of that title."""
    listed = [kb.section_name(spot) for spot in kb.placements.get(note.path, ())]
    entitled = [name for name, title in titles.items() if title.casefold() == note.section.casefold()]
    found = listed or entitled
    return found[0] if len(found) == 1 else None


def _help(wanted: str, titles: Mapping[str, str]) -> str | None:
    """The section of that title or, in another hub, of that id; else the one that is most like it."""
    same = [name for name, title in titles.items() if title.casefold() == wanted.casefold()]
    elsewhere = [name for name in titles if name.rpartition("/")[2] == wanted.rpartition("/")[2]]
    best = (*same, *elsewhere) or closest(wanted, titles)
    return f"did you mean `{best[0]}`?" if best else None


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Let the note name the one section that can be meant."""
    titles = section_titles(draft.kb)
    meant = {finding.path: _meant(draft.kb, draft.kb.note(finding.path), titles) for finding in findings}
    settle(draft, {path: name for path, name in meant.items() if name})


RULE = Rule("unknown-section", "hub", "error", base=check, fix=fix)
