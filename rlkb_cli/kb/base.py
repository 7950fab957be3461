"""A knowledge base as an immutable snapshot: its documents, who lists whom, and who links to whom."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple

from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb import place
from rlkb_cli.kb.asked import Asked, tracked
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.doubts import Earlier
from rlkb_cli.kb.facts import Judgement, split
from rlkb_cli.kb.files import Unreadable
from rlkb_cli.kb.markdown.facts import WIKI_FORMS
from rlkb_cli.kb.model import Document, Hub, Note, section_name
from rlkb_cli.kb.place import Place
from rlkb_cli.kb.read import digest
from rlkb_cli.kb.resolve import EXTERNAL, Names, Target
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.kb.sieve import Sieve
from rlkb_cli.kb.source import Origin, Source
from rlkb_cli.kb.spelling import is_external, nfc, nfc_all
from rlkb_cli.kb.suggest import Suggestions
from rlkb_cli.kb.table import Table

_MOST_MOVED = 50  # questions to git in one run


class Changed(Refused):
    """A file is no longer what was read of it."""


class Placement(NamedTuple):
    """One entry of a hub: the `entry`-th of its `section`-th section, both counted from 0."""

    hub: str
    section: int
    entry: int

    @property
    def place(self) -> Place:
        """Where in the hub it stands."""
        return place.value("sections", self.section, "notes", self.entry)


class Reference(NamedTuple):
    """One thing that points at another: a link in a body, a relation, or an entry of a hub.

    `form` is the link's form, the relation's name, or "entry".  `raw` is the target as written, without anchor.
    """

    source: str
    place: Place
    kind: str
    form: str
    raw: str
    anchor: str | None
    target: Target


Judge = Callable[[Sequence[Document], Sequence[bytes], Config], Sequence[Judgement]]
"""Says what can be told from each of several documents and their contents alone."""


class Documents(Mapping[str, Document]):
    """The documents of a base by path, each read when it is first asked for."""

    def __init__(self, facts: Table, read: Callable[[str], Document]) -> None:
        self._facts = facts
        self._read = read
        self._known: dict[str, Document] = {}

    def __getitem__(self, path: str) -> Document:
        self._facts.asked.note("/" + path)
        if path not in self._known:
            if path not in self._facts:
                raise KeyError(path)
            self._known[path] = self._read(path)
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def __contains__(self, path: object) -> bool:
        return path in self._facts


class KnowledgeBase:
    """Everything under one root.  Paths are relative to it, with `/`.

    `facts` are known of every document; the documents themselves are read as they are asked for, by `parse` from
    their path and their content in `source`.  `judge` gave the verdicts that the facts hold.  `overlay` holds
    contents that stand before those of `source`: bytes, or None for a file that is not there.  `origin` is there if
    the base is just what is on disk, `earlier` if much the same base was looked at before.
    """

    def __init__(
        self,
        source: Source,
        config: Config,
        facts: Table,
        files: frozenset[str],
        overlay: Mapping[str, bytes | None],
        parse: Callable[[str, bytes | Unreadable], Document],
        judge: Judge | None = None,
        origin: Origin | None = None,
        earlier: Earlier | None = None,
    ) -> None:
        self.root = source.root
        self.source = source
        self.config = config
        self.facts = facts
        self.files = files
        self.overlay = overlay
        self.parse = parse
        self.judge = judge
        self.origin = origin
        self.earlier = earlier
        self.documents = Documents(facts, lambda path: parse(path, self._content(path)))
        self._contents: dict[str, bytes] = {}
        self._moved: dict[str, str | None] = {}

    @tracked
    def notes(self) -> tuple[Note, ...]:
        """The notes, by path; reads every one."""
        return tuple(map(self.note, self.facts.of_kind("note")))

    @tracked
    def hubs(self) -> tuple[Hub, ...]:
        """The hubs, the root hub first."""
        paths = sorted(self.facts.of_kind("hub"), key=lambda path: (path != ROOT_HUB, path))
        return tuple(map(self.hub, paths))

    @property
    def asked(self) -> Asked:
        """What is asked of the facts."""
        return self.facts.asked

    @property
    def names(self) -> Names:
        """What names and paths lead to; whoever asks has asked for all names."""
        self.asked.note("kind", "id", "question", "former", "aliases")
        return self._names

    @cached_property
    def _names(self) -> Names:
        gone = {path for path, data in self.overlay.items() if data is None}
        return Names(self.facts, self.files, self.source.kind, gone)

    @cached_property
    def sieve(self) -> Sieve:
        """What rules have to look at."""
        return Sieve(self)

    def note(self, path: str) -> Note:
        """The note at a path that is known to be one."""
        document = self.documents[path]
        assert isinstance(document, Note)
        return document

    def hub(self, path: str) -> Hub:
        """The hub at a path that is known to be one."""
        document = self.documents[path]
        assert isinstance(document, Hub)
        return document

    def moved(self, path: str) -> str | None:
        """Where a document went that is not at a path any more, by git's history; see `git.moved`.

        Where git is asked, the answer may change though no file does, so that the base has no `origin` any more.
        """
        from rlkb_cli.kb import git
        from rlkb_cli.kb.repository import Repository

        if path not in self._moved:
            ask = len(self._moved) < _MOST_MOVED and bool(Repository(self.root).top)
            self.origin = None if ask else self.origin
            with suppress(BadInput):  # where git cannot tell, nobody can
                found = git.moved(self.root, path) if ask else None
                self._moved[path] = found if found in self.facts else None
        return self._moved.get(path)

    def read(self, path: str) -> bytes:
        """The content that the facts of a document were made from; Refused if the file has changed since."""
        data = self._content(path)
        if isinstance(data, Unreadable):
            raise Refused(data.reason, path=path)
        return data

    def _content(self, path: str) -> bytes | Unreadable:
        self.asked.note("/" + path)
        laid = self.overlay.get(path)
        if laid is not None:
            return laid
        if path not in self._contents:
            data = self.source.read(path)
            facts = self.facts.get(path)
            if facts is not None and facts.digest != ("" if isinstance(data, Unreadable) else digest(data).hex()):
                raise Changed("the file changed while it was being read; try again", path=path)
            if isinstance(data, Unreadable):
                return data
            self._contents[path] = data
        return self._contents[path]

    @tracked
    def id_suggestions(self) -> Suggestions:
        """The ids of notes and hubs, for what somebody may have meant."""
        return Suggestions(self.names.ids)

    @tracked
    def name_suggestions(self) -> Suggestions:
        """What wikilinks can name: ids, and the file names of notes and pages without `.md`."""
        return Suggestions({**self.names.ids, **self.names.stems})

    @tracked
    def file_suggestions(self) -> Suggestions:
        """The names of all files under the root."""
        return Suggestions(self.names.basenames)

    @tracked
    def placements(self) -> Mapping[str, tuple[Placement, ...]]:
        """Where each document is listed, by path: the root hub first, in the order of the hubs."""
        found: dict[str, list[Placement]] = {}
        for reference in self.entries:
            if reference.target.document:
                _, section, _, entry = reference.place.path
                spot = Placement(reference.source, int(section), int(entry))
                found.setdefault(reference.target.path, []).append(spot)
        return {path: tuple(spots) for path, spots in found.items()}

    def listings_of(self, path: str) -> Iterator[Placement]:
        """Where one document is listed, as `placements` has it; follows only entries that may lead there."""
        facts = self.facts[path]
        names = {nfc(name) for name in (facts.id, *split(facts.former))}
        for hub in self.hubs:
            for number, section in enumerate(hub.sections):
                listed = nfc_all(section.notes)
                for entry, raw in enumerate(() if names.isdisjoint(listed) else listed):
                    if raw in names and self.names.by_id(raw).path == path:
                        yield Placement(hub.path, number, entry)

    @tracked
    def entries(self) -> tuple[Reference, ...]:
        """Every entry of every hub, in order."""
        return tuple(entry for hub in self.hubs for entry in self.entries_of(hub))

    @tracked
    def relations(self) -> tuple[Reference, ...]:
        """Every relation of every note; reads every one."""
        return tuple(relation for note in self.notes for relation in self.relations_of(note))

    @tracked
    def links(self) -> tuple[Reference, ...]:
        """Every link in the bodies of notes and pages, those to other hosts included; reads every one."""
        bodies = (*self.facts.of_kind("note"), *self.facts.of_kind("page"))
        return tuple(link for path in bodies for link in self.links_of(path))

    @tracked
    def references(self) -> tuple[Reference, ...]:
        """Entries, relations and links together; reads everything."""
        return (*self.entries, *self.relations, *self.links)

    def references_of(self, path: str) -> Iterator[Reference]:
        """What one document points at."""
        document = self.documents[path]
        if isinstance(document, Hub):
            yield from self.entries_of(document)
        else:
            if isinstance(document, Note):
                yield from self.relations_of(document)
            yield from self.links_of(path)

    def inbound(self, path: str) -> tuple[Reference, ...]:
        """What points at a document from others: entries, relations, links; reads only those that may."""
        return tuple(
            reference
            for source in self.sieve.sources_of(path)
            if source != path
            for reference in self.references_of(source)
            if reference.target.document and reference.target.path == path
        )

    def home(self, note: Note) -> Placement | None:
        """The listing that the note's `section` names, else its first listing, else None."""
        spots = tuple(self.listings_of(note.path))
        named = [spot for spot in spots if self.section_name(spot) == note.section]
        return next(iter((*named, *spots)), None)

    def section_name(self, spot: Placement) -> str:
        """How a note's `section` names the section of a listing: `<hub-id>/` stands before it in a further hub."""
        hub = self.hub(spot.hub)
        return section_name(hub, hub.sections[spot.section])

    def entries_of(self, hub: Hub) -> Iterator[Reference]:
        """The entries of one hub, in order."""
        for number, section in enumerate(hub.sections):
            for entry, raw in enumerate(section.notes):
                at = place.value("sections", number, "notes", entry)
                if raw:
                    yield Reference(hub.path, at, "entry", "entry", raw, None, self.names.by_id(raw))

    def relations_of(self, note: Note) -> Iterator[Reference]:
        """The relations of one note."""
        for name, values in note.relations.items():
            for index, raw in enumerate(values):
                at = place.value(self.config.key(name), index)
                if raw:
                    yield Reference(note.path, at, "relation", name, raw, None, self.names.relation(raw))

    def links_of(self, path: str) -> Iterator[Reference]:
        """The links in the body of one note or page, in order."""
        document = self.documents[path]
        assert not isinstance(document, Hub)
        for index, link in enumerate(document.body.links):
            target = self.target_of(path, link.form, link.target)
            yield Reference(path, place.link(index), "link", link.form, link.target, link.anchor, target)

    def target_of(self, source: str, form: str, target: str) -> Target:
        """What a link in the document at `source` leads to; without its anchor."""
        if form in WIKI_FORMS:
            return self.names.wiki(target) if target else self._itself(source)
        if form == "autolink" or is_external(target):
            return EXTERNAL
        return self.names.markdown(source, target) if target else self._itself(source)

    def _itself(self, source: str) -> Target:
        return Target(self.facts.kinds[source], source)
