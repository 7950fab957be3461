"""Stems, kinds of questions, and what is read out of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rlkb_cli.duplicates.frames import sentences
from rlkb_cli.duplicates.gist import MAX_WORDS
from rlkb_cli.duplicates.lexicon import standard
from rlkb_cli.duplicates.numerals import with_figures
from rlkb_cli.duplicates.reading import read
from rlkb_cli.duplicates.stems import stem
from rlkb_cli.kb.text import plain_words, question_key

SAME_STEM = [
    "make makes making made",
    "study studies studied studying",
    "stop stops stopped stopping",
    "gradual gradually",
    "colour color colours colored",
    "organise organize organizing organised organization",
    "analyse analyze analysing analyzed",
    "defence defense",
    "embed embeds embedding embeddings embedded",
    "query queries",
    "deploy deploys deploying deployed",
    "teach taught teaching",
    "child children",
]


@pytest.mark.parametrize("forms", SAME_STEM)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words", ["predictive predictable", "train trainer", "new news", "policy police", "universe university"]
)
def test_other_words_do_not(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 2


@pytest.mark.parametrize("word", ["学习", "обучение", "تعلم", "naïve", "7b", "x", "", "🙂"])
def test_a_word_of_another_script_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is the best way to lose weight?", "how"),
        ("How do I lose weight?", "how"),
        ("Is there a way to lose weight?", "how"),
        ("What causes coral bleaching?", "why"),
        ("Why do corals bleach?", "why"),
        ("In RL, does depth matter?", "whether"),
        ("Is it possible to fly?", "whether"),
        ("How many notes are there?", "how much"),
        ("How long does it take?", "how long"),
        ("Under what conditions does it fail?", "when"),
        ("What is the difference between A and B?", "difference"),
        ("Which note is first?", "what"),
        ("The end of history", ""),
    ],
)
def test_kinds(question: str, kind: str) -> None:
    assert [asked for asked, _ in sentences(plain_words(question))] == [kind]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("What's new?", "what is new"),
        ("Why doesn’t it work?", "Why does not it work?"),
        ("We cannot say", "we can't say"),
        ("They're here — aren't they?", "they are here - are not they"),
    ],
)
def test_contractions_are_written_out_in_the_key(a: str, b: str) -> None:
    assert question_key(a) == question_key(b)


@pytest.mark.parametrize(
    ("a", "b"), [("its", "it's"), ("John's note", "Johns note"), ("well", "we'll"), ("cant", "can't")]
)
def test_other_apostrophes_stay(a: str, b: str) -> None:
    assert question_key(a) != question_key(b)


def test_an_acronym_that_the_question_explains_is_no_word_of_its_own() -> None:
    assert read("Does Group Weighted Scoring (GWS) help?", standard()).forms == ["group", "weighted", "scoring", "help"]
    assert "slow" in read("Is warm starting (SLOW) useful?", standard()).forms


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("two", "two"),
        ("two or three", "two or three"),
        ("one two", "one two"),
        ("twenty five hens", "25 hens"),
        ("ten thousand", "10000"),
        ("1.5 million", "1500000"),
        ("two hundred and ten", "210"),
        ("hundred and more", "hundred and more"),
        ("twenty first", "21st"),
        ("fifty percent", "50%"),
        ("50 per cent", "50%"),
        ("and", "and"),
    ],
)
def test_numbers_of_several_words(words: str, figures: str) -> None:
    assert with_figures(words.split()) == figures.split()


NUMERALS = "one six ten forty hundred thousand million and third 7 2,5 percent per cent x".split()  # noqa: SIM905


@given(st.lists(st.sampled_from(NUMERALS)))
def test_any_number_words_can_be_read(tokens: list[str]) -> None:
    assert len(with_figures(tokens)) <= len(tokens)


def test_negations_numbers_and_names() -> None:
    reading = read("Why don't two-phase LLMs never fail by 1,000 %?", standard())
    assert reading.negations == 2
    assert [word.stem for word in reading.words][:3] == [
        "2",
        stem("phase"),
        "llm",
    ]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    reading = read(text, standard())
    assert reading.kinds
    assert all(word.stem for word in reading.words)


def test_question_words_in_a_row_are_read() -> None:
    assert read("how, " * 400, standard()).kinds == ("how",)


def test_a_very_long_question_has_no_words_to_compare() -> None:
    assert read("why " + "word " * 5_000, standard()).words == ()
    assert read("why " + "w " * (MAX_WORDS + 1), standard()).words == ()
