"""`rlkb split`: a part of a note becomes a note of its own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rlkb_cli.edit.change import Change
from rlkb_cli.edit.draft import Draft, naming
from rlkb_cli.edit.heading import heading_line
from rlkb_cli.edit.outline import eol_of, outline, shifted
from rlkb_cli.edit.patch import Splice, apply, compose_patches, shift
from rlkb_cli.edit.plans.add import NewNote, check_question, enter
from rlkb_cli.edit.plans.follow import announce, arrow_target, follow, turned, wiki_name
from rlkb_cli.edit.plans.halves import PART, REST, Cut, Halves, Homes, Sides, cut_at, halves
from rlkb_cli.edit.plans.ids import free_id, note_path
from rlkb_cli.edit.plans.listing import ANYWHERE, Where, section_of
from rlkb_cli.edit.plans.parting import NewHome, Parting, names_of
from rlkb_cli.edit.plans.pieces import title_end
from rlkb_cli.edit.plans.spots import find_headings
from rlkb_cli.edit.relink import Retarget, rewrite
from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.base import KnowledgeBase, Reference
from rlkb_cli.kb.markdown import locate, scan
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.select import SectionRef
from rlkb_cli.kb.suggest import closest


class Part(NamedTuple):
    """The part under `heading` (its text or slug) and the note that it becomes, by default behind the old."""

    heading: str
    question: str
    section: SectionRef | None = None
    id: str | None = None
    summary: str = ""


def plan_split(kb: KnowledgeBase, note: Note, part: Part) -> Change:
    """Make a note of the text under a heading, related to the old one, which keeps a link in its place.

    Links to headings of the part, and those between the two halves, follow; so do reference definitions and
    footnotes.  Refused if that cannot be done without changing more.
    """
    check_question(kb, part.question)
    if not note.readable:
        raise Refused(f"`{note.id}` cannot be split as long as it cannot be read", path=note.path)
    section, where = _place(kb, note, part)
    new_id = free_id(kb, part.question, part.id)
    path = note_path(kb, new_id, note.path.rpartition("/")[0])
    draft = Draft(kb)
    with naming(note.path):
        text = _cut_off(draft, note, part, path)
    body = text.replace(b"\r\n", b"\n").decode()
    enter(draft, NewNote(part.question, section, part.summary, new_id, body, (note,)), path, where)
    data = draft.data(path)
    draft.patch(path, (Splice(0, len(data), data.replace(b"\n", eol_of(draft.data(note.path)))),))
    draft.parts(new_id, note.id)
    return draft.change(f"split `{new_id}` off `{note.id}`")


def _place(kb: KnowledgeBase, note: Note, part: Part) -> tuple[SectionRef, Where]:
    if part.section is not None:
        return part.section, ANYWHERE
    home = kb.home(note)
    if home is None:
        raise BadInput(f"`{note.id}` is listed nowhere", help="say --section for the new note")
    return section_of(home), Where("after", note)


def _cut_off(draft: Draft, note: Note, part: Part, path: str) -> bytes:
    """Cut the part out of the note and let links follow; returns the body of the new note."""
    offset = draft.body(note.path)
    data = draft.data(note.path)
    body, eol = data[offset:], eol_of(data)
    index = _heading(note, body, part.heading)
    titled = title_end(note, body) > 0
    homes = _homes(body, cut_at(body, index))
    links = _links(draft.kb, note, homes)
    parting = _parting(note, body, cut_at(body, index), homes, NewHome(path, part.question, titled))
    patch = turned(draft.kb, body, links, parting.goal, parting.places)
    turned_body = apply(body, patch)
    cut = cut_at(turned_body, index)
    both = halves(turned_body, cut, Sides(turned_body, cut), _link(draft, note, parting.new), eol)
    _check(turned_body, cut, both)
    draft.patch(note.path, shift(compose_patches(patch, both.rest), offset))
    _announce(draft, parting, links, homes)
    follow(draft, parting.goal, leave=[note.path])
    return _body(note, parting.new, outline(body)[index].level, both.part, eol)


def _body(note: Note, new: NewHome, level: int, part: bytes, eol: bytes) -> bytes:
    """The part with its highest headings at `level`, under a heading with the question if the note has it."""
    text = shifted(part, level - min((block.level for block in outline(part)), default=level))
    title = [heading_line(new.question, note.body.headings[0].level)] if new.titled else []
    return (eol * 2).join(filter(None, [*title, text]))


def _heading(note: Note, body: bytes, name: str) -> int:
    """The index of the heading that the user named; BadInput or Refused if no part can be cut off there."""
    index = _find(note, name)
    block = outline(body)[index]
    if index == 0 and title_end(note, body):
        raise BadInput(f"{name!r} is the heading of the whole note", help="`rlkb retitle` rewords a question")
    if not block.top:
        raise Refused(f"the heading {name!r} stands inside a list or quotation")
    if scan(body[block.start : block.end]).links or b"[^" in body[block.start : block.end]:
        raise Refused(f"the heading {name!r} holds a link or footnote, which would be lost")
    return index


def _find(note: Note, name: str) -> int:
    headings = note.body.headings
    found = find_headings(note.body, name)
    if not found:
        best = closest(name, [heading.text for heading in headings])
        raise BadInput(
            f"`{note.id}` has no heading {name!r}", help=f"did you mean {best[0]!r}?" if best else None
        )
    if len(found) > 1:
        slugs = ", ".join(f"`{headings[index].slug}`" for index in found)
        raise BadInput(
            f"`{note.id}` has {len(found)} headings {name!r}", help=f"name one by its anchor: {slugs}"
        )
    return found[0]


def _homes(body: bytes, cut: Cut) -> list[Homes]:
    """For each link of a body the halves that will hold it."""
    sides = Sides(body, cut)
    return [sides.at(span.start) for span in locate(body).links]


def _links(kb: KnowledgeBase, note: Note, homes: Sequence[Homes]) -> dict[int, Reference]:
    links = {int(link.place.path[0]): link for link in kb.links_of(note.path)}
    for index, link in links.items():
        if len(homes[index]) > 1 and link.target.path == note.path:
            target = f"{link.raw}#{link.anchor or ''}"
            raise Refused(f"both halves use a definition that leads into the note: `{target}`")
    return links


def _parting(note: Note, body: bytes, cut: Cut, homes: Sequence[Homes], new: NewHome) -> Parting:
    places = {number: new.path if home == {PART} else note.path for number, home in enumerate(homes)}
    moved = [number for number, block in enumerate(outline(body)) if cut.start <= block.start < cut.end]
    names = frozenset(names_of(scan(body[cut.start : cut.end])))
    return Parting(note, new, range(moved[0], moved[-1] + 1), names, places)


def _announce(draft: Draft, parting: Parting, links: Mapping[int, Reference], homes: Sequence[Homes]) -> None:
    """What the note loses and what it holds in another way; the new note is not looked at."""
    path = parting.note.path
    for index, reference in links.items():
        if homes[index] == {PART} or parting.goal(reference) is not None:
            draft.removes(path, reference.form, arrow_target(reference))
        if homes[index] != {PART} and parting.goal(reference) is not None:
            announce(draft, reference, parting.goal, path)


def _link(draft: Draft, note: Note, new: NewHome) -> bytes:
    """The paragraph that stays in place of the part: a link, of the kind that the note prefers."""
    forms = Counter(link.form in WIKI_FORMS for link in note.body.links if link.form != "autolink")
    wiki = forms[True] > forms[False] and not set(new.question) & set("[]|")
    target = wiki_name(draft.kb, new.path) if wiki else new.path.rpartition("/")[2]
    draft.adds(note.path, "wikilink" if wiki else "inline", new.path)
    link = b"[[x|x]]" if wiki else b"[x](x)"
    return apply(link, rewrite(link, lambda index, old: Retarget(target=target, text=new.question)))


def _check(body: bytes, cut: Cut, both: Halves) -> None:
    """Refused if the halves do not hold the links that they should."""
    pairs = list(zip(scan(body).links, _homes(body, cut), strict=True))
    for half, text, more in ((PART, both.part, 0), (REST, apply(body, both.rest), 1)):
        wanted = Counter(link[:3] for link, homes in pairs if half in homes)
        found = Counter(link[:3] for link in scan(text).links)
        if wanted - found or (found - wanted).total() != more:
            raise Refused("the text cannot be cut there without changing its meaning")
