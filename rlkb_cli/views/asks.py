"""`rlkb asks`: questions without a note: what links lead to that is not there, and what texts ask in passing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rlkb_cli.duplicates.notes import matches
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.spelling import nfc, unwrap
from rlkb_cli.kb.text import question_key, stem
from rlkb_cli.lint.targets import is_file
from rlkb_cli.views import plaintext
from rlkb_cli.views.cards import cards
from rlkb_cli.views.kept import kept
from rlkb_cli.views.listing import reading_order
from rlkb_cli.views.notepage import body_of

# A full stop before a small letter ends an abbreviation.
_ENDS = re.compile(r"""(?<=[.!?…])["'”’»)]*\s+(?![a-zß-ÿ])|(?<=[:;])\s+|(?<=[。！？])""")
_QUOTES = " \t\"'“”‘’«»()[]*_"
_WORDS, _LETTERS = 3, 8  # with fewer, a sentence asks nothing by itself; the letters go for scripts without blanks
_ASKS = re.compile(r"(?:wh(?:at|ich|o|om|ose|y|en|ere)|how|can|could|do|does|did|is|are|was|were|should|will|would)\b")

NAME = "asks"


class Ask(NamedTuple):
    """A question without a note.  `id` is what links call it, "" for a sentence; `sources` are the documents that link
    to it or ask it, by path, each once; `demand` is how many there are.
    """

    question: str
    id: str
    demand: int
    sources: Sequence[str]


def asks(kb: KnowledgeBase) -> list[Ask]:
    """What links lead to, the most wanted first, and then what notes ask, as the hubs list them."""
    wanted = sorted(_wanted(kb), key=lambda ask: (-ask.demand, ask.id.casefold()))
    known = {question_key(ask.question) for ask in wanted}
    return [*wanted, *(ask for ask in _asked(kb) if question_key(ask.question) not in known)]


def ask_number(kb: KnowledgeBase, number: int) -> Ask:
    """The ask that `rlkb asks` shows under a number; BadInput if there is none."""
    found = asks(kb)
    if not 1 <= number <= len(found):
        raise BadInput(f"there is no ask {number}", help=f"`rlkb asks` shows {len(found)}")
    return found[number - 1]


def questions_in(text: str) -> Iterator[str]:
    """The sentences of a plain text that ask something, each on one line of it."""
    for line in text.splitlines():
        for sentence in (part.strip(_QUOTES) for part in _ENDS.split(line)):
            long = len(sentence.split()) >= _WORDS or (not sentence.isascii() and len(sentence) >= _LETTERS)
            if sentence.endswith(("?", "？", "؟")) and long:
                yield sentence[:1].upper() + sentence[1:]


def _wanted(kb: KnowledgeBase) -> Iterator[Ask]:
    groups: dict[str, list[tuple[str, Reference]]] = {}
    for reference in kb.sieve.references:
        if reference.target.kind == "missing" and not is_file(reference) and reference.form != "reference":
            name = _name(reference)
            groups.setdefault(nfc(name).casefold(), []).append((name, reference))
    for group in groups.values():
        name = group[0][0]
        sources = list(dict.fromkeys(reference.source for _, reference in group))
        yield Ask(_as_question(name), name, len(sources), sources)


def _name(reference: Reference) -> str:
    """The id that a note must have for the reference to lead there."""
    if reference.kind == "link" and reference.form not in WIKI_FORMS:
        return stem(reference.raw)
    return (unwrap(reference.raw) or reference.raw).rpartition("/")[2].removesuffix(".md")


def _as_question(name: str) -> str:
    """An id as a question, if it can be one: `why-do-links-rot` asks "Why do links rot?"."""
    text = name if " " in name else name.replace("-", " ").replace("_", " ").strip()
    ends = "?" if _ASKS.match(text.casefold()) and not text.endswith("?") else ""
    return text[:1].upper() + text[1:] + ends


def _asked(kb: KnowledgeBase) -> Iterator[Ask]:
    """The sentences that end with a question mark and that no note answers, nor did under a former question."""
    found = _sentences(kb)
    key = kb.config.key("former-questions")
    former = {question_key(text) for card in cards(kb).values() for text in _texts(card.fields.get(key))}
    questions = [text for text, _ in found.values()]
    answered = {match.number for match in matches(kb, questions)}
    for number, (mark, (text, sources)) in enumerate(found.items()):
        if number not in answered and mark not in former:
            yield Ask(text, "", len(sources), sources)


def _sentences(kb: KnowledgeBase) -> Mapping[str, tuple[str, list[str]]]:
    """The questions in the texts of notes, each with the notes that ask it, by `question_key`."""
    found: dict[str, tuple[str, list[str]]] = {}
    asked = kept(kb, NAME, [__file__, plaintext.__file__], lambda path: (_questions_of(kb, path),))
    for path in reading_order(kb):
        for sentence in filter(None, asked[path][0].split("\n")):
            mark = question_key(sentence)
            if mark not in kb.names.questions:
                _, sources = found.setdefault(mark, (sentence, []))
                sources += [path] if path not in sources else []
    return found


def _questions_of(kb: KnowledgeBase, path: str) -> str:
    """The questions in the text of a note, a line each."""
    return "\n".join(questions_in(plaintext.plain(body_of(kb, kb.note(path)), own=True)))


def _texts(value: object) -> Sequence[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, tuple) else ()
