"""What names and paths lead to."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.load import load
from rlkb_cli.kb.resolve import Target
from rlkb_cli.kb.spelling import relative
from rlkb_cli.kb.suggest import Suggestions, closest
from tests.bases import base, write
from tests.rules import note

TEXT = (
    note("live", "aliases: [Known as, shared, gone]\nformer-ids: [gone, before]")
    + note("other", "aliases: shared\nformer-ids: [live]")
    + note("x/deep")
    + note("y/deep")
    + note("é")
    + "-- docs/page.md --\n# P\n-- docs/live.md --\n# A page of a note's name\n-- docs/a.pdf --\nx\n"
    + "-- hubs/sub.yaml --\ntitle: S\n-- .hidden/secret.md --\nx\n"
)


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return load(str(write(tmp_path_factory.mktemp("base"), base(TEXT))))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("live", Target("note", "notes/live.md")),
        ("gone", Target("note", "notes/live.md", "former")),
        ("Known as", Target("note", "notes/live.md", "alias")),
        ("shared", Target("ambiguous", "", "alias", ("notes/live.md", "notes/other.md"))),
        ("what is OTHER", Target("note", "notes/other.md", "question")),
        ("Other", Target("note", "notes/other.md")),
        ("deep", Target("ambiguous", "", "", ("notes/x/deep.md", "notes/y/deep.md"))),
        ("x/deep", Target("note", "notes/x/deep.md")),
        ("notes/y/deep.md", Target("note", "notes/y/deep.md")),
        ("../Y/Deep", Target("note", "notes/y/deep.md")),
        ("e\u0301", Target("note", "notes/é.md")),
        ("sub", Target("hub", "hubs/sub.yaml")),
        ("hub", Target("hub", "hub.yaml")),
        ("page", Target("page", "docs/page.md")),
        ("a.pdf", Target("file", "docs/a.pdf")),
        ("docs/live", Target("page", "docs/live.md")),
        ("secret", Target("missing")),
        ("", Target("missing")),
        ("/", Target("missing")),
        ("[\0", Target("missing")),
    ],
)
def test_wikilinks(kb: KnowledgeBase, name: str, expected: Target) -> None:
    assert kb.names.wiki(name) == expected


@pytest.mark.parametrize(
    ("name", "kind", "via"),
    [
        ("live", "note", ""),
        ("gone", "note", "former"),
        ("Known as", "missing", ""),
        ("page", "missing", ""),
        ("sub", "hub", ""),
    ],
)
def test_ids(kb: KnowledgeBase, name: str, kind: str, via: str) -> None:
    assert (kb.names.by_id(name).kind, kb.names.by_id(name).via) == (kind, via)
    assert kb.names.relation(name) == kb.names.by_id(name)


def test_a_relation_may_be_a_wikilink(kb: KnowledgeBase) -> None:
    assert kb.names.relation("[[Known as|x]]") == Target("note", "notes/live.md", "alias")


@pytest.mark.parametrize(
    ("destination", "expected"),
    [
        ("other.md", Target("note", "notes/other.md")),
        ("other", Target("missing")),
        ("Other.md", Target("missing")),
        ("x/../other.md", Target("note", "notes/other.md")),
        ("/notes/other.md", Target("note", "notes/other.md")),
        ("../docs/a.pdf?raw=1", Target("file", "docs/a.pdf")),
        ("../hub.yaml", Target("hub", "hub.yaml")),
        ("x", Target("folder", "notes/x")),
        (".", Target("folder", "notes")),
        ("..", Target("folder", ".")),
        ("e\u0301.md", Target("note", "notes/é.md")),
        ("../.hidden/secret.md", Target("file", ".hidden/secret.md")),
        ("../../x.md", Target("outside", "../x.md")),
        ("../..", Target("outside", "..")),
        ("\0", Target("missing")),
        ("a" * 300, Target("missing")),
    ],
)
def test_markdown_paths(kb: KnowledgeBase, destination: str, expected: Target) -> None:
    assert kb.names.markdown("notes/live.md", destination) == expected


def test_a_former_path(kb: KnowledgeBase) -> None:
    assert kb.names.former_path("notes/before.md") == Target("note", "notes/live.md", "former")
    assert kb.names.former_path("notes/never.md").kind == "missing"


def test_both_unicode_forms_of_a_path_on_disk(tmp_path: Path) -> None:
    kb = load(str(write(tmp_path, {**base(note("a")), "notes/e\u0301.txt": ""})))
    assert {kb.names.markdown("notes/a.md", name).kind for name in ("é.txt", "e\u0301.txt")} == {"file"}


def test_a_link_out_of_the_root_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"secret.txt": "x", "base/hub.yaml": "title: T\n"})
    (tmp_path / "base/out").symlink_to(tmp_path)
    assert load(str(tmp_path / "base")).names.markdown("a.md", "out/secret.txt").kind == "outside"


@given(st.text(alphabet="a./é %?", max_size=12), st.sampled_from(["a.md", "notes/a.md", "n/o/t.md"]))
def test_relative_never_keeps_steps_inside(destination: str, source: str) -> None:
    parts = relative(source, destination).split("/")
    climbs = [part for part in parts if part == ".."]
    assert parts[: len(climbs)] == climbs
    assert "." not in parts or parts == ["."]


def test_suggestions() -> None:
    known = ["how-do-links-break", "why-do-links-rot", "README", "x"]
    assert closest("how-do-link-break", known) == ["how-do-links-break"]
    assert closest("redme", known) == ["README"]
    assert closest("nothing-like-it", known) == []
    assert closest("", known) == closest("-", []) == []
    assert closest("why-do-links-rot", [*known, "why-do-links-rots"], limit=2) == [
        "why-do-links-rot",
        "why-do-links-rots",
    ]


def test_suggestions_stay_quick_among_many_names() -> None:
    import time

    many = Suggestions(f"why-does-the-cache-{number}-fall-behind" for number in range(50_000))
    start = time.perf_counter()
    for number in range(100):
        assert many.closest(f"why-does-teh-cache-{number}-fall-behind") == [
            f"why-does-the-cache-{number}-fall-behind"
        ]
    assert time.perf_counter() - start < 5
