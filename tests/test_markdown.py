"""What a Markdown body links to, what can be linked to, and where it stands."""

import time

import pytest

from rlkb_cli.kb.markdown import Body, Link, locate, scan, slug


def links(text: str) -> list[Link]:
    return list(scan(text.encode()).links)


def parts(text: str) -> list[tuple[str, str, str | None]]:
    """Whole, destination and shown text of each link, as written."""
    data = text.encode()
    return [
        (
            data[at.start : at.end].decode(),
            data[at.dest_start : at.dest_end].decode(),
            data[at.text_start : at.text_end].decode() if at.text_start >= 0 else None,
        )
        for at in locate(data).links
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain text, 3 < 4, a [b] and a (c)\n",
        "```\n[a](b) [[c]]\n```\n",
        "~~~ md\n[[c]]\n~~~\n",
        "text\n\n    [a](b) [[c]]\n",
        "`[a](b) [[c]]`\n",
        "`` [a](b)\n[[c]] ``\n",
        "<!-- [a](b)\n[[c]] -->\n",
        "<div>\n[a](b) [[c]]\n</div>\n",
        '<a href="b">c</a> <img src="d">\n',
        "$[[1, 2], [3, 4]]$\n\n$$\n[[1]]\n$$\n",
        "\\[\\[x]] \\[a](b) \\![c]\n",
        "[[a\nb]] [[a|b\nc]]\n",
        "[[]] [[|t]] [[^1]]\n",
        "|a|\n|-|\n|[[x|t]]|\n",
        "text[^1]\n\n[^1]: a note\n",
        "[a]: \n",
    ],
)
def test_no_links(text: str) -> None:
    assert links(text) == []
    assert locate(text.encode()).links == ()


@pytest.mark.parametrize(
    ("text", "link", "destination", "shown"),
    [
        ("[t](p.md)", ("inline", "p.md", None, "t"), "p.md", "t"),
        ('[t](p%20q.md#a%20b "ti")', ("inline", "p q.md", "a b", "t"), "p%20q.md#a%20b", "t"),
        ("[t](<p q.md#a> 'ti')", ("inline", "p q.md", "a", "t"), "p q.md#a", "t"),
        ("[t](#a)", ("inline", "", "a", "t"), "#a", "t"),
        ("[t](x#)", ("inline", "x", "", "t"), "x#", "t"),
        ("[t](a%23b.md)", ("inline", "a#b.md", None, "t"), "a%23b.md", "t"),
        ("[t](a%FFb%c3%a9)", ("inline", "a%FFbé", None, "t"), "a%FFb%c3%a9", "t"),
        ("[t](x(y)z)", ("inline", "x(y)z", None, "t"), "x(y)z", "t"),
        ("[t](x\\)y&amp;z)", ("inline", "x)y&z", None, "t"), "x\\)y&amp;z", "t"),
        ("[t](\n  x\n)", ("inline", "x", None, "t"), "x", "t"),
        ("[ a *b* `]` \\] ](u)", ("inline", "u", None, "a b ] ]"), "u", " a *b* `]` \\] "),
        ("[](u)", ("inline", "u", None, ""), "u", ""),
        ("[t]()", ("inline", "", None, "t"), "", "t"),
        ("![a *b*](é.png)", ("image", "é.png", None, "a b"), "é.png", "a *b*"),
        ("![a [b](c)](d)", ("image", "d", None, "a b"), "d", "a [b](c)"),
        ("[[x]]", ("wikilink", "x", None, ""), "x", None),
        ("[[ x ]]", ("wikilink", "x", None, ""), "x", None),
        ("[[x|t *u*]]", ("wikilink", "x", None, "t u"), "x", "t *u*"),
        ("[[x#h|t]]", ("wikilink", "x", "h", "t"), "x#h", "t"),
        ("[[x#^b]]", ("wikilink", "x", "^b", ""), "x#^b", None),
        ("[[#h]]", ("wikilink", "", "h", ""), "#h", None),
        ("[[a#h1#h2]]", ("wikilink", "a", "h1#h2", ""), "a#h1#h2", None),
        ("[[x\\|t]]", ("wikilink", "x", None, "t"), "x", "t"),
        ("[[100%20]]", ("wikilink", "100%20", None, ""), "100%20", None),
        ("[[a&amp;b*c*]]", ("wikilink", "a&amp;b*c*", None, ""), "a&amp;b*c*", None),
        ("![[x]]", ("embed", "x", None, ""), "x", None),
        ("![[i.png|100]]", ("embed", "i.png", None, "100"), "i.png", "100"),
        ("<https://a.b/c#d>", ("autolink", "https://a.b/c", "d", ""), "https://a.b/c#d", None),
        ("<me@a.b>", ("autolink", "mailto:me@a.b", None, ""), "me@a.b", None),
        ("[[1]](https://a.b 't')", ("inline", "https://a.b", None, "[1]"), "https://a.b", "[1]"),
        ("![[1]](<a b.png>)", ("image", "a b.png", None, "[1]"), "a b.png", "[1]"),
    ],
)
def test_one_link(
    text: str, link: tuple[str, str, str | None, str], destination: str, shown: str | None
) -> None:
    assert links(text) == [link]
    assert parts(text) == [(text, destination, shown)]
    assert links(f"é {text}, 𝄞") == [link]
    assert parts(f"é {text}, 𝄞") == [(text, destination, shown)]


def test_a_wikilink_before_parentheses_in_prose() -> None:
    assert links("the [[model]](s)") == [("wikilink", "model", None, "")]


def test_references_share_the_destination_of_their_definition() -> None:
    text = "[t][Ref] [ref][] [ref] ![i][ref]\n\n> [ref]: <u v.md#a> 'title'\n\n[unused]: w\n[REF]: ignored\n"
    use = ("reference", "u v.md", "a")
    assert links(text) == [
        (*use, "t"),
        (*use, "ref"),
        (*use, "ref"),
        (*use, "i"),
        ("definition", "u v.md", "a", ""),
        ("definition", "w", None, ""),
    ]
    assert parts(text) == [
        ("[t][Ref]", "u v.md#a", "t"),
        ("[ref][]", "u v.md#a", "ref"),
        ("[ref]", "u v.md#a", "ref"),
        ("![i][ref]", "u v.md#a", "i"),
        ("[ref]: <u v.md#a> 'title'", "u v.md#a", None),
        ("[unused]: w", "w", None),
    ]


def test_brackets_around_a_reference() -> None:
    text = "as said [[1]]\n\n[1]: https://a.b\n"
    assert links(text)[0] == ("reference", "https://a.b", None, "1")
    assert parts(text)[0] == ("[1]", "https://a.b", "1")


def test_definition_in_a_footnote() -> None:
    assert [link[0] for link in links("x[^1]\n\n[^1]: foo\n\n    [q]: z\n")] == ["definition"]


def test_links_within_and_after_others() -> None:
    text = "[![alt](i.png)](p.md) **[[x]]** # $5 [[y]] $6\n\n|a\\|[[z\\|t]]|[q](r\\|s)|\n|-|-|\n"
    assert [(link[0], link[1]) for link in links(text)] == [
        ("inline", "p.md"),
        ("image", "i.png"),
        ("wikilink", "x"),
        ("wikilink", "y"),
        ("wikilink", "z"),
        ("inline", "r|s"),
    ]


@pytest.mark.parametrize(
    ("text", "heading", "written"),
    [
        ("# A b", (1, "A b", "a-b"), "A b"),
        ("   ##\ta ##  \r\n", (2, "a", "a"), "a"),
        ("# a #b", (1, "a #b", "a-b"), "a #b"),
        ("#", (1, "", ""), ""),
        ("## ##", (2, "", ""), ""),
        ("a\nb\n===", (1, "a b", "a-b"), "a\nb"),
        ("#a\r\n---\r\n", (2, "#a", "a"), "#a"),
        ("> - ### *a* `b_c` [d](e) ![f](g) <b>h</b>", (3, "a b_c d  h", "a-b_c-d--h"), None),
        ("# [[x|y]] &amp; \\* ~~z~~", (1, "y & * z", "y---z"), None),
    ],
)
def test_heading(text: str, heading: tuple[int, str, str], written: str | None) -> None:
    assert scan(text.encode()).headings == (heading,)
    ((start, end),) = locate(text.encode()).headings
    assert written is None or text.encode()[start:end].decode() == written


@pytest.mark.parametrize(
    "text", ["#a", "\\# a", "    # a", "`# a`", "```\n# a\n```", "<h1>a</h1>", "a\n\n===\n"]
)
def test_no_heading(text: str) -> None:
    assert scan(text.encode()).headings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What's new in 2.0?", "whats-new-in-20"),
        ("a  b — c", "a--b--c"),
        ("snake_case and-dash", "snake_case-and-dash"),
        ("Привет Ünï 你好", "привет-ünï-你好"),
        ("😄 emoji", "-emoji"),
        (":tada: party", "tada-party"),
        ("x² ½ Ⅳ ٣", "x--ⅳ-٣"),
        ("tab\there", "tabhere"),
        ("a‿b Ⓐ", "a‿b-ⓐ"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_repeated_slugs_are_numbered_around_those_taken() -> None:
    headings = scan(b"# a\n# a\n# a-1\n# a\n# b-1\n# b\n# b\n").headings
    assert [heading.slug for heading in headings] == ["a", "a-1", "a-1-1", "a-2", "b-1", "b", "b-2"]


def test_block_ids() -> None:
    text = "para ^one\n\n- a ^two\n- b\n  - c\n    d ^three\n\n| a |\n|-|\n\n^four\n"
    assert scan(text.encode()).blocks == ("one", "two", "three", "four")


@pytest.mark.parametrize(
    "text",
    [
        "a ^b c",
        "a^b",
        "a \\^b",
        "`a ^b`",
        "*a ^b*",
        "[a ^b](c)",
        "# a ^b",
        "|a ^b|\n|-|",
        "a ^b\nc",
        "a ^b_c",
    ],
)
def test_no_block_ids(text: str) -> None:
    assert scan(text.encode()).blocks == ()


def test_html_ids() -> None:
    block, last = "<h2 id=one>a</h2>\n\n", "\n\n<a\nid='five'>\n"
    text = f"""{block}b <a name='two' title=">" ID="thr&amp;e">c</a> <br id="four"/>{last}"""
    assert scan(text.encode()).ids == ("one", "two", "thr&e", "four", "five")


@pytest.mark.parametrize(
    "text",
    ["`<a id=x>`", "```\n<a id=x>\n```", "<!-- <a id=x> -->", "<input name=x>", "<a title='id=x'>", "id=x"],
)
def test_no_html_ids(text: str) -> None:
    assert scan(text.encode()).ids == ()


def test_bytes_that_are_no_text() -> None:
    body = b"\xff\xfe [a](b\xfe#c) \xc3\n\n# h\x00\xf0\x9f\n\n[[x\xff]]\x00"
    assert [link.target for link in scan(body).links] == ["b?", "x?"]
    starts = [body[at.start : at.end] for at in locate(body).links]
    assert starts == [b"[a](b\xfe#c)", b"[[x\xff]]"]


def test_nothing() -> None:
    assert scan(b"") == Body((), (), (), ())


HOSTILE = [
    "[",
    "[[",
    "(",
    "`",
    ">",
    "> ",
    "](",
    "![",
    "[[a]](",
    "[[a]](<",
    '[[a]](u "',
    "[[a|",
    "![a",
    "[a]:\n",
]
HOSTILE += [
    "<a id='",
    "<!--",
    "<http:",
    "# ",
    "#   ",
    "*_",
    "- ",
    "|a",
    "$",
    "~~",
    "`a``",
    "&amp",
    "[^1]: ",
    " ^",
    "\\[",
    "<a b ",
    "<a id=x>\"",
    "<x:",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_input_takes_linear_time(unit: str) -> None:
    body = (unit * (200_000 // len(unit))).encode()
    started = time.perf_counter()
    assert len(scan(body).links) == len(locate(body).links)
    assert time.perf_counter() - started < 20  # seconds; what grows with the square takes minutes


def test_links_are_values() -> None:
    assert scan(b"[a](b)").links[0] == Link("inline", "b", None, "a")
