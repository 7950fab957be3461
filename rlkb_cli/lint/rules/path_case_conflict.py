"""Two files of which the paths differ in nothing but case, or in how a letter is encoded.

Why: on Windows and macOS they are one file, so that a checkout there loses one of them.

`é` may be one character or two (`e` and an accent); macOS takes them for the same.  Two folders that differ so are
fine as long as no two files in them do.  Files that `.gitignore` names do not count.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    -- README.md --
    # Links
    -- Readme.md --
    # Links

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    -- README.md --
    # Links
    -- notes/README.md.txt --
    Links
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.place import FILE
from rlkb_cli.kb.spelling import nfc
from rlkb_cli.lint.model import Finding, Related, Rule


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every file but the first of those that are one elsewhere."""
    if len({_folded(path) for path in kb.files}) == len(kb.files):
        return
    first: dict[str, str] = {}
    for path in sorted(kb.files):
        earlier = first.setdefault(_folded(path), path)
        if earlier != path:
            related = (Related(earlier, FILE, "this is the other one"),)
            message = f"on some systems this is the same file as `{earlier}`"
            yield Finding(path, FILE, message, "give it another name", related, key=(earlier,))


def _folded(path: str) -> str:
    """The path as such systems compare it."""
    return nfc(path).lower()


RULE = Rule("path-case-conflict", "file", "error", base=check)
