"""Laws of the verbs that take notes apart or together, on small bases with all kinds of links."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rlkb_cli import workflow
from rlkb_cli.edit.change import Change
from rlkb_cli.edit.patch import apply
from rlkb_cli.edit.plans.merge import plan_merge
from rlkb_cli.edit.plans.remove import plan_remove
from rlkb_cli.edit.plans.split import Part, plan_split
from rlkb_cli.errors import Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.load import load
from tests.bases import write

QUESTIONS = {"a": "Why A?", "sub/b": "What is [B]?", "c d": "C & *D*?", "é": "Où?"}
LINES = st.sampled_from(
    [
        *(
            "# Why A?",
            "## Intro",
            "### Intro",
            "## Détails: more!",
            "Intro\n=====",
            "> ## Intro",
            "- ## Intro",
        ),
        *(
            "[text](a.md)",
            "[x](../a.md#intro)",
            "[*Why A?*](/notes/a.md)",
            "[x](<c d.md#détails-more>)",
            "[x](#intro)",
        ),
        *(
            "[[a]]",
            "[[b|B]]",
            "[[sub/b#Intro]]",
            "![[c d]]",
            "[[é#^here|è]]",
            "[[#Intro]]",
            "[[al]]",
            "[[Why A?]]",
        ),
        *(
            "[r]",
            "[see][r]",
            "[r][]",
            "[r]: a.md#intro",
            "[r]: sub/b.md",
            "[^1]",
            "[^1]: See [[a]].",
            "here ^here",
        ),
        *(
            "- [x](a.md)\n- [[b]]",
            "> [[é]]",
            "| x | y |\n|---|---|\n| [[b\\|B]] | 1 |",
            "```\n[[a]]\n```",
            "<b id=x>",
        ),
        *("`[[a]]` $x$ <https://x.example> ![](p.png)", "word"),
    ]
)
BODIES = st.fixed_dictionaries(
    {name: st.builds("\n\n".join, st.lists(LINES, max_size=7)) for name in QUESTIONS}
)
PLANS = st.sampled_from(["unlink", "redirect", "merge", "drop"])


def _base(root: Path, bodies: dict[str, str], eol: str) -> KnowledgeBase:
    names = [name.rpartition("/")[2] for name in bodies]
    hub = "title: T\ntotals: {notes: 4, sections: 1}\nsections:\n  - id: one\n    title: One\n    count: 4\n"
    files = {
        "hub.yaml": f"{hub}    notes: [{', '.join(names)}]\n",
        "p.md": "[[a#Intro]] [x](notes/sub/b.md#intro)\n",
    }
    for name, body in bodies.items():
        fields = (
            f"question: '{QUESTIONS[name]}'\nsection: one\nrelated: [{', '.join(names[:2])}]\naliases: [al]\n"
        )
        files[f"notes/{name}.md"] = f"---\n{fields}---\n{body}\n".replace("\n", eol)
    return load(str(write(root, files)))


def _holds(bodies: dict[str, str], eol: str, plan: Callable[[KnowledgeBase], Change]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kb = _base(Path(folder), bodies, eol)
        try:
            change = plan(kb)
        except Refused:
            return
        outcome = workflow.check(kb, change)  # nothing lost, nothing worse
        assert outcome.after.dangling <= outcome.before.dangling
        for path, patch in change.patches.items():
            old, new = change.before[path], change.after[path]
            assert old is not None
            assert apply(old, patch) == new


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BODIES, st.sampled_from(["\n", "\r\n"]), PLANS, st.permutations(range(4)), st.integers(1, 3))
def test_whatever_goes_nothing_else_is_lost(
    bodies: dict[str, str], eol: str, verb: str, order: list[int], number: int
) -> None:
    def plan(kb: KnowledgeBase) -> Change:
        *notes, heir = (kb.notes[index] for index in order[: number + 1])
        if verb in ("merge", "drop"):
            return plan_merge(kb, notes, heir, drop_bodies=verb == "drop")
        return plan_remove(kb, notes, unlink=verb == "unlink", redirect=heir if verb == "redirect" else None)

    _holds(bodies, eol, plan)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BODIES, st.sampled_from(["\n", "\r\n"]), st.integers(0, 20))
def test_wherever_a_note_is_split_nothing_is_lost(bodies: dict[str, str], eol: str, index: int) -> None:
    def plan(kb: KnowledgeBase) -> Change:
        parts = [(note, heading) for note in kb.notes for heading in note.body.headings]
        parts = [(note, heading) for note, heading in parts if heading.text != note.question]
        if not parts:
            return Change("nothing to split")
        note, heading = parts[index % len(parts)]
        return plan_split(kb, note, Part(heading.slug, "Quite another question?"))

    try:
        _holds(bodies, eol, plan)
    except Refused as refused:  # a definition that leads nowhere would stand in both parts
        assert "has no heading" in (refused.help or "")
