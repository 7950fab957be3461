"""What is kept of a note's question, so that those that may be nearly the same are found without reading it again."""

from rlkb_cli.duplicates.gist import gist_of
from rlkb_cli.duplicates.lexicon import standard
from rlkb_cli.duplicates.settings import base_lexicon
from rlkb_cli.duplicates.signatures import signature
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Note


def marks_of(note: Note, config: Config) -> list[str]:
    """What a note's question shares with those that may be nearly the same, for the note's facts.

    Settings that make no sense are left to the search, which says so.
    """
    try:
        lexicon = base_lexicon(config.lint)
    except BadInput:
        lexicon = standard()
    marks, calls = signature(gist_of(note.question, lexicon))
    return marks + calls
