"""What the rules on single documents found in one, as a text to be cached with its facts."""

import json
from collections.abc import Iterable, Iterator

from rlkb_cli.kb.place import Place
from rlkb_cli.lint.model import Finding


def encode(found: Iterable[tuple[str, Finding]]) -> str:
    """The findings, each with its rule's name.  Their path is not kept, and they have no related places."""
    return json.dumps([(name, *finding[1:4], finding.key, finding.fix) for name, finding in found])


def decode(path: str, text: str) -> Iterator[tuple[str, Finding]]:
    """The findings of the document at `path`, each with its rule's name."""
    for name, (kind, steps), message, help_, key, fix in json.loads(text):
        yield name, Finding(path, Place(kind, tuple(steps)), message, help_, (), tuple(key), fix)
