"""A date that is none, or that is written so that others read another one.

Why: notes are sorted by it, and `03/04/2024` is in March here and in April there.

Which fields hold dates is declared under `fields:` in the root hub, as `type: date`.  A date is `YYYY-MM-DD`, perhaps
with a time behind it, quoted or not; an empty value is none.  The fix rewrites what can only mean one day, such as
`2024/3/4`, `20240304`, `4 March 2024` and `Mar 4, 2024`.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    fields: [{name: created, type: date}]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    created: March 4, 2024
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    fields: [{name: created, type: date}]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    created: 2024-03-04
    ---
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import value
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.texts import declared_texts, declares

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft

_TIME = r"(?:(?:[Tt]|[ \t]+)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d*)?)?(?:[ \t]*(?:[Zz]|[-+]\d\d?(?::?\d\d)?))?)?"
_DATE = lazy_pattern(rf"(\d{{4}})-(\d\d)-(\d\d){_TIME}\Z", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\.?"
_READABLE = tuple(
    lazy_pattern(form, re.ASCII | re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})([-/.])(?P<month>[01]?\d)\2(?P<day>[0-3]?\d)\Z",
        r"(?P<year>\d{4})(?P<month>[01]\d)(?P<day>[0-3]\d)\Z",
        rf"{_DAY} {_MONTH},? (?P<year>\d{{4}})\Z",
        rf"{_MONTH} {_DAY},? (?P<year>\d{{4}})\Z",
    )
)


def check(note: Note, config: Config) -> Iterator[Finding]:
    """Every date that is not written as one."""
    for field, at, text in declared_texts(note, config):
        if field.type == "date" and not _is_date(text):
            kind = "unsafe" if _meant(text) else None
            message = f"`{text}` is no date as YYYY-MM-DD"
            yield Finding(note.path, value(*at), message, key=(field.name, text), fix="unsafe" if kind else None)


def _is_date(text: str) -> bool:
    found = _DATE.match(text)
    return found is not None and _day(found[1], found[2], found[3]) is not None


def _day(year: str, month: str, day: str) -> str | None:
    """The day as it is to be written; None if the calendar has no such day."""
    from datetime import date

    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _meant(text: str) -> str | None:
    """The one day that a text can mean."""
    for form in _READABLE:
        found = form.match(" ".join(text.split()))
        if found:
            month = found["month"]
            number = month if month.isdecimal() else str(_MONTHS.index(month[:3].lower()) + 1)
            return _day(found["year"], number, found["day"])
    return None


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Write the day as YYYY-MM-DD."""
    from rlkb_cli.edit.splice import Raw, SetValue

    for finding in findings:
        meant = _meant(finding.key[-1])
        if meant:
            draft.edit(finding.path, SetValue(finding.place.path, Raw(meant)))


RULE = Rule("bad-date", "schema", "error", note=check, note_if=declares, fix=fix)
