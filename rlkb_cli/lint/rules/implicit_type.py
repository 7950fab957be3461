"""A text without quotes that other tools take for something else.

Why: YAML readers turn `no` into false, `1.10` into 1.1, `012` into 10, `12:30:45` into seconds and `2024-05-01` into
a date, and then show or look up something that nobody wrote.

It is found where a text is meant: in questions, sections, summaries, ids and titles, in the entries of lists that
are ours, and in fields that `fields:` declares as text or list.  A whole number such as `2024` stays itself and is
fine; so are numbers and dates in any other key, and everything in quotes.  The fix puts quotes around it; it is
unsafe only in that another program may have relied on the type.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    aliases:
      - 1.10
      - Off
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    aliases:
      - '1.10'
      - 'Off'
    ---
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import value
from rlkb_cli.kb.values import Quoted, is_typed
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.texts import Text, texts_of_hub, texts_of_note

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft

# A text as long as this is read as something else only where it is a number or a date.
_LONG, _NUMERIC = len("false") + 1, frozenset("0123456789+-.")
# What stays what it is, also as a number.
_SAME = lazy_pattern(r"-?[1-9][0-9]{0,14}\Z|0\Z")
# What the resolvers of YAML 1.1 and 1.2 that are in use read as something else.
_KINDS = (
    ("a truth value", lazy_pattern(r"(?:yes|no|true|false|on|off)\Z", re.IGNORECASE)),
    ("nothing", lazy_pattern(r"(?:~|null|Null|NULL)\Z")),
    ("a date", lazy_pattern(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*)?\Z")),
    (
        "a number",
        lazy_pattern(
            r"""[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
            |(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z""",
            re.VERBOSE,
        ),
    ),
)


def check_note(note: Note, config: Config) -> Iterator[Finding]:
    """Texts of a note that other tools resolve."""
    return _of(note.path, texts_of_note(note, config))


def _may_be_typed(note: Note, texts: Sequence[str], config: Config) -> bool:
    resolved = [text for text in texts if text and (len(text) < _LONG or text[0] in _NUMERIC) and is_typed(text)]
    return bool(resolved)


def check_hub(hub: Hub, config: Config) -> Iterator[Finding]:
    """Texts of a hub that other tools resolve."""
    return _of(hub.path, texts_of_hub(hub))


def _of(path: str, texts: Iterator[Text]) -> Iterator[Finding]:
    for at, text in texts:
        if not isinstance(text, Quoted) and is_typed(text) and (kind := _kind(text)):
            message = f"without quotes, other tools read `{text}` as {kind}"
            yield Finding(path, value(*at), message, key=(*map(str, at), text), fix="unsafe")


def _kind(text: str) -> str:
    """What other tools take a text for; nothing if it stays itself."""
    if _SAME.match(text):
        return ""
    return next((kind for kind, pattern in _KINDS if pattern.match(text)), "")


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Put quotes around it."""
    from rlkb_cli.edit.splice import SetValue

    for finding in findings:
        draft.edit(finding.path, SetValue(finding.place.path, finding.key[-1]))


RULE = Rule("implicit-type", "front-matter", "warning", note=check_note, note_if=_may_be_typed, hub=check_hub, fix=fix)
