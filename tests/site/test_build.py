"""`rlkb build`: which pages there are, what they show, and what is written."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from rlkb_cli.site.build import build
from rlkb_cli.site.extra import NEEDED
from tests.bases import base, contents, write
from tests.cli import rlkb
from tests.site.bases import GARDEN, made

TOP = Path(__file__).parent.parent.parent


def read(out: Path, url: str) -> str:
    return (out / url).read_text(encoding="utf-8")


def words(html: str) -> str:
    """What a reader sees of a page, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", html.partition("<main")[2].partition("</main>")[0]).split())


def test_the_hub_shows_what_a_published_hub_shows(tmp_path: Path) -> None:
    _, out, _ = made(tmp_path)
    shown = words(read(out, "index.html"))
    assert "What keeps a garden alive? Soil, water &amp; patience. Topic Hub · 4 linked notes · 2 sections" in shown
    assert "View as List Cards Table Outline Graph" in shown
    assert "Soil 3 notes What is soil? Minerals, air and a great deal of life. Explore related Read →" in shown
    assert "Which tools last? Few of them. Topic Hub · 1 note Open →" in shown
    assert "Water 1 note When to water?" in shown
    assert '<a href="all.html"><span aria-hidden="true">←</span> All notes</a>' in read(out, "index.html")


def test_a_note_shows_its_relations_and_what_links_to_it(tmp_path: Path) -> None:
    _, out, _ = made(tmp_path)
    soil = words(read(out, "notes/what-is-soil.html"))
    assert soil.startswith('id="page:main" class="note"> What is soil? Minerals')
    assert "2024-05-06 basics life" in soil
    assert "Supports Why mulch? See why mulch helps for what follows." in soil
    assert "In the same section What is soil? Why mulch? Which tools last?" in soil
    assert "Also known as What is soil made of?" in soil
    mulch = words(read(out, "notes/why-mulch.html"))
    assert "Linked from What is soil? See why mulch helps for what follows." in mulch
    assert "Also listed in Which tools last?: By Hand" in mulch
    assert "Linked from What is soil? And When to water? ." in words(read(out, "notes/when-to-water.html"))


def test_links_between_notes_lead_to_their_pages(tmp_path: Path) -> None:
    _, out, _ = made(tmp_path)
    soil = read(out, "notes/what-is-soil.html")
    assert '<a href="../notes/why-mulch.html#how-much">why mulch helps</a>' in soil
    assert '<a href="../notes/when-to-water.html">When to water?</a>' in soil


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    _, out, _ = made(tmp_path, base_url="https://example.org/garden/")
    for path in out.rglob("*.html"):
        for address in re.findall(r'(?:href|src|action)="([^"]*)"', read(out, path.relative_to(out).as_posix())):
            target, _, anchor = address.partition("#")
            if target.startswith("https://example.org/garden/"):
                target = os.path.relpath(out / target[27:], path.parent)
            reached = path if not target else path.parent / target
            reached = reached / "index.html" if reached.is_dir() else reached
            assert reached.exists(), (path, address)
            assert not anchor or f'id="{anchor}"' in reached.read_text(encoding="utf-8"), (path, address)


def test_former_ids_lead_on(tmp_path: Path) -> None:
    _, out, _ = made(tmp_path)
    moved = read(out, "notes/soil-basics.html")
    assert '<meta http-equiv="refresh" content="0; url=../notes/what-is-soil.html">' in moved


def test_the_day_is_that_of_the_note_or_of_its_last_commit(tmp_path: Path) -> None:
    root = write(tmp_path / "base", base(GARDEN))
    when = {"GIT_AUTHOR_DATE": "2022-03-04T12:00:00Z", "GIT_COMMITTER_DATE": "2022-03-04T12:00:00Z"}
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=n", "-c", "user.email=e@x", "commit", "-qm", "m"]):
        subprocess.run(["git", *words], cwd=root, check=True, env=os.environ | when)
    build(str(root), str(tmp_path / "out"))
    pages = (tmp_path / "out" / "notes").iterdir()
    dates = {path.stem: re.findall(r'datetime="(.*?)"', path.read_text()) for path in pages}
    days = {"what-is-soil": ["2024-05-06"], "why-mulch": ["2022-03-04"], "when-to-water": ["2022-03-04"]}
    assert dates == days | {"soil-basics": []}


def test_without_an_address_there_is_nothing_that_needs_one(tmp_path: Path) -> None:
    _, out, _ = made(tmp_path)
    assert not (out / "feed.xml").exists() and "og:" not in read(out, "index.html")
    assert not re.search(r"https?://(?!www\.w3\.org)", "".join(read(out, path.name) for path in out.glob("*.html")))


def test_with_an_address_there_are_feed_sitemap_and_cards(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    _, out, _ = made(tmp_path, base_url="https://example.org/garden/")
    feed = ElementTree.fromstring(read(out, "feed.xml"))
    atom = "{http://www.w3.org/2005/Atom}"
    assert (out / "pagefind" / "pagefind.js").exists() and not list(out.glob("pagefind/*ui*"))
    assert [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")] == ["What is soil?", "Why mulch?"]
    assert feed.findtext(f"{atom}updated") == "2024-05-06T00:00:00Z"
    ElementTree.fromstring(read(out, "sitemap.xml"))
    mulch = read(out, "notes/why-mulch.html")
    assert 'property="og:url" content="https://example.org/garden/notes/why-mulch.html"' in mulch
    assert 'href="https://example.org/garden/assets/site.css"' in read(out, "404.html")


def test_the_same_base_makes_the_same_bytes(tmp_path: Path) -> None:
    root, out, _ = made(tmp_path)
    other = tmp_path / "other"
    build(str(root), str(other))
    assert contents(out) == contents(other)


@pytest.mark.parametrize("address", ["", "https://example.org/"])
def test_only_what_changed_is_written_again_and_comes_out_as_from_nothing(tmp_path: Path, address: str) -> None:
    root, out, first = made(tmp_path, base_url=address)
    assert len(first.written) == len(first.pages)
    assert build(str(root), str(out), address).written == ()
    note = root / "notes" / "why-mulch.md"
    note.write_text(note.read_text().replace("Why mulch?", "What is mulch for?").replace("By rotting", "x"))
    second = build(str(root), str(out), address)
    assert "notes/what-is-soil.html" in second.written and "notes/when-to-water.html" not in second.written
    note.unlink()
    third = build(str(root), str(out), address)
    assert "notes/why-mulch.html" in third.removed
    fresh = tmp_path / "fresh"
    build(str(root), str(fresh), address)
    assert contents(out) == contents(fresh)


def test_a_page_that_somebody_changed_is_put_right(tmp_path: Path) -> None:
    root, out, _ = made(tmp_path)
    page = out / "notes" / "why-mulch.html"
    before = page.read_text()
    page.write_text("<script>alert(1)</script>")
    assert build(str(root), str(out)).written == ("notes/why-mulch.html",)
    assert page.read_text() == before


def test_files_of_others_stay_and_are_not_overwritten(tmp_path: Path) -> None:
    write(tmp_path / "out", {"CNAME": "example.org", "notes/mine.txt": "mine"})
    root, out, _ = made(tmp_path)
    assert read(out, "CNAME") == "example.org" and read(out, "notes/mine.txt") == "mine"
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "index.html").write_text("mine")
    done = rlkb(root, "build", "--out", str(tmp_path / "taken"))
    assert done.code == 1 and "index.html: was not made by rlkb and would be overwritten: nothing written" in done.err
    assert os.listdir(tmp_path / "taken") == ["index.html"]


def test_a_note_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    root = write(tmp_path / "base", base(GARDEN) | {"notes/why-mulch.md": "---\nquestion: [\n---\n"})
    done = rlkb(root, "build")
    assert done.code == 1 and "notes/why-mulch.md cannot be read and is left out" in done.err
    assert not (root / "_site" / "notes" / "why-mulch.html").exists()
    assert 'class="missing"' in read(root / "_site", "notes/what-is-soil.html")
    strict = rlkb(root, "build", "--strict", "--out", str(tmp_path / "none"))
    assert strict.code == 1 and "notes/why-mulch.md: cannot be read: nothing written" in strict.err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("other", ["notes/b/x.md", "notes/b/X.md"])
def test_two_notes_that_would_make_the_same_page_are_refused_by_name(tmp_path: Path, other: str) -> None:
    note = "---\nquestion: {}?\nsection: s\n---\n"
    hub = "title: H\nsections: []\n"
    root = write(tmp_path, {"hub.yaml": hub, "notes/a/x.md": note.format("a"), other: note.format("b")})
    done = rlkb(root, "build")
    assert done.code == 1 and "would make the same page" in done.err
    assert "notes/a/x.md" in done.err and other in done.err and not (root / "_site").exists()


@pytest.mark.parametrize("out", [".", "..", "notes", "notes/site", "hubs", ".git/x"])
def test_the_folder_is_never_one_of_the_base(tmp_path: Path, out: str) -> None:
    root = write(tmp_path / "base", base(GARDEN))
    before = contents(root)
    done = rlkb(root, "build", "--out", str(root / out))
    assert done.code == 1 and "the site needs a folder of its own" in done.err and contents(root) == before


def test_a_site_in_the_base_is_no_part_of_it(tmp_path: Path) -> None:
    root = write(tmp_path / "base", base(GARDEN) | {"p.png": "picture"})
    write(root, {"notes/x.md": "---\nquestion: X?\nsection: soil\n---\n![[p.png]]\n"})
    before = rlkb(root, "lint", "--output-format", "json").out
    assert rlkb(root, "build").code == 0
    write(root, {"_site/stray.md": "[a](nowhere.md)"})
    assert rlkb(root, "lint", "--output-format", "json").out == before
    assert rlkb(root, "build").code == 0
    assert "files/p.png" in read(root / "_site", "notes/x.html")


def test_templates_and_style_can_be_replaced_one_by_one(tmp_path: Path) -> None:
    theme = {"theme/404.html": "<p>{{ site.title }}</p>", "theme/site.css": "p {}", "theme/assets/logo.png": "picture"}
    _, out, _ = made(tmp_path, **theme)
    assert read(out, "404.html") == "<p>What keeps a garden alive?</p>"
    assert read(out, "assets/site.css").startswith("p {}") and read(out, "assets/logo.png") == "picture"
    assert "Topic Hub" in read(out, "index.html")


def without_extra(root: Path, *words: str) -> tuple[int, str]:
    """Run `rlkb` where none of the extra's packages is installed; the exit code and what it says of errors."""
    code = f"import sys; sys.modules.update(dict.fromkeys({NEEDED})); sys.argv[:] = {['rlkb', '-C', str(root), *words]}"
    call = [sys.executable, "-c", f"{code}; import rlkb_cli.__main__ as m; m.main()"]
    done = subprocess.run(call, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(TOP)}, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize("command", ["build", "serve"])
def test_what_is_missing_is_said_in_one_line(tmp_path: Path, command: str) -> None:
    error = f"error: a site needs packages that are not installed: {', '.join(NEEDED)}"
    expected = f"{error}\n  help: pip install 'rlkb[site]'\n"
    assert without_extra(write(tmp_path, base(GARDEN)), command) == (2, expected)


@pytest.mark.parametrize("form", ["json", "csv", "opml", "skos"])
def test_exports_need_none_of_that(tmp_path: Path, form: str) -> None:
    assert without_extra(write(tmp_path, base(GARDEN)), "export", form) == (0, "")


@pytest.mark.parametrize("address", ["example.org", "javascript:x", "https://", "https://a.b/?x", "ftp://a.b/"])
def test_an_address_has_to_be_one(tmp_path: Path, address: str) -> None:
    done = rlkb(write(tmp_path, base(GARDEN)), "build", "--base-url", address)
    assert done.code == 2 and "is no address of a site" in done.err


def test_a_hub_too_large_for_one_page_shows_a_part_of_each_section(tmp_path: Path) -> None:
    ids = [f"n{number}" for number in range(900)]
    files = {f"notes/{name}.md": f"---\nquestion: {name}?\nsection: s\n---\n" for name in ids}
    hub = f"title: H\nsections:\n  - {{id: s, title: S, notes: [{', '.join(ids[:850])}]}}\n"
    hub += f"  - {{id: t, title: T, notes: [{', '.join(ids[850:])}]}}\n"
    root = write(tmp_path / "base", {"hub.yaml": hub, **files})
    build(str(root), str(tmp_path / "out"))
    index = read(tmp_path / "out", "index.html")
    assert index.count('class="entry"') == 250 and "Topic Hub · 900 linked notes · 2 sections" in index
    assert '<a href="sections/hub/s.html">All 850 notes' in index and "sections/hub/t" not in index
    assert read(tmp_path / "out", "sections/hub/s.3.html").count('class="entry"') == 50
    assert read(tmp_path / "out", "all-3.html").count('class="entry"') == 300
