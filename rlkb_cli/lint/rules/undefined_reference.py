"""A link by reference, `[text][label]`, of which the label is defined nowhere in the file.

Why: it is no link; the reader sees the brackets.

`[text][]` and `[label]` alone may be prose and are left alone, and so are indices such as `a[i][j]`, footnotes, and
numbers in brackets.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [the other note][other].

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [the other note][other].

    [other]: https://example.org
"""

from collections.abc import Iterator

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import span
from rlkb_cli.lint.linking import undefined
from rlkb_cli.lint.model import Finding, Rule

# Wikilinks one behind the other are none.
_REFERENCE = lazy_pattern(rb"\[[^][]*\]\[[^][]*\]")


def check(path: str, data: bytes, config: Config) -> Iterator[Finding]:
    """Every reference to a label that is not defined."""
    if b"][" in data and path.endswith(".md"):
        for start, end, label in undefined(data):
            yield Finding(path, span(start, end), f"the label `{label}` is not defined", key=(label,))


def _may_hold_one(data: bytes, signs: bytes) -> bool:
    return _REFERENCE.search(signs) is not None


RULE = Rule("undefined-reference", "links", "error", data=check, data_if=_may_hold_one)
