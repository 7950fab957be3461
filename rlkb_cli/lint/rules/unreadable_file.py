"""A note, hub or page that cannot be read at all.

Why: the linter cannot answer for what it does not see, and neither can whoever opens the note.

It is found for a folder, a FIFO or a device with the name of a note, for a file that is too large or without
permission, and for a link that leads out of the root or nowhere.  A link to a file inside the root is fine,
and so is whatever `exclude:` or a `.gitignore` names.

Bad:

    -- notes/why-do-links-rot.md/picture.txt --
    This makes `why-do-links-rot.md` a folder.

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Document
from rlkb_cli.lint.model import Finding, Rule, problems


def check(document: Document, config: Config) -> Iterator[Finding]:
    """Every document whose bytes could not be had."""
    for finding in problems(document, "unreadable-file"):
        yield finding._replace(help="move it away, or name it under `exclude:` in hub.yaml")


RULE = Rule("unreadable-file", "file", "error", problem=check)
