"""`rlkb init`."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rlkb_cli.edit.lock import exclusive
from rlkb_cli.edit.transaction import commit
from rlkb_cli.edit.undo import plan_undo
from rlkb_cli.kb.load import load
from rlkb_cli.lint.engine import check
from tests.bases import contents, write
from tests.cli import rlkb

OURS = {
    "ambiguous-id",
    "missing-field",
    "missing-front-matter",
    "unlisted-note",
    "misplaced-note",
    "missing-note",
}
OURS |= {"unknown-section", "section-count", "total-notes", "total-sections", "wrong-type", "listed-twice"}


def findings(root: Path) -> dict[str, set[str]]:
    """The rules that fire, each with the files; but for notes that no other leads to, as before."""
    found: dict[str, set[str]] = {}
    hits = [hit for hit in check(load(str(root))) if hit.rule.name != "orphan-note"]
    for hit in hits:
        found.setdefault(hit.rule.name, set()).add(hit.finding.path)
    return found


def undo(root: Path) -> None:
    """Take the last operation back."""
    title, changes = plan_undo(root)
    with exclusive(str(root)) as lock:
        commit(root, changes, title=title, lock=lock)


def test_a_new_base_lints_and_takes_a_section(tmp_path: Path) -> None:
    root = tmp_path / "Bats and mice"
    done = rlkb(root, "init")
    assert done == (0, "start a base\n  A hub.yaml\nlinks 0 → 0, dangling 0 → 0, 1 file\n", "")
    hub = b"title: Bats and mice\ntotals:\n  notes: 0\n  sections: 0\nsections: []\n"
    assert contents(root) == {"hub.yaml": hub}
    assert rlkb(root, "lint").code == 0
    assert rlkb(root, "section", "add", "Senses", "--description", "How they perceive.").code == 0
    assert rlkb(root, "add", "Can bats see?", "--section", "senses").code == 0
    assert rlkb(root, "lint").code == 0


def test_the_folder_can_be_named_and_the_title_given(tmp_path: Path) -> None:
    assert rlkb(tmp_path, "init", str(tmp_path / "x"), "--title", "What do bats do?").code == 0
    assert contents(tmp_path)["x/hub.yaml"].startswith(b"title: What do bats do?\n")


@pytest.mark.parametrize(
    ("files", "words", "code", "message"),
    [
        ({"hub.yaml": "title: T\n"}, (), 1, "hub.yaml: is there already"),
        ({"hub.yaml": "title: T\n"}, ("--adopt",), 1, "hub.yaml: is there already"),
        ({"notes/a.md": "A\n"}, (), 1, "`rlkb init --adopt` takes them over"),
        ({"README.md": "A\n"}, ("--adopt",), 2, "there are no notes to adopt"),
        ({"a.md": "A\n"}, ("--adopt", "--section-key", "topic"), 2, "no note has the key `topic`"),
        ({}, ("--section-key", "topic"), 2, "--section-key only goes with --adopt"),
        ({}, ("--title", " "), 2, "the title of a hub is empty"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    tmp_path: Path, files: dict[str, str], words: tuple[str, ...], code: int, message: str
) -> None:
    write(tmp_path, files)
    before = contents(tmp_path)
    done = rlkb(tmp_path, "init", *words)
    assert done.code == code
    assert message in done.err
    assert contents(tmp_path) == before


VAULT = {
    "README.md": "About [this](<Bats/gone.md>).\n",
    "Bats/Can bats see.md": "---\ntags: [bat]  # one\n---\nYes, see [[How they call]].\n",
    "Bats/How they call.md": "# How do bats call?\r\n\r\nLoudly.\r\n",
    "Mice/notes.md": "\ufeffNo heading.",
    "Templates/t.md": "{{title}}\n",
    "inbox.md": "",
}


def test_a_vault_gets_what_it_lacks_and_nothing_else(tmp_path: Path) -> None:
    root = write(tmp_path / "Vault", VAULT)
    before = contents(root)
    assert rlkb(root, "init", "--adopt").code == 0
    after = contents(root)
    assert after.pop("hub.yaml").decode() == (
        "title: Vault\n"
        "files:\n  - '**/*.md'\n  - '!Templates/**/*.md'\n  - '!**/README.md'\n"
        "lint:\n  ignore:\n    - not-a-question\n"
        "totals:\n  notes: 4\n  sections: 3\n"
        "sections:\n"
        "  - id: notes\n    title: Notes\n    count: 1\n    notes:\n      - inbox\n"
        "  - id: bats\n    title: Bats\n    count: 2\n    notes:\n"
        "      - Can bats see\n      - How they call\n"
        "  - id: mice\n    title: Mice\n    count: 1\n    notes:\n      - notes\n"
    )
    assert {path: data.decode() for path, data in after.items() if data != before[path]} == {
        "Bats/Can bats see.md": "---\ntags: [bat]  # one\nquestion: Can bats see\nsection: bats\n---\n"
        "Yes, see [[How they call]].\n",
        "Bats/How they call.md": "---\r\nquestion: How do bats call?\r\nsection: bats\r\n---\r\n"
        "# How do bats call?\r\n\r\nLoudly.\r\n",
        "Mice/notes.md": "\ufeff---\nquestion: Notes\nsection: mice\n---\nNo heading.",
        "inbox.md": "---\nquestion: Inbox\nsection: notes\n---\n",
    }
    assert findings(root).keys() == {"missing-summary", "dangling-link", "byte-order-mark"}
    undo(root)
    assert contents(root) == before


def test_names_of_keys_are_said_instead_of_written(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "config.toml": "",
            "content/posts/_index.md": "---\ntitle: All posts\ndescription: By date.\n---\n",
            "content/posts/one.md": "---\ntitle: One\ndescription: First.\nrelated: [/x, /y]\n---\n",
            "content/posts/two/index.md": "---\ntitle: Two\n---\n",
            "content/docs/one.md": "---\ntitle: Another\n---\n",
        },
    )
    assert rlkb(root, "init", "--adopt").code == 0
    after = contents(root)
    assert after["hub.yaml"].decode().partition("totals")[0] == (
        f"title: {tmp_path.name}\nfiles:\n  - content/**/*.md\n  - '!**/_index.md'\n"
        "keys:\n  id: id\n  question: title\n  related: kb-related\n  summary: description\n"
        "lint:\n  ignore:\n    - not-a-question\n"
    )
    assert b"    title: All posts\n    description: By date.\n" in after["hub.yaml"]
    assert after["content/docs/one.md"] == b"---\ntitle: Another\nsection: docs\n---\n"
    assert after["content/posts/one.md"].endswith(b"related: [/x, /y]\nid: posts-one\nsection: posts\n---\n")
    assert after["content/posts/two/index.md"] == b"---\ntitle: Two\nid: two\nsection: posts\n---\n"
    assert findings(root).keys() == {"missing-summary"}


def test_sections_by_a_key_that_holds_texts(tmp_path: Path) -> None:
    notes = {"a.md": "---\ntopic: Bats & mice\n---\n", "b.md": "---\ntopic:\n---\n", "c.md": "# C\n"}
    root = write(tmp_path, notes)
    assert rlkb(root, "init", "--adopt", "--section-key", "topic").code == 0
    after = contents(root)
    assert b"keys:\n  section: topic\n" in after["hub.yaml"]
    assert b"  - id: Bats & mice\n    title: Bats & mice\n" in after["hub.yaml"]
    assert after["a.md"] == b"---\ntopic: Bats & mice\nquestion: A\n---\n"
    assert after["b.md"] == b"---\ntopic: other\nquestion: B\n---\n"
    assert after["c.md"] == b"---\nquestion: C\ntopic: other\n---\n# C\n"
    assert findings(root).keys() == {"missing-summary"}


def test_sections_by_a_key_that_holds_lists(tmp_path: Path) -> None:
    root = write(
        tmp_path, {"a.md": "---\ncategories: [Go, Web]\n---\n", "b.md": "---\ncategories: Web\n---\n"}
    )
    assert rlkb(root, "init", "--adopt", "--section-key", "categories").code == 0
    after = contents(root)
    assert after["a.md"] == b"---\ncategories: [Go, Web]\nquestion: A\nsection: go\n---\n"
    assert after["b.md"] == b"---\ncategories: Web\nquestion: B\nsection: web\n---\n"
    assert findings(root).keys() == {"missing-summary"}


def test_what_cannot_be_adopted_is_listed(tmp_path: Path) -> None:
    bad: dict[str, str | bytes] = {
        "t.md": "+++\na = 1\n+++\n",
        "j.md": '{\n"a": 1}\n',
        "y.md": "---\na: [\n---\n",
        "u.md": b"\xff\xfe",
    }
    root = write(tmp_path, {"good.md": "# Good\n", "old.markdown": "x", **bad})
    before = contents(root)
    done = rlkb(root, "init", "--adopt")
    assert done.code == 0
    listed = [line.split(": ")[2] for line in done.err.splitlines()]
    assert sorted(listed) == ["j.md", "old.markdown", "t.md", "u.md", "y.md"]
    assert {path: contents(root)[path] for path in bad} == {path: before[path] for path in bad}
    assert not (findings(root).keys() & OURS) - {"missing-front-matter"}


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_a_note_is_not_adopted_twice(tmp_path: Path) -> None:
    root = write(tmp_path, {"a.md": "# A\n"})
    (root / "b.md").symlink_to("a.md")
    assert "not adopted: b.md: it is, or is behind, a link" in rlkb(root, "init", "--adopt").err
    assert findings(root).keys() == {"missing-summary"}


def test_previews_write_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, VAULT)
    before = sorted(tmp_path.rglob("*"))
    assert "(nothing written)" in rlkb(root, "init", "--adopt", "--dry-run").out
    assert "+++ b/Bats/How they call.md\n" in rlkb(root, "init", "--adopt", "--diff").out
    assert '"action": "create"' in rlkb(root, "init", "--adopt", "--dry-run", "--output-format", "json").out
    assert "(nothing written)" in rlkb(root, "init", str(tmp_path / "new"), "--dry-run").out
    assert sorted(tmp_path.rglob("*")) == before


NAMES = st.sampled_from(
    ["a", "b", "index", "_index", "hub", "Über uns", "x/a", "x/index", "y/z/a", "y/A", "id/a-2"]
)
FRONT = st.sampled_from(
    [
        "",
        "\n---\n",
        "---\n---\n",
        "---\ntitle: a\n---\n",
        "---\nid: a\n---\n",
        "---\nid: [1]\nquestion: ~\n---\n",
        "---\nsection: [x]\ntitle: {a: b}\n---\n",
        "---\nsection: x/y\n---\n",
        "---\nrelated: [[q]]\n---\n",
    ]
)
BODY = st.sampled_from(["", "# a\n", "# Same\n\ntext", "## b\n", "\r\n# C\r\n", "# \n"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notes=st.dictionaries(NAMES, st.tuples(FRONT, BODY), min_size=1))
def test_adoption_causes_no_error_and_is_undone_without_a_trace(
    tmp_path_factory: pytest.TempPathFactory, notes: dict[str, tuple[str, str]]
) -> None:
    root = write(tmp_path_factory.mktemp("v"), {f"{name}.md": "".join(text) for name, text in notes.items()})
    before = contents(root)
    if rlkb(root, "init", "--adopt").code == 2:
        assert contents(root) == before
        return
    found = findings(root)
    odd = {path for path in before if b"title: {a: b}" in before[path]}
    assert not any(paths - odd for rule, paths in found.items() if rule in OURS), found
    undo(root)
    assert contents(root) == before


@pytest.mark.parametrize(
    ("note", "asks"),
    [
        ("---\nquestion: How to mend links\n---\n", True),
        ("---\ntitle: Why do links rot?\n---\n", True),
        ("# Why do links rot?\n", True),
        ("---\ntitle: Link rot\n---\n", False),
        ("# Link rot\n", False),
    ],
)
def test_titles_are_not_taken_for_bad_questions(tmp_path: Path, note: str, asks: bool) -> None:
    root = write(tmp_path, {"notes/a.md": note})
    assert rlkb(root, "init", "--adopt").code == 0
    assert (b"not-a-question" in contents(root)["hub.yaml"]) == (not asks)
