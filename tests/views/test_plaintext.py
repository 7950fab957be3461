"""The words of a Markdown body."""

import pytest

from rlkb_cli.views.plaintext import plain


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("", ""),
        ("A *b* `c`\nd  \ne.\n\nF.", "A b c d e.\nF."),
        ("- [[x|Tight]]\n  - inner\n- next\n\n1. one", "Tight\ninner\nnext\none"),
        ("| a | b |\n|---|---|\n| 1 | *2* |", "a\nb\n1\n2"),
        ("# Head\n> quoted\n\n```py\ncode\n```\n<b>raw</b> &amp; $x$ <!-- no -->", "Head\nquoted\ncode\nraw & x"),
        ("Word[^1].\n\n[^1]: Foot.", "Word.\nFoot."),
        ("![image](x.png) [[plain]] <https://example.org>", "image plain https://example.org"),
    ],
)
def test_what_a_reader_sees(body: str, text: str) -> None:
    assert plain(body) == text


def test_what_a_text_asks_itself() -> None:
    body = "# Head?\n\n> Quoted?\n\n    code?\n\nOwn [why?](a.md) and [link](b.md)?[^Link]\n\n[^Link]: x"
    assert plain(body, own=True) == "Own and link?\nx"
