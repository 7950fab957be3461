"""As SKOS in Turtle (W3C, 2009): hubs are concept schemes, sections ordered collections, questions concepts.

`broader`, `narrower` and `related` are those of SKOS; other relations are properties of the base itself.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from rlkb_cli.kb.model import Hub, Note
from rlkb_cli.output import to_json
from rlkb_cli.site.exports.content import Content

_SKOS = {"broader": "skos:broader", "narrower": "skos:narrower", "related": "skos:related"}
_PREFIXES = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
)


def export(content: Content) -> str:
    """The graph; identifiers begin with the address of the site."""
    schemes: dict[str, list[str]] = {}
    parts = [_PREFIXES, *_hubs(content, schemes), *_notes(content, schemes), *_properties(content)]
    return "\n".join(parts)


def _hubs(content: Content, schemes: dict[str, list[str]]) -> Iterator[str]:
    """The hubs and their sections; `schemes` is filled with those that each note is in."""
    for hub in content.hubs:
        scheme = _hub_iri(content, hub)
        title = _said({"dcterms:title": hub.title or hub.id})
        yield _subject(scheme, "skos:ConceptScheme", title, _about(hub.description))
        for number, (section, entries) in enumerate(zip(hub.sections, content.entries(hub), strict=True)):
            notes = [entry for entry in entries if not isinstance(entry, Hub)]
            for note in notes:
                schemes.setdefault(note.path, []).append(scheme)
            members = " ".join(_iri(content, "notes", note.id) for note in notes)
            listed = [f"skos:member {', '.join(members.split(' '))}"] if notes else []
            about = _about(section.description)
            label = _said({"skos:prefLabel": section.title or section.id})
            iri = _iri(content, "sections", f"{hub.id}/{section.id or number}")
            yield _subject(iri, "skos:OrderedCollection", label, about, listed, [f"skos:memberList ({members})"])


def _notes(content: Content, schemes: Mapping[str, list[str]]) -> Iterator[str]:
    for note in content.notes.values():
        related = [
            f"{_property(content, name)} {', '.join(_thing(content, other) for other in ids)}"
            for name, ids in content.relations[note.path].items()
        ]
        inside = [f"skos:inScheme {', '.join(dict.fromkeys(schemes[note.path]))}"] if note.path in schemes else []
        names = [f"skos:altLabel {_text(name)}" for name in note.aliases]
        names += [f"skos:hiddenLabel {_text(name)}" for name in note.former_questions]
        label = _said({"skos:prefLabel": note.question or note.id})
        yield _subject(_note_iri(content, note), "skos:Concept", label, _about(note.summary), names, inside, related)


def _properties(content: Content) -> Iterator[str]:
    """The relations that SKOS does not have, with their names."""
    used = sorted({name for relations in content.relations.values() for name in relations} - set(_SKOS))
    for name in used:
        yield _subject(_property(content, name), "rdf:Property", _said({"rdfs:label": name.replace("-", " ")}))


def _subject(iri: str, kind: str, *said: list[str]) -> str:
    lines = [f"{iri} a {kind}", *(line for some in said for line in some)]
    return " ;\n    ".join(lines) + " .\n"


def _said(texts: Mapping[str, str]) -> list[str]:
    return [f"{name} {_text(text)}" for name, text in texts.items()]


def _about(text: str) -> list[str]:
    return _said({"skos:definition": text}) if text else []


def _text(text: str) -> str:
    """A string of Turtle, whose escapes JSON's are a part of."""
    return to_json(text.encode(errors="replace").decode())


def _thing(content: Content, id: str) -> str:
    hubs = {hub.id: hub for hub in content.hubs}
    return _hub_iri(content, hubs[id]) if id in hubs else _iri(content, "notes", id)


def _hub_iri(content: Content, hub: Hub) -> str:
    return _iri(content, "hubs", hub.id)


def _note_iri(content: Content, note: Note) -> str:
    return _iri(content, "notes", note.id)


def _property(content: Content, name: str) -> str:
    return _SKOS.get(name) or _iri(content, "relations", name)


def _iri(content: Content, kind: str, id: str) -> str:
    return f"<{content.base_url}{kind}/{quote(id.encode(errors='replace'))}>"
