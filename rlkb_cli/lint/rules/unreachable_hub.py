"""A further hub that no way leads to from the root hub.

Why: hubs are read from the root on; what stands only in such a hub is never met.

A hub leads to those that its sections list.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 0, sections: 0}
    -- hubs/links.yaml --
    title: Links
    totals: {notes: 1, sections: 1}
    sections: [{id: rot, title: Rot, count: 1, notes: [why-do-links-rot]}]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links/rot
    summary: Files move, and links do not.
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: maps, title: Maps, count: 1, notes: [links]}]
    -- hubs/links.yaml --
    title: Links
    totals: {notes: 1, sections: 1}
    sections: [{id: rot, title: Rot, count: 1, notes: [why-do-links-rot]}]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links/rot
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import ANCHOR, split
from rlkb_cli.kb.place import FILE
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.kb.spelling import nfc
from rlkb_cli.lint.model import Finding, Rule


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every further hub that is not met on the way from the root hub; none while a hub cannot be read."""
    hubs = {path: kb.facts[path] for path in kb.facts.of_kind("hub")}
    if len(hubs) == 1 or any(facts.odd for facts in hubs.values()):
        return
    ids = {nfc(facts.id): path for path, facts in hubs.items()}
    met, ahead = {ROOT_HUB}, [ROOT_HUB]
    while ahead:
        entries = split(hubs[ahead.pop()].entries)
        new = {ids[name] for entry in entries if (name := entry.partition(ANCHOR)[2]) in ids} - met
        met |= new
        ahead += new
    for path in sorted(hubs.keys() - met):
        yield Finding(path, FILE, f"no hub that can be reached lists `{hubs[path].id}`")


RULE = Rule("unreachable-hub", "hub", "warning", base=check)
