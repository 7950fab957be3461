"""Notes of a base whose questions are the same or nearly so, and that nobody has judged yet."""

from collections.abc import Sequence
from typing import NamedTuple

from rlkb_cli.duplicates.near import Verdict, compare
from rlkb_cli.duplicates.reading import read
from rlkb_cli.duplicates.search import base_lexicon, common_words, near_duplicates, nearest
from rlkb_cli.duplicates.signatures import Index, keys
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.text import question_key


class OpenPair(NamedTuple):
    """Two notes, by path the earlier first, and how their questions compare; `exact` if only the spelling
    differs.
    """

    first: Note
    second: Note
    exact: bool
    verdict: Verdict


class OpenPairs(NamedTuple):
    """The pairs that wait for a verdict, and groups of notes that are too many alike to be compared."""

    pairs: tuple[OpenPair, ...]
    skipped: tuple[tuple[Note, ...], ...]


class Match(NamedTuple):
    """A new question, by number, a note that asks the same or nearly so, and how they compare."""

    number: int
    note: Note
    exact: bool
    verdict: Verdict


def open_pairs(kb: KnowledgeBase) -> OpenPairs:
    """All pairs of notes of a base that ask the same or nearly so, but for those that say `distinct-from`.

    The search goes by the questions' keys, which the base knows of all notes; only what it finds is read.
    """
    paths, known = _asking(kb)
    found = near_duplicates(known, base_lexicon(kb.config.lint, known), lambda n: kb.note(paths[n]).question)
    pairs = (
        OpenPair(kb.note(paths[i]), kb.note(paths[j]), known[i] == known[j], verdict)
        for i, j, verdict in found.pairs
    )
    return OpenPairs(
        tuple(pair for pair in pairs if not _judged(kb, pair)),
        tuple(tuple(kb.note(paths[number]) for number in group) for group in found.skipped),
    )


def matches(kb: KnowledgeBase, questions: Sequence[str]) -> list[Match]:
    """The notes that ask one of these questions already, exactly or nearly, by question and then by path."""
    paths, known = _asking(kb)
    lexicon = base_lexicon(kb.config.lint, [*known, *questions])
    index = Index.build(keys(read(question, lexicon)) for question in known)
    common = common_words(known)
    found = []
    for number, question in enumerate(questions):
        asked = read(question, lexicon)
        for place in sorted(index.candidates(keys(asked))):
            note = kb.note(paths[place])
            verdict = compare(asked, read(note.question, lexicon), common)
            if verdict.near:
                found.append(Match(number, note, question_key(question) == known[place], verdict))
    return found


def nearest_notes(kb: KnowledgeBase, question: str, limit: int = 5) -> list[tuple[Note, Verdict]]:
    """The notes whose questions are most like one, the likest first."""
    paths, known = _asking(kb)
    lexicon = base_lexicon(kb.config.lint, [*known, question])
    found = [kb.note(paths[pair.first]) for pair in nearest(question, known, lexicon, limit)]
    asked = read(question, lexicon)
    return [(note, compare(asked, read(note.question, lexicon))) for note in found]


def _asking(kb: KnowledgeBase) -> tuple[list[str], list[str]]:
    """The paths of the notes that ask something, and the keys of their questions."""
    asking = [
        (path, facts.question) for path, facts in kb.facts.items() if facts.kind == "note" and facts.question
    ]
    return [path for path, _ in asking], [question for _, question in asking]


def _judged(kb: KnowledgeBase, pair: OpenPair) -> bool:
    return _says(kb, pair.first, pair.second) or _says(kb, pair.second, pair.first)


def _says(kb: KnowledgeBase, note: Note, other: Note) -> bool:
    relations = kb.relations_of(note)
    return any(r.form == "distinct-from" and r.target.path == other.path for r in relations)
