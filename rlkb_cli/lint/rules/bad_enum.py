"""A value that is none of those that its field allows.

Why: a filter or a list by that field passes the note over.

Which values a field allows is declared under `fields:` in the root hub, as `enum`; of a list, each entry counts.  An
empty value is none.  Where one of the allowed values differs only in case, spaces, `-` and `_`, the fix writes it.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    fields: [{name: status, enum: [draft, in review, done]}]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    status: In-Review
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    fields: [{name: status, enum: [draft, in review, done]}]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    status: in review
    ---
"""


from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import value
from rlkb_cli.kb.suggest import did_you_mean
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.texts import declared_texts, declares

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft

_BETWEEN = lazy_pattern(r"[\s_-]+")


def check(note: Note, config: Config) -> Iterator[Finding]:
    """Every text that its field does not allow."""
    for field, at, text in declared_texts(note, config):
        if field.enum and text not in field.enum:
            message = f"`{field.name}` is one of {', '.join(field.enum)}, not `{text}`"
            meant = _meant(text, field.enum)
            help_ = None if meant else did_you_mean(text, field.enum)
            yield Finding(note.path, value(*at), message, help_, (), (field.name, text), "safe" if meant else None)


def _meant(text: str, allowed: Sequence[str]) -> str | None:
    """The one allowed value that differs from the text in its spelling alone."""
    same = [each for each in allowed if _plain(each) == _plain(text)]
    return same[0] if len(same) == 1 else None


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", text).strip().casefold()


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Write the value as it is allowed."""
    from rlkb_cli.edit.splice import SetValue

    for finding in findings:
        name, text = finding.key
        meant = _meant(text, draft.kb.config.fields[name].enum)
        draft.edit(finding.path, SetValue(finding.place.path, meant))


RULE = Rule("bad-enum", "schema", "error", note=check, note_if=declares, fix=fix)
