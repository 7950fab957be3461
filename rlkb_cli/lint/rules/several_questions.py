"""Several questions in one.

Why: a note that answers two questions is found by one of them, and cannot be related to others by either.

"What is link rot, and why does it matter?" is one question, and so is a choice such as "Vim? Emacs? Neither?":
what counts are sentences of three words and more that end with a question mark of their own.  A question quoted
within another does not count.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot? How can a curator find those that do?
    section: links
    summary: Files move, and links do not.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot, and how can a curator find those that do?
    section: links
    summary: Files move, and links do not.
    ---
"""


from collections.abc import Iterator, Sequence

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import value
from rlkb_cli.lint.model import Finding, Rule

_END = lazy_pattern(r"[?؟]+(?=\s|\Z)|？+(?![」』”’）)\]])")
_QUOTED = lazy_pattern(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|『[^』]*』|\([^)]*\)")
_FEWEST_WORDS, _FEWEST_SIGNS = 3, 6


def check(note: Note, config: Config) -> Iterator[Finding]:
    """A question that holds more than one sentence that asks."""
    question = note.question
    if question.find("?") == len(question) - 1 or len(_END.findall(question)) < 2:
        return
    asked = _END.split(_QUOTED.sub("x", question))[:-1]
    if sum(map(_is_sentence, asked)) > 1:
        help_ = f"`rlkb split {note.id}` makes a note of one of them"
        yield Finding(note.path, value(config.key("question")), "several questions are asked here", help_)


def _may_ask_twice(note: Note, texts: Sequence[str], config: Config) -> bool:
    return note.question.find("?") != len(note.question) - 1


def _is_sentence(text: str) -> bool:
    if text.isascii():
        return len(text.split()) >= _FEWEST_WORDS
    return len(text.split()) >= _FEWEST_WORDS or (len(text.split()) == 1 and len(text.strip()) >= _FEWEST_SIGNS)


RULE = Rule("several-questions", "question", "warning", note=check, note_if=_may_ask_twice)
