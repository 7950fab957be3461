"""What the base as a whole needs to know of each document: few small values, cheap to compare and to cache.

Whether a link leads somewhere is asked of all links at once, by sets: a document *uses* keys (a path, a file
name, an id, with or without an anchor), and documents *provide* keys.  What is used and provided is right; only
what is used and not provided is looked at one by one (see `sieve`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rlkb_cli.kb.markdown import Body, Link
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Document, Hub, Note, Page, section_name
from rlkb_cli.kb.spelling import is_external, nfc, relative, unwrap
from rlkb_cli.kb.text import question_key, stem

ANCHOR = "\t"
WIKI, ID = "/[", "/@"
"""What divides the two parts of a key, and how keys that are no paths begin: no path does."""

FAILED = 2
"""The value of `odd` for a file that the system failed to read: nobody knows what it says."""

DIVIDER = "\x1f"
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_FILE_NAME = re.compile(r"\w[\w.-]*", re.ASCII)
_NO_WORD = re.compile(r"[\W_]+")


class Facts(NamedTuple):
    """The facts of one document; texts and numbers only.  What is plural is one text, see `split`.

    `asked`: the question as it is written; `question`: what all spellings of it have in common.
    `uses`: keys of what it links to.  A path stands for itself, `/[name` for a wikilink, `/@id` for a relation
    or an entry of a hub; an anchor follows a tab.  `slugs` and `letters`: the anchors that it provides, as
    Markdown links and as wikilinks spell them.  `says`: its relations, `form<tab>id`.  `sections`, `entries`: of
    a hub, the latter as `section<tab>id`.  `links`, `relations`, `listings`: how many it has.  `odd`: not 0
    if it must be looked at itself, whatever others provide.  `verdict`, `marks` and `calls`: what the judge given to
    `load` said of it, see `Judgement`.
    """

    kind: str
    digest: str
    id: str = ""
    question: str = ""
    section: str = ""
    former: str = ""
    aliases: str = ""
    uses: str = ""
    slugs: str = ""
    letters: str = ""
    says: str = ""
    sections: str = ""
    entries: str = ""
    verdict: str = ""
    marks: str = ""
    calls: str = ""
    asked: str = ""
    links: int = 0
    relations: int = 0
    listings: int = 0
    odd: int = 0


class Judgement(NamedTuple):
    """What a judge says of a document: its verdict, and texts that tell to which documents it must be compared.

    Of the latter there are `marks` and `calls`, both joined, see `alike`.
    """

    verdict: str = ""
    marks: str = ""
    calls: str = ""


UNJUDGED = Judgement()


def join(items: Iterable[str]) -> str:
    """Several texts as one; empty ones are left out."""
    return DIVIDER.join(filter(None, items))


def split(joined: str) -> list[str]:
    """The texts that were joined."""
    return joined.split(DIVIDER) if joined else []


def keys_of(path: str, document_id: str) -> tuple[str, ...]:
    """The keys without an anchor by which others lead to a document."""
    name = nfc(document_id)
    return path, WIKI + nfc(stem(path)), ID + name, WIKI + name


def facts_of(document: Document, said: Judgement = UNJUDGED) -> Facts:
    """The facts of a document that was read; `said` is what the judge said of it."""
    if isinstance(document, Note):
        return _of_note(document, said)
    return _of_hub(document, said) if isinstance(document, Hub) else _of_page(document, said)


@lru_cache(maxsize=10_000)
def letters_of(text: str) -> str:
    """What is left of a heading where neither case nor punctuation matters, as in a wikilink's anchor."""
    if text.isascii():
        return text.lower().encode().translate(None, _NO_LETTERS).decode()
    return _NO_WORD.sub("", text).casefold()


def _of_hub(hub: Hub, said: Judgement) -> Facts:
    names = [section_name(hub, section) for section in hub.sections]
    listed = [
        (name, nfc(entry))
        for name, section in zip(names, hub.sections, strict=True)
        for entry in section.notes
        if entry
    ]
    return Facts(
        "hub",
        hub.digest.hex(),
        hub.id,
        uses=join(ID + entry for _, entry in listed),
        sections=join(names),
        entries=join(f"{name}{ANCHOR}{entry}" for name, entry in listed),
        **said._asdict(),
        listings=len(listed),
        odd=int(bool(hub.problems)),
    )


def _of_note(note: Note, said: Judgement) -> Facts:
    uses, says = _relations(note.relations)
    uses += _keys(note.path, note.body.links)
    readable = note.readable
    slugs, letters = _anchors(note.body) if readable else ("", "")
    return Facts(
        "note",
        note.digest.hex(),
        str(note.id),  # which may be a text that knows that it was in quotes
        question_key(note.question) if note.question else "",
        str(note.section),
        join(note.former_ids),
        join(note.aliases),
        join(uses),
        slugs,
        letters,
        join(says),
        "",
        "",
        *said,
        str(note.question),
        links=len(note.body.links),
        relations=len(says),
        odd=int(not readable or _names_itself(note.path, note.id, uses)),
    )


def _relations(relations: Mapping[str, tuple[str, ...]]) -> tuple[list[str], list[str]]:
    """What the relations of a note use and say."""
    uses: list[str] = []
    says: list[str] = []
    for form, values in relations.items():
        used = [ID + raw if raw.isascii() and "[[" not in raw else _named(raw) for raw in values if raw]
        uses += used
        says += [form + ANCHOR + key[len(ID) :] for key in used]
    return uses, says


def _named(raw: str) -> str:
    """The key of the other end of a relation, which may be written as a wikilink."""
    name = unwrap(raw)
    return ID + nfc(raw) if name is None else WIKI + nfc(name)


def _of_page(page: Page, said: Judgement) -> Facts:
    uses = _keys(page.path, page.body.links)
    slugs, letters = _anchors(page.body) if not page.problems else ("", "")
    return Facts(
        "page",
        page.digest.hex(),
        uses=join(uses),
        slugs=slugs,
        letters=letters,
        **said._asdict(),
        links=len(page.body.links),
        odd=int(bool(page.problems) or _names_itself(page.path, "", uses)),
    )


def _anchors(body: Body) -> tuple[str, str]:
    """What a body provides: `slugs` and `letters`."""
    slugs = [slug for _, _, slug in body.headings]
    letters = [letters_of(text) for _, text, _ in body.headings]
    if body.ids or body.blocks:
        slugs += body.ids
        letters += [f"^{block.casefold()}" for block in body.blocks]
    return join(slugs), join(letters)


def _names_itself(path: str, note_id: str, uses: Sequence[str]) -> bool:
    """True if a document points at itself as a whole."""
    return not {path, WIKI + nfc(stem(path)), ID + note_id, WIKI + note_id}.isdisjoint(uses)


def _keys(path: str, links: Sequence[Link]) -> list[str]:
    """The keys that the links of a document use; none for links to other hosts."""
    folder = path[: path.rfind("/") + 1]
    return list(filter(None, [_key(path, folder, form, target, anchor) for form, target, anchor, _ in links]))


def _key(path: str, folder: str, form: str, target: str, anchor: str | None) -> str:
    if form == "inline" and _FILE_NAME.fullmatch(target):
        return f"{folder}{target}{ANCHOR}{anchor}" if anchor else folder + target
    if not target:
        return "" if not anchor else _wiki(stem(path), anchor) if form in WIKI_FORMS else f"{path}{ANCHOR}{anchor}"
    if ANCHOR in target or DIVIDER in target:
        return "\n"  # which no document provides, so that it is looked at
    if form in WIKI_FORMS:
        return _wiki(target.strip(), anchor)
    if form == "autolink" or is_external(target):
        return ""
    key = nfc(relative(folder, target))
    return f"{key}{ANCHOR}{anchor}" if anchor else key


def _wiki(name: str, anchor: str | None) -> str:
    last = anchor.rpartition("#")[2].strip() if anchor else ""
    key = WIKI + nfc(name)
    if not last:
        return key
    return f"{key}{ANCHOR}{last.casefold() if last.startswith('^') else letters_of(last)}"
