"""`rlkb dupes`: walk through questions that are asked twice, or hold new ones against the base."""

from typing import TYPE_CHECKING, Annotated

from rlkb_cli.commands.options import EditFormat, Format, root_of
from rlkb_cli.commands.signature import Context, option

if TYPE_CHECKING:
    from rlkb_cli.duplicates.notes import OpenPair, OpenPairs
    from rlkb_cli.edit.change import Change
    from rlkb_cli.kb.base import KnowledgeBase

_CHOICES = "[m]erge into the first, merge [i]nto the second, [l]ink, [d]istinct, [s]kip, [q]uit"

_WIDEST = 160


def dupes(
    ctx: Context,
    against: Annotated[
        str | None,
        option("--against", metavar="FILE", help="New questions: a text file, a CSV, or the folder of a base."),
    ] = None,
    meaning: Annotated[
        bool, option("--meaning", help="Also pairs that mean the same in quite other words; needs rlkb[semantic].")
    ] = False,
    as_list: Annotated[bool, option("--list", help="Only list the pairs, and ask nothing.")] = False,
    output_format: Format = EditFormat.text,
) -> int:
    """Show the questions that are asked twice in other words. On a terminal, decide on each pair.

    With --against, say which of the questions in FILE the base has already: exit 1 if it has any.
    """
    from rlkb_cli import present
    from rlkb_cli.duplicates.notes import open_pairs
    from rlkb_cli.kb.load import load
    from rlkb_cli.lint.engine import judge

    root = root_of(ctx)
    kb = load(root, judge=judge)
    if against is not None:
        return _against(kb, against, as_json=output_format == EditFormat.json)
    found = open_pairs(kb)
    if meaning:
        found = _with_meaning(kb, found)
    if output_format == EditFormat.json:
        _print_json(
            [_as_data(pair) for pair in found.pairs],
            skipped=[[n.id for n in group] for group in found.skipped],
        )
    elif as_list or not present.interactive():
        _list(found)
    else:
        _walk(root, found)
    return 0


def _with_meaning(kb: "KnowledgeBase", found: "OpenPairs") -> "OpenPairs":
    """The pairs with those that mean the same behind them; a line on standard error where no model can be run."""
    from rlkb_cli.duplicates.embedder import OnnxEmbedder
    from rlkb_cli.duplicates.notes import OpenPairs, same_meaning_pairs
    from rlkb_cli.errors import BadInput
    from rlkb_cli.output import printer

    try:
        more = same_meaning_pairs(kb, OnnxEmbedder())
    except BadInput as problem:
        printer(stderr=True)((f"meanings are not compared: {problem.message}", "yellow"))
        return found
    return OpenPairs(found.pairs + more.pairs, found.skipped + more.skipped)


def _against(kb: "KnowledgeBase", source: str, *, as_json: bool) -> int:
    from rlkb_cli.duplicates.incoming import new_questions
    from rlkb_cli.duplicates.notes import matches
    from rlkb_cli.output import printer

    asked = new_questions(source)
    found = matches(kb, [question.text for question in asked])
    if as_json:
        _print_json(
            [
                {
                    "line": asked[n].line,
                    "question": asked[n].text,
                    "note": note.id,
                    "exact": exact,
                    "reason": verdict.reason,
                }
                for n, note, exact, verdict in found
            ]
        )
    else:
        put = printer()
        for number, note, exact, verdict in found:
            put((f"{source}:{asked[number].line}: ", "bold"), asked[number].text)
            how = "the same question" if exact else f"nearly the same: {verdict.reason}"
            put(f"  {note.id}: {note.question}  ({how})")
        count = len({match.number for match in found})
        put(f"{count} of {len(asked)} questions are there already")
    return int(bool(found))


def _list(found: "OpenPairs") -> None:
    from rlkb_cli.output import printer

    put = printer()
    for pair in found.pairs:
        put(f"{pair.first.id}: {pair.first.question}")
        put(f"{pair.second.id}: {pair.second.question}")
        put((f"  {pair.reason}", "dim"))
    for group in found.skipped:
        put((f"too many are alike to be compared: {group[0].id}", "yellow"))
    put(f"{len(found.pairs)} pair" + ("" if len(found.pairs) == 1 else "s"))


def _walk(root: str, found: "OpenPairs") -> None:
    """One pair after the other; a note that a merge took away is not asked about again."""
    from rlkb_cli import present

    gone: set[str] = set()
    for number, pair in enumerate(found.pairs, 1):
        if gone & {pair.first.path, pair.second.path}:
            continue
        _show(pair, f"{number} of {len(found.pairs)}")
        answer = present.ask(_CHOICES, default="s").lower()[:1]
        if answer == "q":
            break
        if answer in ("m", "i", "l", "d"):
            gone |= _decide(root, pair, answer)


def _show(pair: "OpenPair", heading: str) -> None:
    from rich.table import Table

    from rlkb_cli.output import console, safe

    out = console()
    table = Table(title=safe(heading), show_lines=True, width=min(out.width, _WIDEST))
    for note in (pair.first, pair.second):
        table.add_column(safe(note.id), ratio=1)
    table.add_row(safe(pair.first.question, "bold"), safe(pair.second.question, "bold"))
    table.add_row(safe(pair.first.summary), safe(pair.second.summary))
    out.print(table)
    out.print(safe(pair.reason, "dim"))


def _decide(root: str, pair: "OpenPair", answer: str) -> set[str]:
    """Carry a decision out; returns the paths of the notes that it takes away."""
    from rlkb_cli import present, workflow
    from rlkb_cli.edit.plans.distinct import plan_distinct
    from rlkb_cli.edit.plans.link import plan_link
    from rlkb_cli.edit.plans.merge import plan_merge

    into, source = (pair.first, pair.second) if answer == "m" else (pair.second, pair.first)

    def plan(kb: "KnowledgeBase") -> "Change":
        a, b = kb.note(into.path), kb.note(source.path)
        if answer in "mi":
            return plan_merge(kb, [b], a)
        return plan_distinct(kb, b, a) if answer == "d" else plan_link(kb, b, [a], "related")

    present.plan(workflow.execute(root, plan))
    return {source.path} if answer in "mi" else set()


def _as_data(pair: "OpenPair") -> dict[str, object]:
    return {
        "first": pair.first.id,
        "second": pair.second.id,
        "exact": pair.exact,
        "score": round(pair.verdict.score, 4),
        "likeness": pair.likeness and round(pair.likeness, 2),
        "aligned": [list(words) for words in pair.verdict.aligned],
        "left": [*pair.verdict.left, *pair.verdict.right],
    }


def _print_json(pairs: list[dict[str, object]], skipped: list[list[str]] | None = None) -> None:
    import sys

    from rlkb_cli.output import to_json

    data = {
        "version": 1,
        "command": "dupes",
        "pairs": pairs,
        **({"skipped": skipped} if skipped is not None else {}),
    }
    sys.stdout.write(to_json(data, sys.stdout.encoding) + "\n")
