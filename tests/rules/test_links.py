"""Links, anchors and relations between notes."""

from pathlib import Path

import pytest

from tests.rules import lint, lint_files, messages, note, spots

TARGET = note(
    "b",
    "former-ids: [old]\naliases: [Bee]",
    "# One two\n\n## It's: *fine*!\n\n## Ünï\n\nText. ^block\n\n<a id='html'></a>",
)
FILES = (
    "-- pics/ä-b.png --\nx\n-- README.md --\n# Read me\n-- data.csv --\nx\n-- hubs/sub.yaml --\ntitle: T\n"
)
ALL = ("dangling-link", "missing-file", "dangling-anchor", "self-link", "outdated-link")


def links(root: Path, body: str, rule: str = "", front: str = "") -> list[tuple[str, str, str | None]]:
    """Rule, message and help of what the rules of links find in one note beside `TARGET` and `FILES`."""
    found = lint(root, note("a", front, body) + TARGET + FILES, rule)
    return [
        (one.rule, one.message, one.help) for one in found if one.path == "notes/a.md" and one.rule in ALL
    ]


@pytest.mark.parametrize(
    "body",
    [
        "[x](b.md) [x](./b.md) [x](../notes/b.md) [x](<b.md>) [x](/notes/b.md) [x](b.md?plain=1#L3)",
        "[x](../pics/%C3%A4-b.png) ![x](<../pics/ä-b.png>) ![[ä-b.png]] ![[pics/ä-b.png|100]] [[data.csv]]",
        "[x](../README.md) [x](../pics) [x](../pics/) [x](..) [[README]] [[sub]] [[hub]]",
        "[x](../hubs/sub.yaml#x) [[sub#x]]",
        "[[b]] [[b.md]] [[notes/b]] [[Bee]] [[what is B]] [[B]] [[ b ]] ![[b]] [[b|shown]]",
        "[x](https://e.org/x.md) [x](mailto:a@e.org) [x](//e.org/x) <https://e.org> [x](tel:1)",
        "`[[nope]]` <!-- [[nope]] -->\n\n    [[nope]]\n\n```\n[x](nope.md)\n```\n<div>[[nope]]</div>",
        "[x](#) [x](#top) [x](#here) [[#Here]]\n\n# Here\n\n[x]() [[a#Here]]",
        "[x](b.md#one-two) [x](b.md#its-fine) [x](b.md#%C3%BCn%C3%AF) [x](b.md#html) [x](b.md#^block)",
        "[[b#One two]] [[b#one-two]] [[b#ONE TWO]] [[b#It's fine]] [[b#One two#It's: fine!]]",
        "[[b#^block]] [[b#^BLOCK]] [[b#]]",
        "[x][ref] [ref][] [ref]\n\n[ref]: b.md#one-two",
        "[x](../../outside.md) [x](../../../../etc/passwd)",
    ],
)
def test_noop(tmp_path: Path, body: str) -> None:
    assert links(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "message", "help_"),
    [
        ("[x](c.md)", "no file is at `c.md`", None),
        ("[x](b)", "no file is at `b`", "did you mean `b.md`?"),
        ("[x](notes/b.md)", "no file is at `notes/b.md`", "did you mean `b.md`?"),
        ("[x](RAEDME.md)", "no file is at `RAEDME.md`", "did you mean `../README.md`?"),
        ("[x](REDME.md)", "no file is at `REDME.md`", "did you mean `../README.md`?"),
        ("[x](old.md)", "no file is at `old.md`", "the note that was called `old` is now `b.md`"),
        ("[x](../x/old.md#y)", "no file is at `../x/old.md`", "the note that was called `old` is now `b.md`"),
        ("[[nope]]", "no note is called `nope`", None),
        ("[[x/b]]", "no note is called `x/b`", "did you mean `b`?"),
        ("![[READMEE]]", "no note is called `READMEE`", "did you mean `README`?"),
        ("[[node.js]]", "no note is called `node.js`", None),
        ("[x]: c.md\n\n[x] and [x]", "no file is at `c.md`", None),
    ],
)
def test_dangling_link(tmp_path: Path, body: str, message: str, help_: str | None) -> None:
    assert links(tmp_path, body) == [("dangling-link", message, help_)]


@pytest.mark.parametrize(
    ("body", "message", "help_"),
    [
        ("![x](a-b.png)", "no file is at `a-b.png`", "did you mean `../pics/ä-b.png`?"),
        ("![x](gone)", "no file is at `gone`", None),
        ("![[a-b.png]]", "no file is called `a-b.png`", "did you mean `ä-b.png`?"),
        ("[x](data.csv)", "no file is at `data.csv`", "did you mean `../data.csv`?"),
        ("[[gone.pdf]]", "no file is called `gone.pdf`", None),
    ],
)
def test_missing_file(tmp_path: Path, body: str, message: str, help_: str | None) -> None:
    assert links(tmp_path, body) == [("missing-file", message, help_)]


@pytest.mark.parametrize(
    ("body", "message", "help_"),
    [
        ("[x](b.md#one-tow)", "`notes/b.md` has no heading `#one-tow`", "did you mean `#one-two`?"),
        ("[x](b.md#One-two)", "`notes/b.md` has no heading `#One-two`", "did you mean `#one-two`?"),
        ("[x](b.md#One%20two)", "`notes/b.md` has no heading `#One two`", "did you mean `#one-two`?"),
        ("[x](#here)", "this file has no heading `#here`", None),
        ("[[b#One tow]]", "`notes/b.md` has no heading `#One tow`", "did you mean `#One two`?"),
        ("[[Bee#!!]]", "`notes/b.md` has no heading `#!!`", None),
        ("[[b#^nope]]", "`notes/b.md` has no block `#^nope`", None),
        ("[r]: ../README.md#nope\n\n[r] [x][r]", "`README.md` has no heading `#nope`", None),
    ],
)
def test_dangling_anchor(tmp_path: Path, body: str, message: str, help_: str | None) -> None:
    assert links(tmp_path, body) == [("dangling-anchor", message, help_)]


def test_repeated_headings_have_numbers(tmp_path: Path) -> None:
    body = "# A\n\n# A\n\n[x](#a) [x](#a-1) [x](#a-2)"
    assert [found[1] for found in links(tmp_path, body)] == ["this file has no heading `#a-2`"]


@pytest.mark.parametrize("body", ["[x](a.md)", "[[a]]", "![[a]]", "[r]: a.md\n\n[r]"])
def test_self_link(tmp_path: Path, body: str) -> None:
    assert [found[1] for found in links(tmp_path, body)] == ["the note links to itself"]


def test_self_relation(tmp_path: Path) -> None:
    assert links(tmp_path, "", front="related: [a]") == [
        ("self-link", "the note says `related` of itself", None)
    ]


def test_a_page_may_link_to_itself(tmp_path: Path) -> None:
    assert lint(tmp_path, note("a") + "-- README.md --\n[x](README.md)\n") == []


def test_outdated_link(tmp_path: Path) -> None:
    text = note("a", "broader: [old]", "[[old|x]] [[old#One two]]") + TARGET
    hub = "-- hub.yaml --\ntitle: T\nsections: [{id: s, title: S, notes: [a, old]}]\n"
    found = lint(tmp_path, hub + text, "outdated-link")
    assert spots(found) == [
        ("hub.yaml", 2, 41, 44),
        *[("notes/a.md", *at) for at in ((5, 11, 14), (7, 1, 10), (7, 11, 26))],
    ]
    assert set(messages(found)) == {"`old` is now called `b`"}


@pytest.mark.parametrize("raw", ["nope", "Bee", "b.md", "'[[nope]]'", "notes/b"])
def test_a_relation_names_an_id(tmp_path: Path, raw: str) -> None:
    found = lint(tmp_path, note("a", f"related: [{raw}]") + TARGET, "dangling-link")
    assert messages(found) == [f"no note or hub has the id `{raw.strip(chr(39))}`"]
    assert found[0].help == (None if "nope" in raw else "did you mean `b`?")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("related: [b]", "related: [a]"),
        ("related: [b, b]", "related: ['[[a]]']"),
        ("broader: [b]", "narrower: [a]"),
        ("distinct-from: [b]", "distinct-from: [a]"),
        ("mentions: [b]", ""),
        ("cites: [b]", "cited-by: [x, a]"),
        ("related: [old]", "related: [a]\nformer-ids: [old]"),
        ("related: [b]", "related: a"),
        ("related: [hub, a, nope]", ""),
        ("Links: [b]", ""),
    ],
)
def test_one_way_relation_noop(tmp_path: Path, first: str, second: str) -> None:
    hub = "-- hub.yaml --\ntitle: T\nrelations: {cites: cited-by, mentions: null}\n"
    assert lint(tmp_path, hub + note("a", first) + note("b", second), "one-way-relation") == []


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("related: [x, b]", "", "`b` does not say `related: a` in return"),
        ("broader: [x, b, b]", "broader: []", "`b` does not say `narrower: a` in return"),
        ("cites: [x, b]", "cites: []", "`b` does not say `cited-by: a` in return"),
        ("supports: [x, b]", "supported-by: [hub]", "`b` does not say `backs: a` in return"),
    ],
)
def test_one_way_relation(tmp_path: Path, first: str, second: str, message: str) -> None:
    hub = "-- hub.yaml --\ntitle: T\nkeys: {supported-by: backs}\nrelations: {cites: cited-by}\n"
    found = lint(tmp_path, hub + note("a", first) + note("b", second), "one-way-relation")
    assert messages(found) == [message]
    assert found[0].line == 5


def test_links_of_pages_are_checked_and_ignored_files_are_not(tmp_path: Path) -> None:
    files = {"hub.yaml": "title: T\nexclude: [drafts]\n", ".gitignore": "/build/\n"}
    pages = dict.fromkeys(
        ["docs/x.md", "build/x.md", "drafts/x.md", ".hidden/x.md", "node_modules/x.md"], "[[nope]]\n"
    )
    assert spots(lint_files(tmp_path, {**files, **pages}, "dangling-link")) == [("docs/x.md", 1, 1, 9)]


def test_columns_count_characters(tmp_path: Path) -> None:
    found = lint(tmp_path, note("a", "", "é🚚 [[nope]]"), "dangling-link")
    assert spots(found) == [("notes/a.md", 6, 4, 12)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("aliases: [x, a, 'What is a?', x]", "aliases: [y]"),
        ("aliases: [x]", "aliases: [X]"),
        ("aliases: ['', ~]", "aliases: ['', ~]"),
        ("former-ids: [x]\naliases: [x]", ""),
    ],
)
def test_alias_collision_noop(tmp_path: Path, first: str, second: str) -> None:
    assert lint(tmp_path, note("a", first) + note("b", second), "alias-collision") == []


@pytest.mark.parametrize(
    ("first", "second", "message", "line"),
    [
        ("aliases: [x]", "aliases: [y, x]", "`x` is also an alias of `notes/a.md`", 5),
        ("aliases: [x]", "aliases: x", "`x` is also an alias of `notes/a.md`", 5),
        ("", "aliases: [a]", "`a` is also the id of `notes/a.md`", 5),
        ("former-ids: [x]", "aliases: [x]", "`x` is also a former id of `notes/a.md`", 5),
        ("", "aliases: [what is A]", "`what is A` is also the question of `notes/a.md`", 5),
        ("", "aliases: [READ]\n", "`READ` is also the file name of `docs/READ.md`", 5),
    ],
)
def test_alias_collision(tmp_path: Path, first: str, second: str, message: str, line: int) -> None:
    text = note("a", first) + note("b", second) + "-- docs/READ.md --\nRead.\n"
    found = lint(tmp_path, text, "alias-collision")
    assert [(one.path, one.line, one.message) for one in found] == [("notes/b.md", line, message)]
