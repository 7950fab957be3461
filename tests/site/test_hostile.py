"""Notes that want more than to be read."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rlkb_cli.errors import Refused
from rlkb_cli.site.build import build
from tests.bases import base, write
from tests.site.bases import made, page

ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#x73;cript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "&#1;javascript:alert(1)",
    "java\tscript:alert(1)",
    "//evil.example/x",
    "blob:x",
]
FORMS = ["[a]({})", "[a](<{}>)", "![a]({})", "<{}>", "[a][r]\n\n[r]: {}", '<a href="{}">a</a>', '<img src="{}">']
FORMS += ["[[{}]]", '<svg><a xlink:href="{}">a</a></svg>', '<form action="{}"><button>a</button></form>']

_LIVE = re.compile(r"\s*(?!https?:|mailto:|tel:)[a-z\s\x00-\x1f]*:|//", re.IGNORECASE)


class Seen(HTMLParser):
    """What a page has in it that could do something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.flaws: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "object", "embed", "form", "base", "input", "link", "meta"):
            self.flaws.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcset", "formaction", "xlink:href", "srcdoc"):
                self.flaws.append(f"{tag} {name}")
            if name in ("href", "src") and _LIVE.match(value or ""):
                self.flaws.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_survives_that_could_do_something(tmp_path: Path, address: str) -> None:
    body = page(tmp_path, "\n\n".join(form.format(address) for form in FORMS))
    assert Seen(body).flaws == []


TEXTS = [
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '" onfocus="alert(1)" autofocus="',
    "</title><script>alert(1)</script>",
    "{{ 7 * 7 }}{% for a in b %}",
    "</script><script>alert(1)</script>",
    "\\u2028<!--<script>",
]

EVERYWHERE = """
-- hub.yaml --
title: TEXT
description: TEXT
sections:
  - {id: s, title: TEXT, description: TEXT, notes: [a, b]}
-- notes/a.md --
---
question: TEXT
section: s
summary: TEXT
aliases: [TEXT]
former-questions: [TEXT]
tags: [TEXT]
sources: [TEXT, {title: TEXT, url: TEXT}]
related: [b]
---

[TEXT](b.md)
-- notes/b.md --
---
question: TEXT
section: s
---
"""


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_note_or_hub_says_is_never_markup(tmp_path: Path, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    root = write(tmp_path / "base", base(EVERYWHERE.replace("TEXT", quoted)))
    build(str(root), str(tmp_path / "out"), "https://example.org/")
    for path in (tmp_path / "out").rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        inline = [body for body in re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL) if body]
        assert inline == []
        assert not re.search(r"<[^>]*\son\w+\s*=", re.sub(r'"[^"]*"', '""', html))
        assert "49" not in html.replace("/* ", "")[:200]


@pytest.mark.parametrize("path", ["secret.txt", ".env.txt", "../outside.txt", "ignored/x.png", "page.html", "bad.svg"])
def test_only_harmless_files_of_the_base_are_copied(tmp_path: Path, path: str) -> None:
    (tmp_path / "outside.txt").write_text("secret")
    files = {
        ".env.txt": "secret",
        "ignored/x.png": "secret",
        ".gitignore": "ignored/\nsecret.txt\n",
        "secret.txt": "secret",
        "page.html": "<script>alert(1)</script>",
        "bad.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "notes/x.png": "picture",
        "notes/good.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    }
    body = page(tmp_path, f"[a](../{path}) ![b](x.png) ![c](good.svg)", **files)
    assert {file.name for file in (tmp_path / "out" / "files").rglob("*") if file.is_file()} == {"x.png", "good.svg"}
    assert 'class="missing"' in body and 'src="../files/notes/x.png"' in body


def test_links_in_the_output_folder_are_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes").symlink_to(victim)
    with pytest.raises((Refused, OSError)):
        made(tmp_path)
    assert list(victim.iterdir()) == []


def test_the_list_of_files_cannot_name_what_is_outside(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    listed = '{"version": 1, "files": ["../victim.txt", "/etc/hosts", ".rlkb-site", "", 7, "a/../../victim.txt"]}'
    write(tmp_path / "out", {".rlkb-site": listed})
    made(tmp_path)
    assert victim.read_text() == "mine"


def test_a_template_of_the_base_reaches_nothing(tmp_path: Path) -> None:
    from rlkb_cli.errors import BadInput

    bad = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
    with pytest.raises(BadInput, match=r"theme/404.html: the template does not work"):
        made(tmp_path, **{"theme/404.html": bad})
