"""The site in a real browser, from a folder and over HTTP; each way of looking, by mouse and by keyboard.

Where there is no Chromium, or no package to drive it, this is skipped.  So is each checker that is not installed.
"""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from rlkb_cli.site.build import build
from tests.bases import base, write
from tests.site.bases import GARDEN

pytestmark = pytest.mark.slow
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
VIEWS = {"list": ".as-list .summary", "cards": ".as-list .summary", "table": ".as-table table"}
VIEWS |= {"outline": ".as-list .entry", "graph": ".graph svg"}
PAGES = ["index.html", "notes/everything.html", "notes/what-is-soil.html", "all.html", "hubs/tools.html", "404.html"]
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000"
    "000049454e44ae426082"
)
EVERYTHING = """---
question: What can a body hold?
section: water
summary: All of it, & <more>.
tags: [a, b]
related: [why-mulch]
sources: [{title: A source, year: 2020, doi: 10.1/x}]
---

# What can a body hold?

Text with `code`, $x^2$, a footnote[^1], [[why-mulch]], [a link](https://example.org/), a [gone](gone.md) one,
![a picture](pixel.png) and ~~more~~. <kbd>Ctrl</kbd>

## Code

```python
def answer() -> int:  # a comment
    return 42  # and a line that is much too long for a narrow screen, so that it has to be scrolled to be read
```

## Table

| a | b | c with a long heading | d with a long heading | e with a long heading |
|---|--:|:-:|---|---|
| 1 | 2 | 3 | 4 | 5 |

## Rest

- [ ] open
- [x] done

> [!WARNING]
> Mind the step.

$$
\\sum_{i=0}^n \\frac{1}{i^2}
$$

[^1]: The footnote.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site that has one of everything."""
    folder = tmp_path_factory.mktemp("site with ümlauts")
    files: dict[str, str | bytes] = {**base(GARDEN), "notes/everything.md": EVERYTHING, "notes/pixel.png": PIXEL}
    files["hub.yaml"] = base(GARDEN)["hub.yaml"].replace("[when-to-water]", "[when-to-water, everything]")
    root = write(folder / "base", files)
    build(str(root), str(folder / "out"))
    return folder / "out"


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site over HTTP."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, started once."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


class Look:
    """A page in a browser, which remembers what went wrong and what was asked of other hosts."""

    def __init__(self, browser: Any, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.flaws: list[str] = []
        self.page.on("console", lambda said: said.type in ("error", "warning") and self.flaws.append(said.text))
        self.page.on("pageerror", lambda error: self.flaws.append(str(error)))
        self.page.on("requestfailed", lambda request: self._failed(request.url, request.failure))
        self.page.on("request", lambda request: self._asked(request.url))

    def _failed(self, url: str, why: str) -> None:
        if why != "net::ERR_ABORTED":  # what a page no longer needs when the next one is opened
            self.flaws.append(f"failed: {url} ({why})")

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "http://127.0.0.1")):
            self.flaws.append(f"asked: {url}")

    def close(self) -> None:
        self.context.close()
        assert self.flaws == []


@pytest.fixture
def look(browser: Any) -> Iterator[Any]:
    """A page on a large screen; whatever goes wrong on it is an error."""
    found = Look(browser, viewport={"width": 1280, "height": 900})
    yield found.page
    found.close()


def shown(page: Any, selector: str) -> bool:
    return bool(page.locator(selector).first.is_visible())


@pytest.mark.parametrize("way", ["file", "http"])
def test_every_page_and_view_without_an_error_or_another_host(browser: Any, site: Path, address: str, way: str) -> None:
    start = site.as_uri() if way == "file" else address
    found = Look(browser)
    for url in PAGES:
        found.page.goto(f"{start}/{url}")
        assert found.page.locator("h1").count() == 1
    for view in VIEWS:
        found.page.goto(f"{start}/index.html?view={view}")
        assert [name for name, selector in VIEWS.items() if shown(found.page, selector)] == visible_with(view)
    found.close()


def visible_with(view: str) -> list[str]:
    """Which of `VIEWS` can be seen: a list is seen in three of them."""
    return {"list": ["list", "cards", "outline"], "cards": ["list", "cards", "outline"], "outline": ["outline"]}.get(
        view, [view]
    )


def test_the_view_is_chosen_by_mouse_and_keyboard_and_kept(look: Any, address: str) -> None:
    look.goto(f"{address}/index.html")
    look.get_by_role("radio", name="Cards").check()
    look.keyboard.press("ArrowRight")
    assert look.locator("[value=table]").is_checked() and shown(look, ".as-table")
    look.reload()
    assert shown(look, ".as-table")
    look.goto(f"{address}/index.html#soil")
    assert shown(look, "#soil")


def test_the_table_is_sorted_by_its_headings(look: Any, site: Path) -> None:
    look.goto(f"{site.as_uri()}/index.html?view=table")
    first = look.locator(".as-table tbody td").first
    look.get_by_role("button", name="Question").click()
    assert first.inner_text() == "What can a body hold?"
    look.get_by_role("button", name="Question").press("Enter")
    assert first.inner_text() == "Why mulch?"
    assert look.locator("th[aria-sort=descending]").inner_text().startswith("Question")


def test_the_graph_is_moved_and_shows_neighbours(look: Any, site: Path) -> None:
    look.goto(f"{site.as_uri()}/index.html?view=graph")
    dot = look.locator(".dot").first
    dot.focus()
    assert "What is soil?" in look.locator(".hint").inner_text()
    assert look.locator("line.lit").count() > 0 and look.locator(".dot.lit").count() > 1
    look.keyboard.press("+")
    look.keyboard.press("ArrowLeft")
    assert "scale(1.25)" in look.locator(".stage").get_attribute("transform")
    dot.press("Enter")
    look.wait_for_url("**/notes/what-is-soil.html")


@pytest.mark.parametrize("way", ["file", "http"])
def test_the_search_answers_while_one_types(look: Any, site: Path, address: str, way: str) -> None:
    start = site.as_uri() if way == "file" else address
    look.goto(f"{start}/notes/what-is-soil.html")
    look.keyboard.press("/")
    look.keyboard.type("weeds")
    look.keyboard.press("Enter")
    look.wait_for_url("**/all.html?q=weeds")
    look.wait_for_function("document.querySelector('.found').textContent === '1 note'")
    assert look.locator(".entry h2").all_inner_texts() == ["Why mulch?"]
    assert look.locator("mark").inner_text() == "weeds"
    look.get_by_label("Search").fill("")
    look.get_by_label("Section").select_option("Soil")
    look.wait_for_function("document.querySelector('.found').textContent === '2 notes'")
    look.get_by_label("Section").select_option("")
    look.wait_for_function("document.querySelector('.found').textContent === '4 notes'")


def test_on_the_web_the_texts_are_searched_as_well(look: Any, site: Path, tmp_path: Path) -> None:
    build(str(site.parent / "base"), str(tmp_path / "web"), "https://example.org/")
    with served(tmp_path / "web") as start:
        look.goto(f"{start}/all.html")
        look.get_by_label("Search").press_sequentially("stepped")
        look.wait_for_selector(".in-texts")
        assert look.locator(".in-texts + .entries h2").all_inner_texts() == ["What can a body hold?"]
        look.locator(".in-texts + .entries a").click()
        look.wait_for_url("**/notes/everything.html", wait_until="networkidle")


def test_colours_follow_the_system_and_the_switch(browser: Any, site: Path) -> None:
    found = Look(browser, color_scheme="dark")
    found.page.goto(f"{site.as_uri()}/index.html")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = found.page.evaluate(background)
    found.page.get_by_role("button", name="Colours").click()
    assert found.page.evaluate(background) == dark
    found.page.get_by_role("button", name="Colours: dark").click()
    assert found.page.evaluate(background) != dark
    found.page.reload()
    assert found.page.evaluate(background) != dark
    found.close()


@pytest.mark.parametrize("url", [*PAGES, *(f"index.html?view={view}" for view in VIEWS)])
def test_nothing_sticks_out_of_a_narrow_screen(browser: Any, site: Path, url: str) -> None:
    found = Look(browser, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    found.page.goto(f"{site.as_uri()}/{url}")
    assert found.page.evaluate("document.documentElement.scrollWidth") <= 390
    found.close()


def test_without_scripts_there_is_the_list(browser: Any, site: Path) -> None:
    found = Look(browser, java_script_enabled=False)
    found.page.goto(f"{site.as_uri()}/index.html")
    assert shown(found.page, ".as-list .summary") and not shown(found.page, ".look")
    found.page.get_by_role("radio", name="Graph").check()
    assert shown(found.page, ".graph svg")
    found.page.locator(".dot").first.click()
    assert found.page.url.endswith("/notes/what-is-soil.html")
    found.page.goto(f"{site.as_uri()}/all.html")
    assert shown(found.page, ".entry") and not shown(found.page, ".filters")
    found.page.goto(f"{site.as_uri()}/notes/soil-basics.html")
    found.page.wait_for_url("**/notes/what-is-soil.html")
    found.close()


def test_a_page_is_reached_and_read_by_keyboard(look: Any, site: Path) -> None:
    look.goto(f"{site.as_uri()}/index.html")
    look.keyboard.press("Tab")
    assert look.evaluate("document.activeElement.textContent") == "Skip to content"
    look.keyboard.press("Enter")
    assert look.url.endswith("#page:main")
    texts = []
    for _ in range(12):
        look.keyboard.press("Tab")
        texts.append(look.evaluate("document.activeElement.textContent"))
    assert any("What is soil?" in text for text in texts)


def test_printed_it_is_text_alone(look: Any, site: Path) -> None:
    look.goto(f"{site.as_uri()}/index.html")
    look.emulate_media(media="print")
    assert not any(shown(look, selector) for selector in (".bar", ".views", ".sections", ".actions"))
    assert shown(look, ".as-list .summary")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_flaw(browser: Any, site: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    found = Look(browser, color_scheme=scheme, bypass_csp=True)
    flaws = []
    for url in ["notes/everything.html", "all.html?q=soil", "404.html", *(f"index.html?view={view}" for view in VIEWS)]:
        found.page.goto(f"{site.as_uri()}/{url}")
        violations = axe.run(found.page).response["violations"]
        serious = [each for each in violations if each["impact"] in ("serious", "critical")]
        flaws += [(url, each["id"], [node["html"][:120] for node in each["nodes"]][:3]) for each in serious]
    found.context.close()  # axe itself asks for the style sheets, which a page from a folder may not
    assert flaws == []


def test_lychee_finds_no_link_that_leads_nowhere(site: Path) -> None:
    lychee = shutil.which("lychee", path=os.pathsep.join((os.path.dirname(sys.executable), os.environ["PATH"])))
    if lychee is None:
        pytest.skip("lychee is not installed")
    words = [lychee, "--offline", "--include-fragments", "--no-progress", str(site)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


def test_the_html_is_valid(site: Path) -> None:
    jar = os.environ.get("VNU_JAR")
    if not jar or not shutil.which("java"):
        pytest.skip("VNU_JAR does not name the Nu Html Checker, or there is no Java")
    pages = [str(path) for path in sorted(site.rglob("*.html"))]
    words = ["java", "-jar", jar, "--errors-only", "--format", "gnu", *pages]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    flaws = [line for line in done.stderr.splitlines() if not re.search(r"Picked up", line)]
    assert flaws == [], "\n".join(flaws[:20])
