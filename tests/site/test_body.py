"""The Markdown of notes on their pages."""

from pathlib import Path

import pytest

from rlkb_cli.kb.markdown import scan
from rlkb_cli.site.body import fill, render
from tests.site.bases import page


def html(text: str, title: str = "") -> str:
    """A body as HTML, each link as its form and target in braces."""
    body = render(text, scan(text.encode()).headings, title)
    return fill(body, lambda slot, link: f"{{{slot.kind} {link.form} {link.target}}}").strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b & *c*", "<p>a &lt; b &amp; <em>c</em></p>"),
        ("**a** ~~b~~ `<c>`", "<p><strong>a</strong> <del>b</del> <code>&lt;c&gt;</code></p>"),
        ("a  \nb\nc", "<p>a<br>\nb\nc</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("---", "<hr>"),
        ("[a](b.md#c)", "<p>{open inline b.md}a{close inline b.md}</p>"),
        ("[a][r]\n\n[r]: b.md", "<p>{open inline b.md}a{close inline b.md}</p>"),
        ("<a@b.org>", "<p>{open autolink mailto:a@b.org}a@b.org{close autolink mailto:a@b.org}</p>"),
        ("![*a*](b.png)", "<p>{image image b.png}</p>"),
        ("[[b#c|a]]", "<p>{open wikilink b}a{close wikilink b}</p>"),
        ("[[b]] c", "<p>{bare wikilink b} c</p>"),
        ("![[b.png]]", "<p>{image embed b.png}</p>"),
        ("[[1]](b.md) x", "<p>{open inline b.md}[1]{close inline b.md} x</p>"),
        ("[[^1]] x", "<p>[[^1]] x</p>"),
        ("`[[a]]` $[[b]]$", None),
        ("a ^b-1", '<p>a<span id="^b-1" class="anchor-only"></span></p>'),
    ],
)
def test_what_markdown_becomes(text: str, expected: str | None) -> None:
    assert html(text) == expected if expected else "{" not in html(text)


def test_headings_have_the_anchors_that_the_linter_knows() -> None:
    text = "## Köln & *Bonn*\n\n## Köln & Bonn\n"
    assert [heading.slug for heading in scan(text.encode()).headings] == ["köln--bonn", "köln--bonn-1"]
    assert html(text).count('<h2 id="köln--bonn">') == html(text).count('<h2 id="köln--bonn-1">') == 1


def test_a_heading_that_repeats_the_question_is_only_an_anchor() -> None:
    assert html("# Why?\n\n## So", "Why?").startswith('<span id="why" class="anchor-only"></span><h2 id="so">')
    assert html("# Other\n\n## So", "Why?").startswith('<h2 id="other">Other')
    assert "<h3" in html("# Other\n\n## So", "Why?")


def test_footnotes_are_numbered_as_they_are_cited() -> None:
    text = "a[^x] b[^y] c[^x] d[^none]\n\n[^y]: *two*\n[^x]: one\n"
    assert html(text) == (
        '<p>a<sup class="footnote" id="fnref:1"><a href="#fn:1" aria-label="Footnote 1">1</a></sup> '
        'b<sup class="footnote" id="fnref:2"><a href="#fn:2" aria-label="Footnote 2">2</a></sup> '
        'c<sup class="footnote" id="fnref:1:2"><a href="#fn:1" aria-label="Footnote 1">1</a></sup> d[^none]</p>\n'
        '<section class="footnotes" aria-label="Footnotes"><ol>\n'
        '<li id="fn:1"><p>one</p>\n<a class="back" href="#fnref:1" aria-label="Back to the text">↩</a></li>\n'
        '<li id="fn:2"><p><em>two</em></p>\n<a class="back" href="#fnref:2" aria-label="Back to the text">↩</a></li>\n'
        "</ol></section>"
    )


def test_tables_tasks_and_remarks() -> None:
    table = html("| a | b |\n|---|--:|\n| 1 | 2 |")
    assert '<thead><tr><th>a</th><th class="right">b</th></tr></thead>' in table
    assert '<tr><td>1</td><td class="right">2</td></tr>' in table
    assert 'class="task done" role="img" aria-label="done"' in html("- [x] a")
    assert html("> [!NOTE]\n> a").startswith('<blockquote class="callout note">\n<p><strong>Note</strong> ')


def test_code_is_coloured_by_classes() -> None:
    assert '<span class="c-k">def</span>' in html("```python\ndef f(): 1 < 2\n```")
    assert html("```nolang\na < b\n```") == '<pre tabindex="0"><code>a &lt; b\n</code></pre>'
    assert "style=" not in html("```python\ndef f(): 1 < 2\n```")


def test_formulas_are_mathml() -> None:
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html("$x^2$")
    assert 'display="block"' in html("$$\nx\n$$")
    assert html(r"$\left($") == r'<p><code class="math">\left(</code></p>'


@pytest.mark.parametrize(
    "tex", [r"\href{javascript:alert(1)}{x}", r"\text{<script>alert(1)</script>}", r'\class{a" onclick="b}{z}']
)
def test_a_formula_can_be_nothing_else(tex: str) -> None:
    found = html(f"${tex}$")
    assert "javascript" not in found.partition("</math>")[0] or "<code" in found
    assert "<script" not in found and "onclick" not in found.replace("onclick=&", "")


def test_html_is_cleaned(tmp_path: Path) -> None:
    text = '<details open><summary>More</summary>\n\n*a* <kbd>b</kbd>\n\n</details>\n\n<i onclick="x">c</i>'
    body = page(tmp_path, text)
    assert body.startswith('<details open=""><summary>More</summary>')
    assert "<em>a</em> <kbd>b</kbd>" in body and "<i>c</i>" in body


def test_html_cannot_leave_its_place(tmp_path: Path) -> None:
    body = page(tmp_path, "</div></article></main>\n\n<div>\n\na <b>")
    assert "</article>" not in body and body.count("<div>") == body.count("</div>")
