"""Pairs of questions that are nearly the same, and such that look it."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rlkb_cli.duplicates.apart import apart
from rlkb_cli.duplicates.gist import gist_of
from rlkb_cli.duplicates.lexicon import standard
from rlkb_cli.duplicates.near import Verdict, compare
from rlkb_cli.duplicates.reading import read
from rlkb_cli.duplicates.slips import is_misspelt
from rlkb_cli.kb.text import question_key

with (Path(__file__).parent / "pairs.tsv").open(encoding="utf-8", newline="") as file:
    PAIRS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
SURFACE = {"typo", "reorder", "morph", "acronym", "norm", "spelling", "contraction", "number", "compound"}


def verdict(a: str, b: str) -> Verdict:
    return compare(read(a, standard()), read(b, standard()))


def same(a: str, b: str) -> bool:
    return question_key(a) == question_key(b) or verdict(a, b).near


def share(kinds: set[str], label: str) -> float:
    """How many of the pairs of these kinds are flagged, from 0 to 1."""
    flags = [same(row["a"], row["b"]) for row in PAIRS if row["kind"] in kinds and row["label"] == label]
    return sum(flags) / len(flags)


def test_variants_of_the_surface_are_found() -> None:
    assert share(SURFACE, "1") >= 0.95


def test_light_rewording_is_found_half_the_time() -> None:
    assert share({"light"}, "1") >= 0.5


def test_hard_negatives_are_left_alone() -> None:
    assert share({row["kind"] for row in PAIRS if row["label"] == "0"}, "0") <= 0.02


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Do tall trees fall in storms?", "Do tall trees not fall in storms?", "negated"),
        ("Do old trees fall in storms?", "Do young trees fall in storms?", "opposite"),
        ("Do 3 trees fall in storms?", "Do four trees fall in storms?", "numbers"),
        ("Do OAKS fall in summer storms?", "Do fall in summer storms?", "name"),
        ("Do tall trees fall in storms?", "Why do tall trees fall in storms?", "ask differently"),
        ("Do tall trees fall in storms?", "Should tall trees fall in storms?", "should"),
        ("Do tall trees fall before storms?", "Do tall trees fall after storms?", "before, after"),
        ("Do tall trees fall in storms?", "Do tall trees fall in winter storms?", "more is asked"),
        ("What is wood?", "What was wood?", "too short"),
        ("Do dogs chase grey cats?", "Do grey cats chase dogs?", "other roles"),
    ],
)
def test_vetoes_say_why(a: str, b: str, reason: str) -> None:
    found = verdict(a, b)
    assert not found.near
    assert any(reason in veto for veto in found.vetoes), found


def test_the_reason_tells_what_was_aligned_and_what_is_left() -> None:
    found = verdict("Does reinforcment learning often modify two layers?", "Does RL change 2 layers?")
    assert found.near
    assert found.reason == "`modify` is `change`; `two` is `2`; left over: `often`" or "often" in found.left


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("reinforcement", "reinforcment"),
        ("language", "langauge"),
        ("training", "trainning"),
        ("irrelevant", "irrelevent"),
    ],
)
def test_misspelt(a: str, b: str) -> None:
    assert is_misspelt(a, b)
    assert is_misspelt(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("width", "depth"),
        ("train", "trail"),
        ("form", "from"),
        ("supervised", "unsupervised"),
        ("train", "trainee"),
        ("学习", "学校"),
    ],
)
def test_not_misspelt(a: str, b: str) -> None:
    assert not is_misspelt(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("", ""), ("???", "!!!"), ("→ ∑", "∑ →"), ("为什么天空是蓝色的？", "为什么天空是红色的？"),
     ("لماذا السماء زرقاء؟", "لماذا السماء حمراء؟"),
     ("Why 🙂 today?", "Why 🙁 today?"), ("कि", "की"), ("word " * 5_000, "word " * 5_001)],
)  # fmt: skip
def test_other_scripts_and_symbols_are_compared_as_they_are(a: str, b: str) -> None:
    assert not same(a, b) or a == b or not question_key(a)
    assert not verdict(a, b).near


def test_other_scripts_match_in_another_spelling() -> None:
    assert same("为什么天空是蓝色的？", "为什么天空是蓝色的?")
    assert same("Почему небо синее?", "почему Небо  синее")


QUESTION = st.sampled_from([row[side] for row in PAIRS for side in ("a", "b")])


@settings(deadline=None)
@given(QUESTION, QUESTION)
def test_the_verdict_is_symmetric(a: str, b: str) -> None:
    assert verdict(a, b).near == verdict(b, a).near
    assert verdict(a, b).score == pytest.approx(verdict(b, a).score)


@settings(deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_two_texts_can_be_compared(a: str, b: str) -> None:
    assert 0 <= verdict(a, b).score <= 1


@settings(deadline=None)
@given(QUESTION)
def test_case_space_and_end_never_matter(question: str) -> None:
    assert same(question, "  " + question.upper().replace(" ", "  ").rstrip("?"))


@settings(deadline=None)
@given(QUESTION, QUESTION)
def test_questions_told_apart_by_their_words_are_not_near(a: str, b: str) -> None:
    assert not (apart(gist_of(a, standard()), gist_of(b, standard())) and verdict(a, b).near)


def test_nothing_near_is_told_apart_by_its_words() -> None:
    near = [(row["a"], row["b"]) for row in PAIRS if verdict(row["a"], row["b"]).near]
    assert [pair for pair in near if apart(*(gist_of(text, standard()) for text in pair))] == []


def test_most_of_what_is_not_near_is_told_apart_by_its_words() -> None:
    others = [row for row in PAIRS if not verdict(row["a"], row["b"]).near]
    told = [row for row in others if apart(gist_of(row["a"], standard()), gist_of(row["b"], standard()))]
    assert len(told) > len(others) / 2
