"""The words that a base adds to ours, by its `lint:` settings."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rlkb_cli.duplicates.lexicon import Lexicon, standard
from rlkb_cli.errors import BadInput

RULE = "near-duplicate-question"


def base_lexicon(settings: Mapping[str, Any]) -> Lexicon:
    """The lexicon of a base: our tables and its `lint:` settings; BadInput for bad settings."""
    own = settings.get(RULE)
    if not own:
        return standard()
    if not isinstance(own, dict):
        raise BadInput(f"lint: {RULE}: must be a mapping", path="hub.yaml")
    acronyms, synonyms = own.get("acronyms") or {}, own.get("synonyms") or ()
    if not isinstance(acronyms, dict) or not all(isinstance(long, str) for long in acronyms.values()):
        raise BadInput(f"lint: {RULE}: acronyms: must map each acronym to what it is short for", path="hub.yaml")
    if not isinstance(synonyms, tuple) or not all(_is_group(group) for group in synonyms):
        raise BadInput(f"lint: {RULE}: synonyms: must be a list of lists of words", path="hub.yaml")
    return _extended(tuple(acronyms.items()), synonyms) if acronyms or synonyms else standard()


@lru_cache(maxsize=4)
def _extended(acronyms: tuple[tuple[str, str], ...], synonyms: tuple[tuple[str, ...], ...]) -> Lexicon:
    return standard().extended(dict(acronyms), synonyms)


def _is_group(group: object) -> bool:
    return isinstance(group, tuple) and bool(group) and all(isinstance(word, str) and word for word in group)
