"""The flaws of synthetic bases: each alters one note ahead of its writing, and says what has to be found."""

from collections.abc import Callable
from typing import NamedTuple

from bench.kboutline import FORMER_ID, Draft, Outline


class Planted(NamedTuple):
    """A flaw that was put in: the rule that has to find it, and the file that the finding has to name."""

    rule: str
    path: str


def _in_links(rule: str, link: str) -> Callable[[Outline, Draft], Planted]:
    """A flaw that is a link; `{first}` and `{own}` in it stand for ids."""

    def plant(outline: Outline, draft: Draft) -> Planted:
        draft.links.append(link.format(first=outline.ids[0], own=draft.id))
        return _here(rule, draft)

    return plant


def _dangling_relation(outline: Outline, draft: Draft) -> Planted:
    draft.related.append("no-such-note")
    return _here("dangling-link", draft)


def _one_way_relation(outline: Outline, draft: Draft) -> Planted:
    distant = (i for i in range(len(outline.ids) // 2) if i not in outline.related[draft.number])
    draft.related.append(outline.ids[next(distant)])
    return _here("one-way-relation", draft)


def _duplicate_question(outline: Outline, draft: Draft) -> Planted:
    """The question of a note in the first half; the finding names the one that the hub lists later."""
    other = draft.number - len(outline.ids) // 2
    draft.question = outline.questions[other]
    later = max((outline.homes[number], number) for number in (other, draft.number))[1]
    return Planted("duplicate-question", f"notes/{outline.ids[later]}.md")


def _unlisted_note(outline: Outline, draft: Draft) -> Planted:
    draft.listed = False
    return _here("unlisted-note", draft)


def _misplaced_note(outline: Outline, draft: Draft) -> Planted:
    draft.section = outline.sections[(outline.homes[draft.number] + 1) % len(outline.sections)]
    return _here("misplaced-note", draft)


def _unknown_section(outline: Outline, draft: Draft) -> Planted:
    draft.section = "no-such-section"
    return _here("unknown-section", draft)


def _missing_summary(outline: Outline, draft: Draft) -> Planted:
    draft.summary = False
    return _here("missing-summary", draft)


def _alias_collision(outline: Outline, draft: Draft) -> Planted:
    draft.extra.append(f"aliases: [{outline.ids[0]}]")
    return _here("alias-collision", draft)


def _duplicate_key(outline: Outline, draft: Draft) -> Planted:
    draft.extra.append("created: 2025-01-01")
    return _here("duplicate-key", draft)


def _invalid_yaml(outline: Outline, draft: Draft) -> Planted:
    draft.extra.append('status: "never closed')
    return _here("invalid-yaml", draft)


def _in_front_matter(rule: str, line: str) -> Callable[[Outline, Draft], Planted]:
    """A flaw that is a line of front matter; `<own>` in it stands for the note's id, `<number>` for its number."""

    def plant(outline: Outline, draft: Draft) -> Planted:
        draft.extra.append(line.replace("<own>", draft.id).replace("<number>", str(draft.number)))
        return _here(rule, draft)

    return plant


def _in_text(rule: str, final: Callable[[str], str]) -> Callable[[Outline, Draft], Planted]:
    """A flaw that is made in the finished text of a note."""

    def plant(outline: Outline, draft: Draft) -> Planted:
        draft.final = final
        return _here(rule, draft)

    return plant


def _in_question(rule: str, reword: Callable[[str], str]) -> Callable[[Outline, Draft], Planted]:
    """A flaw that is a question in other words."""

    def plant(outline: Outline, draft: Draft) -> Planted:
        draft.question = reword(draft.question)
        return _here(rule, draft)

    return plant


def _heading_differs_from_question(outline: Outline, draft: Draft) -> Planted:
    draft.title = "What did the author once want to know?"
    return _here("heading-differs-from-question", draft)


def _summary(rule: str, words: str) -> Callable[[Outline, Draft], Planted]:
    """A flaw that is a summary; `{question}` in it stands for the question."""

    def plant(outline: Outline, draft: Draft) -> Planted:
        draft.summary = False
        draft.extra.append(f"summary: {words.format(question=draft.question)}")
        return _here(rule, draft)

    return plant


def _here(rule: str, draft: Draft) -> Planted:
    return Planted(rule, f"notes/{draft.id}.md")


FIELDS = (
    "name: tags, type: list",
    "name: created, type: date",
    "name: updated, type: date",
    "name: status, enum: [draft, done]",
    "name: doi, pattern: '^10[.]'",
    "name: teaser",
)
"""What a base with flaws declares."""

FLAWS: tuple[Callable[[Outline, Draft], Planted], ...] = (
    _in_links("dangling-link", "[[no-such-note]]"),
    _in_links("dangling-link", "[gone](no-such-note.md)"),
    _in_links("dangling-anchor", "[gone]({first}.md#no-such-heading)"),
    _in_links("dangling-anchor", "[[{first}#No such heading]]"),
    _in_links("missing-file", "![a figure](no-such-figure.png)"),
    _in_links("outdated-link", f"[[{FORMER_ID}]]"),
    _in_links("self-link", "[[{own}]]"),
    _dangling_relation,
    _one_way_relation,
    _duplicate_question,
    _unlisted_note,
    _misplaced_note,
    _unknown_section,
    _missing_summary,
    _alias_collision,
    _duplicate_key,
    _invalid_yaml,
    _heading_differs_from_question,
    _in_text("byte-order-mark", "\ufeff{}".format),
    _in_text("mixed-line-endings", "{}A last line.\r\n".format),
    _in_text("merge-conflict-marker", "{}\n<<<<<<< ours\none\n=======\nother\n>>>>>>> theirs\n".format),
    _in_text("invisible-characters", "{}Zero\u200bwidth.\n".format),
    _in_text("placeholder-text", "{}\nTODO: say more.\n".format),
    _in_front_matter("implicit-type", "aliases: [1.<number>0]"),
    _in_front_matter("anchors-or-tags", "teaser: &teaser text"),
    _in_front_matter("wrong-type", "former-questions: {was: text}"),
    _in_front_matter("empty-value", "aliases: ['']"),
    _in_front_matter("surrounding-whitespace", "aliases: [' another name of <own>']"),
    _in_front_matter("duplicate-list-item", "former-questions: [Once?, Once?]"),
    _in_front_matter("bad-enum", "status: Done"),
    _in_front_matter("bad-pattern", "doi: https://doi.org/10.1000/182"),
    _in_front_matter("bad-date", "updated: March 4, 2024"),
    _in_front_matter("unknown-field", "tag: one"),
    _in_text("missing-front-matter", lambda text: text.split("---\n", 2)[2]),
    _in_text("unclosed-front-matter", lambda text: "---\n" + text.split("---\n", 2)[1]),
    _summary("summary-repeats-question", "'{question}'"),
    _summary("summary-too-long", "{question}" + " word" * 81),
    _in_question("trailing-punctuation", "{}.".format),
    _in_question("not-a-question", lambda question: question.rstrip("?")),
    _in_question("several-questions", "{} How can anybody tell?".format),
    _in_question("question-too-long", lambda question: " really".join([question.rstrip("?"), *[""] * 30]) + "?"),
)
