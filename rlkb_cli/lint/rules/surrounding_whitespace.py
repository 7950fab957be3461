"""A text that begins or ends with blanks.

Why: nobody sees them, and yet `" links"` is another section than `links`, and `"links "` another entry.

YAML keeps such blanks in quotes.  It is found in texts and entries of lists that are ours, in fields declared as text
or list, and in titles of hubs; the line break that ends a text of several lines is fine, and so are no-break spaces
within a text.  An id is `bad-id`.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: "Why do links rot? "
    section: links
    summary: Files move, and links do not.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: "Why do links rot?"
    section: links
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.place import value
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.texts import Text, texts_of_hub, texts_of_note

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


def check_note(note: Note, config: Config) -> Iterator[Finding]:
    """Texts of a note with blanks around them."""
    return _of(note.path, texts_of_note(note, config), config.keys.get("id"))


def _may_have_blanks(note: Note, texts: Sequence[str], config: Config) -> bool:
    return list(map(str.strip, texts)) != texts


def check_hub(hub: Hub, config: Config) -> Iterator[Finding]:
    """Texts of a hub with blanks around them."""
    return _of(hub.path, texts_of_hub(hub), "id")


def _of(path: str, texts: Iterator[Text], id_key: str | None) -> Iterator[Finding]:
    for at, text in texts:
        if (text[0].isspace() or text[-1].isspace()) and text.strip("\n") != text.strip() and at[-1] != id_key:
            names = [step for step in at if isinstance(step, str)]
            of = "an entry of " if isinstance(at[-1], int) else ""
            message = f"{of}`{names[-1]}` has blanks around it"
            yield Finding(path, value(*at), message, key=(*names, text.strip()), fix="safe")


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Take the blanks away."""
    from rlkb_cli.edit.splice import SetValue

    for finding in findings:
        draft.edit(finding.path, SetValue(finding.place.path, finding.key[-1]))


RULE = Rule(
    "surrounding-whitespace",
    "schema",
    "warning",
    note=check_note,
    note_if=_may_have_blanks,
    hub=check_hub,
    fix=fix,
)
