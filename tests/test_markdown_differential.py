"""The quick reading against the exact one, and both against another Markdown parser."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from rlkb_cli.kb.markdown import locate, quick, scan
from rlkb_cli.kb.markdown.exact import read

OTHER = MarkdownIt("commonmark").enable("table").enable("strikethrough").use(footnote_plugin)

# One fragment a word; in it, `¤` is a space and `¶` a line break.
FRAGMENTS = r"""
    [a](b) [t](p%20q.md#x) [u](<v¤w>) ![i](j.png) ![a*b*](c) [![i](j)](k) [a](b'c"d) [_a_](b) [a[b]](c)
    [[x]] [[x|y]] [[x#h|t]] [[x\|t]] ![[x]] ![[x|9]] [[é|ü]] [[a%20b]] [[a]](b.md) [[¤x]] [[a]b]] [[a[b]]
    [[x|x]] [[_a_]] [[*a*](b) _[[x_y]]_ [a&b](c?d=e&f) [r] [r][] [t][r] [^1] <https://a.b> <c@d.e> `[a](b)`
    `` `code` *e* _u_ **s** ~~d~~ $m$ $m¶n$ [$o¶p$](q) $ $$ &amp; &lt;b&gt; &#32; <b> </b> <br> <br/>
    <!--c--> <a> </a> <em> <a¤id=x> <h2> </h2> </html> <img> <span> ^block \^id \ \[ \` [ ] ( ) ¤ [[ ]] ]( |
    <a¤href="x">y</a> <img¤src=x¤id='y'> <h1¤id=z> </h1> <A¤name=q> <span¤title="<a>">s</span> `<a¤b>` [<b>t</b>](u)
    ![<a¤id=k>](l) [v](<a¤b>) (<a¤b>) <!--¤<a¤id=m>¤--> <!-- --> <div¤id=n> [o](p%01) [o](%01p) [o](%EE%80%81) <x:y>
    ¤^b¶ ^b¶-¤ ¤^b¤[^1] ¤^b¶¤¤-¤ *a¤^b* [[x¤^b]] `¤^b` <p> </li> <ul> <div> ![r] [v](<w¤\<a¤b>) ¶[r]:¤<a¤b> ¶[R]:¤<x:y>
    &lt;A ]: \]: ]]: <h2:x> <H2> name=w ¶[^1]: ¶[é]:¤z [é] [o](%EE%80%83) [o](<%EE%80%82>) [o](p<a>) [o](p<x:y>)
    ¶<pre>¶ ¶</pre>¶ ¶<hr>¶ ¶<em>¶ ¶<table>¶¶ <code> </code> </pre> <input¤name=n/> ¶<script> </script> ¶<!-- <?p ?>
    # < > ! * _ ~ % %41 " ' ¤ é 𝄞 &#1; [[&c]] [[**b**]] [[c&#1;|d]] word two:three x^2 id=
"""
INLINE = st.sampled_from([word.replace("¤", " ").replace("¶", "\n") for word in FRAGMENTS.split()])
PREFIXES = st.sampled_from(
    ["", "", "", "# ", "## ", "- ", "> ", "1. ", "    ", "  - ", "| ", "- [ ] ", "> - ", "[r]: ", "[^1]: "]
)
ENDS = st.sampled_from(
    ["\n", "\n", "\n\n", "\n\n", "\r\n", "  \n", "\n===\n", "\n|-|\n", " |\n|-|\n| ", "\n```\n", ""]
)
LINES = st.builds("{}{}{}".format, PREFIXES, st.lists(INLINE, max_size=5).map(" ".join), ENDS)
DENSE = st.builds("{}{}{}".format, PREFIXES, st.lists(INLINE, max_size=5).map("".join), ENDS)
BODIES = (
    st.lists(LINES | DENSE, max_size=8)
    .map("".join)
    .flatmap(lambda text: st.sampled_from([text, text, text.replace("\n", "\r\n")]))
)


@settings(max_examples=400, deadline=None)
@given(BODIES)
def test_quick_is_exact(text: str) -> None:
    found = quick.read(text)
    assert found is None or found == read(text).body


def is_outline(text: str) -> bool:
    """Whether the outline, where there is one, differs from the exact reading in texts and order of links alone."""
    found, body = quick.outline(text), read(text).body
    if found is None:
        return True
    same = sorted(map(repr, found.links)) == sorted(repr(link._replace(text="")) for link in body.links)
    return same and found[1:] == body[1:]


@settings(max_examples=400, deadline=None)
@given(BODIES)
def test_the_outline_is_exact_but_for_texts_and_order(text: str) -> None:
    assert is_outline(text)


TAGS = """
    a b blockquote br code del div em h1 h6 hr iframe img input li ol p pre script span strong style sup table tbody td
    textarea th thead tr ul
"""


@pytest.mark.parametrize(
    "form",
    [
        "<{}>¶¶[a](b)¶</{}>¶[c](d)¶",
        "<{}>¶[a](b)¶</{}>¶[c](d)¶",
        "<{}>¶[a](b)¶¶[e](f)¶</{}> [c](d)¶¶[g](h)",
        "x <{}>[a](b)</{}> [c](d)¶",
        "- <{} k='v'>¶  [a](b)¶¶  [c](d) ^x¶- q ^y¶",
        "x¶<{}/>¶[a](b)¶",
        "x¶<{} [a](b)¶",
        "# <{}> h¶[a](b)¶<{} id=x>¶¶[c](d)¶",
        "> <{}¶k=v>¶[a](b)¶",
        "[x <{}> y](z) </{}>¶",
        "</{} >[a](b)¶¶[c](d) ^z¶",
    ],
)
def test_tags_in_capitals_are_the_same_to_the_parser(form: str) -> None:
    for tag in TAGS.split():
        for written in (tag, tag.upper(), tag.capitalize()):
            text = form.replace("{}", written).replace("¶", "\n")
            assert quick.read(text) in (None, read(text).body), text


@settings(max_examples=200, deadline=None)
@given(BODIES)
def test_places_are_those_of_the_facts(text: str) -> None:
    data, body, spans = text.encode(), scan(text.encode()), locate(text.encode())
    assert len(body.links) == len(spans.links)
    assert len(body.headings) == len(spans.headings)
    for link, at in zip(body.links, spans.links, strict=True):
        assert at.start < at.end <= len(data)
        if link.form in ("wikilink", "embed"):
            assert data[at.dest_start : at.dest_end].decode().split("#")[0].strip() == link.target


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(body: bytes) -> None:
    assert len(scan(body).links) == len(locate(body).links)


def other_links(text: str) -> list[str]:
    """Percent-decoded destinations of the links and images that markdown-it finds."""
    return [unquote(href) for token in OTHER.parse(text) for href in _hrefs(token.children or [])]


def _hrefs(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        href = token.attrs.get("href" if token.type == "link_open" else "src")
        if href is not None:
            yield str(href)


def own_links(text: str) -> list[str]:
    """The same of ours, footnotes and wikilinks left out."""
    return [
        unquote(link.target + ("" if link.anchor is None else f"#{link.anchor}"))
        for link in scan(text.encode()).links
        if link.form not in ("wikilink", "embed", "definition")
    ]


PLAIN_FRAGMENTS = r"""
    [a](b) [t](p%20q.md#x) [u](<v¤w>) ![i](j.png) [![i](j)](k) [r] [r][] [t][r] `[a](b)` *e* **s** &amp; <b>
    <!--c--> \[ word é 𝄞 [a*b*](c) [t](u\)v) [t](u(v)w) <https://a.b> [x](y#z¤'t') [a](b?c&d)
"""
PLAIN = st.sampled_from([word.replace("¤", " ") for word in PLAIN_FRAGMENTS.split()])
PLAIN_LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "# ", "- ", "> ", "1. ", "    ", "> - "]),
    st.lists(PLAIN, max_size=5).map(" ".join),
    st.sampled_from(["\n", "\n\n", "\r\n", "\n\n```\n[no](x)\n```\n"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PLAIN_LINES, max_size=8).map("".join))
def test_another_parser_finds_the_same_links(text: str) -> None:
    text += "\n\n[r]: s%20t#u\n"
    assert sorted(own_links(text)) == sorted(other_links(text))


@pytest.mark.skipif("RLKB_CORPUS" not in os.environ, reason="RLKB_CORPUS names no folder of Markdown files")
def test_a_folder_of_notes() -> None:
    differing = []
    for path in sorted(Path(os.environ["RLKB_CORPUS"]).rglob("*.md")):
        text = path.read_bytes().decode(errors="replace")
        found = quick.read(text)
        if found is not None and found != read(text).body:
            differing.append(f"{path}: quick and exact")
        if not is_outline(text):
            differing.append(f"{path}: outline and exact")
        if sorted(own_links(text)) != sorted(other_links(text)):
            differing.append(f"{path}: another parser")
        assert len(scan(text.encode()).links) == len(locate(text.encode()).links), path
    assert differing == []
