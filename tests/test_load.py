"""Reading a whole base, and reading it again with changes."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rlkb_cli.errors import BadInput
from rlkb_cli.kb import pool
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.load import load, with_changes
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.root import find_root
from rlkb_cli.lint.engine import check, judge, locate
from tests.bases import base, write
from tests.rules import note

HUB = (
    "title: T\ntotals: {notes: 2, sections: 1}\nrelations: {cites: cited-by}\n"
    "sections:\n- id: s\n  title: S\n  count: 2\n  notes:\n  - a\n  - sub\n"
)
SUB = "title: U\nsections:\n- {id: t, title: T, count: 1, notes: [b]}\n"
SMALL = {
    **base(
        f"-- hub.yaml --\n{HUB}-- hubs/sub.yaml --\n{SUB}-- README.md --\n# Read\n[a](notes/a.md#x)\n"
        + note("a", "related: [b]\naliases: [A]\ncites:\n- b", "# X\n[[b#y|z]] ![p](p.png) [r]\n\n[r]: b.md")
        + note("b", "related: [a]\nformer-ids: [old]", "Text ^y", section="sub/t")
    )
}


def state(kb: KnowledgeBase) -> tuple[object, ...]:
    return kb.documents, kb.files, kb.config, kb.references, kb.placements


def test_find_root(tmp_path: Path) -> None:
    write(tmp_path, {"hub.yaml": "title: T\n", "a/b/c.md": ""})
    assert find_root(str(tmp_path / "a/b")) == find_root(str(tmp_path)) == str(tmp_path)
    with pytest.raises(BadInput, match=r"no hub\.yaml"):
        find_root(os.path.abspath(os.sep))


@pytest.mark.parametrize(
    ("hub", "line", "message"),
    [
        (b"title: [\n", 2, "not valid YAML"),
        (b"", 1, "the hub is empty"),
        (b"# only a comment\n", 1, "the hub is empty"),
        (b"- a\n", 1, "found a sequence"),
        (b"title: caf\xe9\n", 1, "not valid UTF-8"),
        (b"title: T\nsections: 5\n", 2, "`sections` must be a list"),
        (b"title: T\nsections:\n- title: S\n", 3, "needs an `id`"),
        (b"title: T\nsections:\n- id: s\n  notes:\n  - a\n  - [b]\n", 6, "must be an id"),
        (b"title: T\ntotals: 5\n", 2, "`totals` must be a mapping"),
    ],
)
def test_a_root_hub_that_cannot_be_read(tmp_path: Path, hub: bytes, line: int, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        load(str(write(tmp_path, {"hub.yaml": hub})))
    assert (caught.value.path, caught.value.line) == ("hub.yaml", line)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("keys: [a]", "keys: must be a mapping"),
        ("keys: {question: [a]}", "keys: every value must be a name"),
        ("keys: {qestion: title}", "'qestion' is not a key of ours"),
        ("relations: x", "relations: must be a mapping"),
        ("relations: {a: [b]}", "the inverse of 'a'"),
        ("files: {a: b}", "files: must be a list of globs"),
        ("exclude: [[a]]", "exclude: must be a list of globs"),
        (f"exclude: ['{'{a,b}' * 20}']", "exclude: braces stand for more"),
    ],
)
def test_settings_that_cannot_be_read(tmp_path: Path, setting: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        load(str(write(tmp_path, {"hub.yaml": f"title: T\n{setting}\n"})))


@pytest.mark.parametrize("empty", ["", "~", "null", "{}", "[]"])
def test_settings_may_be_empty(tmp_path: Path, empty: str) -> None:
    keys = ["keys", "relations", "lint", "totals"] if empty != "[]" else []
    keys += ["files", "exclude", "sections"] if empty != "{}" else []
    text = "title: T\n" + "".join(f"{key}: {empty}\n" for key in keys)
    assert check(load(str(write(tmp_path, {"hub.yaml": text, "notes/a.txt": ""})))) is not None


def test_no_root_hub(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        load(str(tmp_path))
    (tmp_path / "hub.yaml").mkdir()
    with pytest.raises(BadInput, match="not a regular file"):
        load(str(tmp_path))


def test_what_is_read(tmp_path: Path) -> None:
    extra = {
        "notes/x/c.md": "",
        "notes/skip.md": "",
        "docs/d.md": "",
        "hubs/x/no.yaml": "",
        "a.txt": "",
        ".h/x.md": "",
    }
    kb = load(str(write(tmp_path, {**SMALL, **extra, "hub.yaml": HUB + "exclude: [notes/skip.md]\n"})))
    assert [one.path for one in kb.notes] == ["notes/a.md", "notes/b.md", "notes/x/c.md"]
    assert [path for path, facts in kb.facts.items() if facts.kind == "page"] == ["README.md", "docs/d.md"]
    assert [one.id for one in kb.hubs] == ["hub", "sub"]
    assert kb.files == {*SMALL, "notes/x/c.md", "notes/skip.md", "docs/d.md", "hubs/x/no.yaml", "a.txt"}


def test_what_another_process_read_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is read here again, which would be seen in nothing but the time."""
    quoted = "-- notes/c.md --\n---\nquestion: \"Why?\"\nsection: 's'\nsummary: >-\n  A\n  b.\nid: 'c'\n---\n"
    monkeypatch.setattr(pool, "WORTH_IT", 2)
    monkeypatch.setattr(pool, "_CHUNK", 1)
    monkeypatch.setattr(pool, "_processors", lambda: 2)
    monkeypatch.setattr(pool, "_may_fork", lambda: hasattr(os, "fork"))
    kept: list[object] = []
    collect = pool._collect
    monkeypatch.setattr(pool, "_collect", lambda *child: kept.append(collect(*child)) or kept[-1])
    root = str(write(tmp_path, {**SMALL, **base(quoted)}))
    assert load(root, judge=judge, cache="off").facts == load(root, judge=judge, cache="content").facts
    assert len(kept) == (2 if hasattr(os, "fork") else 0)
    assert all(kept)


def test_the_bases_own_names_for_keys(tmp_path: Path) -> None:
    hub = "title: T\nfiles: ['*.md']\nkeys: {question: title, id: slug, related: links}\n"
    text = "---\ntitle: Why?\nslug: 1.10\nlinks: [x]\nquestion: ignored\nsection: no\n---\n"
    (found,) = load(str(write(tmp_path, {"hub.yaml": hub, "a.md": text}))).notes
    assert (found.id, found.question, found.section, found.relations) == (
        "1.10",
        "Why?",
        "no",
        {"related": ("x",)},
    )


def test_placements_and_homes(tmp_path: Path) -> None:
    kb = load(str(write(tmp_path, SMALL)))
    a, b = kb.notes
    assert [(kb.section_name(spot), spot.entry) for spot in kb.placements[a.path]] == [("s", 0)]
    home = kb.home(b)
    assert home is not None and kb.section_name(home) == "sub/t"
    assert {reference.source for reference in kb.inbound(b.path)} == {"notes/a.md", "hubs/sub.yaml"}


def test_an_overlay_stands_before_the_disk(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    kb = load(str(tmp_path), {"notes/a.md": None, "notes/b.md": b"no front matter", "notes/new.md": b""})
    assert set(kb.documents) == {"hub.yaml", "hubs/sub.yaml", "README.md", "notes/b.md", "notes/new.md"}
    assert not kb.note("notes/b.md").readable
    assert kb.read("notes/b.md") == b"no front matter"
    assert kb.names.markdown("README.md", "notes/a.md").kind == "missing"


CHANGES = st.dictionaries(
    st.sampled_from([*SMALL, "notes/new.md", "hubs/new.yaml", "x.txt"]),
    st.one_of(st.none(), st.sampled_from([text.encode() for text in SMALL.values()])),
    max_size=4,
)


@given(CHANGES, CHANGES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_changes_in_memory_are_as_changes_on_disk(
    tmp_path: Path, first: dict[str, bytes | None], second: dict[str, bytes | None]
) -> None:
    root = str(write(tmp_path, SMALL))
    changes = {**first, **second}
    try:
        expected = load(root, changes)
    except BadInput:
        return
    start = {path: data for path, data in first.items() if path != "hub.yaml"}
    kb = with_changes(with_changes(load(root), start), changes)
    assert state(kb) == state(expected)
    assert set(expected.sieve.sources) <= set(kb.sieve.sources)


JUNK = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [
            b"\0",
            b"\xff",
            b"---\n",
            b"]",
            b"[[",
            b"(",
            b"#",
            b": ",
            b"- ",
            b"&a ",
            b"*a",
            b"!t ",
            b"|\n",
            b"\t",
            b"\r",
            b"{",
        ]
    ),
)


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, bytes]:
    """The small base with a few places of a few files overwritten."""
    files = {path: text.encode() for path, text in SMALL.items()}
    for path in draw(st.lists(st.sampled_from(sorted(files)), min_size=1, max_size=4)):
        start = draw(st.integers(0, len(files[path])))
        length = draw(st.integers(0, 12))
        files[path] = files[path][:start] + draw(JUNK) + files[path][start + length :]
    return files


@given(damaged())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_stands_in_files_raises(tmp_path: Path, files: dict[str, bytes]) -> None:
    root = write(tmp_path, files)
    try:
        kb = load(str(root))
    except BadInput as error:
        assert error.path == "hub.yaml"
        return
    for found in locate(kb, check(kb)):
        assert 1 <= found.line <= found.end_line and found.column >= 1
        assert found.message and found.path in kb.documents


@given(
    st.lists(
        st.sampled_from(["related", "question", "section", "aliases", "former-ids", "summary", "cites", "x"]),
        unique=True,
    ),
    st.data(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_of_any_type_raises(tmp_path: Path, keys: list[str], data: st.DataObject) -> None:
    values = st.sampled_from(
        [
            "",
            "~",
            "[]",
            "{}",
            "[a, [b], {c: d}, ~]",
            "'x'",
            "[[b]]",
            "{a: [b]}",
            "|\n  a\n  b",
            "2024-01-01",
            "[*x]",
            "&x y",
        ]
    )
    front = "".join(f"{key}: {data.draw(values)}\n" for key in keys)
    kb = load(str(write(tmp_path, {**SMALL, "notes/a.md": f"---\n{front}---\n"})))
    assert isinstance(kb.documents["notes/a.md"], Note)
    assert len(locate(kb, check(kb))) == len(check(kb))
