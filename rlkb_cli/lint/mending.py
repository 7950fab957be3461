"""How the findings of several rules are mended: edits that the verbs make as well."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.place import KeyPath, Place
from rlkb_cli.kb.spelling import unwrap
from rlkb_cli.lint.model import Finding
from rlkb_cli.lint.targets import relative_to

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft
    from rlkb_cli.edit.relink import Retarget
    from rlkb_cli.kb.base import Reference
    from rlkb_cli.kb.markdown import Link

    _Goal = Callable[[Reference], str | None]


def recount(draft: "Draft", figures: Iterable[tuple[str, KeyPath]]) -> None:
    """Let figures, each a hub and a key path in it, say what is there."""
    from rlkb_cli.edit.plans.sync import distinct, recounts

    by_hub: dict[str, list[KeyPath]] = {}
    for path, figure in figures:
        by_hub.setdefault(path, []).append(figure)
    for path, wanted in by_hub.items():
        ops = recounts(draft.hub(path))
        draft.edit(path, *distinct(ops[figure] for figure in wanted if figure in ops))


def recount_places(draft: "Draft", findings: Iterable[Finding]) -> None:
    """The same for findings that stand at the figures."""
    recount(draft, ((finding.path, finding.place.path) for finding in findings))


def settle(draft: "Draft", homes: Mapping[str, str]) -> None:
    """Let the `section` of notes, by path, name these."""
    from rlkb_cli.edit.plans.section import settle as settle_note

    for path, name in homes.items():
        settle_note(draft, draft.kb.note(path), name)


def references_at(draft: "Draft", findings: Iterable[Finding]) -> "Mapping[tuple[str, Place], Reference]":
    """What stands at the places of findings: the links, relations and entries, by path and place."""
    paths = dict.fromkeys(finding.path for finding in findings)
    wanted = {(finding.path, finding.place) for finding in findings}
    every = (reference for path in paths for reference in draft.kb.references_of(path))
    return {spot: each for each in every if (spot := (each.source, each.place)) in wanted}


def lead(draft: "Draft", findings: Iterable[Finding], goal_of: "_Goal") -> None:
    """Let the links, relations and entries at the places of findings lead to other notes, by path; "" for none.

    A link that leads nowhere any more becomes its text, and a relation or an entry goes.
    """
    from rlkb_cli.edit.plans.follow import PLAIN, Goal, redirect

    goals = _goals(draft, findings, goal_of)
    redirect(
        draft,
        [each for each in goals if each.kind == "link"],
        lambda each: Goal(goals[each], _question(draft, goals[each])) if goals[each] else PLAIN,
    )
    _turn_values(draft, {each: goal for each, goal in goals.items() if each.kind != "link"})


def call_by_name(draft: "Draft", findings: Iterable[Finding], path_of: "_Goal") -> None:
    """Spell links, relations and entries at the places of findings by what the note at a path is called now.

    Anchors and texts stay: it is the note that was meant.
    """
    from rlkb_cli.edit.plans.follow import arrow_target

    goals = _goals(draft, findings, path_of)
    links = {each: path for each, path in goals.items() if each.kind == "link"}
    retarget(draft, links, lambda each, link: _spelled(draft, each, link, links[each]))
    for each, path in links.items():
        draft.removes(each.source, each.form, arrow_target(each))
        draft.adds(each.source, each.form, path)
    _turn_values(draft, {each: path for each, path in goals.items() if each.kind != "link"})


def retarget(
    draft: "Draft", links: "Iterable[Reference]", target_of: "Callable[[Reference, Link], str]"
) -> None:
    """Spell the targets of links in another way."""
    from rlkb_cli.edit.relink import Retarget

    _relink(draft, links, lambda reference, link: Retarget(target=target_of(reference, link)))


def retext(draft: "Draft", links: "Iterable[Reference]", text_of: "Callable[[Reference], str]") -> None:
    """Let links show another text."""
    from rlkb_cli.edit.relink import Retarget

    _relink(draft, links, lambda reference, link: Retarget(text=text_of(reference)))


def _relink(
    draft: "Draft", links: "Iterable[Reference]", change: "Callable[[Reference, Link], Retarget]"
) -> None:
    by_source: dict[str, dict[int, Reference]] = {}
    for each in links:
        by_source.setdefault(each.source, {})[int(each.place.path[0])] = each
    for source, wanted in by_source.items():
        draft.relink(source, partial(_changed, wanted, change))


def _changed(
    wanted: "Mapping[int, Reference]", change: "Callable[[Reference, Link], Retarget]", index: int, link: "Link"
) -> "Retarget | None":
    return change(wanted[index], link) if index in wanted else None


def _goals(draft: "Draft", findings: Iterable[Finding], goal_of: "_Goal") -> "dict[Reference, str]":
    found = references_at(draft, findings).values()
    return {each: goal for each in found if (goal := goal_of(each)) is not None}


def _spelled(draft: "Draft", reference: "Reference", link: "Link", path: str) -> str:
    from rlkb_cli.edit.plans.follow import wiki_name

    if link.form in WIKI_FORMS:
        return wiki_name(draft.kb, path) + ".md" * link.target.endswith(".md")
    return "/" + path if link.target.startswith("/") else relative_to(reference.source, path)


def _question(draft: "Draft", path: str) -> str:
    document = draft.kb.documents.get(path)
    return document.question if isinstance(document, Note) else ""


def _turn_values(draft: "Draft", goals: "Mapping[Reference, str]") -> None:
    """Let relations and entries lead to other notes; "" takes them away."""
    from rlkb_cli.edit.plans.follow import arrow_target
    from rlkb_cli.edit.splice import RemoveItem, SetValue

    # From the last one on, so that what goes does not move the others.
    for reference, goal in sorted(goals.items(), key=lambda pair: pair[0].place.path[-1], reverse=True):
        *keys, index = reference.place.path
        named = SetValue(reference.place.path, _named(draft, reference, goal)) if goal else None
        draft.edit(reference.source, named or RemoveItem(tuple(keys), int(index)))
        draft.removes(reference.source, reference.form, arrow_target(reference))
        if goal:
            draft.adds(reference.source, reference.form, goal)


def _named(draft: "Draft", reference: "Reference", path: str) -> str:
    """The note at a path as a relation or an entry names it: in a wikilink, where it was named in one."""
    from rlkb_cli.edit.plans.follow import wiki_name

    name = unwrap(reference.raw)
    if name is None:
        return draft.kb.facts[path].id
    return reference.raw.replace(f"[[{name}", f"[[{wiki_name(draft.kb, path)}", 1)
