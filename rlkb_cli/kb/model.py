"""What a knowledge base is made of, as immutable data: notes, hubs, pages.

Texts are raw: an id `1.10` or a question `no` is that text, never a number or a truth value.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from rlkb_cli.kb.markdown import Body
from rlkb_cli.kb.place import Problem

ROOT_ID = "hub"
EMPTY_BODY = Body((), (), (), ())


class Note(NamedTuple):
    """One question.  `fields` is its front matter under the base's own key names.

    A rule on single notes sees `fields` with all keys, but may find UNREAD as the value of a key that is not ours.
    `relations` holds the relations under our names, each a tuple of ids as written.  `body_start` is the byte offset in
    the file of its body: 0 where it has no front matter.
    """

    path: str
    id: str
    question: str
    section: str
    summary: str
    aliases: tuple[str, ...]
    former_ids: tuple[str, ...]
    former_questions: tuple[str, ...]
    relations: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, Any]
    body: Body
    digest: bytes
    problems: tuple[Problem, ...] = ()
    body_start: int = 0

    @property
    def readable(self) -> bool:
        """False where the front matter could not be read, so that its fields say nothing."""
        return not self.problems or not any(problem.rule in UNREADABLE for problem in self.problems)


UNREADABLE = frozenset(
    [
        "missing-front-matter",
        "unclosed-front-matter",
        "merge-conflict-marker",
        "invalid-yaml",
        "invalid-utf8",
        "unreadable-file",
    ]
)


class Page(NamedTuple):
    """A Markdown file under the root that is not a note, such as a README: only its links and headings count."""

    path: str
    body: Body
    digest: bytes
    problems: tuple[Problem, ...] = ()


class Section(NamedTuple):
    """One section of a hub.  `declared` is its count as written, or None; `notes` the entries as written."""

    id: str
    title: str
    description: str
    declared: str | None
    notes: tuple[str, ...]


class Hub(NamedTuple):
    """A list of questions in sections.  The root hub has the id `hub`; declared figures are as written."""

    path: str
    id: str
    title: str
    description: str
    total_notes: str | None
    total_sections: str | None
    sections: tuple[Section, ...]
    fields: Mapping[str, Any]
    digest: bytes
    problems: tuple[Problem, ...] = ()

    @property
    def entries(self) -> int:
        """How many entries its sections list; a sub-map is one."""
        return sum(len(section.notes) for section in self.sections)


Document = Note | Page | Hub


def section_name(hub: Hub, section: Section) -> str:
    """How a note's `section` names a section: `<hub-id>/` stands before it in a further hub."""
    return section.id if hub.id == ROOT_ID else f"{hub.id}/{section.id}"
