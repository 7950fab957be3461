"""Two notes that ask the same question.

Why: what is known about the question is spread over two places, and a reader finds only one of them.

Questions are the same if they differ in nothing but case, white space, kinds of quotes and dashes, and
punctuation at the end.  Notes that say `distinct-from` of one another were judged by the curator; a question
without any letter or digit is the same as none.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    -- notes/why-links-rot.md --
    ---
    question: why do links rot
    section: links
    summary: Nobody looks after them.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    -- notes/why-links-rot.md --
    ---
    question: Who looks after links?
    section: links
    summary: Nobody does.
    ---
"""

from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.place import value
from rlkb_cli.lint.model import Finding, Related, Rule

_NEVER = (float("inf"), 0, 0)


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every note that asks what another one asks before it, in the order of the hubs."""
    groups = kb.sieve.questions
    if groups:
        hubs = {hub.path: number for number, hub in enumerate(kb.hubs)}
        for paths in groups:
            readable = [path for path in paths if kb.note(path).readable]
            ranked = sorted(readable, key=lambda path: _rank(kb, hubs, path))
            yield from _of_group(kb, ranked, set(_verdicts(kb, paths)))


def _verdicts(kb: KnowledgeBase, paths: list[str]) -> Iterator[tuple[str, str]]:
    """The pairs that the curator judged to be distinct."""
    for path in paths:
        for relation in kb.relations_of(kb.note(path)):
            if relation.form == "distinct-from":
                yield path, relation.target.path


def _rank(kb: KnowledgeBase, hubs: dict[str, int], path: str) -> tuple[float, int, int]:
    """Where the note is met first; one that no hub lists comes last, by its path."""
    spots = kb.placements.get(path)
    return (hubs[spots[0].hub], spots[0].section, spots[0].entry) if spots else _NEVER


def _of_group(kb: KnowledgeBase, paths: list[str], distinct: set[tuple[str, str]]) -> Iterator[Finding]:
    question = value(kb.config.key("question"))
    for number, path in enumerate(paths):
        earlier = (other for other in paths[:number] if not distinct & {(path, other), (other, path)})
        first = next(earlier, None)
        if first is not None:
            related = (Related(first, question, "first asked here"),)
            message = f"`{kb.note(first).id}` asks the same question"
            yield Finding(path, question, message, _HELP, related, key=(kb.note(first).id, kb.note(path).id))


_HELP = "merge the two, or say `distinct-from` if they are not the same"
RULE = Rule("duplicate-question", "duplicates", "error", base=check, pair=True)
