"""Notes of a base whose questions are the same or nearly so, and that nobody has judged yet."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rlkb_cli.duplicates.lexicon import Lexicon
from rlkb_cli.duplicates.near import Verdict, compare
from rlkb_cli.duplicates.reading import read
from rlkb_cli.duplicates.search import Common, compared, nearest
from rlkb_cli.duplicates.settings import base_lexicon
from rlkb_cli.duplicates.signatures import LETTER, signature
from rlkb_cli.kb.alike import answered, shared
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import join, split
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.text import plain_words, question_key

if TYPE_CHECKING:
    from rlkb_cli.duplicates.embedder import Embedder


class OpenPair(NamedTuple):
    """Two notes, by path the earlier first, and how their questions compare; `exact` if only the spelling
    differs, `likeness` if they were found by what they mean.
    """

    first: Note
    second: Note
    exact: bool
    verdict: Verdict
    likeness: float | None = None

    @property
    def reason(self) -> str:
        """Why the two may be one, in a few words."""
        if self.exact:
            return "the same question"
        return self.verdict.reason if self.likeness is None else f"much the same meaning ({self.likeness:.2f})"


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

    The candidates are those that share marks; the base must have been loaded with a judge that gives `marks_of`.
    """
    groups = list(kb.sieve.alike(LETTER).values())
    if not groups and not kb.sieve.answered:
        return OpenPairs((), ())
    paths, asked = kb.facts.paths, kb.facts.texts("asked")
    number = {path: place for place, path in enumerate(paths)}
    found = compared(
        ([number[path] for path in group] for group in groups),
        ((number[first], number[second]) for first, second in kb.sieve.answered),
        asked.__getitem__,
        base_lexicon(kb.config.lint),
        Common(_questions(kb)),
    )
    pairs = (_open(kb, paths[i], paths[j], verdict) for i, j, verdict in found.pairs)
    return OpenPairs(
        tuple(pair for pair in pairs if not _judged(kb, pair)),
        tuple(tuple(kb.note(paths[place]) for place in group) for group in found.skipped),
    )


def _questions(kb: KnowledgeBase) -> Iterator[str]:
    return filter(None, kb.facts.texts("question"))


def _open(kb: KnowledgeBase, first: str, second: str, verdict: Verdict) -> OpenPair:
    questions = kb.facts.by_path("question")
    exact = questions[first] == questions[second]
    return OpenPair(kb.note(first), kb.note(second), exact, verdict)


def same_meaning_pairs(kb: KnowledgeBase, embedder: "Embedder") -> OpenPairs:
    """The pairs of notes that mean the same, but for those that `open_pairs` has and those that say `distinct-from`.

    The vectors are kept where the base is just what is on disk.  BadInput if the model fails.
    """
    from rlkb_cli.duplicates.meaning import same_meaning
    from rlkb_cli.duplicates.vectors import vectors_of

    lexicon = base_lexicon(kb.config.lint)
    known = kb.facts.by_path("asked")
    paths = [path for path, asked in known.items() if _has_meaning(asked, lexicon, embedder)]
    questions = [known[path] for path in paths]
    vectors = vectors_of(questions, embedder, kb.root if kb.origin else None)
    found = same_meaning(questions, vectors, lexicon)
    pairs = (
        _open(kb, paths[one.first], paths[one.second], one.verdict)._replace(likeness=one.score)
        for one in found.pairs
        if not one.verdict.near
    )
    return OpenPairs(
        tuple(pair for pair in pairs if not pair.exact and not _judged(kb, pair)),
        tuple((kb.note(paths[number]),) for number in found.skipped),
    )


def _has_meaning(question: str, lexicon: Lexicon, embedder: "Embedder") -> bool:
    """False for what a model could only guess at: no words, far too many, or a script that it does not know."""
    from unicodedata import name

    if embedder.latin and not all(ch.isascii() or "LATIN" in name(ch, "") for ch in plain_words(question)):
        return False
    return bool(read(question, lexicon).words)


def matches(kb: KnowledgeBase, questions: Sequence[str]) -> list[Match]:
    """The notes that ask one of these questions already, exactly or nearly, by question and then by path.

    The base must have been loaded with a judge, as for `open_pairs`.
    """
    lexicon, common = base_lexicon(kb.config.lint), Common([*_questions(kb), *questions])
    readings = [read(question, lexicon) for question in questions]
    asked = [[*marks, *calls] for marks, calls in (signature(reading.gist) for reading in readings)]
    found = []
    for number, path in sorted(set(_candidates(kb, asked))):
        note = kb.note(path)
        verdict = compare(readings[number], read(note.question, lexicon), common)
        exact = question_key(questions[number]) == kb.facts[path].question
        if verdict.near or exact:
            found.append(Match(number, note, exact, verdict))
    return found


def _candidates(kb: KnowledgeBase, asked: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """The numbers of new questions, each with the paths of the notes that share a mark or a call."""
    wanted = {mark for texts in asked for mark in texts}
    known = {path: wanted.intersection(split(marks)) for path, marks in kb.facts.by_path("marks").items()}
    groups = shared({**{path: join(texts) for path, texts in known.items()}, **_joined(asked)})
    pairs = [(one, other) for group in groups.values() for one in group for other in group]
    pairs += answered({**kb.facts.by_path("calls"), **_joined(asked)})
    for one, other in pairs:
        if isinstance(one, int) and isinstance(other, str):
            yield one, other
        elif isinstance(one, str) and isinstance(other, int):
            yield other, one


def _joined(asked: Sequence[Iterable[str]]) -> dict[int | str, str]:
    return {number: join(texts) for number, texts in enumerate(asked)}


def nearest_notes(kb: KnowledgeBase, question: str, limit: int = 5) -> list[tuple[Note, Verdict]]:
    """The notes whose questions are most like one, the likest first."""
    asking = [(path, text) for path, text in kb.facts.by_path("question").items() if text]
    lexicon = base_lexicon(kb.config.lint)
    found = [kb.note(asking[pair.first][0]) for pair in nearest(question, [text for _, text in asking], lexicon, limit)]
    asked = read(question, lexicon)
    return [(note, compare(asked, read(note.question, lexicon))) for note in found]


def _judged(kb: KnowledgeBase, pair: OpenPair) -> bool:
    return _says(kb, pair.first, pair.second) or _says(kb, pair.second, pair.first)


def _says(kb: KnowledgeBase, note: Note, other: Note) -> bool:
    relations = kb.relations_of(note)
    return any(r.form == "distinct-from" and r.target.path == other.path for r in relations)
