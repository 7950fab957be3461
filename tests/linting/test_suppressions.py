"""Comments that silence findings."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rlkb_cli.kb.load import load, with_changes
from rlkb_cli.lint.addignore import Ignorer
from rlkb_cli.lint.run import Request, examine
from rlkb_cli.lint.suppressions import suppressions
from tests.bases import base, contents, write
from tests.cli import rlkb
from tests.rules import note

HUB = "-- hub.yaml --\ntitle: T\ntotals: {notes: 1, sections: 1}\nsections: [{id: s, title: S, count: 1, notes: [a]}]\n"


def found(root: Path, text: str, *words: str) -> list[str]:
    """The findings, as `path:line rule`."""
    write(root, base(text))
    done = rlkb(root, "lint", "--output-format", "concise", *words)
    lines = [line for line in done.out.splitlines() if ": error[" in line or ": warning[" in line or ": info[" in line]
    return [f"{line.split(':')[0]}:{line.split(':')[1]} {line.split('[')[1].split(']')[0]}" for line in lines]


@pytest.mark.parametrize(
    "body",
    [
        "See [it](gone.md). <!-- rlkb: ignore[dangling-link] -- it comes back -->",
        "<!-- rlkb: ignore[dangling-link] -->\nSee [it](gone.md).",
        "<!--rlkb:ignore[ self-link , dangling-link ]-->\nSee [it](gone.md) and [this](a.md).",
        "See [it](gone.md).\n\n<!-- rlkb: ignore-file[dangling-link] -->",
    ],
)
def test_a_body_that_says_so(tmp_path: Path, body: str) -> None:
    assert found(tmp_path, HUB + note("a", body=body)) == []


@pytest.mark.parametrize(
    "body",
    [
        "<!-- rlkb: ignore[dangling-link] -->\n\nSee [it](gone.md).",
        "See [it](gone.md). `<!-- rlkb: ignore[dangling-link] -->`",
        "```\n<!-- rlkb: ignore[dangling-link] -->\n```\nSee [it](gone.md).",
        "See [it](gone.md).\n<!-- rlkb: ignore[dangling-link] -->",
    ],
)
def test_a_body_that_says_so_elsewhere(tmp_path: Path, body: str) -> None:
    assert [one.split()[1] for one in found(tmp_path, HUB + note("a", body=body), "--select", "links")] == [
        "dangling-link"
    ]


@pytest.mark.parametrize(
    "front",
    [
        "related: [gone] # rlkb: ignore[dangling-link] -- soon",
        "# rlkb: ignore[dangling-link]\nrelated: [gone]",
        "# rlkb: ignore[dangling-link]\n# and more words\n\nrelated: [gone]",
        "related:\n  # rlkb: ignore[dangling-link]\n  - gone",
        "# rlkb: ignore-file[dangling-link]\ntags: []\nrelated: [gone]",
        "# rlkb: ignore[invisible-characters]\nabout: |\n  one\n  two\u202e\n",
    ],
)
def test_front_matter_that_says_so(tmp_path: Path, front: str) -> None:
    assert found(tmp_path, HUB + note("a", front)) == []


@pytest.mark.parametrize(
    "front",
    [
        "# rlkb: ignore[dangling-link]\ntags: []\nrelated: [gone]",
        "tags: '# rlkb: ignore[dangling-link]'\nrelated: [gone]",
        "tags: |\n  # rlkb: ignore[dangling-link]\nrelated: [gone]",
    ],
)
def test_front_matter_that_says_so_elsewhere(tmp_path: Path, front: str) -> None:
    assert [one.split()[1] for one in found(tmp_path, HUB + note("a", front), "--select", "links")] == [
        "dangling-link"
    ]


def test_a_hub_that_says_so(tmp_path: Path) -> None:
    hub = (
        "-- hub.yaml --\ntitle: T\n# rlkb: ignore[total-notes] -- one is lost\ntotals: {notes: 2, sections: 1}\n"
        "sections:\n  - id: s\n    title: S\n    count: 2 # rlkb: ignore[section-count]\n    notes: [a]\n"
    )
    assert found(tmp_path, hub + note("a")) == []


@pytest.mark.parametrize("silent", ["a", "b"])
def test_a_pair_is_silenced_from_either_end(tmp_path: Path, silent: str) -> None:
    text = HUB.replace("[a]", "[a, b]").replace("1, s", "2, s").replace("count: 1", "count: 2")
    for name in "ab":
        front = "# rlkb: ignore[duplicate-question]\n" if name == silent else ""
        text += note(name).replace("question: What is " + name, f"{front}question: What is it")
    assert found(tmp_path, text) == []
    other = {"a": "b", "b": "a"}[silent]
    assert found(tmp_path, text, f"{tmp_path}/notes/{other}.md") == []


def test_comments_that_do_nothing(tmp_path: Path) -> None:
    front = "# rlkb: ignore[self-lnk]\nsource: x # rlkb: ignore"
    body = "Fine. <!-- rlkb: ignore[self-link, dangling-link] -- both -->\n[it](gone.md)"
    assert found(tmp_path, HUB + note("a", front, body)) == [
        "notes/a.md:5 unknown-rule",
        "notes/a.md:6 unknown-rule",
        "notes/a.md:8 unused-suppression",
    ]
    assert rlkb(tmp_path, "lint", "--fix").code == 0
    text = contents(tmp_path)["notes/a.md"].decode()
    assert "Fine. <!-- rlkb: ignore[dangling-link] -- both -->" in text
    assert found(tmp_path, HUB + note("a", "", "Fine. <!-- rlkb: ignore[self-link] -->"), "--ignore", "self-link") == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_comment_is_added_to_each_finding(tmp_path: Path, newline: str) -> None:
    hub = HUB.replace("count: 1", "count: 3")
    body = "See [it](gone.md) and [this](a.md).  \n\n| a | b |\n|---|---|\n| c | [it](gone.md) |\n\n# Head [x](gone.md)"
    text = note("a", "related:\n  - nowhere", body).replace("summary: It is a.\n", "")
    files = {path: data.replace("\n", newline).encode() for path, data in base(hub + text).items()}
    write(tmp_path, files)
    assert rlkb(tmp_path, "lint").code == 1
    done = rlkb(tmp_path, "lint", "--add-ignore", "known since spring")
    assert (done.code, done.err) == (0, "ignored 7 findings; `rlkb undo` takes it back\n")
    assert done.out.startswith("No problems")
    assert "undo" in rlkb(tmp_path, "undo").out
    assert contents(tmp_path)["notes/a.md"] == files["notes/a.md"]


PIECES = st.sampled_from(
    [
        "<!-- rlkb: ignore[a] -->",
        "# rlkb: ignore[",
        "]",
        "--",
        "---\n",
        "\r\n",
        "\n",
        "\r",
        "rlkb:",
        "ignore-file[x, y]",
        " ",
        "- ",
        "a: ",
        "\ufeff",
        "'",
        '"',
        "{",
        "```\n",
        "<!--",
        "-->",
        "%%",
        "...\n",
        "&a",
        "*a",
        "\t",
        "> ",
        "\x00",
    ]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(PIECES | st.text(max_size=3), max_size=20), st.sampled_from(["note", "page", "hub"]))
def test_comments_are_read_in_anything(pieces: list[str], kind: str) -> None:
    data = "".join(pieces).encode(errors="surrogatepass")
    for comment in suppressions(data, kind):
        assert 0 <= comment.start < comment.end <= len(data)
        assert 1 <= comment.first <= comment.last


FRAGMENTS = [
    "Words.",
    "See [it](gone.md) ^here",
    "## Head [x](gone.md) ##",
    "Head [y](gone.md)\n====",
    "[r]: gone.md 'Gone'",
    "It `is\nso` [here](gone.md) `and\nso` on",
    "[on two\nlines](gone.md)",
    "[on two](\ngone.md)",
    "- one\n- [two](gone.md) ^two\n  - three [[gone]]",
    "| a | b |\n|---|---|\n| [x](gone.md) | c |\n| d | ![e](gone.png)",
    "> [quoted](gone.md)  \n> more\\\n> [again](gone.md)",
    "Costs [5$](gone.md) or\n6$ <b\nid=u>more</b>",
    "```\nnote\u202e\n```",
    "Hidden\u202e here.",
    "TODO",
]
FRONTS = [
    "",
    "related: [gone, nowhere]",
    "related: [\n  gone,\n  nowhere ]",
    "related:\n- gone\n- nowhere # so far",
    "about: |\n  one\n  two\u202e",
    "about: one\n  two\u202e\n  three",
    'about: "one\n  two\u202e"',
]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(FRONTS), st.lists(st.sampled_from(FRAGMENTS), max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_comments_are_added_without_changing_what_a_file_says(front: str, body: list[str], newline: str) -> None:
    with TemporaryDirectory() as folder:
        files = base(HUB + note("a", front, "\n\n".join(body)))
        root = write(Path(folder), {path: text.replace("\n", newline) for path, text in files.items()})
        kb = load(str(root))
        before = examine(kb, Request())
        ignorer = Ignorer("known `since` 5$|")
        after = with_changes(kb, ignorer.plan(kb, before).after)
        left = examine(after, Request())

    note_before, note_after = kb.note("notes/a.md"), after.note("notes/a.md")
    assert note_after.fields == note_before.fields
    assert note_after.body == note_before.body
    assert not Counter(one.at.fingerprint for one in left) - Counter(one.at.fingerprint for one in before)
    named = [rule for line in ignorer.left for rule in line.split("no comment for ")[1].split(" can ")[0].split(", ")]
    assert {one.at.rule for one in left} == set(named)


@pytest.mark.parametrize("reason", ["", " ", "a\nb", "over --> out", "a -- b"])
def test_a_reason_that_cannot_stand_in_a_comment(tmp_path: Path, reason: str) -> None:
    write(tmp_path, base(HUB + note("a", body="[it](gone.md)")))
    assert rlkb(tmp_path, "lint", "--add-ignore", reason).code == 2
