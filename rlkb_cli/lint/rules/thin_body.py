"""A note with hardly anything below its front matter.

Why: it promises an answer and gives none; mostly it was begun and forgotten.

Thin is fewer than `min-words` words, 20 if the settings do not say otherwise; headings and comments do not count.
In scripts without spaces every second character counts as a word.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    lint: {extend-select: [thin-body], thin-body: {min-words: 5}}
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    # Why do links rot?

    They do.

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections: [{id: links, title: Links, count: 1, notes: [why-do-links-rot]}]
    lint: {extend-select: [thin-body], thin-body: {min-words: 5}}
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    # Why do links rot?

    They are copies of names, and names change.
"""

import re
from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.frontmatter import body_start
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import FILE
from rlkb_cli.lint.model import Finding, Rule

_NO_TEXT = lazy_pattern(r"<!--.*?-->|^ {0,3}#{1,6}[ \t][^\n]*$|^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE | re.DOTALL)
_WORD = lazy_pattern("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0fff\u1780-\u17ff]{1,2}|[^\\W_]+")


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every note with fewer than `min-words` words."""
    fewest = RULE.option(kb.config, "min-words")
    for path, question in kb.facts.by_path("question").items():
        if question and _words(kb.read(path)) < fewest:
            yield Finding(path, FILE, f"the note has fewer than {fewest} words")


def _words(data: bytes) -> int:
    """How many words the body has."""
    text = data[body_start(data) :].decode(errors="ignore")
    return len(_WORD.findall(_NO_TEXT.sub("", text)))


RULE = Rule("thin-body", "question", "info", base=check, status="opt-in", options={"min-words": 20})
