"""Synthetic knowledge bases: `python -m bench kbgen DIR --notes N --flaws F`.

The same DIR for the same figures, byte for byte.  Without flaws no rule finds anything: every link, anchor,
relation and count is right, and every question is asked once.  With them each kind of flaw is planted F
times, and DIR.flaws.json says what a linter has to find: `[[rule, path], …]`.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

from bench.kbflaws import FIELDS, FLAWS, Planted
from bench.kboutline import FEWEST, MOST, Draft, Outline, settle
from bench.kbwords import CODE, SECTIONS, WORDS


def generate(folder: Path, notes: int, seed: int = 1, flaws: int = 0) -> list[Planted]:
    """Write a base of `notes` notes, with each kind of flaw planted `flaws` times; returns what was planted.

    Flaws stand in the second half of the notes, one at most in each; ValueError for a wrong number of notes.
    """
    if not max(FEWEST, 2 * flaws * len(FLAWS)) <= notes <= MOST:
        raise ValueError(f"cannot make {notes} notes with {flaws} flaws of each kind")
    outline = settle(notes, seed)
    sentences = _sentences(Random(f"{seed}:sentences"))
    kinds = _flawed(notes, seed, flaws)
    (folder / "notes").mkdir(parents=True)
    planted, listed = [], []
    for number in range(notes):
        rng = Random(f"{seed}:{number}")
        draft = Draft(outline, number, rng)
        if number in kinds:
            planted.append(FLAWS[kinds[number]](outline, draft))
        if draft.listed:
            listed.append(number)
        path = folder / "notes" / f"{draft.id}.md"
        path.write_text(_note(outline, draft, sentences, rng), encoding="utf-8", newline="\n")
    miscounted = Random(f"{seed}:counts").sample(
        range(len(outline.sections)), min(flaws, len(outline.sections))
    )
    hub = _hub(outline, listed, set(miscounted), FIELDS if flaws else ())
    (folder / "hub.yaml").write_text(hub, encoding="utf-8", newline="\n")
    return planted + [Planted("section-count", "hub.yaml") for _ in miscounted]


def _sentences(rng: Random) -> list[str]:
    return [_sentence(rng) for _ in range(3000)]


def _sentence(rng: Random) -> str:
    words = rng.choices(WORDS, k=rng.randint(6, 18))
    if rng.random() < 0.25:
        words[2] = f"`{words[2]}`"
    if rng.random() < 0.12:
        words[-1] = f"**{words[-1]}**"
    if rng.random() < 0.02:
        words.append("— naïve, café")
    words[0] = words[0].capitalize()
    return " ".join(words) + "."


def _note(outline: Outline, draft: Draft, sentences: Sequence[str], rng: Random) -> str:
    lines = [*_front_matter(draft, sentences, rng), f"# {draft.title or draft.question}", ""]
    links = list(draft.links)
    for position, heading in enumerate(outline.headings[draft.number]):
        lines += ["#" * (3 if position and rng.random() < 0.2 else 2) + f" {heading}", ""]
        for _ in range(rng.randint(1, 2)):
            lines += [*_paragraph(links, sentences, rng), ""]
        lines += _block(sentences, rng)
    return draft.final("\n".join([*lines, *(f"- {link}" for link in links)]).rstrip("\n") + "\n")


def _front_matter(draft: Draft, sentences: Sequence[str], rng: Random) -> list[str]:
    quote = '"' if rng.random() < 0.6 else ""
    year, month, day = rng.randint(2019, 2024), rng.randint(1, 12), rng.randint(1, 28)
    said = [*rng.choices(sentences, k=2), f"So it is in case {draft.number}."]  # no summary is said twice
    summary = ["summary: >-", *(f"  {sentence}" for sentence in said)]
    return [
        "---",
        "# Curated note: keep the question to one sentence.",
        f"question: {quote}{draft.question}{quote}",
        f"section: {draft.section}" + ("  # moved in the last review" if rng.random() < 0.2 else ""),
        *(summary if draft.summary else ()),
        "related:" + ("  # most useful first" if rng.random() < 0.3 else ""),
        *(f"  - {other}" for other in draft.related),
        f"tags: [{', '.join(rng.sample(SECTIONS, rng.randint(2, 4)))}]",
        f"created: {year}-{month:02d}-{day:02d}",
        *draft.extra,
        "---",
        "",
    ]


def _paragraph(links: list[str], sentences: Sequence[str], rng: Random) -> list[str]:
    """A sentence a line, as curators do who read diffs; one of the links is used up, if any is left."""
    lines = rng.choices(sentences, k=rng.randint(2, 5))
    if links:
        lines.insert(rng.randint(1, len(lines)), f"See {links.pop()} for more.")
    return lines


def _block(sentences: Sequence[str], rng: Random) -> list[str]:
    """Code, a list, a table, or nothing."""
    kind = rng.random()
    if kind < 0.3:
        language, code = rng.choice(CODE)
        fence = "```" if rng.random() < 0.9 else "~~~"
        return [fence + language, code, fence, ""]
    if kind < 0.55:
        return [*(f"- {item}" for item in rng.choices(sentences, k=rng.randint(2, 5))), ""]
    if kind < 0.62:
        rows = [f"| {rng.choice(WORDS)} | {rng.randint(1, 99)} |" for _ in range(3)]
        return ["| name | value |", "| --- | --- |", *rows, ""]
    return []


def _hub(outline: Outline, listed: Sequence[int], miscounted: set[int], fields: Sequence[str]) -> str:
    by_section: list[list[str]] = [[] for _ in outline.sections]
    for number in listed:
        by_section[outline.homes[number]].append(outline.ids[number])
    lines = [
        "# The order of notes is the reading order.",
        "title: What do we know about systems that keep data?",
        f"totals: {{notes: {len(listed)}, sections: {len(outline.sections)}}}",
        *(["fields:", *(f"  - {{{field}}}" for field in fields)] if fields else []),
        "sections:",
    ]
    for number, (section, ids) in enumerate(zip(outline.sections, by_section, strict=True)):
        lines += [f"  - id: {section}", f"    title: {section.replace('-', ' ').title()}"]
        lines += [f"    count: {len(ids) + (number in miscounted)}  # declared", "    notes:"]
        lines += [f"      - {note}" for note in ids]
    return "\n".join(lines) + "\n"


def _flawed(notes: int, seed: int, flaws: int) -> dict[int, int]:
    """Which notes get which kind of flaw."""
    chosen = Random(f"{seed}:flaws").sample(range(notes // 2, notes), flaws * len(FLAWS))
    return {number: position % len(FLAWS) for position, number in enumerate(chosen)}


def main(argv: Sequence[str]) -> int:
    """Make one base; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bench kbgen", description="Make a synthetic knowledge base."
    )
    parser.add_argument("folder", type=Path, help="where; must not be there yet")
    parser.add_argument("--notes", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--flaws", type=int, default=0, help="of each kind")
    options = parser.parse_args(argv)
    try:
        planted = generate(options.folder, options.notes, options.seed, options.flaws)
    except (ValueError, FileExistsError) as error:
        parser.error(str(error))
    if planted:
        truth = json.dumps(planted, indent=1, ensure_ascii=False)
        Path(f"{options.folder}.flaws.json").write_text(truth + "\n", encoding="utf-8")
    return 0
