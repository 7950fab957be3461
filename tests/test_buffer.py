"""`rlkb lint --stdin-filename`: what an editor holds of one file."""

import json
from pathlib import Path

import pytest

from tests.bases import contents, write
from tests.cli import Done, rlkb
from tests.verbs.bases import bats

NOTE = "notes/can-bats-see.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "a base"
    folder.mkdir()
    return bats(folder)


def lint(root: Path, path: str, text: str, *options: str) -> Done:
    return rlkb(root, "lint", "--stdin-filename", path, "-", "--output-format", "json", *options, stdin=text)


def rules(done: Done) -> list[str]:
    assert done.code in (0, 1), done.err
    return [found["rule"] for found in json.loads(done.out)["findings"]]


def test_it_stands_for_what_is_saved(root: Path) -> None:
    before, text = contents(root), (root / NOTE).read_text()
    assert rules(lint(root, NOTE, text)) == []
    assert rules(lint(root, NOTE, text + "\n[[nobody]]\n")) == ["dangling-link"]
    (root / NOTE).write_text(text + "\n[[nobody]]\n")
    assert rules(lint(root, NOTE, text)) == []
    (root / NOTE).write_text(text)
    assert contents(root) == before and rlkb(root, "lint").code == 0


def test_only_that_file_is_reported_on(root: Path) -> None:
    write(root, {"page.md": "[there](gone.md)\n"})
    assert rules(lint(root, NOTE, (root / NOTE).read_text())) == []
    assert rules(lint(root, "hub.yaml", (root / "hub.yaml").read_text().replace("- can-bats-see", "- nobody"))) == [
        "missing-note"
    ]


def test_paths_from_here_and_from_the_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "notes")
    for path in (NOTE, "can-bats-see.md", str(root / NOTE), "../README.md"):
        assert "dangling-link" in rules(lint(root, path, "[there](gone.md)\n"))


def test_a_file_that_is_not_there_yet(root: Path) -> None:
    note = "---\nquestion: Do bats sing?\nsection: lives\nsummary: Some do.\n---\n"
    assert rules(lint(root, str(root / "notes/do-bats-sing.md"), note)) == ["unlisted-note"]


@pytest.mark.parametrize("path", ["drafts/a.md", ".hidden/a.md", "ignored.md", "picture.svg"])
def test_a_file_that_is_not_looked_at(root: Path, path: str) -> None:
    hub = (root / "hub.yaml").read_text()
    write(root, {"hub.yaml": f"{hub}exclude: [drafts]\n", ".gitignore": "ignored.md\n"})
    assert rules(lint(root, path, "[there](gone.md)\n")) == []


def test_bytes_that_are_no_text(root: Path) -> None:
    assert "invalid-utf8" in rules(lint(root, NOTE, "\0"))


def test_a_root_hub_that_cannot_be_read(root: Path) -> None:
    done = lint(root, "hub.yaml", "title: [\n")
    assert (done.code, done.out) == (2, "") and "hub.yaml:2: not valid YAML" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ["-"],
        ["--stdin-filename", NOTE],
        ["--stdin-filename", NOTE, "-", "notes"],
        ["--stdin-filename", NOTE, "notes"],
        ["--stdin-filename", "../elsewhere.md", "-"],
        ["--stdin-filename", ".", "-"],
        ["--stdin-filename", NOTE, "-", "--staged"],
        ["--stdin-filename", NOTE, "-", "--fix"],
        ["--stdin-filename", NOTE, "-", "--add-ignore", "so"],
    ],
)
def test_what_makes_no_sense(root: Path, words: list[str]) -> None:
    before = contents(root)
    done = rlkb(root, "lint", *words, stdin="")
    assert (done.code, done.out) == (2, "") and done.err.startswith("error: ")
    assert contents(root) == before
