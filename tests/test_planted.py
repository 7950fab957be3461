"""One flaw of each kind in a copy of the shipped hub: just the rule for it speaks, and points at the flaw."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from rlkb_cli.lint.engine import rules
from rlkb_cli.lint.report import Located
from rlkb_cli.lint.run import Request, run
from rlkb_cli.lint.settings import Choice

TOP = Path(__file__).parent.parent
A = "notes/can-a-model-be-trained-to-answer-alike-under-flattery-or-disguise.md"
B = "notes/why-can-imitating-an-expert-before-rl-first-damage-a-capable-model.md"
C = "notes/how-far-can-a-model-get-when-only-its-mistakes-are-penalised.md"
ID_A, ID_B, ID_C = (path[6:-3] for path in (A, B, C))
HUB = "hub.yaml"
END = "are what to watch."
ASKED = "Can a model be trained to answer alike under flattery or disguise?"


class Plant(NamedTuple):
    """Texts to put in place of others, by file, and the first line of the text at which the finding has to stand.

    A file that is new stands in place of "".
    """

    edits: tuple[tuple[str, str, str], ...]
    path: str
    text: str


def _in_body(text: str, marked: str) -> Plant:
    """A flaw in a sentence at the end of a note."""
    return Plant(((A, END, f"{END} {text}"),), A, marked)


def _front(line: str, marked: str) -> Plant:
    """A flaw in a further line of front matter."""
    return Plant(((A, "sources:\n", f"{line}\nsources:\n"),), A, marked)


def _swap(old: str, new: str, marked: str, path: str = A) -> Plant:
    return Plant(((path, old, new),), path, marked)


def _settings(lines: str, plant: Plant) -> Plant:
    return plant._replace(edits=((HUB, "totals:", f"{lines}\ntotals:"), *plant.edits))


NEW = """---
question: {question}
section: novel-reward-paradigms
summary: Nobody has said anything of it so far.
supports: [{other}]
{more}---

{body}
"""
BODY = "It is not known. " * 10
D = "notes/d.md"


def _new(marked: str, question: str = "Where do rivers end?", path: str = D, body: str = BODY, more: str = "") -> Plant:
    """A flaw in a note that is new, and related to another."""
    note = NEW.format(question=question, other=ID_A, more=more, body=body)
    name = path.rpartition("/")[2].removesuffix(".md")
    return Plant(
        (
            (D if path == "" else path, "", note),
            (A, "supports:\n", f"supported-by: [{name}]\nsupports:\n"),
            (HUB, "count: 0\n    notes: []", f"count: 1\n    notes: [{name}]"),
            (HUB, "notes: 32", "notes: 33"),
        ),
        path,
        marked,
    )


def _asking(question: str) -> Plant:
    """A flaw in what a new note asks."""
    return _new(question, question)


def _with(plant: Plant, *edits: tuple[str, str, str]) -> Plant:
    return plant._replace(edits=(*plant.edits, *edits))


HUB_B = """title: Rivers
totals: {{notes: {count}, sections: 1}}
sections: [{{id: ends, title: Ends, description: None yet., count: {count}, notes: [{notes}]}}]
"""


def _further(marked: str, notes: str = "", count: int = 0) -> Plant:
    """A further hub, which the root hub lists."""
    return Plant(
        (
            ("hubs/rivers.yaml", "", HUB_B.format(notes=notes, count=count)),
            (HUB, "count: 0\n    notes: []", "count: 1\n    notes: [rivers]"),
            (HUB, "notes: 32", "notes: 33"),
        ),
        "hubs/rivers.yaml",
        marked,
    )


SUMMARY = (TOP / A).read_text(encoding="utf-8").split("summary: ")[1].split("\n")[0]

PLANTS: dict[str, Plant] = {
    "absolute-link": _in_body(f"See [it](/notes/{ID_B}.md).", f"[it](/notes/{ID_B}.md)"),
    "alias-collision": _front(f"aliases: [{ID_C}]", ID_C),
    "ambiguous-id": Plant(
        (
            (
                "notes/x/" + A[6:],
                "",
                NEW.format(question="Who?", other=ID_C, more="", body=BODY).replace("supports", "x"),
            ),
        ),
        "notes/x/" + A[6:],
        "",
    ),
    "ambiguous-link": _with(_in_body("See [[x]].", "[[x]]"), ("p/x.md", "", "# X\n"), ("q/x.md", "", "# X\n")),
    "anchors-or-tags": _swap("year: 2025", "year: !!str 2025", "2025"),
    "bad-date": _settings("fields: [{name: made, type: date}, {name: sources}]", _front("made: soon", "soon")),
    "bad-enum": _settings("fields: [{name: kind, enum: [a, b]}, {name: sources}]", _front("kind: c", "c")),
    "bad-id": _swap("id: novel-reward-paradigms", "id: novel/reward-paradigms", "novel/reward-paradigms", HUB),
    "bad-pattern": _settings("fields: [{name: kind, pattern: x+}, {name: sources}]", _front("kind: c", "c")),
    "byte-order-mark": _swap("---\nquestion", "\ufeff---\nquestion", ""),
    "cycle": Plant(
        (
            (A, "sources:\n", f"depends-on: [{ID_C}]\nrequired-by: [{ID_C}]\nsources:\n"),
            (C, "sources:\n", f"depends-on: [{ID_A}]\nrequired-by: [{ID_A}]\nsources:\n"),
        ),
        A,
        ID_C,
    ),
    "dangling-anchor": _in_body(f"See [it]({ID_C}.md#nowhere).", f"[it]({ID_C}.md#nowhere)"),
    "dangling-link": _in_body("See [it](gone.md).", "[it](gone.md)"),
    "disconnected-notes": Plant(
        (
            ("p/x.md", "", ""),
            (HUB, "count: 0\n    notes: []", "count: 2\n    notes: [d, e]"),
            (HUB, "notes: 32", "notes: 34"),
            (D, "", NEW.format(question="Where do rivers end?", other="e", more="", body=BODY)),
            (
                "notes/e.md",
                "",
                NEW.format(question="Who built Rome?", other="d", more="", body="Some people did. " * 10)
                .replace("supports", "supported-by")
                .replace("of it", "of that"),
            ),
        ),
        D,
        "Where do rivers end?",
    ),
    "duplicate-body": _new("", body=(TOP / C).read_text(encoding="utf-8").split("---\n", 2)[2])._replace(path=C),
    "duplicate-key": _front("year: 1\nyear: 2", "year"),
    "duplicate-link": _in_body(f"See [it]({ID_C}.md) and [there]({ID_C}.md).", f"[there]({ID_C}.md)"),
    "duplicate-list-item": _front("aliases: [what, of, what]", "what"),
    "duplicate-question": _new(ASKED, question=ASKED)._replace(path=A),
    "duplicate-section": _swap("title: Novel Reward Paradigms", "title: Training Dynamics", "Training Dynamics", HUB),
    "duplicate-summary": _with(_new(SUMMARY), (D, "Nobody has said anything of it so far.", SUMMARY)),
    "empty-link": _in_body("See [it]().", "[it]()"),
    "empty-section": _swap(
        """    description: >-
      The page this hub follows announces a single note here but shows none, so the place is kept open
      until one is written.
""",
        "",
        "[]",
        HUB,
    ),
    "empty-value": _swap(f"question: {ASKED}", "question:", "question"),
    "heading-differs-from-question": _swap(
        "---\n\nA model may", "---\n\n# Who is a model?\n\nA model may", "Who is a model?"
    ),
    "hub-cycle": _further("hub", "hub", 1),
    "implicit-type": _front("aliases: [1.10]", "1.10"),
    "invalid-hub": Plant((("hubs/rivers.yaml", "", "title: ]\n"),), "hubs/rivers.yaml", ""),
    "invalid-utf8": _in_body("\udcff", "\udcff"),
    "invalid-yaml": _front("x: ]", ""),
    "invisible-characters": _in_body("Zero\u200bwidth.", "\u200b"),
    "irregular-file-name": Plant((("docs/a:b.md", "", "# X\n"),), "docs/a:b.md", ""),
    "key-order": _swap(
        f"question: {ASKED}\nsection: parameter-efficient-and-alternative-tuning",
        f"section: parameter-efficient-and-alternative-tuning\nquestion: {ASKED}",
        "question",
    ),
    "link-outside-root": _in_body("See [it](../../x.md).", "[it](../../x.md)"),
    "listed-twice": _further(ID_A, f"{ID_A}, {ID_A}", 2),
    "merge-conflict-marker": _in_body("\n\n<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> other\n", "<<<<<<<"),
    "misplaced-note": _swap(
        "section: parameter-efficient-and-alternative-tuning", "section: training-dynamics", "training-dynamics"
    ),
    "missing-field": _swap("section: parameter", "part: parameter", ""),
    "missing-file": _in_body("See ![it](gone.png).", "![it](gone.png)"),
    "missing-front-matter": _swap("---\nquestion", "question", f"question: {ASKED}"),
    "missing-note": _further("gone", "gone", 1),
    "missing-reason": _in_body(
        "See [it](gone.md). <!-- rlkb: ignore[dangling-link] -->", "<!-- rlkb: ignore[dangling-link] -->"
    ),
    "missing-summary": _swap("summary: Yes", "note: Yes", ""),
    "mixed-line-endings": _in_body("\r\n", ""),
    "near-duplicate-question": _asking("Could models be trained to answer alike under disguise or flattery?"),
    "not-a-question": _new("Rivers", question="Rivers"),
    "one-way-relation": _front(f"related: [{ID_C}]", ID_C),
    "orphan-note": _with(
        _new("Where do rivers end?"), (D, f"supports: [{ID_A}]\n", ""), (A, "supported-by: [d]\n", "")
    ),
    "outdated-link": _with(
        _in_body("See [[old-c]].", "[[old-c]]"), (C, "sources:\n", "former-ids: [old-c]\nsources:\n")
    ),
    "oversized-section": _settings(
        "lint: {oversized-section: {max-notes: 5}}",
        _with(
            _new("training-dynamics", question="Where do rivers end?"),
            (HUB, "count: 1\n    notes: [d]", "count: 0\n    notes: []"),
            (HUB, "count: 4\n    notes:\n", "count: 6\n    notes:\n      - d\n      - rivers\n"),
            (HUB, "notes: 33", "notes: 34"),
            (D, "novel-reward-paradigms", "training-dynamics"),
            *_further("").edits[:1],
        )._replace(path=HUB),
    ),
    "path-case-conflict": Plant((("docs/a.txt", "", "x"), ("docs/A.txt", "", "x")), "docs/a.txt", ""),
    "placeholder-text": _in_body("\n\nTODO: more.\n", "TODO"),
    "question-too-long": _asking("Where do rivers end, " + "and where does it matter, " * 8 + "at all?"),
    "section-count": _swap(
        "count: 5\n    notes:\n      - how-much", "count: 6\n    notes:\n      - how-much", "6", HUB
    ),
    "self-link": _in_body(f"See [[{ID_A}]].", f"[[{ID_A}]]"),
    "several-questions": _asking("Where do rivers end? Who named all of them?"),
    "stale-baseline": Plant(
        (("known.json", "", '{"version": 1, "findings": [\n["self-link", "x"]\n]}\n'),),
        "known.json",
        '["self-link", "x"]',
    ),
    "stale-link-text": _with(
        _in_body(f"See [What of C?]({ID_C}.md).", f"[What of C?]({ID_C}.md)"),
        (C, "sources:\n", "former-questions: [What of C?]\nsources:\n"),
    ),
    "summary-repeats-question": _with(
        _new("Where do rivers end?"), (D, "Nobody has said anything of it so far.", "Where do rivers end?")
    ),
    "summary-too-long": _swap(SUMMARY, "And yes. " * 60 + "Yes.", "And yes. " * 60 + "Yes."),
    "superseded-target": _with(
        _in_body("See [[d]].", "[[d]]"),
        *_new("").edits[:1],
        (D, f"supports: [{ID_A}]", f"superseded-by: [{ID_C}]"),
        (C, "sources:\n", "supersedes: [d]\nsources:\n"),
        *_new("").edits[2:],
    ),
    "surrounding-whitespace": _swap(f"question: {ASKED}", f"question: '{ASKED} '", f"'{ASKED} '"),
    "thin-body": _new("", body="Nobody knows."),
    "total-notes": _swap("{notes: 32", "{notes: 33", "33", HUB),
    "total-sections": _swap("sections: 11}", "sections: 12}", "12", HUB),
    "trailing-punctuation": _swap(ASKED, f"{ASKED}.", f"{ASKED}."),
    "unclosed-front-matter": _swap("---\n\nA model", "\nA model", "---"),
    "undeclared-count": _swap("    count: 0\n", "", "novel-reward-paradigms", HUB),
    "undefined-reference": _in_body("See [it][nowhere].", "[it][nowhere]"),
    "unknown-field": _settings("fields: [{name: sources}]", _front("source: x", "source")),
    "unknown-rule": _in_body("<!-- rlkb: ignore[self-lnk] -- x -->", "<!-- rlkb: ignore[self-lnk] -- x -->"),
    "unknown-section": _swap("section: parameter-efficient-and-alternative-tuning", "section: nowhere", "nowhere"),
    "unlisted-note": _with(
        _new("novel-reward-paradigms"),
        (HUB, "count: 1\n    notes: [d]", "count: 0\n    notes: []"),
        (HUB, "notes: 33", "notes: 32"),
    ),
    "unreachable-hub": _further("")._replace(edits=_further("").edits[:1]),
    "unreadable-file": Plant((("notes/folder.md/x.txt", "", "x"),), "notes/folder.md", ""),
    "unused-suppression": _in_body("<!-- rlkb: ignore[self-link] -- x -->", "<!-- rlkb: ignore[self-link] -- x -->"),
    "vague-question": _asking("Why does it happen so often?"),
    "wrong-case-link": _in_body(f"See [it]({ID_C.title()}.md).", f"[it]({ID_C.title()}.md)"),
    "wrong-type": _swap("supports:\n", "supports: x\nolder:\n", "x"),
}


@pytest.mark.parametrize("rule", PLANTS)
def test_just_this_rule_speaks_of_it(tmp_path: Path, rule: str) -> None:
    plant = PLANTS[rule]
    shutil.copytree(TOP / "notes", tmp_path / "notes")
    shutil.copy(TOP / "hub.yaml", tmp_path / "hub.yaml")
    for path, old, new in plant.edits:
        file = tmp_path / path
        text = file.read_text(encoding="utf-8") if old else ""
        assert old in text
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            text.replace(old, new, 1) if old else new, encoding="utf-8", errors="surrogateescape", newline=""
        )
    known = tmp_path / "known.json"
    request = Request(choice=Choice(extend=(rule,)), baseline=str(known) if known.exists() else None)
    found = run(str(tmp_path), request).findings
    assert [(one.rule, one.path) for one in found] == [(rule, plant.path)]
    assert _marked(tmp_path / plant.path, found[0]) == plant.text


def _marked(file: Path, at: Located) -> str:
    """The text at a finding, or the first line of it."""
    if not file.is_file():
        return ""
    lines = file.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
    end = at.end_column if at.line == at.end_line else len(lines[at.line - 1]) + 1
    return lines[at.line - 1][at.column - 1 : end - 1]


def test_every_rule_is_tried() -> None:
    extra = {"same-meaning", "untracked-note"}  # which need a model, or a repository; they have tests of their own
    assert sorted(PLANTS) == [rule.name for rule in rules() if rule.name not in extra]
