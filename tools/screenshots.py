"""Make `docs/site-*.png`, the README's pictures of a site: each view of the hub that comes with rlkb.

    python tools/screenshots.py

It needs Chromium and `pip install -e '.[browser]'`.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from rlkb_cli.site.build import build

TOP = Path(__file__).resolve().parent.parent
DOCS = TOP / "docs"
SIZE = {"width": 1120, "height": 760}
PAGES = {view: f"index.html?view={view}" for view in ("list", "cards", "table", "outline", "graph")}
DARK = ("cards",)
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def screenshots() -> None:
    """Build the site in a folder of its own, and take the pictures."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        root, out = Path(folder, "base"), Path(folder, "site")
        shutil.copytree(TOP / "notes", root / "notes")
        shutil.copy(TOP / "hub.yaml", root)
        build(str(root), str(out))
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, url in PAGES.items():
            _take(browser, name, (out / url.partition("?")[0]).as_uri() + url[url.find("?") :] * ("?" in url))
        browser.close()


def _take(browser: Any, name: str, address: str) -> None:
    context = browser.new_context(viewport=SIZE, color_scheme="dark" if name in DARK else "light")
    page = context.new_page()
    page.goto(address)
    shown = page.locator(".graph") if name == "graph" else page
    if name == "graph":
        page.locator(".dot").nth(3).focus()  # one of the notes with most connections
        page.wait_for_timeout(300)
    shown.screenshot(path=DOCS / f"site-{name}.png")
    context.close()


if __name__ == "__main__":
    screenshots()
