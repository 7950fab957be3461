"""`rlkb export`: each form is read back by a reader of its own."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from rlkb_cli.kb.load import load
from rlkb_cli.site.exports.content import DEFAULT_BASE, content
from rlkb_cli.site.exports.csv import export as make_csv
from tests.bases import base, contents, write
from tests.cli import rlkb
from tests.site.bases import GARDEN

SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")


def exported(tmp_path: Path, form: str, *options: str, **more: str) -> str:
    root = write(tmp_path, {**base(GARDEN), **more})
    before = contents(root)
    done = rlkb(root, "export", form, *options)
    assert (done.code, done.err) == (0, "") and contents(root) == before
    return done.out


def test_json_has_everything(tmp_path: Path) -> None:
    data = json.loads(exported(tmp_path, "json"))
    assert data["version"] == 1 and [hub["id"] for hub in data["hubs"]] == ["hub", "tools"]
    notes = {note["id"]: note for note in data["notes"]}
    soil = notes["what-is-soil"]
    assert soil["relations"] == {"supports": ["why-mulch"]} and soil["links"] == ["when-to-water", "why-mulch"]
    assert soil["former_ids"] == ["soil-basics"] and soil["front_matter"]["tags"] == ["basics", "life"]
    assert notes["why-mulch"]["listed"] == ["soil", "tools/hand"]
    assert soil["text"].startswith("# What is soil?") and soil["text"].endswith("More.")


def test_csv_is_a_row_a_listing(tmp_path: Path) -> None:
    stray = "---\nquestion: Stray?\nsection: soil\n---\n"
    text = exported(tmp_path, "csv", **{"notes/stray.md": stray})
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    listed = [(row["hub"], row["section"], row["position"], row["id"]) for row in rows]
    assert listed == [
        ("hub", "soil", "1", "what-is-soil"),
        ("hub", "soil", "2", "why-mulch"),
        ("hub", "water", "1", "when-to-water"),
        ("tools", "hand", "1", "why-mulch"),
        ("", "", "", "stray"),
    ]
    assert rows[0]["relations"] == "supports:why-mulch" and rows[0]["tags"] == "basics; life"
    assert make_csv(content(load(str(tmp_path)), DEFAULT_BASE)).count("\r\n") == 6


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\\t=1"])
def test_csv_holds_no_formulas(tmp_path: Path, text: str) -> None:
    note = f'---\nquestion: "{text}"\nsection: soil\nsummary: "a, \\"b\\"\\nc"\n---\n'
    rows = list(csv.DictReader(io.StringIO(exported(tmp_path, "csv", **{"notes/x.md": note}), newline="")))
    assert rows[-1]["question"] == "'" + text.replace("\\t", "\t") and rows[-1]["summary"] == 'a, "b"\nc'


def test_opml_is_the_outline(tmp_path: Path) -> None:
    bad = '---\nquestion: "a\\x01<b> & c"\nsection: soil\n---\n'
    hub = base(GARDEN)["hub.yaml"].replace("why-mulch, tools", "x, tools")
    text = exported(tmp_path, "opml", "--base-url", "https://example.org/g", **{"notes/x.md": bad, "hub.yaml": hub})
    outline = ElementTree.fromstring(text).findall("body/outline")
    assert [hub.get("text") for hub in outline] == ["What keeps a garden alive?", "Which tools last?"]
    soil = outline[0][0]
    assert [entry.get("text") for entry in soil] == ["What is soil?", "a<b> & c", "Which tools last?"]
    assert soil[0].get("url") == "https://example.org/g/notes/what-is-soil.html"
    assert soil[2].get("url") == "https://example.org/g/hubs/tools.html"


def test_skos_is_a_graph_of_concepts(tmp_path: Path) -> None:
    note = """---
question: "Wh\\"y\\n\\\\ \\u202e?"
section: soil
broader: [what-is-soil]
contradicts: [when-to-water]
aliases: [Q]
---
"""
    text = exported(tmp_path, "skos", "--base-url", "https://example.org/g/", **{"notes/<é b>.md": note})
    graph = Graph().parse(data=text, format="turtle")
    site = "https://example.org/g/"
    odd, soil, mulch = (URIRef(f"{site}notes/{name}") for name in ("%3C%C3%A9%20b%3E", "what-is-soil", "why-mulch"))
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == 4
    assert (odd, SKOS.prefLabel, Literal('Wh"y\n\\ \u202e?')) in graph and (odd, SKOS.broader, soil) in graph
    water = URIRef(f"{site}notes/when-to-water")
    assert (odd, URIRef(f"{site}relations/contradicts"), water) in graph
    assert (mulch, SKOS.inScheme, URIRef(f"{site}hubs/tools")) in graph
    section = URIRef(f"{site}sections/hub/soil")
    assert set(graph.objects(section, SKOS.member)) == {soil, mulch}
    assert list(Collection(graph, graph.value(section, SKOS.memberList))) == [soil, mulch]


@pytest.mark.parametrize("form", ["json", "csv", "opml", "skos"])
def test_a_note_that_cannot_be_read_is_left_out(tmp_path: Path, form: str) -> None:
    root = write(tmp_path, base(GARDEN) | {"notes/why-mulch.md": "---\nquestion: [\n---\n"})
    done = rlkb(root, "export", form)
    assert done.code == 1 and done.err == "warning: notes/why-mulch.md cannot be read and is left out\n"
    assert "What is soil?" in done.out and "Because it rots" not in done.out
