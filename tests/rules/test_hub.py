"""Hubs against the notes that they list: figures, placement, circles, ids."""

from pathlib import Path

import pytest

from rlkb_cli.kb.load import load
from rlkb_cli.lint.engine import check, fingerprint
from tests.bases import base, write
from tests.rules import lint, messages, note, spots


def hub(*sections: str, totals: str = "", name: str = "hub.yaml") -> str:
    """A hub of sections written as `id: entries` (without counts), each with a description."""
    lines = [f"-- {name} --", "title: T", f"totals: {{{totals}}}" if totals else "#", "sections:"]
    for section in sections:
        ident, _, entries = section.partition(":")
        lines += [
            f"- id: {ident}",
            f"  title: {ident.title()}",
            "  description: D",
            f"  notes: [{entries.strip()}]",
        ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("sections", "totals", "expected"),
    [
        ("[]", "{notes: 0, sections: 0}", []),
        ("[{id: s, title: S, count: 2, notes: [gone, sub]}]", "{notes: 2, sections: 1}", []),
        ("[{id: s, title: S, notes: [gone]}]", "", []),
        (
            "[{id: s, title: S, count: 1, notes: []}]",
            "{notes: 1, sections: 2}",
            [
                "1 note declared, its sections declare 1 and list 0",
                "2 sections declared, 1 there",
                "the section `s` declares 1, lists 0",
            ],
        ),
        (
            "[{id: s, title: S, count: 2, notes: [a]}, {id: t, title: T, count: 1, notes: [b]}]",
            "{notes: 40, sections: 1}",
            [
                "40 notes declared, its sections declare 3 and list 2",
                "1 section declared, 2 there",
                "the section `s` declares 2, lists 1",
            ],
        ),
        (
            "[{id: s, title: S, count: 2, notes: [a]}, {id: t, title: T, notes: [b]}]",
            "{notes: 3}",
            ["3 notes declared, its sections list 2", "the section `s` declares 2, lists 1"],
        ),
    ],
)
def test_figures(tmp_path: Path, sections: str, totals: str, expected: list[str]) -> None:
    text = f"-- hub.yaml --\ntitle: T\ntotals: {totals}\nsections: {sections}\n"
    rules = ("total-notes", "total-sections", "section-count")
    assert messages([one for one in lint(tmp_path, text) if one.rule in rules]) == expected


def test_figures_are_pointed_at(tmp_path: Path) -> None:
    text = "-- hub.yaml --\ntitle: T\ntotals:\n  notes: 40 # as published\n  sections: 12\n"
    text += "sections:\n- id: s\n  count: 1\n"
    found = [
        one for one in lint(tmp_path, text + "  notes: []\n") if one.rule.startswith(("total", "section"))
    ]
    assert spots(found) == [("hub.yaml", 3, 10, 12), ("hub.yaml", 4, 13, 15), ("hub.yaml", 7, 10, 11)]


def test_each_hub_counts_for_itself(tmp_path: Path) -> None:
    sub = (
        "title: U\ntotals: {notes: 2, sections: 1}\nsections: [{id: t, title: T, count: 2, notes: [a, b]}]\n"
    )
    root = (
        "title: T\ntotals: {notes: 1, sections: 1}\nsections: [{id: s, title: S, count: 1, notes: [sub]}]\n"
    )
    text = (
        f"-- hub.yaml --\n{root}-- hubs/sub.yaml --\n{sub}"
        + note("a", section="sub/t")
        + note("b", section="sub/t")
    )
    assert lint(tmp_path, text) == []


def test_undeclared_count(tmp_path: Path) -> None:
    text = "-- hub.yaml --\ntitle: T\ntotals: {notes: }\nsections: [{id: s, title: S, notes: []}]\n"
    found = lint(tmp_path, text, "undeclared-count")
    assert messages(found) == [
        "the hub declares no `totals.sections`",
        "the hub declares no `totals.notes`",
        "the section `s` declares no `count`",
    ]


def test_empty_section(tmp_path: Path) -> None:
    sections = "- {id: s, description: Soon, notes: []}\n- {id: t, notes: }\n- {id: u}\n"
    text = f"-- hub.yaml --\ntitle: T\nsections:\n{sections}"
    assert messages(lint(tmp_path, text, "empty-section")) == ["the section `t` lists no notes"]


@pytest.mark.parametrize(
    "rule", ["unknown-section", "unlisted-note", "misplaced-note", "missing-note", "listed-twice"]
)
@pytest.mark.parametrize(
    "text",
    [
        hub("s: a") + note("a"),
        hub("s: a", "t: sub") + hub("s: a", name="hubs/sub.yaml") + note("a", section="sub/s"),
        hub("s: old") + note("a", "former-ids: [old]"),
        hub("s: a") + "-- notes/a.md --\n---\nquestion: Why?\n---\n",
        hub("s: a") + "-- notes/a.md --\n---\n[\n---\n-- notes/b.md --\nno front matter\n",
        hub("s: 31e9251331, no, 1.10, '12:30'")
        + "".join(map(note, ["31e9251331", "no", "1.10", "12:30"])).replace("section: s", "section: 's'"),
        "-- hubs/sub.yaml --\ntitle: [\n-- hub.yaml --\ntitle: T\n" + note("a", section="sub/x"),
        hub("s: é") + note("e\u0301"),
    ],
)
def test_placement_noop(tmp_path: Path, text: str, rule: str) -> None:
    assert lint(tmp_path, text, rule) == []


@pytest.mark.parametrize(
    ("section", "help_"),
    [
        ("metods", "did you mean `methods`?"),
        ("Methods", "did you mean `methods`?"),
        ("results", "did you mean `sub/results`?"),
        ("other/methods", "did you mean `methods`?"),
        ("hub/methods", "did you mean `methods`?"),
        ("zzz", None),
    ],
)
def test_unknown_section(tmp_path: Path, section: str, help_: str | None) -> None:
    text = hub("methods: a") + hub("results:", name="hubs/sub.yaml") + note("a", section=section)
    found = lint(tmp_path, text, "unknown-section")
    assert [(one.message, one.help) for one in found] == [(f"no hub has a section `{section}`", help_)]
    assert spots(found) == [("notes/a.md", 3, 10, 10 + len(section))]


def test_unlisted_note(tmp_path: Path) -> None:
    found = lint(tmp_path, hub("s: a") + note("a") + note("b"))
    assert [one.message for one in found if one.severity == "error"] == ["no hub lists `b`"]


def test_misplaced_note(tmp_path: Path) -> None:
    text = hub("s: a", "t:") + hub("u: a", name="hubs/sub.yaml") + note("a", section="t")
    found = lint(tmp_path, text, "misplaced-note")
    assert messages(found) == ["`t` does not list the note, `s` and `sub/u` do"]
    assert [(one.path, one.line) for one in found[0].related] == [("hub.yaml", 7), ("hubs/sub.yaml", 7)]


@pytest.mark.parametrize(
    ("entry", "help_"),
    [
        ("how-do-links-brake", "did you mean `how-do-links-break`?"),
        ("notes/how-do-links-break.md", "did you mean `how-do-links-break`?"),
        ("'[[how-do-links-break]]'", "did you mean `how-do-links-break`?"),
        ("breakage", "did you mean `how-do-links-break`?"),
        ("zzz", None),
    ],
)
def test_missing_note(tmp_path: Path, entry: str, help_: str | None) -> None:
    text = hub(f"s: how-do-links-break, {entry}") + note("how-do-links-break", "aliases: [breakage]")
    found = lint(tmp_path, text, "missing-note")
    assert [one.help for one in found] == [help_]
    assert found[0].column == 31


def test_listed_twice(tmp_path: Path) -> None:
    text = hub("s: a, a", "t: former") + note("a", "former-ids: [former]")
    found = lint(tmp_path, text, "listed-twice")
    assert spots(found) == [("hub.yaml", 7, 14, 15), ("hub.yaml", 11, 11, 17)]
    assert {(one.related[0].line, one.related[0].column) for one in found} == {(7, 11)}


@pytest.mark.parametrize(
    "hubs",
    [
        [("a", "b, c"), ("b", "c"), ("c", "")],
        [("a", "hub2"), ("hub2", "")],
    ],
)
def test_hub_cycle_noop(tmp_path: Path, hubs: list[tuple[str, str]]) -> None:
    text = hub("s: a, a") + "".join(hub(f"s: {entries}", name=f"hubs/{name}.yaml") for name, entries in hubs)
    assert lint(tmp_path, text, "hub-cycle") == []


def test_hub_cycle(tmp_path: Path) -> None:
    subs = {"a": "b", "b": "hub, c, c", "c": "c", "d": "e", "e": "d"}
    text = hub("s: a") + "".join(
        hub(f"s: {entries}", name=f"hubs/{name}.yaml") for name, entries in subs.items()
    )
    assert messages(lint(tmp_path, text, "hub-cycle")) == [
        "hubs list each other in a circle: `hub` > `a` > `b` > `hub`",
        "hubs list each other in a circle: `c` > `c`",
        "hubs list each other in a circle: `d` > `e` > `d`",
    ]


def test_a_chain_of_hubs_may_be_long(tmp_path: Path) -> None:
    text = hub("s: h0") + "".join(hub(f"s: h{n + 1}", name=f"hubs/h{n}.yaml") for n in range(1200))
    assert lint(tmp_path, text, "hub-cycle") == []


def test_invalid_hub_is_reported_alone(tmp_path: Path) -> None:
    text = "-- hub.yaml --\ntitle: T\ntotals: {notes: 0, sections: 0}\n"
    text += "-- hubs/a.yaml --\nsections: [{title: S, notes: 5}, x]\n"
    found = lint(tmp_path, text + "-- hubs/b.yaml --\ntitle: [\n")
    assert [(one.rule, one.path) for one in found] == [("invalid-hub", "hubs/a.yaml")] * 3 + [
        ("invalid-hub", "hubs/b.yaml")
    ]


def test_ambiguous_id_noop(tmp_path: Path) -> None:
    text = (
        hub("s: a", "t: x")
        + hub("s: a", name="hubs/x.yaml")
        + note("a", section="s")
        + "-- docs/a.md --\n# A page\n"
    )
    assert lint(tmp_path, text, "ambiguous-id") == []


def test_ambiguous_id(tmp_path: Path) -> None:
    text = hub("s: a, b, é, x", "s:") + hub("s:", name="hubs/x.yaml")
    text += note("a") + note("z/a") + note("x") + note("m/\u00e9") + note("z/e\u0301") + note("hub")
    found = lint(tmp_path, text, "ambiguous-id")
    assert messages(found) == [
        "the id `hub` is already that of `hub.yaml`",
        "the id `x` is already that of `hubs/x.yaml`",
        "the id `a` is already that of `notes/a.md`",
        "the id `e\u0301` is already that of `notes/m/\u00e9.md`, in another Unicode form",
    ]
    followers = ("missing-note", "listed-twice")
    assert not [
        one
        for one in lint(tmp_path, text)
        if one.rule in followers and one.message != "no note or hub has the id `b`"
    ]


@pytest.mark.parametrize("second", ["{id: t, title: Tea}", "{id: S, title: ''}"])
def test_duplicate_section_noop(tmp_path: Path, second: str) -> None:
    sections = f"[{{id: s, title: Sea, notes: []}}, {second[:-1]}, notes: []}}, {{id: u, title: '', notes: []}}]"
    text = f"-- hub.yaml --\ntitle: T\nsections: {sections}\n"
    assert lint(tmp_path, text + hub("s:", name="hubs/x.yaml"), "duplicate-section") == []


def test_duplicate_section(tmp_path: Path) -> None:
    ids = [("s", "Sea"), ("s", "S"), ("t", "' sea'")]
    lines = [f"  - {{id: {name}, title: {title}, notes: []}}\n" for name, title in ids]
    found = lint(tmp_path, f"-- hub.yaml --\ntitle: T\nsections:\n{''.join(lines)}", "duplicate-section")
    assert [(one.message, one.line, one.column) for one in found] == [
        ("the hub has a section `s` already", 4, 10),
        ("the hub has a section with the title ` sea` already", 5, 20),
    ]


@pytest.mark.parametrize("entries", ["x, y", "x"])
def test_unreachable_hub_noop(tmp_path: Path, entries: str) -> None:
    text = hub(f"s: {entries}") + hub("s: y", name="hubs/x.yaml") + hub("s: x", name="hubs/y.yaml")
    assert lint(tmp_path, text, "unreachable-hub") == []


def test_unreachable_hub(tmp_path: Path) -> None:
    text = hub("s: a") + hub("s: y", name="hubs/x.yaml") + hub("s: x", name="hubs/y.yaml") + note("a")
    found = lint(tmp_path, text, "unreachable-hub")
    assert messages(found) == [f"no hub that can be reached lists `{name}`" for name in "xy"]
    assert lint(tmp_path, text + "-- hubs/z.yaml --\ntitle: [\n", "unreachable-hub") == []


def test_oversized_section(tmp_path: Path) -> None:
    text = hub("s: a, b, c", "t: a, b") + "lint: {oversized-section: {max-notes: 2}}\n"
    assert messages(lint(tmp_path, text, "oversized-section")) == [
        "the section `s` lists 3 entries, more than 2"
    ]


def test_fingerprints_hold_no_figures(tmp_path: Path) -> None:
    def prints(folder: str, count: int) -> list[tuple[str, ...]]:
        files = base(
            f"-- hub.yaml --\ntotals: {{notes: {count}}}\nsections: [{{id: s, count: {count}, notes: []}}]\n"
        )
        kb = load(str(write(tmp_path / folder, files)))
        return [fingerprint(kb, hit) for hit in check(kb)]

    assert prints("a", 3) == prints("b", 4)
