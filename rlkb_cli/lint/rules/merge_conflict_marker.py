"""A conflict that a merge left in a file.

Why: both versions stand there, and whoever reads the file reads the question twice, or not at all.

A conflict is a line that begins with seven `<`, then one of seven `=`, then one that begins with seven `>`.
A line of `=` alone is a heading's, and a block of code may show a conflict.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    <<<<<<< HEAD
    Names change.
    =======
    Names are copied.
    >>>>>>> other

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    Names are copied, and then they change.

    ```
    <<<<<<< HEAD
    This is how a conflict looks.
    =======
    It has three marks.
    >>>>>>> other
    ```
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.conflicts import OPENING, conflicts
from rlkb_cli.kb.place import span
from rlkb_cli.lint.bodies import code_blocks, is_within
from rlkb_cli.lint.model import Finding, Rule


def check(path: str, data: bytes, config: Config) -> Iterator[Finding]:
    """The opening mark of every conflict."""
    shown = code_blocks(path, data)
    for place in conflicts(data):
        if not is_within(place[0], shown):
            help_ = "keep one of the versions, or parts of both"
            yield Finding(path, span(*place), "a merge left a conflict here", help_)


def _may_hold_one(data: bytes, signs: bytes) -> bool:
    return signs.find(OPENING) >= 0


RULE = Rule("merge-conflict-marker", "file", "error", data=check, data_if=_may_hold_one)
