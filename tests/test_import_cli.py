"""`rlkb import`, from a page's text to a base that lints."""

import json
from pathlib import Path

import pytest

from tests.bases import contents
from tests.cli import Done, rlkb

PAGE = """\
← All notes

What do owls hear?

How ears became eyes.

Topic Hub · 3 linked notes · 2 sections
View as

Ears

2 notes

Can owls hear a mouse?

They can, under snow.

Explore related Read →

Why are their ears uneven

Explore related Read →

Faces

1 note

What is the disc for?

It gathers sound.

Explore related Read →
"""
PUBLISHED = Path(__file__).parents[2] / "shared/seed/000_7f5b24f2dbd28486.txt"


def findings(root: Path, severity: str) -> list[tuple[str, str]]:
    report = json.loads(rlkb(root, "lint", "--output-format", "json").out)
    return [
        (found["rule"], found["message"]) for found in report["findings"] if found["severity"] == severity
    ]


def import_page(folder: Path, text: str) -> Done:
    page = folder / "page.txt"
    page.write_bytes(text.encode())
    return rlkb(folder, "import", str(page), "--into", str(folder / "base"))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_page_becomes_a_base_without_errors(tmp_path: Path, newline: str) -> None:
    done = import_page(tmp_path, PAGE.replace("\n", newline))
    assert done.code == 0
    assert done.out.startswith("3 notes in 2 sections, written to ")
    files = contents(tmp_path / "base")
    assert list(files) == [
        "hub.yaml",
        "notes/can-owls-hear-a-mouse.md",
        "notes/what-is-the-disc-for.md",
        "notes/why-are-their-ears-uneven.md",
    ]
    assert files["notes/can-owls-hear-a-mouse.md"] == (
        b"---\nquestion: Can owls hear a mouse?\nsection: ears\nsummary: They can, under snow.\n---\n"
    )
    assert findings(tmp_path / "base", "error") == []


def test_declared_figures_are_kept_and_found_out(tmp_path: Path) -> None:
    import_page(
        tmp_path, PAGE.replace("2 notes", "4 notes").replace("3 linked notes · 2", "9 linked notes · 7")
    )
    assert {rule for rule, _ in findings(tmp_path / "base", "error")} == {
        "section-count", "total-notes", "total-sections",
    }  # fmt: skip


def test_lines_without_a_place_are_listed_and_the_rest_is_written(tmp_path: Path) -> None:
    done = import_page(tmp_path, PAGE + "\nA last word that belongs to nobody.\n")
    assert done.code == 1
    assert ":34: no place for this line: A last word that belongs to nobody." in done.out
    assert len(contents(tmp_path / "base")) == 4


def test_existing_files_are_not_overwritten(tmp_path: Path) -> None:
    import_page(tmp_path, PAGE)
    before = contents(tmp_path / "base")
    done = import_page(tmp_path, PAGE.replace("owls", "bats"))
    assert done.code == 1
    assert "hub.yaml: is there already: nothing written" in done.err
    assert contents(tmp_path / "base") == before


def test_standard_input_is_a_page_too(tmp_path: Path) -> None:
    assert rlkb(tmp_path, "import", "-", "--into", str(tmp_path / "base"), stdin=PAGE).code == 0


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"a\n\xff\n", "page.txt:2: is not UTF-8"), (b"\n", "no title"), (b"a" * (17 << 20), "too large")],
)
def test_what_is_no_page_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "page.txt").write_bytes(data)
    done = rlkb(tmp_path, "import", str(tmp_path / "page.txt"), "--into", str(tmp_path / "base"))
    assert done.code == 2
    assert says in done.err
    assert not (tmp_path / "base").exists()


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published page is not part of the project")
def test_the_published_page_shows_exactly_its_own_contradictions(tmp_path: Path) -> None:
    base = tmp_path / "base"
    assert rlkb(tmp_path, "import", str(PUBLISHED), "--into", str(base)).code == 0
    assert findings(base, "error") == [
        ("total-notes", "40 notes declared, its sections declare 33 and list 32"),
        ("total-sections", "12 sections declared, 11 there"),
        ("section-count", "the section `novel-reward-paradigms` declares 1, lists 0"),
    ]
