"""What several rules ask of hubs."""

from collections.abc import Mapping

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import UNREADABLE, Hub, Note, section_name


def is_sound(hub: Hub) -> bool:
    """False for a hub that could not be read as a whole, so that what it lacks says nothing."""
    return not any(problem.rule == "invalid-hub" or problem.rule in UNREADABLE for problem in hub.problems)


def section_titles(kb: KnowledgeBase) -> Mapping[str, str]:
    """The sections of all hubs, as a note's `section` names them, with their titles."""
    return {
        section_name(hub, section): section.title for hub in kb.hubs for section in hub.sections if section.id
    }


def broken_hubs(kb: KnowledgeBase) -> frozenset[str]:
    """The ids of the hubs that could not be read as a whole."""
    return frozenset(hub.id for hub in kb.hubs if not is_sound(hub))


def lives_in(note: Note, hubs: frozenset[str]) -> bool:
    """True if the note's `section` names a section of one of these hubs."""
    return note.section.partition("/")[0] in hubs and "/" in note.section
