"""How documents are called where they are shown."""

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.model import Hub, Page


def id_of(kb: KnowledgeBase, path: str) -> str:
    """The id of a document; a page goes by its path."""
    return (kb.facts[path].id or path) if path in kb.facts else ""


def title_of(kb: KnowledgeBase, path: str) -> str:
    """The question or title of a document, "" where there is none; a page goes by its first heading, or its path."""
    document = kb.documents.get(path)
    if isinstance(document, Page):
        return next((heading.text for heading in document.body.headings), path)
    if isinstance(document, Hub):
        return document.title
    return document.question if document is not None else ""
