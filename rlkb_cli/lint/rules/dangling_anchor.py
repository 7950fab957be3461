"""A link to a heading that the target does not have.

Why: the reader lands at the top of the page and has to search for what was meant, or does not notice at all.

Behind a Markdown link, an anchor is GitHub's slug of a heading or the `id` of an HTML element, exactly; `#`,
`#top` and lines such as `#L3` are fine.  In a wikilink it is the heading's text or slug, where case and
punctuation do not matter, or a `^block`.  Anchors in targets that are not Markdown, such as hubs or PDF
files, are not looked at, nor are links in comments, `<!-- -->` or Obsidian's `%% %%`.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    ## What helps

    See [below](#what-help) and [[why-do-links-rot#What hurts]].

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
    ## What helps

    See [below](#what-helps) and [[why-do-links-rot#What helps]].
"""

from collections.abc import Iterator

from rlkb_cli.kb.anchors import Anchors
from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.suggest import closest
from rlkb_cli.lint.linking import visible
from rlkb_cli.lint.model import Finding, Rule
from rlkb_cli.lint.targets import body_of, id_of


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every link with an anchor that its document does not have."""
    for reference in visible(kb, _dangling(kb)):
        yield _finding(kb, reference)


def _dangling(kb: KnowledgeBase) -> Iterator[Reference]:
    known: dict[str, Anchors | None] = {}
    for reference in kb.sieve.references:
        if not reference.anchor or reference.form == "reference" or not reference.target.document:
            continue
        path = reference.target.path
        if path not in known:
            known[path] = _anchors(kb, path)
        anchors = known[path]
        if anchors is not None and not _leads_somewhere(anchors, reference):
            yield reference


def _anchors(kb: KnowledgeBase, path: str) -> Anchors | None:
    body = body_of(kb, path)
    return None if body is None else Anchors(body)


def _leads_somewhere(anchors: Anchors, reference: Reference) -> bool:
    anchor = reference.anchor or ""
    return anchors.has_wiki(anchor) if reference.form in WIKI_FORMS else anchors.has_markdown(anchor)


def _finding(kb: KnowledgeBase, reference: Reference) -> Finding:
    path, anchor = reference.target.path, reference.anchor or ""
    anchors = _anchors(kb, path)
    where = "this file" if path == reference.source else f"`{path}`"
    what = "block" if anchor.startswith("^") else "heading"
    best = closest(anchor, anchors.known(wiki=reference.form in WIKI_FORMS)) if anchors else None
    help_ = f"did you mean `#{best[0]}`?" if best else None
    message = f"{where} has no {what} `#{anchor}`"
    return Finding(reference.source, reference.place, message, help_, key=(id_of(kb, path), anchor))


RULE = Rule("dangling-anchor", "links", "error", base=check)
