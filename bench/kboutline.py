"""What the notes of a synthetic base say of each other, settled before any of them is written."""

import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from bench.kbwords import ACTS, CIRCUMSTANCES, FORMS, HEADINGS, SECTIONS, THINGS, WORDS

FEWEST = 8
MOST = len(FORMS) * len(THINGS) * len(ACTS) * len(CIRCUMSTANCES)
FORMER_ID = "what-the-first-note-was-called"


class Outline(NamedTuple):
    """Ids, questions, headings, sections and relations; a note is its number."""

    ids: list[str]
    questions: list[str]
    headings: list[list[str]]
    homes: list[int]
    related: list[list[int]]
    sections: list[str]


class Draft:
    """A note on its way to a file: where a flaw is planted."""

    def __init__(self, outline: Outline, number: int, rng: Random) -> None:
        self.number = number
        self.id = outline.ids[number]
        self.question = outline.questions[number]
        self.section: str = outline.sections[outline.homes[number]]
        self.summary = True
        self.listed = True
        self.related = [outline.ids[other] for other in outline.related[number]]
        self.links = [_link(outline, number, rng) for _ in range(rng.randint(3, 8))]
        self.title = ""  # of the body, where it is not the question
        self.final: Callable[[str], str] = str  # what is made of the text in the end
        self.extra: list[str] = [] if number else [f"former-ids: [{FORMER_ID}]"]


def settle(notes: int, seed: int) -> Outline:
    """That of a base of FEWEST to MOST notes."""
    rng = Random(seed)
    questions = [_question(code) for code in rng.sample(range(MOST), notes)]
    width = len(str(notes - 1))
    ids = [f"{slug(question)[:44].strip('-')}-{i:0{width}d}" for i, question in enumerate(questions)]
    headings = [rng.sample(HEADINGS, rng.randint(3, 6)) for _ in range(notes)]
    sections = _section_ids(notes)
    # The first notes go round the sections, so that none is empty; the others crowd into the earlier ones.
    crowd = (int(rng.random() ** 1.5 * len(sections)) for _ in range(notes - len(sections)))
    return Outline(
        ids, questions, headings, [*range(len(sections)), *crowd], _relations(notes, rng), sections
    )


def _question(code: int) -> str:
    code, form = divmod(code, len(FORMS))
    code, thing = divmod(code, len(THINGS))
    when, act = divmod(code, len(ACTS))
    return FORMS[form].format(thing=THINGS[thing], act=ACTS[act], when=CIRCUMSTANCES[when])


def _section_ids(notes: int) -> list[str]:
    wanted = max(4, min(4 * len(SECTIONS), int(notes**0.5 / 2)))
    rounds = [divmod(i, len(SECTIONS)) for i in range(wanted)]
    return [SECTIONS[which] + (f"-{turn + 1}" if turn else "") for turn, which in rounds]


def _relations(notes: int, rng: Random) -> list[list[int]]:
    """One or two relations a note, both ends said."""
    related: list[dict[int, None]] = [{} for _ in range(notes)]
    for one in range(notes):
        for _ in range(rng.randint(1, 2)):
            other = _another(one, notes, rng)
            related[one][other] = related[other][one] = None
    return [list(others) for others in related]


def _another(number: int, notes: int, rng: Random) -> int:
    return (number + rng.randint(1, notes - 1)) % notes


def slug(heading: str) -> str:
    """GitHub's anchor of one of the headings used here."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _link(outline: Outline, number: int, rng: Random) -> str:
    """A link in one of the forms that notes use; those with an anchor name a heading that is there."""
    other = _another(number, len(outline.ids), rng)
    target, heading = outline.ids[other], rng.choice(outline.headings[other])
    text = " ".join(rng.choices(WORDS, k=2))
    forms = (
        (30, f"[[{target}]]"),
        (10, f"[[{target}|{text}]]"),
        (10, f"[[{target}#{heading.replace('`', '')}]]"),
        (20, f"[{text}]({target}.md)"),
        (15, f"[{text}]({target}.md#{slug(heading)})"),
        (7, f"[{text}](#{slug(rng.choice(outline.headings[number]))})"),
        (8, f"[{text}](https://example.com/{rng.choice(WORDS)}/{rng.randint(1, 999)})"),
    )
    return rng.choices([form for _, form in forms], [weight for weight, _ in forms])[0]
