"""A key in front matter that nobody declared.

Why: mostly it is a slip (`sumary`), and what stands under it is read by nothing.

It is only found in a base that declares its own keys, under `fields:` in the root hub; before that, every key is
welcome.  Keys of rlkb's own need no declaration.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    fields: [{name: tags, type: list}]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    tag: [links]
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    fields: [{name: tags, type: list}]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    tags: [links]
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import key as key_place
from rlkb_cli.kb.suggest import did_you_mean
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.texts import declares


def check(note: Note, config: Config) -> Iterator[Finding]:
    """Every key that is neither ours nor declared."""
    for key in note.fields if config.fields else ():
        if key not in config.read:
            help_ = did_you_mean(key, sorted(config.read))
            yield Finding(note.path, key_place(key), f"`{key}` is no field of this base", help_, key=(key,))


RULE = Rule("unknown-field", "schema", "warning", note=check, note_if=declares)
