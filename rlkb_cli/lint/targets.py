"""What several rules ask of the links of a base."""

import posixpath
import re
from collections.abc import Sequence

from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.markdown import Body
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.spelling import nfc, relative, unwrap

_GLOB = lazy_pattern(r"[*?\[\]\\]|^\.|[\n\0]")
_FILE = lazy_pattern(r"\.(?!md\Z|markdown\Z)[A-Za-z][A-Za-z0-9]{0,7}(?:\?.*)?\Z")
# Names of notes have dots as well, such as `node.js`: in wikilinks, only what Obsidian can show is a file.
_ATTACHMENT = lazy_pattern(
    r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp|flac|m4a|mp3|ogg|wav|webm|3gp|mkv|mov|mp4|ogv|pdf|canvas|base)\Z",
    re.IGNORECASE,
)


def is_missing(reference: Reference) -> bool:
    """True if nothing is at the target; uses of a reference definition are left to the definition."""
    return reference.target.kind == "missing" and reference.form != "reference"


def in_other_case(kb: KnowledgeBase, reference: Reference) -> str | None:
    """The path of the one document or file whose name differs from the wanted one in nothing but case."""
    if reference.kind == "relation":
        same = kb.names.ids_in_any_case.get(reference.raw.casefold(), [])
    elif reference.kind == "link" and reference.form not in WIKI_FORMS:
        path = nfc(relative(reference.source, reference.raw))
        same = kb.names.files_in_any_case.get(path.casefold(), [])
    else:
        same = []
    return same[0] if len(same) == 1 else None


def went_to(kb: KnowledgeBase, reference: Reference) -> str | None:
    """The path of the note that a missing target became, by former ids and by git's history of renames."""
    if reference.kind == "link" and reference.form not in WIKI_FORMS:
        path = relative(reference.source, reference.raw)
        former = kb.names.former_path(path)
        return former.path if former.document else kb.moved(path)
    name = (unwrap(reference.raw) or reference.raw).removesuffix(".md")
    return kb.moved(f"**/{name}.md") if name and not _GLOB.search(name) else None


def is_file(reference: Reference) -> bool:
    """True for an image, or a link to a file that is not Markdown."""
    if reference.kind != "link":
        return False
    ending = _ATTACHMENT if reference.form in WIKI_FORMS else _FILE
    return reference.form == "image" or bool(ending.search(reference.raw))


def relative_to(source: str, path: str) -> str:
    """The path as a link in the file `source` has to spell it."""
    return posixpath.relpath(path, posixpath.dirname(source) or ".")


def nearest(source: str, wanted: str, paths: Sequence[str]) -> str:
    """Of paths with one name, the one most like the wanted path, read from its end; else next to `source`."""

    def likeness(path: str) -> tuple[int, int]:
        return _shared(path.casefold()[::-1], wanted.casefold()[::-1]), _shared(path, source)

    return max(paths, key=likeness)


def _shared(first: str, second: str) -> int:
    return len(posixpath.commonprefix([first, second]))


def id_of(kb: KnowledgeBase, path: str) -> str:
    """The id of a note or hub; a page goes by its path."""
    document = kb.documents[path]
    return document.id if isinstance(document, Note | Hub) else path


def body_of(kb: KnowledgeBase, path: str) -> Body | None:
    """The body of a Markdown document; None for anything else, and for one that could not be read."""
    document = kb.documents.get(path)
    if document is None or isinstance(document, Hub):
        return None
    if isinstance(document, Note):
        return document.body if document.readable else None
    return None if document.problems else document.body
