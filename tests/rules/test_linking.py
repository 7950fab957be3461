"""Links that lead somewhere, and yet are not as they should be; and notes as a web."""

import subprocess
from pathlib import Path

import pytest

from tests.bases import contents
from tests.cli import rlkb
from tests.rules import lint, messages, note, spots

OTHERS = note("b", body="# One") + note("c", body="# One") + "-- docs/d.md --\n# Doc\n-- pic.png --\nx\n"


def found(root: Path, rule: str, body: str, front: str = "", more: str = OTHERS) -> list[str]:
    """What a rule says of a note `a` with this body."""
    return messages(lint(root, note("a", front, body) + more, rule))


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("wrong-case-link", "[x](b.md) [[B]] [x](nope.md) ![](../PIC2.png)"),
        ("link-outside-root", "[x](../pic.png) [x](https://e.org/../x) [x](nope.md)"),
        ("absolute-link", "[x](b.md) [x](//e.org/b.md) [x](https://e.org/b.md) `[x](/b.md)` [[/b]] <a href='/b'>b</a>"),
        ("empty-link", "[x](b.md) [x](#one) [](b.md) `[x]()` [ ] x\\[a]() [[#One]]\n\n- [ ] task"),
        ("duplicate-link", "[x](b.md) [x](b.md#one) [y](c.md) ![](../pic.png) ![](../pic.png)\n\n[x](b.md)"),
        ("duplicate-link", "[x](https://e.org) [y](https://e.org) [x](http://e.org/a.md) [y](http://e.org/a.md)"),
        ("duplicate-link", "An [x](g) is a [y](g), see [x](../pic.png) or [y](../pic.png)"),
        ("duplicate-link", "![[c]] [[c]] [x](b.md)\n\n[x](b%2Emd)"),
        ("duplicate-link", "- [x](b.md)\n- [x](b.md)\n\n| [[b]] |\n|---|\n| [[b]] |"),
        ("undefined-reference", "[x][y] [x][Y  z] [x][]\n\n[y]: b.md\n[y z]: c.md"),
        ("undefined-reference", "a[i][j] [1][2] [^1][^2] [ ][x] `[x][n]` [@a][@b] \\[x][n] [[b]][c] [x][n](b.md)\n"),
        ("undefined-reference", "```\n[x][n]\n```\n\n    [x][n]\n\n<div>[x][n]</div>\n\n$[x][n]$ [x] [n]"),
        ("ambiguous-link", "[[b]] [[nope]] [[docs/a b]]"),
        ("dangling-anchor", "%% [[b#Two]] %% and %%\n[x](b.md#two) %%\n\n%%\n\n[[b#^two]]\n\n%%"),
        ("dangling-anchor", "> %%\n>\n> [[b#x]]\n> %%"),
        ("dangling-link", "%%see [[nope]]%% `%%` x %% [x](nope.md) %%"),
        ("missing-file", "%% ![[nope.png]] %%"),
        ("stale-link-text", "[What is b?](b.md) [[b|something]]"),
        ("superseded-target", "[[b]] [x](c.md)"),
        ("orphan-note", "[x](b.md) [[c]]"),
        ("cycle", "[[a]] [[b]]"),
    ],
)
def test_noop(tmp_path: Path, rule: str, body: str) -> None:
    assert found(tmp_path, rule, body) == []


@pytest.mark.parametrize(
    ("rule", "body", "message"),
    [
        ("wrong-case-link", "[x](B.md#one)", "`B.md` is spelled `b.md`"),
        ("wrong-case-link", "![x](../Pic.PNG)", "`../Pic.PNG` is spelled `../pic.png`"),
        ("link-outside-root", "[x](../../b.md)", "`../../b.md` leads out of the knowledge base"),
        ("absolute-link", "[x](/notes/b.md#one)", "`/notes/b.md` is a path from the root"),
        ("absolute-link", "[x][y]\n\n[y]: /notes/b.md", "`/notes/b.md` is a path from the root"),
        ("empty-link", "[x]()", "the link has no target"),
        ("empty-link", "![x](<>)", "the image has no target"),
        ("empty-link", "[x](#)", "the link has no target"),
        ("duplicate-link", "[x](b.md) and\n[[c]] and [y](b.md)", "`b.md` is linked to already"),
        ("undefined-reference", "See [the *x*][y] there.", "the label `y` is not defined"),
        ("dangling-anchor", "%% a %% [[b#Two]] %% b %%", "`notes/b.md` has no heading `#Two`"),
        ("dangling-link", "100%% of\n\n[[nope]] 5%%", "no note is called `nope`"),
        ("dangling-link", "`%%` [[nope]] `%%`", "no note is called `nope`"),
        ("dangling-link", "```\n%%\n```\n[[nope]] %% b", "no note is called `nope`"),
    ],
)
def test_what_is_said(tmp_path: Path, rule: str, body: str, message: str) -> None:
    assert found(tmp_path, rule, body) == [message]


def test_ambiguous_link(tmp_path: Path) -> None:
    pages = "".join(f"-- docs/{folder}/x.md --\n# X\n" for folder in "pqr")
    assert found(tmp_path, "ambiguous-link", "[[x]] [[q/x]]", more=pages) == [
        "`x` means `docs/p/x.md` and `docs/q/x.md` and 1 more"
    ]


@pytest.mark.parametrize(
    ("body", "fixed"),
    [
        ("[x](B.md#one) [[B]]", "[x](b.md#one) [[B]]"),
        ("[x](</docs/d.md>).", "[x](<../docs/d.md>)."),
        ("[x](/notes/b.md#one)", "[x](b.md#one)"),
        ("[x](b.md) [[b|y]]\n[y](b.md)", "[x](b.md) [[b|y]]\ny"),
        ("[[a|me]] [[b]]", "me [[b]]"),
        ("[[old]] [[old#One|x]] ![[old]]", "[[b]] [[b#One|x]] ![[b]]"),
        ("[it](old.md#one)", "[it](b.md#one)"),
        ("[What was b?](b.md), [[b|what was b]]", "[What is b?](b.md), [[b|What is b?]]"),
    ],
)
def test_fixes_keep_all_the_rest(tmp_path: Path, body: str, fixed: str) -> None:
    old = "former-ids: [old]\nformer-questions: [What was b?]"
    text = note("a", body=body) + note("b", old, "# One") + note("c", body="[[a]]") + "-- docs/d.md --\nx\n"
    lint(tmp_path, text)
    before = contents(tmp_path)
    assert rlkb(tmp_path, "lint", "--fix-only", "--unsafe-fixes", "--select", "links").code == 0
    after = contents(tmp_path)
    assert after["notes/a.md"].decode() == before["notes/a.md"].decode().replace(body, fixed)
    assert {path for path in before if after[path] != before[path]} == {"notes/a.md"}
    assert rlkb(tmp_path, "undo").code == 0
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("front", "fixed"),
    [
        ("related: [old, c]", "related: [b, c]"),
        ("related: [a, c] # x", "related: [c] # x"),
        ("related:\n- '[[old]]'\n- c", "related:\n- '[[b]]'\n- c"),
        ("broader: [B]", "broader: [b]"),
    ],
)
def test_fixes_of_relations(tmp_path: Path, front: str, fixed: str) -> None:
    lint(tmp_path, note("a", front) + note("b", "former-ids: [old]") + note("c"))
    before = contents(tmp_path)["notes/a.md"].decode()
    rlkb(tmp_path, "lint", "--fix", "--select", "wrong-case-link,outdated-link,self-link")
    assert contents(tmp_path)["notes/a.md"].decode() == before.replace(front, fixed)


def test_superseded(tmp_path: Path) -> None:
    text = note("a", "related: [b]", "[[b]] and [[b#One]]") + note("b", "superseded-by: [c]", "# One")
    text += note("c", "superseded-by: [d]", "[[b]]") + note("d", body="It says more than [[c]].")
    assert messages(lint(tmp_path, text, "superseded-target")) == ["`b` is superseded by `d`"] * 3
    rlkb(tmp_path, "lint", "--fix-only", "--select", "superseded-target")
    after = contents(tmp_path)["notes/a.md"].decode()
    assert "related: [d]" in after and "[[d]] and [[b#One]]" in after


def test_superseded_by_two_or_in_a_circle(tmp_path: Path) -> None:
    text = note("a", body="[[b]]") + note("b", "superseded-by: [c, d]") + note("c", "supersedes: [d]")
    text += note("d", "supersedes: [c]")
    assert messages(lint(tmp_path, text, "superseded-target")) == ["`b` is superseded"]
    assert messages(lint(tmp_path, text, "cycle")) == ["`supersedes` leads in a circle: `c` → `d` → `c`"]


def test_circles(tmp_path: Path) -> None:
    names = "abcdefg"
    ring = [note(name, f"depends-on: [{names[(at + 1) % 5]}]") for at, name in enumerate(names[:5])]
    text = "".join(ring) + note("f", "depends-on: [a]\nbroader: [g]") + note("g", "narrower: [f]")
    circle = " → ".join(f"`{name}`" for name in "abcdea")
    assert messages(lint(tmp_path, text, "cycle")) == [f"`depends-on` leads in a circle: {circle}"]
    assert spots(lint(tmp_path, text, "cycle")) == [("notes/a.md", 5, 14, 15)]
    many = "".join(note(f"n{n}", f"broader: [n{n + 1}]") for n in range(2_000))
    assert lint(tmp_path / "long", many, "cycle") == []


def test_webs(tmp_path: Path) -> None:
    text = note("a", body="[[b]]") + note("b") + note("c", "related: [d]") + note("d", "related: [c]")
    text += note("e", body="Alone, with [a link](https://e.org) and [itself](#what)") + note("f", body="![x](p.png)")
    text += note("g", body="[[a]]") + "-- README.md --\nSee [[what is g]].\n-- notes/p.png --\nx\n"
    assert [one.path for one in lint(tmp_path, text, "orphan-note")] == ["notes/e.md", "notes/f.md"]
    assert messages(lint(tmp_path, text, "disconnected-notes")) == [
        "2 notes are connected with no others: this one and `d`"
    ]
    assert lint(tmp_path / "two", note("a") + note("b"), "orphan-note") == []


def git(root: Path, *words: str) -> None:
    author = ["-c", "user.name=A", "-c", "user.email=a@e.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *author, *words], cwd=root, check=True, capture_output=True)


def test_what_git_saw_renamed(tmp_path: Path) -> None:
    body = "[x](b.md#one) [[b]] [y](c.md)"
    lint(tmp_path, note("a", "related: [b]", body) + note("b", body="# One\n\nWords.") + note("c"))
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "mv", "notes/b.md", "notes/bee.md")
    git(tmp_path, "commit", "-qm", "two")
    git(tmp_path, "mv", "notes/bee.md", "notes/bumble.md")
    git(tmp_path, "rm", "-q", "notes/c.md")
    done = rlkb(tmp_path, "lint", "--select", "dangling-link", "--output-format", "concise")
    assert done.out.count("[*]") == 4  # and the total
    assert rlkb(tmp_path, "lint", "--fix-only", "--select", "dangling-link").code == 0
    after = contents(tmp_path)["notes/a.md"].decode()
    assert "related: [bumble]" in after
    assert "[x](bumble.md#one) [[bumble]] [y](c.md)" in after
