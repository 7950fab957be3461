"""A published hub page, read from its text.

Pages are read by their structure, since no two have the same words:

    page     = head (section | note)* foot
    head     = title, description?, totals?       (totals may also come before the description, or the title)
    section  = title, count, description?, note*
    note     = question, summary?, actions

* A *count* is a line such as "5 notes"; the paragraph before it is the section's title (only the line before
  it, where no blank line divides them).  A count that actions follow at once is part of a note: a sub-map.
* *Totals* are figures before the first section that count sections, say "linked", or follow a label
  ("Topic Hub"), the page's title, or prose.
* *Actions* ("Explore related Read →", on one line or several) end a note.  A section without any is read by
  its declared count: as many questions start a note each, as many paragraphs are questions, twice as many are
  pairs of question and summary.  Where the count does not fit, every question starts a note.
* A note's first paragraph is its question, the others its summary.  Where no blank line divides them, the
  question ends with the first line that ends in a question mark, else with the first line.
* Between a count and the first question, a paragraph that ends like prose ("." and not "?") is a description.
* Lines of one paragraph are joined by a blank; Markdown's heading marks are taken off.
* Notes before any section, as on a page without sections, stand in a section without a title.
* Lines of the site ("← All notes", "View as", a copyright) are left out in the head, the foot and between
  sections.

Whatever has no place in this is listed in `unplaced`, and so is a line that lost control characters.
"""

from itertools import zip_longest
from typing import NamedTuple

from rlkb_cli.edit.pagelines import (
    Figures,
    Line,
    figures,
    has_control,
    is_actions,
    is_navigation,
    is_view,
    read_lines,
)
from rlkb_cli.edit.pageparts import (
    Paragraph,
    group,
    is_prose,
    join,
    paragraphs_of,
    prose_of,
    split_first,
    split_prose,
)


class PageNote(NamedTuple):
    """A note as published; `line` is the 1-based line of its question, `summary` is "" if there is none."""

    question: str
    summary: str
    line: int


class PageSection(NamedTuple):
    """A section as published; `declared` is its stated count, `title` is "" for notes outside of sections."""

    title: str
    declared: int | None
    notes: tuple[PageNote, ...]
    line: int
    description: str = ""


class Page(NamedTuple):
    """A hub page; figures are those that it declares, `unplaced` lists the lines left over, as they stand."""

    title: str
    description: str
    declared_notes: int | None
    declared_sections: int | None
    sections: tuple[PageSection, ...]
    unplaced: tuple[tuple[int, str], ...]


def parse_page(text: str) -> Page:
    """Read the text of a page; never fails.  The module's text has the grammar."""
    reader = _Reader()
    lines = list(read_lines(text))
    for line, following in zip_longest(lines, lines[1:]):
        reader.feed(line, following)
    return reader.finish()


class _Section:
    def __init__(self, title: str, declared: int | None, line: int) -> None:
        self.title, self.declared, self.line = title, declared, line
        self.description = ""
        self.notes: list[PageNote] = []

    def freeze(self) -> PageSection:
        return PageSection(self.title, self.declared, tuple(self.notes), self.line, self.description)


class _Reader:
    """Collects lines of text until a count or actions tell what they were."""

    def __init__(self) -> None:
        self.pending: list[Line] = []
        self.head: list[Line] = []
        self.sections: list[_Section] = []
        self.notes: int | None = None
        self.section_total: int | None = None
        self.divider = 0  # the number of the last line of totals or views in the head
        self.last = 0  # the number of the last line that was text
        self.previous = 0  # the number of the last line at all
        self.after_view = False
        self.unplaced: list[Line] = []

    def feed(self, line: Line, following: Line | None) -> None:
        if has_control(line.raw):
            self.unplaced.append(line)
        if line.text:
            self._place(line, following)
            self.previous = line.number

    def finish(self) -> Page:
        if self.sections:
            self._close_region(self.pending)
        else:
            self.head = self.pending
        title, description = self._read_head()
        leftover = {line.number: line.raw for line in self.unplaced}
        sections = tuple(section.freeze() for section in self.sections)
        return Page(
            title, description, self.notes, self.section_total, sections, tuple(sorted(leftover.items()))
        )

    def _place(self, line: Line, following: Line | None) -> None:
        found = figures(line.text)
        after_view, self.after_view = self.after_view, False
        if is_actions(line.text) and (self.pending or not _declares(following)):
            self._end_note()
        elif found and self._is_total(found):
            self._take_totals(line, found)
        elif found and self._is_count(found, following):
            self._open_section(line, found)
        elif not self.sections and is_view(line.text, after_view) and not _declares(following):
            self.divider, self.after_view = line.number, True
        else:
            self.pending.append(line)
            self.last = line.number

    # Figures

    def _is_total(self, found: Figures) -> bool:
        if self.sections or (found.notes is not None and self.notes is not None):
            return False
        if found.sections is not None:
            return self.section_total is None
        return found.of_hub or not self._has_title_pending()

    def _has_title_pending(self) -> bool:
        """Whether the last line before the first figures can be a section's title, and not the page's own."""
        texts = [line for line in self.pending if not is_navigation(line.text)]
        return len(texts) > 1 and not is_prose(texts[-1].text) and len(texts[-1].text) <= 150

    def _take_totals(self, line: Line, found: Figures) -> None:
        self.notes = found.notes if found.notes is not None else self.notes
        self.section_total = found.sections if found.sections is not None else self.section_total
        self.divider, self.after_view = line.number, True
        if found.label:
            self.unplaced.append(line)

    def _is_count(self, found: Figures, following: Line | None) -> bool:
        directly_after_text = bool(self.pending) and self.last == self.previous
        ends_as_note = following is not None and is_actions(following.text)
        plain = found.notes is not None and found.sections is None and not found.label
        return plain and directly_after_text and not _declares(self.pending[-1]) and not ends_as_note

    # Sections and notes

    def _open_section(self, line: Line, found: Figures) -> None:
        *before, last = paragraphs_of(self.pending)
        if line.number == last[-1].number + 1:
            before, last = [*before, last[:-1]], last[-1:]
        rest = [each for paragraph in before for each in paragraph]
        if self.sections:
            self._close_region(rest)
        else:
            self.head = rest
        self.sections.append(_Section(join(last), found.notes, last[0].number))
        self.pending = []

    def _end_note(self) -> None:
        head, lines = (self.head, self.pending) if self.sections else self._split_head()
        paragraphs = paragraphs_of(self._without_figures(lines))
        if not paragraphs:
            return
        self.head, self.pending = head, []
        if not self.sections:
            self.sections.append(_Section("", None, paragraphs[0][0].number))
        section = self.sections[-1]
        if not section.notes and not section.description:
            prose, paragraphs = split_prose(paragraphs)
            section.description = prose_of(prose)
        section.notes.append(_note(paragraphs))

    def _split_head(self) -> tuple[list[Line], list[Line]]:
        """On a page without sections: the lines of the head, and those of the first note."""
        lines = [line for line in self.pending if not is_navigation(line.text)]
        head = [line for line in lines if line.number < self.divider]
        rest = [line for line in lines if line.number > self.divider]
        if head or not rest:
            return head, rest
        first, paragraphs = split_first(paragraphs_of(rest))
        prose, paragraphs = split_prose(paragraphs)
        head = [line for paragraph in (first, *prose) for line in paragraph]
        return head, [line for paragraph in paragraphs for line in paragraph]

    def _without_figures(self, lines: list[Line]) -> list[Line]:
        """The lines without counts at their start, which count nothing and are no question."""
        start = 0
        while start < len(lines) and _declares(lines[start]):
            start += 1
        self.unplaced.extend(lines[:start])
        return lines[start:]

    def _close_region(self, lines: list[Line]) -> None:
        """Lines of a section that no actions ended: its description or notes if it has none yet."""
        lines = [line for line in lines if not is_navigation(line.text)]
        section = self.sections[-1]
        if section.notes:
            self.unplaced.extend(lines)
            return
        prose, paragraphs = split_prose(paragraphs_of(self._without_figures(lines)), alone=True)
        section.description = prose_of(prose)
        groups = group(paragraphs, section.declared)
        section.notes.extend(_note(group) for group in groups)
        for paragraph in paragraphs[: len(paragraphs) - sum(map(len, groups))]:
            self.unplaced.extend(paragraph)

    def _read_head(self) -> tuple[str, str]:
        lines = [line for line in self.head if not is_navigation(line.text)]
        if not lines:
            return "", ""
        first, rest = split_first(paragraphs_of(lines))
        if not self.sections and self.notes is None and self.section_total is None:
            self.unplaced.extend(line for paragraph in rest for line in paragraph)
            rest = []
        return join(first), prose_of(rest)


def _declares(line: Line | None) -> bool:
    return line is not None and figures(line.text) is not None


def _note(paragraphs: list[Paragraph]) -> PageNote:
    question, summary = split_first(paragraphs)
    return PageNote(join(question), prose_of(summary), question[0].number)
