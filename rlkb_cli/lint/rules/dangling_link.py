"""A link or relation that leads nowhere.

Why: a reader who follows it finds nothing, and the knowledge that it pointed at is lost to the hub.

A Markdown link must reach a file under the root, relative to the file that it stands in; a wikilink must name
a file, a former id, an alias or a question; a relation must name a note or hub by its id.  Links to other
hosts are not looked at, nor is anything in code, comments or raw HTML.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [the other note](how-do-links-brek.md) and [[how-do-links-break]].
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---
    See [[why-do-links-rot]].

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [the other note](how-do-links-break.md) and `[[any-name]]`, which is code.
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    ---
    See [[why-do-links-rot]] and <https://example.org/nowhere>.
"""

import posixpath
from collections.abc import Iterator

from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.spelling import relative
from rlkb_cli.kb.text import stem
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.targets import id_of, is_file, is_missing, nearest, relative_to


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every link to a note and every relation whose target is missing."""
    for reference in kb.sieve.references:
        if reference.kind != "entry" and is_missing(reference) and not is_file(reference):
            yield Finding(
                reference.source,
                reference.place,
                _message(reference),
                help=_help(kb, reference),
                key=(reference.form, reference.raw),
            )


def _message(reference: Reference) -> str:
    if reference.kind == "relation":
        return f"no note or hub has the id `{reference.raw}`"
    if reference.form in WIKI_FORMS:
        return f"no note is called `{reference.raw}`"
    return f"no file is at `{reference.raw}`"


def _help(kb: KnowledgeBase, reference: Reference) -> str | None:
    if reference.kind == "relation":
        return _did_you_mean(_of_relation(kb, reference.raw))
    if reference.form in WIKI_FORMS:
        return _did_you_mean(kb.name_suggestions.closest(reference.raw.rpartition("/")[2]))
    return _of_path(kb, reference)


def _of_relation(kb: KnowledgeBase, raw: str) -> list[str]:
    """The id of the note that is meant by another name, or else the id most like it."""
    meant = kb.names.wiki(raw)
    return [id_of(kb, meant.path)] if meant.kind == "note" else kb.id_suggestions.closest(raw)


def _of_path(kb: KnowledgeBase, reference: Reference) -> str | None:
    """Where a note went that stood at the path, or a file of that name, or one of a name most like it."""
    name = stem(reference.raw.rstrip("/"))
    former = kb.names.former_path(relative(reference.source, reference.raw))
    if former.document:
        path = relative_to(reference.source, former.path)
        return f"the note that was called `{name}` is now `{path}`"
    best = [name] if name in kb.names.stems else kb.name_suggestions.closest(name)
    paths = kb.names.stems.get(best[0]) or kb.names.ids.get(best[0]) if best else None
    if not paths:
        return None
    wanted = posixpath.splitext(reference.raw.rstrip("/"))[0] + ".md"
    return _did_you_mean([relative_to(reference.source, nearest(reference.source, wanted, paths))])


def _did_you_mean(best: list[str]) -> str | None:
    return f"did you mean `{best[0]}`?" if best else None


RULE = Rule("dangling-link", "links", "error", base=check)
