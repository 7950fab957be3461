"""A value that does not fit the pattern of its field.

Why: whoever declared the pattern looks something up by the value, and does not find it.

Patterns are declared under `fields:` in the root hub, as `pattern`: a regular expression that has to be found in the
text (`^` and `$` tie it to the whole); of a list, in each entry.  An empty value is none.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    fields: [{name: doi, pattern: '^10\\.\\d{4,}/'}]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    doi: https://doi.org/10.1000/182
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    fields: [{name: doi, pattern: '^10\\.\\d{4,}/'}]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    doi: 10.1000/182
    ---
"""

import re
from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import value
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.texts import declared_texts, declares


def check(note: Note, config: Config) -> Iterator[Finding]:
    """Every text in which the pattern of its field is not found."""
    for field, at, text in declared_texts(note, config):
        if field.pattern and not re.search(field.pattern, text):
            message = f"`{field.name}` does not fit its pattern, `{field.pattern}`"
            yield Finding(note.path, value(*at), message, key=(field.name, text))


RULE = Rule("bad-pattern", "schema", "error", note=check, note_if=declares)
