"""`rlkb related`, `rlkb path` and `rlkb graph`: what links what."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rlkb_cli import present
from rlkb_cli.views.drawing import dot, graphml, mermaid
from rlkb_cli.views.graph import Graph, Line, Node
from rlkb_cli.views.likeness import likenesses
from tests.bases import base, contents, write
from tests.cli import rlkb

BASE = """\
-- hub.yaml --
title: T
relations: {cites: cited-by}
sections:
  - {id: one, title: One, notes: [a, b, c]}
  - {id: two, title: Two, notes: [d]}
-- notes/a.md --
---
question: Why do wikilinks rot?
supports: [b]
---
-- notes/b.md --
---
question: Who "mends" <wikilinks>?
supported-by: [a]
cited-by: [d]
---
See [[a]].
-- notes/c.md --
---
question: Where do wikilinks hide?
---
-- notes/d.md --
---
question: What is a neighbour?
cites: [b]
distinct-from: [c]
---
-- notes/e.md --
---
question: Nothing in common here.
---
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, base(BASE))


def test_a_lonely_note_has_nothing_to_do_with_others(root: Path) -> None:
    assert rlkb(root, "related", "e").out == "No note has anything to do with it.\n"
    done = rlkb(root, "path", "a", "e")
    assert (done.code, done.out) == (1, "Nothing links the two.\n")


def test_related_notes_come_with_reasons(root: Path) -> None:
    before = contents(root)
    assert rlkb(root, "related", "a").out == (
        'Who "mends" <wikilinks>? (linked)\n'
        "   b\n"
        "   relation supports; same section: one; words in common: wikilinks\n"
        "Where do wikilinks hide?\n"
        "   c\n"
        "   same section: one; words in common: wikilinks, rot\n"
        "What is a neighbour?\n"
        "   d\n"
        "   shared neighbours: b\n"
    ).replace("Who ", "1  Who ").replace("Where", "2  Where").replace("What", "3  What").replace(", rot", "")
    data = json.loads(rlkb(root, "related", "a", "-n", "1", "--output-format", "json").out)
    assert [(one["id"], one["linked"]) for one in data["related"]] == [("b", True)]
    assert contents(root) == before


def test_a_verdict_is_no_relation(root: Path) -> None:
    assert "   c\n" not in rlkb(root, "related", "d").out


def test_some_are_accepted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rlkb(root, "related", "a", "--link").code == 2
    monkeypatch.setattr(present, "interactive", lambda: True)
    before = contents(root)
    assert rlkb(root, "related", "a", "--link", stdin="\n").code == 0
    assert contents(root) == before
    done = rlkb(root, "related", "a", "--link", stdin="2, 9\n")
    assert done.code == 0 and "link `a` related `d`" in done.out
    assert b"related" in contents(root)["notes/d.md"] and b"related" not in contents(root)["notes/c.md"]


def test_a_chain(root: Path) -> None:
    assert rlkb(root, "path", "a", "d").out == (
        "Why do wikilinks rot?  a\n"
        '  → supports  Who "mends" <wikilinks>?  b\n'
        "  → cited-by  What is a neighbour?  d\n"
    )
    assert rlkb(root, "path", "c", "c").out == "Where do wikilinks hide?  c\n"
    steps = json.loads(rlkb(root, "path", "c", "a", "--output-format", "json").out)["steps"]
    assert [(step["id"], step["how"], step["forward"]) for step in steps] == [
        ("c", "", True),
        ("d", "distinct-from", False),
        ("b", "cites", True),
        ("a", "supported-by", True),
    ]


def test_a_graph_in_mermaid(root: Path) -> None:
    assert rlkb(root, "graph").out == (
        "flowchart LR\n"
        '  subgraph s0["One"]\n'
        '    n0["Why do wikilinks rot?"]\n'
        '    n1["Who #34;mends#34; #60;wikilinks#62;?"]\n'
        '    n2["Where do wikilinks hide?"]\n'
        "  end\n"
        '  subgraph s1["Two"]\n'
        '    n3["What is a neighbour?"]\n'
        "  end\n"
        '    n4["Nothing in common here."]\n'
        '  n0 -->|"supports"| n1\n'
        '  n3 -->|"cites"| n1\n'
        '  n2 ---|"distinct-from"| n3\n'
    )


def test_a_graph_in_other_languages(root: Path) -> None:
    drawn = rlkb(root, "graph", "--output-format", "dot").out
    assert 'label="Who \\"mends\\" <wikilinks>?"' in drawn and 'n2 -> n3 [label="distinct-from", dir=none];' in drawn
    tree = ElementTree.fromstring(rlkb(root, "graph", "--output-format", "graphml").out)
    edges = tree.findall(".//{*}edge")
    assert {(edge.get("source"), edge.get("target"), edge[0].text) for edge in edges} == {
        ("notes/a.md", "notes/b.md", "supports"),
        ("notes/b.md", "notes/a.md", "link"),
        ("notes/d.md", "notes/b.md", "cites"),
        ("notes/c.md", "notes/d.md", "distinct-from"),
    }
    data = json.loads(rlkb(root, "graph", "--output-format", "json").out)
    assert (len(data["nodes"]), len(data["edges"]), data["version"]) == (5, 4, 1)


@given(st.text(), st.text())
def test_whatever_a_text_holds_it_breaks_no_language(title: str, section: str) -> None:
    lines = [Line("p", title, "link", True), Line("p", title, section or "r", False)]
    found = Graph([Node("x", "p", title, "s"), Node("y", title, "", "")], lines, {"s": section})
    assert len(mermaid(found).splitlines()) == 6 and mermaid(found).count('"') == 8
    assert dot(found).replace("\\\\", "").replace('\\"', "").count('"') == 8
    assert len(ElementTree.fromstring(graphml(found)).findall(".//{*}node")) == 2


def test_likeness_goes_by_words_that_say_something() -> None:
    texts = {"a": "Why do links rot?", "b": "What makes a link rot?", "c": "Why do the others do so?", "d": "links"}
    found = likenesses(texts, "a")
    assert (list(found), found["b"].words) == (["b", "d"], ["rot", "links"])
    assert 0 < found["d"].score < found["b"].score <= 1
    assert likenesses(texts, "none") == {}
