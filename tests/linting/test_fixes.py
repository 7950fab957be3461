"""Fixes of several rules together."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rlkb_cli.edit.patch import apply
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.load import load, with_changes
from rlkb_cli.lint.engine import Hit
from rlkb_cli.lint.fixes import Fixer
from rlkb_cli.lint.run import Request, examine
from tests.bases import base, contents, write
from tests.cli import rlkb
from tests.rules import note

HUB = (
    "-- hub.yaml --\ntitle: T\ntotals: {notes: 3, sections: 1}\n"
    "sections: [{id: s, title: S, count: 3, notes: [a, b, c]}]\n"
)
FORMER = "former-ids: [old b, 'a(b)', 'old\u00e9']\nformer-questions: ['What (was) [b]?']"
B = note("b", f"{FORMER}\nsupersedes: [c]", "[[a]]")
C = note("c", "superseded-by: [b]", "[[a]]")
FRAGMENTS = [
    "[[old b]] [[old b|other]] [[old b#h|more]] ![[old b]]",
    "[x](old%20b.md) [y](<old b.md> \"T (t)\") [z](./old%20b.md#h)",
    "[x][r] and [r]\n\n[r]: old%20b.md 'T'",
    "[x](a\\(b\\).md) [y](<a(b).md>) [[a(b)]]",
    "[[olde\u0301]] [x](olde%CC%81.md) [x](old\u00e9.md)",
    "[x](B.md) ![i](./B.md) [![i](B.md)](B.md)",
    "[[a]] [[a|me *x*]] [me](a.md 't') ![[a]]",
    "[x](b.md) [**y**](b.md), [[b]] and [[b|z]]",
    "[[c]] [x](<c.md>) [[c|What is c?]]",
    "[What (was) \\[b\\]?](b.md) [[b|What (was) [b]?]]",
    "[x](/notes/b.md#h 'T') [x](</notes/b.md>)",
    "| a | b |\n|---|---|\n| [[old b\\|x]] | [x](old%20b.md) |",
    "Fine. <!-- rlkb: ignore[self-link] -->",
    "`[[old b]]` <!-- [[old b]] -->\n\n    [[old b]]",
]
FRONTS = [
    "",
    "related: [old b, b]",
    "related: ['[[old b]]', \"[[old b|x]]\"]",
    "related:\n- a # me\n- old b # so\n- B",
    "related: [c]",
    "broader: [b]\ntags: [x, x]",
]


def look(kb: KnowledgeBase) -> list[Hit]:
    return [one.hit for one in examine(kb, Request())]


def marks(kb: KnowledgeBase) -> Counter[str]:
    return Counter(one.at.fingerprint for one in examine(kb, Request()))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.sampled_from(FRONTS), st.lists(st.sampled_from(FRAGMENTS), max_size=3), st.sampled_from(["\n", "\r\n"]))
def test_nothing_new_is_found_after_fixes_and_a_second_run_has_nothing_to_do(
    front: str, body: list[str], newline: str
) -> None:
    with TemporaryDirectory() as folder:
        files = base(HUB + note("a", front, "\n\n".join(body)) + B + C)
        kb = load(str(write(Path(folder), {path: text.replace("\n", newline) for path, text in files.items()})))
        change = Fixer(look, ["safe", "unsafe"]).plan(kb)
        after = with_changes(kb, change.after)

        assert {path: apply(kb.read(path), patch) for path, patch in change.patches.items()} == dict(change.after)
        assert not marks(after) - marks(kb)
        assert Fixer(look, ["safe", "unsafe"]).plan(after).empty


@pytest.mark.parametrize(
    ("front", "body", "wanted"),
    [
        ("", "[x](b.md) and [y](old%20b.md)", "[x](b.md) and y"),
        ("related: [B]", "", "related: [b]"),
        ("related: [b, old b]", "", "related: [b]"),
    ],
)
def test_what_a_fix_brings_about_is_mended_with_it(tmp_path: Path, front: str, body: str, wanted: str) -> None:
    write(tmp_path, base(HUB + note("a", front, body) + B + C))
    assert rlkb(tmp_path, "lint", "--fix").code == 0
    assert wanted in contents(tmp_path)["notes/a.md"].decode()


def test_a_note_that_links_to_itself_alone_is_an_orphan(tmp_path: Path) -> None:
    write(tmp_path, base(HUB + note("a", "related: [a]", "[[a]]") + B.replace("[[a]]", "") + C.replace("[[a]]", "")))
    done = rlkb(tmp_path, "lint", "--fix", "--output-format", "concise")
    assert "orphan-note" in done.out
    assert b"related: []" in contents(tmp_path)["notes/a.md"]
