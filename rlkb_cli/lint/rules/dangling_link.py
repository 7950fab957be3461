"""A link or relation that leads nowhere.

Why: a reader who follows it finds nothing, and the knowledge that it pointed at is lost to the hub.

A Markdown link must reach a file under the root, relative to the file that it stands in; a wikilink must name
a file, a former id, an alias or a question; a relation must name a note or hub by its id.  Links to other
hosts are not looked at, nor is anything in code, raw HTML or comments, `<!-- -->` or
Obsidian's `%% %%`.

The fix leads to where a note went by its former ids, or by what git takes for a rename.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [the other note](how-do-links-snap.md), and not `[[any-name]]`, which is code.
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    former-ids: [how-do-links-snap]
    ---
    See [[why-do-links-rot]] and <https://example.org/nowhere>.

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    See [the other note](how-do-links-break.md), and not `[[any-name]]`, which is code.
    -- notes/how-do-links-break.md --
    ---
    question: How do links break?
    section: links
    summary: Mostly by renames.
    former-ids: [how-do-links-snap]
    ---
    See [[why-do-links-rot]] and <https://example.org/nowhere>.
"""

import posixpath
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.text import stem
from rlkb_cli.lint.linking import visible
from rlkb_cli.lint.mending import call_by_name
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.targets import id_of, in_other_case, is_file, is_missing, nearest, relative_to, went_to

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every link to a note and every relation whose target is missing."""
    for reference in visible(kb, (each for each in kb.sieve.references if _dangles(kb, each))):
        went = went_to(kb, reference)
        message, key = _message(reference), (reference.form, reference.raw)
        help_ = _now_at(kb, reference, went) if went else _help(kb, reference)
        yield Finding(reference.source, reference.place, message, help_, key=key, fix="safe" if went else None)


def _dangles(kb: KnowledgeBase, reference: Reference) -> bool:
    if reference.kind == "entry" or not is_missing(reference) or is_file(reference):
        return False
    return in_other_case(kb, reference) is None


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Let the links lead where the notes went."""
    call_by_name(draft, findings, lambda reference: went_to(draft.kb, reference))


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


def _now_at(kb: KnowledgeBase, reference: Reference, path: str) -> str:
    name = relative_to(reference.source, path) if reference.kind == "link" else id_of(kb, path)
    return f"the note that was called `{stem(reference.raw.rstrip('/'))}` is now `{name}`"


def _of_relation(kb: KnowledgeBase, raw: str) -> list[str]:
    """The id of the note that is meant by another name, or else the id most like it."""
    meant = kb.names.wiki(raw)
    return [id_of(kb, meant.path)] if meant.kind == "note" else kb.id_suggestions.closest(raw)


def _of_path(kb: KnowledgeBase, reference: Reference) -> str | None:
    """A file of that name, or one of a name most like it."""
    name = stem(reference.raw.rstrip("/"))
    best = [name] if name in kb.names.stems else kb.name_suggestions.closest(name)
    paths = kb.names.stems.get(best[0]) or kb.names.ids.get(best[0]) if best else None
    if not paths:
        return None
    wanted = posixpath.splitext(reference.raw.rstrip("/"))[0] + ".md"
    return _did_you_mean([relative_to(reference.source, nearest(reference.source, wanted, paths))])


def _did_you_mean(best: list[str]) -> str | None:
    return f"did you mean `{best[0]}`?" if best else None


RULE = Rule("dangling-link", "links", "error", base=check, fix=fix)
