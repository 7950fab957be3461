"""`rlkb show`: hubs, sections and notes, to be read."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from rlkb_cli.views.notepage import note_page
from rlkb_cli.views.reading import look
from rlkb_cli.views.terminal.markdown import rendered
from tests.bases import base, contents, write
from tests.cli import rlkb

BASE = """\
-- hub.yaml --
title: What do we know about links?
description: How they rot.
totals: {notes: 9, sections: 2}
sections:
  - {id: decay, title: Decay, count: 3, notes: [why, when, gone]}
  - {id: maps, title: Maps, count: 1, notes: [care]}
-- hubs/care.yaml --
title: Who cares?
totals: {notes: 1, sections: 1}
sections:
  - {id: people, title: People, count: 1, notes: [who]}
-- notes/when.md --
---
question: When is a note out of date?
section: decay
---
See [[why|the reasons]] and [[nowhere]].
-- notes/who.md --
---
question: Who looks after old notes?
section: care/people
summary: Nobody.
supports: [why]
---
-- notes/why.md --
---
question: Why do links rot?
section: decay
summary: Files move.
supported-by: [who]
former-questions: [What makes links rot?]
aliases: [rot]
---
# Reasons

See [the other](when.md) and [[who]].
-- README.md --
# About

[A note](notes/why.md)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, base(BASE))


def test_the_hub_is_shown_as_a_page(root: Path) -> None:
    before = contents(root)
    assert rlkb(root, "show").out == (
        "What do we know about links?\n"
        "How they rot.\n"
        "Topic hub · 4 notes (declared: 9) · 2 sections\n"
        "\n"
        "Decay · 3 notes\n"
        "\n"
        "  Why do links rot?\n"
        "    Files move.\n"
        "    why\n"
        "\n"
        "  When is a note out of date?\n"
        "    when\n"
        "\n"
        "  gone (not there)\n"
        "\n"
        "Maps · 1 note\n"
        "\n"
        "  Who cares? (hub)\n"
        "    care\n"
    )
    assert contents(root) == before


def test_a_hub_and_a_section_can_be_looked_at_in_several_ways(root: Path) -> None:
    assert rlkb(root, "show", "decay", "--view", "outline").out == (
        "What do we know about links?\n"
        "1  Decay · 3 notes\n"
        "   1.1  Why do links rot?\n"
        "   1.2  When is a note out of date?\n"
        "   1.3  gone (not there)\n"
    )
    assert rlkb(root, "show", "care", "--view", "tree").out == (
        "Who cares?\n└── People · 1 note\n    └── Who looks after old notes?\n"
    )
    table = rlkb(root, "show", "Who cares?", "--view", "table").out
    assert table.split()[-7:] == ["People", "Who", "looks", "after", "old", "notes?", "who"]
    assert rlkb(root, "show", "care/people").out.startswith("Who cares?\n\nPeople · 1 note\n")


def test_a_note_is_shown_with_all_that_it_is_related_to(root: Path) -> None:
    assert rlkb(root, "show", "rot").out == (
        "Why do links rot?\n"
        "why · notes/why.md\n"
        "Decay (decay)\n"
        "\n"
        "Files move.\n"
        "\n"
        "# Reasons\n"
        "\n"
        "See [the other](when.md) and [[who]].\n"
        "\n"
        "Asked before as\n"
        "  What makes links rot?\n"
        "\n"
        "Also called\n"
        "  rot\n"
        "\n"
        "Supported by\n"
        "  Who looks after old notes?  who\n"
        "\n"
        "Links to\n"
        "  When is a note out of date?  when\n"
        "  Who looks after old notes?  who\n"
        "\n"
        "Linked from\n"
        "  About  README.md\n"
        "  When is a note out of date?  when\n"
        "\n"
        "In Decay\n"
        "  after: When is a note out of date?  when\n"
    )
    assert "  nowhere (not there)\n" in rlkb(root, "show", "when").out


def test_json(root: Path) -> None:
    hub = json.loads(rlkb(root, "show", "--output-format", "json").out)["hub"]
    assert hub["declared"] == {"notes": "9", "sections": "2"}
    entries = [entry["kind"] for part in hub["sections"] for entry in part["entries"]]
    assert entries == ["note", "note", "missing", "hub"]
    note = json.loads(rlkb(root, "show", "why", "--output-format", "json").out)["note"]
    assert [(other["how"], other["id"]) for other in note["backlinks"]] == [
        ("link", "README.md"),
        ("link", "when"),
        ("supports", "who"),
    ]
    assert note["body"].startswith("# Reasons") and note["listed"][0]["after"] == "when"


def test_what_is_not_there_is_told(root: Path) -> None:
    done = rlkb(root, "show", "whyy")
    assert (done.code, "there is no hub, section or note `whyy`" in done.err) == (2, True)


def test_an_unreadable_note_says_why(tmp_path: Path) -> None:
    write(tmp_path, {"hub.yaml": "title: T\n", "notes/a.md": "---\nquestion: [\n---\nText\n"})
    assert "not valid YAML" in rlkb(tmp_path, "show", "a").out


def test_what_other_dialects_have_is_spelled_out(root: Path) -> None:
    text = "# Why do links rot?\n\nSee [[when]], [[who|*them*]][^1] and `[[when]] [^1]`.\n\n[^1]: A foot.\n"
    note = root / "notes" / "why.md"
    note.write_text(note.read_text().partition("# Reasons")[0] + text)
    page = look(str(root), lambda kb: note_page(kb, kb.note("notes/why.md")))
    assert page.body == text.strip()
    out = Console(width=80, force_terminal=True, color_system=None, legacy_windows=False)
    with out.capture() as captured:
        out.print(rendered(page.shown))
    assert [line.strip() for line in captured.get().splitlines() if line.strip()] == [
        "See When is a note out of date?, *them*[^1] and [[when]] [^1].",
        "[^1]: A foot.",
    ]


HOSTILE = "a\x1b[31mb &#x202e;c <b>bold</b> [click](javascript:alert) [on](https://example.org/\x1b) ![i](/etc/passwd)"


def test_hostile_markdown_is_rendered_harmless() -> None:
    out = Console(width=80, force_terminal=True, color_system="truecolor", legacy_windows=False)
    with out.capture() as captured:
        out.print(rendered(HOSTILE + "\n\n<!-- secret -->\n\n<script>\nx\n</script>\n\n```py\nx = 1 # \x1b\n```\n"))
    text = captured.get()
    assert "\\x1b[31mb \\u202ec <b>bold</b>" in text and "<script>" in text
    assert "\u202e" not in text and "secret" not in text and "passwd" not in text
    links = [part.split("\x1b\\")[0].partition(";")[2] for part in text.split("\x1b]8;")[1:]]
    assert all(link == "" or link.startswith("https://example.org/") for link in links)
