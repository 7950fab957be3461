"""`rlkb remove`: notes go, with their listings and relations; links to them are taken care of."""

from collections import Counter
from collections.abc import Collection, Sequence

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft
from rlkb_cli.edit.plans.departure import delist, inherit_names, name_of, rerelate
from rlkb_cli.edit.plans.follow import PLAIN, Goal, Spot, follow
from rlkb_cli.edit.plans.link import VERDICT, relate
from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.anchors import Anchors
from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Note

SHOWN = 10
WAYS_OUT = "`--unlink` makes plain text of the links, `--redirect NOTE` lets them lead to another note"


def plan_remove(
    kb: KnowledgeBase, notes: Sequence[Note], *, unlink: bool = False, redirect: Note | None = None
) -> Change:
    """Delete notes and take them out of all hubs; declared figures and relations to them follow.

    Links between the notes do not count, nor do verdicts (`distinct-from`), which go with them.  Refused if
    something else links or relates to one, unless `unlink` or a note to `redirect` to says what becomes of
    that.
    """
    if unlink and redirect:
        raise BadInput("say either --unlink or --redirect, not both")
    if redirect in notes:
        raise BadInput("a note that is removed cannot take over its links")
    gone = frozenset(note.path for note in notes)
    if not unlink and not redirect:
        _check_unlinked(kb, notes, gone)
    draft = Draft(kb)
    follow(draft, lambda reference: _goal(reference, gone, redirect), leave=gone)
    kept = rerelate(draft, gone, redirect, without=(VERDICT,))
    delist(draft, gone)
    for note in notes:
        draft.delete(note.path)
        if redirect:
            inherit_names(draft, note, redirect, *note.aliases)
    if redirect:
        for relation in kept:
            relate(draft, kb.note(relation.source), redirect, relation.form)
    to = f" in favour of `{redirect.id}`" if redirect else ""
    return draft.change(f"remove {name_of(notes)}{to}")


def _check_unlinked(kb: KnowledgeBase, notes: Sequence[Note], gone: Collection[str]) -> None:
    links = [
        reference for note in notes for reference in kb.inbound(note.path) if _ties(reference, gone)
    ]
    if not links:
        return
    linked = [note for note in notes if any(reference.target.path == note.path for reference in links)]
    sources = Counter(reference.source for reference in links)
    listed = [path if number == 1 else f"{path} ({number})" for path, number in sorted(sources.items())]
    more = f", and {len(listed) - SHOWN} more files" if len(listed) > SHOWN else ""
    verb = "is" if len(linked) == 1 else "are"
    message = f"{name_of(linked)} {verb} linked from {', '.join(listed[:SHOWN])}{more}: nothing written"
    raise Refused(message, help=WAYS_OUT)


def _ties(reference: Reference, gone: Collection[str]) -> bool:
    return reference.kind != "entry" and reference.form != VERDICT and reference.source not in gone


def _goal(reference: Reference, gone: Collection[str], redirect: Note | None) -> Goal | None:
    """Links to a note that goes lead to the other one, to the same heading if that has it."""
    if reference.target.path not in gone:
        return None
    if redirect is None:
        return PLAIN
    anchor = reference.anchor or ""
    places = Anchors(redirect.body)
    known = places.has_wiki(anchor) if reference.form in WIKI_FORMS else places.has_markdown(anchor)
    return Goal(redirect.path, redirect.question, Spot(anchor, anchor) if anchor and known else None)
