"""A file or folder with a name that some systems cannot have, or no link can spell.

Why: a checkout on Windows stops at it, and a link to it ends where the odd character begins.

Irregular are the characters `< > : " | ? * \\` and control characters, a blank at the start or end, a full stop at
the end, and the names that Windows keeps for devices, such as `con` and `aux.md`.  In the name of a note or page, so
are `#`, `^`, `[` and `]`, which mean something in a wikilink.  Blanks inside of a name, other scripts, emoji and
signs such as `&`, `'` and `,` are fine, and so is whatever `.gitignore` names.

Bad:

    -- notes/why-do-links-rot[1].md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""


from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import FILE
from rlkb_cli.kb.text import RESERVED
from rlkb_cli.lint.model import Finding, Rule

_SIGN = lazy_pattern(r'[<>:"|?*\\\x00-\x1f\x7f-\x9f\u2028\u2029]')
_WIKI_SIGN = lazy_pattern(r"[#^\[\]]")
_SIGNS = '<>:"|?*\\#^[]'
_DEVICE = lazy_pattern(r"/(?:con|prn|aux|nul|com[1-9]|lpt[1-9])[./]")


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every irregular name, where it is that of a folder at the first file in it."""
    if not _is_doubtful("/".join(("", *kb.files, ""))):
        return
    seen: set[str] = set()
    for path in sorted(kb.files):
        parts = path.split("/")
        for depth, name in enumerate(parts, 1):
            above = "/".join(parts[:depth])
            why = _why(name, is_linked=above == path and path in kb.facts)
            if why and above not in seen:
                yield Finding(path, FILE, f"the name `{name}` {why}", key=(name,))
            seen.add(above)


def _is_doubtful(paths: str) -> bool:
    """Whether there may be an irregular name among paths, all in one text so that none costs anything."""
    return (
        any(sign in paths for sign in (*_SIGNS, " /", "/ ", "./"))
        or not paths.isprintable()
        or _DEVICE.search(paths.lower()) is not None
    )


def _why(name: str, *, is_linked: bool) -> str:
    """What is wrong with a name; nothing if it is a good one."""
    sign = _SIGN.search(name) or (_WIKI_SIGN.search(name) if is_linked else None)
    if sign:
        shown = f"`{sign[0]}`" if sign[0].isprintable() else f"U+{ord(sign[0]):04X}"
        return f"has {shown} in it, which {'a wikilink' if _WIKI_SIGN.match(sign[0]) else 'Windows'} cannot spell"
    if name != name.strip() or name.endswith("."):
        return "begins or ends with a blank or a full stop"
    return "is one that Windows keeps for a device" if name.split(".")[0].lower() in RESERVED else ""


RULE = Rule("irregular-file-name", "file", "warning", base=check)
