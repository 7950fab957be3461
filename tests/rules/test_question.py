"""Questions and summaries that are none, or too much, and notes that say too little."""

from pathlib import Path

import pytest

from tests.rules import lint, messages, spots
from tests.rules.fixes import fix

HUB = "-- hub.yaml --\ntitle: T\nsections: [{id: s, title: S, notes: [a]}]\n"


def asking(question: str, summary: str = "Because.", body: str = "") -> str:
    """A base with one note."""
    return f"{HUB}-- notes/a.md --\n---\nquestion: {question}\nsection: s\nsummary: {summary}\n---\n{body}\n"


@pytest.mark.parametrize(
    "question",
    [
        "Why do links rot?",
        "Really?!",
        "'Is it \"done\"?'",
        "Why (and how)? 🤔",
        "What does the operator ?: mean?",
        "'The operator ?:'",
        "Links rot.",
        "Pourquoi ?",
        "What is C?",
        "なぜですか？",
    ],
)
def test_trailing_punctuation_noop(tmp_path: Path, question: str) -> None:
    assert lint(tmp_path, asking(question), "trailing-punctuation") == []


@pytest.mark.parametrize("tail", ["?", "??", ".", " .", ",", "...", " ?", ";"])
def test_trailing_punctuation(tmp_path: Path, tail: str) -> None:
    text = asking(f"'Why do links rot?{tail}'")
    assert spots(lint(tmp_path, text, "trailing-punctuation")) == [("notes/a.md", 2, 11, 30 + len(tail))]
    assert b"question: 'Why do links rot?'\n" in fix(tmp_path, text, "trailing-punctuation")["notes/a.md"]


def test_a_mended_question_is_mended_wherever_it_is_repeated(tmp_path: Path) -> None:
    text = asking("Why do links rot??", body="# Why do links rot??\n\n[[#Why do links rot??]]")
    other = "[Why do links rot??](a.md) and [[Why do links rot??]]"
    text += f"-- notes/b.md --\n---\nquestion: How?\nsection: s\n---\n{other}\n"
    fixed = fix(tmp_path, text, "trailing-punctuation")
    assert fixed["notes/a.md"].endswith(b"---\n# Why do links rot?\n\n[[#Why do links rot?]]\n")
    assert b"former-questions" not in fixed["notes/a.md"]
    assert fixed["notes/b.md"].endswith(b"---\n[Why do links rot?](a.md) and [[Why do links rot?]]\n")


@pytest.mark.parametrize(
    "question",
    [
        "Why do links rot?",
        "Why do links rot? A field guide",
        "'\"Why?\" and other questions'",
        "なぜリンクは切れるのか",
        "为什么链接会失效呢",
        "链接会失效吗？",
        "링크는 왜 깨질까",
        "لماذا تتعفن الروابط؟",
        "Γιατί σπάνε οι σύνδεσμοι;",
        "ทำไมลิงก์ถึงเสีย",
        "TBD",
        "''",
    ],
)
def test_not_a_question_noop(tmp_path: Path, question: str) -> None:
    assert lint(tmp_path, asking(question), "not-a-question") == []


@pytest.mark.parametrize(
    ("question", "message", "fixed"),
    [
        ("Why do links rot", "the question ends without a question mark", "Why do links rot?"),
        ("Can it be mended.", "the question ends without a question mark", "Can it be mended?"),
        ("Pourquoi faire...", "the question ends without a question mark", "Pourquoi faire?"),
        ("Link rot", "this does not ask anything", None),
        ("Whyever", "this does not ask anything", None),
        ("2024-01-01", "this does not ask anything", None),
    ],
)
def test_not_a_question(tmp_path: Path, question: str, message: str, fixed: str | None) -> None:
    found = lint(tmp_path, asking(question), "not-a-question")
    assert (messages(found), found[0].fix) == ([message], "unsafe" if fixed else None)
    assert spots(found) == [("notes/a.md", 2, 11, 11 + len(question))]
    if fixed:
        assert f"question: {fixed}\n".encode() in fix(tmp_path, asking(question), "not-a-question")["notes/a.md"]


@pytest.mark.parametrize(
    "question",
    [
        "What is link rot, and why does it matter?",
        "Should I use Vim? Emacs? Neither?",
        "Who asked \"Why do links rot?\" and what was the answer?",
        "Who asked “Why do links rot?” first?",
        "What does https://example.com/?q=a%20b&r=? return?",
        "Why do links rot??",
        "Why do links rot (or do they?) so often?",
        "Is it safe? And why?",
        "「なぜですか？」と聞かれたら、どう答えますか？",
    ],
)
def test_several_questions_noop(tmp_path: Path, question: str) -> None:
    assert lint(tmp_path, asking(f"'{question}'"), "several-questions") == []


@pytest.mark.parametrize(
    "question",
    [
        "Why do links rot? How are they found?",
        "Why do links rot?? Or how are they found?",
        "なぜリンクは切れるのですか？どうすれば見つけられますか？",
    ],
)
def test_several_questions(tmp_path: Path, question: str) -> None:
    found = lint(tmp_path, asking(f"'{question}'"), "several-questions")
    assert [one.help for one in found] == ["`rlkb split a` makes a note of one of them"]


@pytest.mark.parametrize("words", [1, 30])
def test_question_too_long_noop(tmp_path: Path, words: int) -> None:
    assert lint(tmp_path, asking("links " * words), "question-too-long") == []


def test_too_long(tmp_path: Path) -> None:
    text = asking("links " * 31, "links " * 81)
    found = lint(tmp_path, text, "question-too-long")
    assert messages(found) == ["the question has 31 words; more than 30 are hard to take in"]
    found = lint(tmp_path, text, "summary-too-long")
    assert messages(found) == ["the summary has 81 words; with more than 80 it is none any more"]
    assert found[0].severity == "warning"
    options = "lint: {question-too-long: {max-words: 31}, summary-too-long: {max-words: 90}}"
    allowed = text.replace("title: T", f"title: T\n{options}")
    assert not lint(tmp_path, allowed, "question-too-long") + lint(tmp_path, allowed, "summary-too-long")


@pytest.mark.parametrize("summary", ["Because.", "Why do links rot? They are copies.", "''", "Links rot"])
def test_summary_repeats_question_noop(tmp_path: Path, summary: str) -> None:
    assert lint(tmp_path, asking("Why do links rot?", summary), "summary-repeats-question") == []


@pytest.mark.parametrize("summary", ["Why do links rot?", "why do links  rot", "“Why do links rot…”"])
def test_summary_repeats_question(tmp_path: Path, summary: str) -> None:
    assert [one.line for one in lint(tmp_path, asking("Why do links rot?", summary), "summary-repeats-question")] == [4]


@pytest.mark.parametrize(
    ("question", "summary", "body"),
    [
        ("What is a TODO list?", "A list of what is to be done.", "Keep a TODO list: it helps.\n\nA TODO is a task."),
        ("What does TBD mean?", "To be decided, or done.", "TBD means: to be decided.\n\n## TODO\n\n- [ ] write more"),
        ("Todo", "???: what the operator does", "```\nTODO: x\n```\n\n    TODO: y\n\n`TODO: z`\n\n<!-- TODO: no -->"),
        ("'?.'", "Untitled works of art.", "Is that so???\n\n[TODO: a link](https://example.com)"),
        ("Why?", "Because.", "TODOs: none.\n\nMY_TODO: a constant\n\n- TODO app"),
    ],
)  # fmt: skip
def test_placeholder_text_noop(tmp_path: Path, question: str, summary: str, body: str) -> None:
    assert lint(tmp_path, asking(question, f"'{summary}'", body), "placeholder-text") == []


@pytest.mark.parametrize(
    "text", ["TODO", "TBD.", "'???'", "...", "…", "Untitled 2", "coming soon", "'TODO: write'", "Lorem ipsum dolor sit"]
)
def test_placeholder_text_in_fields(tmp_path: Path, text: str) -> None:
    found = lint(tmp_path, asking(text, text), "placeholder-text")
    assert [(one.line, one.message) for one in found] == [
        (2, "the question is still to be written"),
        (4, "the summary is still to be written"),
    ]


@pytest.mark.parametrize(
    ("line", "column", "text"),
    [
        ("TODO", 1, "TODO"),
        ("TODO: say why", 1, "TODO"),
        ("- TODO(ann): say why", 3, "TODO"),
        ("> **TBD**", 5, "TBD"),
        ("1. TBD...", 4, "TBD"),
        ("???", 1, "???"),
        ("So é lorem ipsum dolor.", 6, "lorem ipsum"),
    ],
)
def test_placeholder_text_in_a_body(tmp_path: Path, line: str, column: int, text: str) -> None:
    found = lint(tmp_path, asking("Why?", body=f"First.\n\n{line}"), "placeholder-text")
    assert spots(found) == [("notes/a.md", 8, column, column + len(text))]


def test_only_notes_have_placeholders(tmp_path: Path) -> None:
    assert lint(tmp_path, f"{asking('Why?')}-- README.md --\nTODO: all\n", "placeholder-text") == []


@pytest.mark.parametrize(
    "question",
    [
        "Why do links rot, and can it be prevented?",
        "Is it possible to prevent link rot?",
        "What does it take to prevent link rot?",
        "Does it matter whether links rot?",
        "Why is it important that links hold?",
        "Thistles: why?",
        "Which of these links rot?",
    ],
)
def test_vague_question_noop(tmp_path: Path, question: str) -> None:
    assert lint(tmp_path, asking(f"'{question}'"), "vague-question") == []


@pytest.mark.parametrize("question", ["Why does this happen?", "Is it safe?", "How can they do so?", "It rots, why?"])
def test_vague_question(tmp_path: Path, question: str) -> None:
    assert len(lint(tmp_path, asking(question), "vague-question")) == 1


@pytest.mark.parametrize("body", ["word " * 20, "```\n" + "code " * 20 + "\n```", "日本語" * 20])
def test_thin_body_noop(tmp_path: Path, body: str) -> None:
    assert lint(tmp_path, asking("Why?", body=body), "thin-body") == []


@pytest.mark.parametrize("body", ["", "# " + "heading " * 20, "<!-- " + "word\n" * 20 + "-->", "word " * 19])
def test_thin_body(tmp_path: Path, body: str) -> None:
    found = lint(tmp_path, asking("Why?", body=body), "thin-body")
    assert messages(found) == ["the note has fewer than 20 words"]
