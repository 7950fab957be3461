"""Published hub pages: what is read from them, and the files that are made of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rlkb_cli.edit.page import Page, parse_page
from rlkb_cli.edit.pagelines import figures, is_actions, is_navigation, is_view
from rlkb_cli.edit.plan_import import plan_import
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.yamlnodes import compose

PAGE = """← All notes

How do whales sleep?

What is known about rest in whales, from tags and from the water's edge.

Topic Hub · 1,040 linked notes · 3 sections
View as

Half a Brain

2 notes

Does one half stay awake?

Recordings of both halves. They disagree.

Explore related Read →

Which half wakes first?

Explore related Read →

Depth and Breath

1 note

Calves

1 note

Who watches the calf?

A short summary.

Explore related Read →
"""


def outline(page: Page) -> list[tuple[str, int | None, list[tuple[str, str]]]]:
    return [(s.title, s.declared, [(n.question, n.summary) for n in s.notes]) for s in page.sections]


def test_a_page_keeps_its_texts_order_and_declared_figures() -> None:
    page = parse_page(PAGE)
    assert page.title == "How do whales sleep?"
    assert page.description == "What is known about rest in whales, from tags and from the water's edge."
    assert (page.declared_notes, page.declared_sections) == (1040, 3)
    assert outline(page) == [
        (
            "Half a Brain",
            2,
            [
                ("Does one half stay awake?", "Recordings of both halves. They disagree."),
                ("Which half wakes first?", ""),
            ],
        ),
        ("Depth and Breath", 1, []),
        ("Calves", 1, [("Who watches the calf?", "A short summary.")]),
    ]
    assert (page.sections[0].line, page.sections[0].notes[0].line) == (10, 14)
    assert page.unplaced == ()


def shape(page: Page) -> tuple[object, ...]:
    return (
        page.title,
        page.description,
        page.declared_notes,
        page.declared_sections,
        outline(page),
        page.unplaced,
    )


@pytest.mark.parametrize(
    "noisy",
    [
        PAGE.replace("\n", "\r\n"),
        "\ufeff" + PAGE,
        PAGE.replace("\n\n", "\n\n\n \t\n"),
        PAGE.replace("\n", "  \n"),
        PAGE.replace("  ", " ").replace("linked notes", "linked\u00a0notes").replace("sleep", "sl\u200beep"),
        PAGE.replace(" · ", " • "),
        PAGE.replace(" · ", " | "),
        PAGE.replace(" · ", " – "),
        PAGE.replace(" · ", " \x96 "),
        PAGE.replace("1,040", "1.040"),
        PAGE.replace("1,040 linked notes ·", "1 040 linked notes in"),
        PAGE.replace(" Read →", "\n\nRead →"),
        PAGE.replace(" Read →", "\nRead"),
        PAGE.replace("View as\n", "View as List Graph\n"),
        PAGE.replace("View as\n", "View as\n\nList\nGraph\n"),
        PAGE.replace("3 sections\nView as", "3 sections View as List"),
        PAGE.replace("← All notes", "‹ Back to whales"),
        PAGE.replace("Topic Hub · 1,040 linked notes · 3", "Topic Hub\n1,040 linked notes\n3"),
        PAGE.replace("stay awake?\n\n", "stay awake?\n"),
        PAGE.replace("stay awake?", "stay\nawake?").replace("They", "\nThey"),
        PAGE.replace("Half a Brain", "## Half a Brain").replace("Which half", "### Which half"),
        re.sub(r"\n+", "\n", PAGE),
        PAGE + "\n© 2031 A whale watcher. All rights reserved.\n\nNext hub →\n",
        PAGE + "\n← All notes",
    ],
)
def test_noise_changes_nothing(noisy: str) -> None:
    assert shape(parse_page(noisy)) == shape(parse_page(PAGE))


def test_totals_may_be_missing_or_stand_elsewhere() -> None:
    totals = "Topic Hub · 1,040 linked notes · 3 sections\n"
    without = parse_page(PAGE.replace(totals, ""))
    assert (without.declared_notes, without.declared_sections, without.unplaced) == (None, None, ())
    assert outline(without) == outline(parse_page(PAGE))
    above = totals + "\n" + PAGE.replace(totals, "")
    assert shape(parse_page(above)) == shape(parse_page(PAGE))
    small = parse_page("Title\n\n1 linked note · 1 section\n\nOnly\n\n1 note\n\nWhy?\n\nRead")
    assert (small.declared_notes, small.declared_sections, small.unplaced) == (1, 1, ())


def test_a_figure_line_after_the_title_alone_is_a_total() -> None:
    page = parse_page("Title\n\n12 notes\n\nSection\n\n5 notes\n\nWhy?\n\nRead →")
    assert (page.declared_notes, outline(page)) == (12, [("Section", 5, [("Why?", "")])])


def test_a_page_without_sections_is_a_list_of_notes() -> None:
    head = "Title\n\nSome description\n\nTopic Hub · 2 linked notes\nView as\n\n"
    page = parse_page(head + "Why?\n\nS.\n\nRead →\n\nHow?\n\nRead →")
    assert (page.title, page.description, page.declared_notes) == ("Title", "Some description", 2)
    assert outline(page) == [("", None, [("Why?", "S."), ("How?", "")])]
    bare = parse_page("Title\n\nA description.\n\nWhy?\n\nS.\n\nRead →")
    assert (bare.description, outline(bare)) == ("A description.", [("", None, [("Why?", "S.")])])


def test_a_section_can_have_a_description_with_notes_and_without() -> None:
    page = parse_page(
        "T\n\nA\n\n1 note\n\nAbout A.\n\nWhy?\n\nIs it? Yes.\n\nRead\n\nB\n\n0 notes\n\nStill empty.\n"
    )
    assert [section.description for section in page.sections] == ["About A.", "Still empty."]
    assert outline(page) == [("A", 1, [("Why?", "Is it? Yes.")]), ("B", 0, [])]


def test_summaries_of_several_paragraphs_and_questions_without_a_mark() -> None:
    page = parse_page("T\n\nA\n\n1 note\n\nHow it works\n\nFirst.\n\nIs there more?\n\nRead →\n")
    assert outline(page) == [("A", 1, [("How it works", "First.\n\nIs there more?")])]


@pytest.mark.parametrize(
    ("listed", "notes"),
    [
        ("Whales\n\nSeals", [("Whales", ""), ("Seals", "")]),
        (
            "Whales\n\nThe big ones.\n\nSeals\n\nThe small ones.",
            [("Whales", "The big ones."), ("Seals", "The small ones.")],
        ),
        ("Why?\n\nOne.\n\nTwo.\n\nHow?", [("Why?", "One.\n\nTwo."), ("How?", "")]),
    ],
)
def test_a_section_without_actions_is_read_by_its_count(listed: str, notes: list[tuple[str, str]]) -> None:
    page = parse_page(f"T\n\nSub-Maps\n\n2 notes\n\n{listed}\n\nB\n\n1 note\n\nWho?\n\nRead →\n")
    assert outline(page) == [("Sub-Maps", 2, notes), ("B", 1, [("Who?", "")])]
    assert page.unplaced == ()


def test_a_count_within_a_note_is_a_sub_maps() -> None:
    page = parse_page("T\n\nMaps\n\n1 note\n\nWhales\n\n14 notes\n\nExplore →\n\nB\n\n0 notes\n")
    assert outline(page) == [("Maps", 1, [("Whales", "14 notes")]), ("B", 0, [])]


def test_repeated_titles_and_questions_stay_apart() -> None:
    page = parse_page("T\n\nA\n\n1 note\n\nWhy?\n\nRead →\n\nA\n\n1 note\n\nWhy?\n\nRead →\n")
    assert outline(page) == [("A", 1, [("Why?", "")])] * 2
    assert list(plan_import(page)) == ["hub.yaml", "notes/why.md", "notes/why-2.md"]
    assert b"id: a-2\n" in plan_import(page)["hub.yaml"]


def test_what_has_no_place_is_listed_with_its_line() -> None:
    page = parse_page(PAGE + "\nSubscribe to our letter\n\n5 notes · 2 sections\n")
    assert page.unplaced == ((38, "Subscribe to our letter"), (40, "5 notes · 2 sections"))
    assert parse_page("Title\n\nJust some text\n").unplaced == ((3, "Just some text"),)
    assert parse_page(PAGE.replace("Topic Hub", "By Jane")).unplaced == (
        (7, "By Jane · 1,040 linked notes · 3 sections"),
    )


def test_control_characters_are_left_out_and_reported() -> None:
    page = parse_page(PAGE.replace("Which half", "Which \x1b[31m[bold]half\x00"))
    assert page.sections[0].notes[1].question == "Which [31m[bold]half wakes first?"
    assert page.unplaced == ((20, "Which \x1b[31m[bold]half\x00 wakes first?"),)


def test_the_files_hold_what_the_page_declares() -> None:
    files = plan_import(parse_page(PAGE))
    assert list(files) == [
        "hub.yaml",
        "notes/does-one-half-stay-awake.md",
        "notes/which-half-wakes-first.md",
        "notes/who-watches-the-calf.md",
    ]
    hub = compose(files["hub.yaml"])
    assert hub is not None
    values = hub.plain()
    assert isinstance(values, dict)
    assert list(values) == ["title", "description", "totals", "sections"]
    assert values["totals"] == {"notes": "1040", "sections": "3"}
    sections = values["sections"]
    assert isinstance(sections, tuple)
    assert sections[1] == {
        "id": "depth-and-breath",
        "title": "Depth and Breath",
        "count": "1",
        "notes": (),
    }
    assert files["notes/which-half-wakes-first.md"] == (
        b"---\nquestion: Which half wakes first?\nsection: half-a-brain\n---\n"
    )


def test_what_is_not_declared_is_left_out() -> None:
    files = plan_import(parse_page("Hub\n\nWhy?\n\nRead →"))
    assert list(files) == ["hub.yaml", "notes/why.md"]
    assert (
        files["hub.yaml"]
        == b"title: Hub\nsections:\n  - id: notes\n    title: Notes\n    notes:\n      - why\n"
    )
    assert list(plan_import(parse_page("T\n\nA\n\n1 note\n\nHub\n\nRead →"))) == [
        "hub.yaml",
        "notes/hub-2.md",
    ]
    with pytest.raises(BadInput, match="no title"):
        plan_import(parse_page(" \n\n"))


def values_of(page: Page) -> str:
    """Every text of the page, lines and paragraphs made one, each behind a bar."""
    texts = [page.title, page.description]
    for section in page.sections:
        texts += [section.title, section.description]
        texts += [text for note in section.notes for text in (note.question, note.summary)]
    return "|".join(texts).replace("\n\n", " ")


WORDS = st.text("abcd ?.!éひ[]*#·→←\u00a0\u200b\x1b", min_size=1, max_size=12)
KNOWN = st.sampled_from(
    """

    5 notes|1 note|Explore related Read →|Read|View as|List|← All notes|Home|What is it?|Prose.|## Head
    Topic Hub · 4 linked notes · 2 sections|3 sections|A – 4 notes""".replace("|", "\n").split("\n")
)


@given(st.lists(KNOWN | WORDS, max_size=30).map("\n".join))
def test_no_line_is_lost(text: str) -> None:
    page = parse_page(text)
    unplaced = {number for number, _ in page.unplaced}
    found = values_of(page)
    for number, raw in enumerate(text.split("\n"), 1):
        line = " ".join(raw.replace("\u200b", "").split())
        line = re.sub(r"^#{1,6}\s+(.*?)(\s+#+)?$", r"\1", line)
        known = is_actions(line) or is_navigation(line) or is_view(line, True) or figures(line)
        assert number in unplaced or line in found or known


@given(st.lists(KNOWN | WORDS, max_size=30).map("\n".join))
def test_every_page_with_a_title_becomes_files_that_can_be_read(text: str) -> None:
    page = parse_page(text)
    if page.title:
        files = plan_import(page)
        assert compose(files["hub.yaml"]) is not None
        assert len(files) == 1 + sum(len(section.notes) for section in page.sections)


def test_a_large_page_is_read_in_time() -> None:
    section = (
        "Section {0}\n\n50 notes\n\n"
        + "Question {0} of many?\n\nA summary.\n\nExplore related Read →\n\n" * 50
    )
    page = parse_page("Title\n\n" + "".join(section.format(number) for number in range(400)))
    assert (len(page.sections), len(page.sections[-1].notes), page.unplaced) == (400, 50, ())
