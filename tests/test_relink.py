"""Links are rewritten in the form they are written in, and nothing else changes."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rlkb_cli.edit.patch import apply
from rlkb_cli.edit.relink import Retarget, rewrite
from rlkb_cli.errors import Refused
from rlkb_cli.kb.markdown import Link, locate, scan
from tests.test_markdown_differential import BODIES

Decide = Callable[[int, Link], Retarget | None]


def rewritten(text: str, decide: Decide) -> str:
    return apply(text.encode(), rewrite(text.encode(), decide)).decode()


def always(target: str | None = None, anchor: str | None = None, text: str | None = None) -> Decide:
    return lambda _index, _link: Retarget(target, anchor, text)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("no links", Retarget("x")),
        ("[a](b%20c.md#d)", None),
        ("[a](b%20c.md#d)", Retarget()),
        ("[a](b%20c.md#d)", Retarget("b c.md", "d", "a")),
        ("[[b|a *c*]]", Retarget("b", text="a c")),
        ("`[a](b)`", Retarget("x")),
        ("[ref] [ref][]\n\n[ref]: u", Retarget("u", text="other")),
        ("<https://a.b>", Retarget(text="other")),
    ],
)
def test_noop(text: str, change: Retarget | None) -> None:
    assert rewrite(text.encode(), lambda _index, _link: change) == ()


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        ("[a](b.md)", Retarget("c.md"), "[a](c.md)"),
        ('[a](b.md#d "t")', Retarget("c.md"), '[a](c.md#d "t")'),
        ("[a](b%20c.md#d%20e)", Retarget("x y.md"), "[a](x%20y.md#d%20e)"),
        ("[a](b%20c.md#d)", Retarget(anchor="e f"), "[a](b%20c.md#e%20f)"),
        ("[a](b.md#d)", Retarget(anchor=""), "[a](b.md)"),
        ("[a](b.md)", Retarget(anchor="d"), "[a](b.md#d)"),
        ("[a](#d)", Retarget("b.md"), "[a](b.md#d)"),
        ("[a](<b c.md#d> 't')", Retarget("x y(.md"), "[a](<x y(.md#d> 't')"),
        ("[a](<b%20c.md>)", Retarget("x y.md"), "[a](<x%20y.md>)"),
        ("[a](<b.md>)", Retarget("x<y>.md"), "[a](<x%3Cy%3E.md>)"),
        ("[a](b.md)", Retarget("x y(z).md"), "[a](x%20y(z).md)"),
        ("[a](b.md)", Retarget("x(y.md"), "[a](x%28y.md)"),
        ("[a](b%28c%29.md)", Retarget("x(y).md"), "[a](x%28y%29.md)"),
        ("[a](b.md)", Retarget("é&amp;#%20\\.md"), "[a](é%26amp;%23%2520%5C.md)"),
        ("[a](%C3%A9.md)", Retarget("ü.md"), "[a](%C3%BC.md)"),
        ("[a](b.md)", Retarget(""), "[a]()"),
        ("[a](b&#35;c)", Retarget("x"), "[a](x#c)"),
        ("![a *b*](c.png)", Retarget("d.png"), "![a *b*](d.png)"),
        ("[[b]]", Retarget("c d"), "[[c d]]"),
        ("[[ b#h | a ]]", Retarget("c"), "[[ c#h | a ]]"),
        ("[[b#h|a]]", Retarget(anchor="^i"), "[[b#^i|a]]"),
        ("[[b#h|a]]", Retarget(text="c"), "[[b#h|c]]"),
        ("[[b#h|a]]", Retarget(text=""), "[[b#h]]"),
        ("[[b]]", Retarget(text="a"), "[[b|a]]"),
        ("![[b|100]]", Retarget("c"), "![[c|100]]"),
        ("|[[b\\|a]]|\n|-|", Retarget("c", text="d|e"), "|[[c\\|d\\|e]]|\n|-|"),
        ("|[[b]]|\n|-|", Retarget(text="d"), "|[[b\\|d]]|\n|-|"),
        ("[a](b)", Retarget(text="c [d] \\ | e"), "[c \\[d\\] \\\\ \\| e](b)"),
        ("[a](b)", Retarget(text="snake_case 2 * 3"), "[snake_case 2 * 3](b)"),
        ("[a](b)", Retarget(text="*c* `d`\n<e>"), "[\\*c\\* \\`d\\` \\<e\\>](b)"),
        ("<https://a.b>", Retarget("https://c.d"), "<https://c.d>"),
        ("[a][r]\r\n\r\n[r]: <b c#d> 't'\r\n", Retarget("x y"), "[a][r]\r\n\r\n[r]: <x y#d> 't'\r\n"),
        ("[a][r] [r]\n\n[r]: b", Retarget("c", text="d"), "[d][r] [r]\n\n[r]: c"),
        ("[[1]](b.md)", Retarget("c.md"), "[[1]](c.md)"),
        ("> [a](\n> b)", Retarget("c"), "> [a](\n> c)"),
        ("\ufeff# é\n\n𝄞 [a](b) `[a](b)`", Retarget("c"), "\ufeff# é\n\n𝄞 [a](c) `[a](b)`"),
    ],
)
def test_rewrite(text: str, change: Retarget, expected: str) -> None:
    assert rewritten(text, lambda _index, _link: change) == expected
    assert rewritten(expected, lambda _index, _link: change) == expected


def test_only_the_links_asked_for() -> None:
    text = "[a](b) [[b]] ![[c]] [[d]]"
    assert rewritten(text, lambda index, _link: Retarget("x") if index in (1, 3) else None) == (
        "[a](b) [[x]] ![[c]] [[x]]"
    )


def test_bytes_that_are_no_text_stay() -> None:
    body = b"\xff [a](b) \xfe\r\n"
    assert apply(body, rewrite(body, always("c"))) == b"\xff [a](c) \xfe\r\n"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("[[a]]", Retarget("b]]c")),
        ("[[a]]", Retarget("b|c")),
        ("[[a]]", Retarget("b#c")),
        ("[[a]]", Retarget("")),
        ("[[a]]", Retarget("b\nc")),
        ("|a|\n|-|\n|[x](y)|", Retarget("\udc80")),
        ("<https://a.b>", Retarget("notes/a.md")),
        ("[![i](j)](k)", Retarget(text="other")),
    ],
)
def test_refused(text: str, change: Retarget) -> None:
    with pytest.raises(Refused):
        rewrite(text.encode(), lambda _index, _link: change)


def test_one_definition_cannot_lead_to_two_places() -> None:
    with pytest.raises(Refused, match="two places"):
        rewrite(b"[a][r] [b][r]\n\n[r]: c", lambda index, _link: Retarget(f"d{index}"))


@settings(max_examples=200, deadline=None)
@given(BODIES, st.sampled_from(["new.md", "a b", "x(y", "é/%20.md"]), st.sampled_from([None, "", "h", "h i"]))
def test_only_destinations_change(text: str, target: str, anchor: str | None) -> None:
    def decide(_index: int, link: Link) -> Retarget | None:
        return Retarget(target, anchor) if link.form != "autolink" else None

    try:
        patch = rewrite(text.encode(), decide)
    except Refused:
        return
    after = apply(text.encode(), patch)
    old, new = scan(text.encode()), scan(after)
    assert all(link.target == target for link in new.links if link.form != "autolink")
    assert [link.text for link in new.links] == [link.text for link in old.links]
    assert len(new.headings) == len(old.headings)
    assert (new.blocks, new.ids) == (old.blocks, old.ids)
    destinations = {(at.dest_start, at.dest_end) for at in locate(text.encode()).links}
    assert {(splice.start, splice.end) for splice in patch} <= destinations
    assert rewrite(after, decide) == ()


@settings(max_examples=200, deadline=None)
@given(BODIES, st.sampled_from(["new", "a | b", "[c]", "*d* `e`", "<f> & \\g", ""]))
def test_only_texts_change(text: str, shown: str) -> None:
    try:
        after = rewritten(text, always(text=shown))
    except Refused:
        return
    old, new = scan(text.encode()), scan(after.encode())
    assert [link[:3] for link in new.links] == [link[:3] for link in old.links]
    assert all(now.text in (shown, was.text) for was, now in zip(old.links, new.links, strict=True))
    assert rewritten(after, always(text=shown)) == after
