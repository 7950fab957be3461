"""What the user means by NOTE and SECTION on the command line."""

import os
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Hub, Note, section_name
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.kb.spelling import nfc
from rlkb_cli.kb.suggest import closest
from rlkb_cli.kb.text import question_key

SHOWN = 10


class SectionRef(NamedTuple):
    """A section of a hub, by the hub's path and the section's number in it, counted from 0."""

    hub: str
    number: int


def find_note(kb: KnowledgeBase, text: str) -> Note:
    """The one note that `text` means: an id, path, former id, alias, exact question, or unique prefix of an id.

    The first of these that fits decides.  BadInput with candidates if it means none or several.
    """
    note = _note(kb, text, _WAYS)
    if note is None:
        raise _no_note(kb, text)
    return note


def _no_note(kb: KnowledgeBase, text: str) -> BadInput:
    """What to say where a note is wanted: that there is something else, or what may have been meant."""
    for path in (*_by_id(kb, text), *_by_path(kb, text)):
        if kb.facts[path].kind == "hub":
            return BadInput(f"`{text}` is a hub, not a note")
        globs = ", ".join(f"`{glob}`" for glob in kb.config.files)
        return BadInput(f"`{text}` is a page, not a note", help=f"notes are the files that match {globs}")
    return BadInput(f"there is no note `{text}`", help=_perhaps(kb, text))


def find_any(kb: KnowledgeBase, text: str) -> Note | Hub | SectionRef:
    """The hub, section or note that `text` means; BadInput if it means none or several.

    Ids and paths go before names of sections, those before titles of hubs, and those before all other names of notes.
    """
    for find in (_hub_by_id, _note_by_id, _section, _hub_by_title, _note_by_name):
        found = find(kb, text)
        if found is not None:
            return found
    raise BadInput(f"there is no hub, section or note `{text}`", help=_perhaps(kb, text))


def _note(kb: KnowledgeBase, text: str, ways: "Sequence[_Way]") -> Note | None:
    """The note that the first of these ways leads to; BadInput if it leads to several."""
    paths = next(filter(None, (find(kb, text) for find in ways)), ())
    notes = [kb.note(path) for path in paths if path in kb.facts and kb.facts[path].kind == "note"]
    if len(notes) > 1:
        raise BadInput(f"`{text}` means {len(notes)} notes", help=_listed(note.id for note in notes))
    return notes[0] if notes else None


def _note_by_id(kb: KnowledgeBase, text: str) -> Note | None:
    return _note(kb, text, _WAYS[:2])


def _note_by_name(kb: KnowledgeBase, text: str) -> Note | None:
    return _note(kb, text, _WAYS[2:])


def _hub_by_id(kb: KnowledgeBase, text: str) -> Hub | None:
    paths = (*kb.names.ids.get(nfc(text), ()), text)
    return next((kb.hub(path) for path in paths if path in kb.facts and kb.facts[path].kind == "hub"), None)


def _hub_by_title(kb: KnowledgeBase, text: str) -> Hub | None:
    return next(filter(_titled(text), kb.hubs), None)


def find_notes(kb: KnowledgeBase, texts: Sequence[str]) -> list[Note]:
    """The notes that the texts mean, each once, in the order named."""
    return list({note.path: note for note in (find_note(kb, text) for text in texts)}.values())


def find_hub(kb: KnowledgeBase, text: str) -> Hub:
    """The one hub that `text` means: an id (the root hub's is `hub`), a path, or the title; else BadInput."""
    for same in (lambda hub: nfc(text) == nfc(hub.id), lambda hub: text == hub.path, _titled(text)):
        found = [hub for hub in kb.hubs if same(hub)]
        if len(found) == 1:
            return found[0]
        if found:
            raise BadInput(f"`{text}` means {len(found)} hubs", help=_listed(hub.id for hub in found))
    likely = closest(text, [hub.id for hub in kb.hubs])
    hint = f"did you mean `{likely[0]}`?" if likely else f"hubs: {_listed(hub.id for hub in kb.hubs)}"
    raise BadInput(f"there is no hub `{text}`", help=hint)


def find_entry(kb: KnowledgeBase, text: str) -> Note | Hub:
    """The note or hub that `text` means: sections list both.  A hub goes by its id or path."""
    hubs = [hub for hub in kb.hubs if nfc(text) == nfc(hub.id) or text == hub.path]
    return hubs[0] if hubs else find_note(kb, text)


def find_entries(kb: KnowledgeBase, texts: Sequence[str]) -> list[Note | Hub]:
    """The notes and hubs that the texts mean, each once, in the order named."""
    return list({entry.path: entry for entry in (find_entry(kb, text) for text in texts)}.values())


def find_section(kb: KnowledgeBase, text: str) -> SectionRef:
    """The one section that `text` means: an id or a title, in a further hub with `<hub-id>/` before it.

    The root hub goes first.  BadInput with what there is if it means none or several.
    """
    section = _section(kb, text)
    if section is not None:
        return section
    known = [section_name(hub, section) for hub in kb.hubs for section in hub.sections]
    likely = closest(text, known)
    there = f"sections: {', '.join(known)}" if known else "there are none yet: `rlkb section add TITLE` makes one"
    hint = f"did you mean `{likely[0]}`?" if likely else there
    raise BadInput(f"there is no section `{text}`", help=hint)


def _section(kb: KnowledgeBase, text: str) -> SectionRef | None:
    """The section that `text` means, if any; BadInput if it means several."""
    sections = [SectionRef(hub.path, index) for hub in kb.hubs for index in range(len(hub.sections))]
    for same in (_has_name, _has_id, _has_title):
        found = [ref for ref in sections if same(kb.hub(ref.hub), ref.number, text)]
        found = [ref for ref in found if ref.hub == ROOT_HUB] or found
        if len(found) == 1:
            return found[0]
        if found:
            names = (f"{kb.hub(ref.hub).id}/{kb.hub(ref.hub).sections[ref.number].id}" for ref in found)
            raise BadInput(f"`{text}` means {len(found)} sections", help=_listed(names))
    return None


def _titled(text: str) -> Callable[[Hub], bool]:
    key = question_key(text)
    return lambda hub: bool(key) and question_key(hub.title) == key


def _has_name(hub: Hub, index: int, text: str) -> bool:
    return text == f"{hub.id}/{hub.sections[index].id}" and hub.path != ROOT_HUB


def _has_id(hub: Hub, index: int, text: str) -> bool:
    return nfc(text) == nfc(hub.sections[index].id)


def _has_title(hub: Hub, index: int, text: str) -> bool:
    return bool(text.strip()) and question_key(text) == question_key(hub.sections[index].title)


def _by_id(kb: KnowledgeBase, text: str) -> Sequence[str]:
    return kb.names.ids.get(nfc(text), ())


def _by_path(kb: KnowledgeBase, text: str) -> Sequence[str]:
    here = os.path.relpath(os.path.abspath(text), os.path.realpath(kb.root)).replace(os.sep, "/")
    return [path for path in dict.fromkeys((text, here)) if path in kb.documents][:1]


def _by_former_id(kb: KnowledgeBase, text: str) -> Sequence[str]:
    return kb.names.former.get(nfc(text), ())


def _by_alias(kb: KnowledgeBase, text: str) -> Sequence[str]:
    return kb.names.aliases.get(nfc(text), ())


def _by_question(kb: KnowledgeBase, text: str) -> Sequence[str]:
    return kb.names.questions.get(question_key(text), ()) if text.strip() else ()


def _by_prefix(kb: KnowledgeBase, text: str) -> Sequence[str]:
    paths = (
        path for name, found in kb.names.ids.items() if text and name.startswith(nfc(text)) for path in found
    )
    return [path for path in paths if kb.facts[path].kind == "note"]


_Way = Callable[[KnowledgeBase, str], Sequence[str]]
_WAYS: tuple[_Way, ...] = (
    _by_id,
    _by_path,
    _by_former_id,
    _by_alias,
    _by_question,
    _by_prefix,
)


def _perhaps(kb: KnowledgeBase, text: str) -> str | None:
    """Ids that hold the text, or resemble it, or of which it is almost the beginning."""
    ids = [facts.id for facts in kb.facts.values() if facts.kind == "note"]
    within = [name for name in ids if text and text.lower() in name.lower()]
    starts = {name[: len(text)]: name for name in ids}
    likely = within or closest(text, ids, limit=3) or [starts[start] for start in closest(text, starts)]
    return f"did you mean {_listed(likely)}?" if likely else None


def _listed(names: Iterable[str]) -> str:
    every = sorted(names)
    more = f", and {len(every) - SHOWN} more" if len(every) > SHOWN else ""
    return ", ".join(f"`{name}`" for name in every[:SHOWN]) + more
