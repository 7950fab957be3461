"""Two notes that ask nearly the same question in other words.

Why: what is known about the question is spread over two places, and no reader finds both.

Questions are nearly the same if all that matters in one is in the other: other order, endings, spelling, numbers as
words, acronyms written out (an acronym in capitals is known by the letters of the words that it is short for), a few
synonyms.  They are not if one is negated, asks should or why where the other asks whether, names another number or
thing, or lets the words change roles.  Notes that say `distinct-from` of one another were judged by the curator.  Words
of your own field: `acronyms` (short: long form) and `synonyms` (lists of words) under `lint: near-duplicate-question:`
in `hub.yaml`.

Bad:

    -- notes/how-do-links-rot.md --
    ---
    question: How does a careful reader notice rotten links?
    section: links
    summary: By clicking on them.
    ---
    -- notes/noticing-rotten-links.md --
    ---
    question: What is the best way for careful readers to notice a rotten link?
    section: links
    summary: By letting a tool click on them.
    ---

Good:

    -- notes/how-do-links-rot.md --
    ---
    question: How does a careful reader notice rotten links?
    section: links
    summary: By clicking on them.
    ---
    -- notes/noticing-rotten-links.md --
    ---
    question: Why does a careful reader notice rotten links?
    section: links
    summary: They hurt.
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import value
from rlkb_cli.lint.model import Finding, Related, Rule


def mark(note: Note, data: bytes, config: Config) -> list[str]:
    """What nearly equal questions share."""
    from rlkb_cli.duplicates.signatures import marks_of

    return marks_of(note, config) if note.question else []


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every pair of notes whose questions are nearly the same, at the later one by path."""
    from rlkb_cli.duplicates.notes import open_pairs

    question = value(kb.config.key("question"))
    found = open_pairs(kb)
    for pair in found.pairs:
        if not pair.exact:
            related = (Related(pair.first.path, question, "asked here in other words"),)
            message = f"`{pair.first.id}` asks nearly the same question: {pair.verdict.reason}"
            yield Finding(pair.second.path, question, message, _HELP, related, key=(pair.first.id, pair.second.id))
    for group in found.skipped:
        message = f"{len(group)} questions are too much alike to be compared, this is the first of them"
        yield Finding(group[0].path, question, message, "see `rlkb dupes`", key=("skipped", group[0].id))


_HELP = "merge the two, or say `distinct-from` if they are not the same"
RULE = Rule(
    "near-duplicate-question",
    "duplicates",
    "warning",
    mark=mark,
    base=check,
    options={"acronyms": {}, "synonyms": ()},
    pair=True,
)
