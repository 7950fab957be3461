"""Files that cannot be read, or are not text."""

import os
from pathlib import Path

import pytest

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.load import load
from rlkb_cli.lint.engine import check
from tests.bases import write
from tests.rules import lint_files, messages, note, spots
from tests.rules.fixes import fix_files

HUB = b"title: T\ntotals: {notes: 0, sections: 0}\n"
NOTE = b"---\nquestion: Why?\nsection: s\nsummary: S.\n---\n"


@pytest.mark.parametrize("body", ["é 🚚 日本", "\ufeff", "a\u2028b", ""])
def test_utf8_noop(tmp_path: Path, body: str) -> None:
    assert lint_files(tmp_path, {"hub.yaml": HUB, "notes/a.md": NOTE + body.encode()}, "invalid-utf8") == []


def test_utf8(tmp_path: Path) -> None:
    found = lint_files(tmp_path, {"hub.yaml": HUB, "notes/a.md": NOTE + b"caf\xe9\n\0\n"}, "invalid-utf8")
    assert spots(found) == [("notes/a.md", 6, 4, 5), ("notes/a.md", 7, 1, 2)]


def test_only_the_encoding_is_reported_of_a_note_that_is_not_utf8(tmp_path: Path) -> None:
    found = lint_files(tmp_path, {"hub.yaml": HUB, "notes/a.md": b"---\nquestion: caf\xe9\n---\n"})
    assert [one.rule for one in found] == ["invalid-utf8"]


def test_unreadable_noop(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/b.txt": NOTE, ".gitignore": b"old.md\n"})
    (tmp_path / "notes").mkdir()
    os.symlink("../elsewhere/b.txt", tmp_path / "notes/b.md")
    (tmp_path / "notes/old.md").mkdir()
    assert lint_files(tmp_path, {"hub.yaml": HUB}, "unreadable-file") == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_unreadable(tmp_path: Path) -> None:
    (tmp_path / "notes/folder.md").mkdir(parents=True)
    os.mkfifo(tmp_path / "notes/fifo.md")
    os.symlink("/etc/passwd", tmp_path / "notes/out.md")
    os.symlink("nowhere", tmp_path / "notes/broken.md")
    found = lint_files(tmp_path, {"hub.yaml": HUB})
    assert [one.rule for one in found] == ["unreadable-file"] * 4
    assert [one.path for one in found] == [f"notes/{name}.md" for name in ("broken", "fifo", "folder", "out")]
    assert "root:" not in "".join(messages(found))


def test_a_listed_note_that_cannot_be_read_is_not_missing(tmp_path: Path) -> None:
    hub = (
        "title: T\ntotals: {notes: 2, sections: 1}\nsections: [{id: s, title: S, count: 2, notes: [a, b]}]\n"
    )
    text = note("b", "related: [a]", "[[a]] and [it](a.md#nowhere)")
    (tmp_path / "notes/a.md").mkdir(parents=True)
    found = lint_files(tmp_path, {"hub.yaml": hub, "notes/b.md": text.partition("--\n")[2]})
    assert [one.rule for one in found] == ["unreadable-file"]


def body(text: str | bytes) -> dict[str, str | bytes]:
    """A base with one note of this body."""
    return {"hub.yaml": HUB, "notes/a.md": NOTE + (text if isinstance(text, bytes) else text.encode())}


@pytest.mark.parametrize("text", ["a", "\ufeff in the text", ""])
def test_byte_order_mark_noop(tmp_path: Path, text: str) -> None:
    assert lint_files(tmp_path, body(text), "byte-order-mark") == []


def test_byte_order_mark(tmp_path: Path) -> None:
    files = {"hub.yaml": b"\xef\xbb\xbf" + HUB, "README.md": "\ufeff# Read me\n", "notes/a.md": b"\xef\xbb\xbf" + NOTE}
    found = lint_files(tmp_path, files, "byte-order-mark")
    assert spots(found) == [(path, 1, 1, 1) for path in ("README.md", "hub.yaml", "notes/a.md")]
    fixed = fix_files(tmp_path, files, "byte-order-mark")
    assert fixed == {"hub.yaml": HUB, "README.md": b"# Read me\n", "notes/a.md": NOTE}


@pytest.mark.parametrize("text", ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "a", "a\r\n", ""])
def test_mixed_line_endings_noop(tmp_path: Path, text: str) -> None:
    files = {"hub.yaml": HUB, "README.md": text}
    assert lint_files(tmp_path, files, "mixed-line-endings") == []


@pytest.mark.parametrize(
    ("text", "line", "column", "kind", "fixed"),
    [
        ("a\nb\r\nc\n", 2, 2, "safe", "a\nb\nc\n"),
        ("a\nb\r\nc\r\n", 1, 2, "safe", "a\r\nb\r\nc\r\n"),
        ("a\r\nb\n", 1, 2, "safe", "a\nb\n"),
        ("a\nb\rc\n", 2, 2, "unsafe", "a\nb\nc\n"),
    ],
)
def test_mixed_line_endings(tmp_path: Path, text: str, line: int, column: int, kind: str, fixed: str) -> None:
    files = {"hub.yaml": HUB, "README.md": text}
    found = lint_files(tmp_path, files, "mixed-line-endings")
    assert [(one.line, one.column, one.fix) for one in found] == [(line, column, kind)]
    assert fix_files(tmp_path, files, "mixed-line-endings")["README.md"] == fixed.encode()


CONFLICT = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{CONFLICT}```\n",
        "Heading\n=======\n",
        "<<<<<<< HEAD\na\n>>>>>>> other\n",
        ">>>>>>> other\n=======\n<<<<<<< HEAD\n",
        "".join(f"  {line}\n" for line in CONFLICT.splitlines()),
        "<<<<<<<< HEAD\n=======\n>>>>>>> other\n",
        "<<<<<<<HEAD\n=======\n>>>>>>>other\n",
    ],
)
def test_merge_conflict_marker_noop(tmp_path: Path, text: str) -> None:
    assert lint_files(tmp_path, body(text), "merge-conflict-marker") == []


@pytest.mark.parametrize(
    "text", [CONFLICT, CONFLICT.replace("\n", "\r\n"), CONFLICT.replace("===", "||||||| base\nc\n===", 1)]
)
def test_merge_conflict_marker(tmp_path: Path, text: str) -> None:
    found = lint_files(tmp_path, body(f"a\n{text}b\n{text}"), "merge-conflict-marker")
    lines = len(text.splitlines())
    assert spots(found) == [("notes/a.md", 7, 1, 8), ("notes/a.md", 8 + lines, 1, 8)]


@pytest.mark.parametrize(
    "text",
    [
        f"---\nquestion: Why?\n{CONFLICT}---\n",
        f"---\nquestion: Why?\n{CONFLICT}",
        "<<<<<<< HEAD\n---\nquestion: Why?\n---\n=======\nb\n>>>>>>> other\n",
    ],
)
def test_front_matter_with_a_conflict_is_reported_for_that_alone(tmp_path: Path, text: str) -> None:
    found = lint_files(tmp_path, {"hub.yaml": HUB, "notes/a.md": text})
    assert [one.rule for one in found] == ["merge-conflict-marker"]


def test_a_further_hub_with_a_conflict(tmp_path: Path) -> None:
    found = lint_files(tmp_path, {"hub.yaml": HUB, "hubs/more.yaml": f"title: T\n{CONFLICT}"})
    assert [(one.rule, one.path, one.line) for one in found] == [("merge-conflict-marker", "hubs/more.yaml", 2)]


def test_a_root_hub_with_a_conflict_is_named_as_that(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="a merge left a conflict") as caught:
        lint_files(tmp_path, {"hub.yaml": f"title: T\n{CONFLICT}"})
    assert caught.value.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "naïve café — “quotes” 日本語 🚚",
        "👩\u200d💻 and ❤️\u200d🔥",
        "می\u200cخواهم",
        "क्\u200dष",
        "\u2067שלום\u2069 \u200fabc",
        "10\u00a0km, vraiment\u202f?",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "tab\there\r\n",
        "❤️ and 1️⃣",
    ],
)
def test_invisible_characters_noop(tmp_path: Path, text: str) -> None:
    assert lint_files(tmp_path, body(text), "invisible-characters") == []


@pytest.mark.parametrize(
    ("text", "column", "message", "fixed"),
    [
        ("a\u200bb", 2, "U+200B here (zero width space)", "ab"),
        ("é\u00ad-", 2, "U+00AD here (soft hyphen)", "é-"),
        ("a\u200db", 2, "U+200D here (zero width joiner)", "ab"),
        ("\u202eabc\u2066", 1, "U+202E here (right-to-left override)", "abc"),
        ("a\u2028b", 2, "U+2028 here (line separator)", "a b"),
        ("a\x1b[0m", 2, "U+001B here (control character)", "a[0m"),
        ("a\ufeff", 2, "U+FEFF here (zero width no-break space)", "a"),
        ("a\U000e0041", 2, "U+E0041 here (tag latin capital letter a)", "a"),
        ("a\u200bb\u200bc", 2, "U+200B here (zero width space), and 1 more in the file", "abc"),
    ],
)
def test_invisible_characters(tmp_path: Path, text: str, column: int, message: str, fixed: str) -> None:
    files = body(f"é\n{text}")
    found = lint_files(tmp_path, files, "invisible-characters")
    assert spots(found)[0] == ("notes/a.md", 7, column, column + 1)
    assert messages(found)[0] == f"there is an invisible {message}"
    assert found[0].fix == "unsafe"
    assert fix_files(tmp_path, files, "invisible-characters")["notes/a.md"] == NOTE + f"é\n{fixed}".encode()


def paths(root: Path, *names: str) -> list[tuple[str, str]]:
    """Rule and path of what is found in a base with these files; on no disk, for some cannot hold them."""
    write(root, {"hub.yaml": HUB})
    found = check(load(str(root), dict.fromkeys(names, b"")))
    return [(hit.rule.name, hit.finding.path) for hit in found if hit.rule.family == "file"]


@pytest.mark.parametrize(
    "names",
    [
        ("a/x.md", "A/y.md"),
        ("straße.txt", "strasse.txt"),
        ("what is this & that, (really)?.md".replace("?", "!"), ".hidden.md", "日本.md", "🚚.md"),
        ("C#.png", "console.md", "auxiliary.md", "a.con.md", "com.md", "lpt10.md", "-x.md"),
    ],
)
def test_file_names_noop(tmp_path: Path, names: tuple[str, ...]) -> None:
    assert paths(tmp_path, *names) == []


def test_path_case_conflict(tmp_path: Path) -> None:
    found = paths(tmp_path, "a.txt", "A.txt", "caf\u00e9.png", "cafe\u0301.png", "dir/B.md", "DIR/b.md")
    assert found == [("path-case-conflict", path) for path in ("a.txt", "caf\u00e9.png", "dir/B.md")]


@pytest.mark.parametrize(
    "name",
    [
        "a?.md", "a:b.txt", "a<b.png", "a|b.md", 'a"b.md', "a*.md", "a\\b.md", "a\x07.md", " a.md", "a/b .md/c.txt",
        "a./b.txt", "CON", "sub/aux.tar.gz", "com1.md", "x#y.md", "[a].md", "a^b.md", "a .txt ",
    ],
)  # fmt: skip
def test_irregular_file_name(tmp_path: Path, name: str) -> None:
    assert paths(tmp_path, name, "good.md") == ([("irregular-file-name", name)] if name != "a/b .md/c.txt" else [])


def test_an_irregular_folder_is_reported_once(tmp_path: Path) -> None:
    assert paths(tmp_path, "x:/a.md", "x:/b.md", "x:/c/d?.md") == [
        ("irregular-file-name", "x:/a.md"),
        ("irregular-file-name", "x:/c/d?.md"),
    ]
