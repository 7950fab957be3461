"""Pairs among many questions, and the nearest ones."""

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rlkb_cli.duplicates.lexicon import standard
from rlkb_cli.duplicates.near import compare
from rlkb_cli.duplicates.reading import read
from rlkb_cli.duplicates.search import LARGEST_GROUP, Common, near_duplicates, nearest
from rlkb_cli.duplicates.settings import base_lexicon
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.alike import shared
from rlkb_cli.kb.facts import join

with (Path(__file__).parent / "pairs.tsv").open(encoding="utf-8", newline="") as file:
    PAIRS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
QUESTIONS = sorted({row[side] for row in PAIRS for side in ("a", "b")})


ONE_CHANGE = [
    (row["a"], row["b"]) for row in PAIRS if compare(read(row["a"], standard()), read(row["b"], standard())).near
]


@pytest.mark.parametrize(("a", "b"), ONE_CHANGE)
def test_the_search_finds_what_comparing_finds(a: str, b: str) -> None:
    assert [(pair.first, pair.second) for pair in near_duplicates([a, b], standard()).pairs] == [(0, 1)]


def test_the_search_finds_nothing_else() -> None:
    readings = [read(question, standard()) for question in QUESTIONS]
    found = near_duplicates(QUESTIONS, standard())
    assert found.skipped == ()
    assert len(found.pairs) > 40
    assert all(compare(readings[pair.first], readings[pair.second]).near for pair in found.pairs)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Do tall trees surviv storms?", "Do tall trees survive storms?"),
        (
            "Do carefull readers notise broken links quickly?",
            "Do careful readers notice broken links quickly?",
        ),
    ],
)
def test_misspelt_words_are_found(a: str, b: str) -> None:
    assert len(near_duplicates([a, b], standard()).pairs) == 1


def test_few_questions() -> None:
    assert near_duplicates([], standard()) == ((), ())
    assert near_duplicates(["Why?"], standard()).pairs == ()
    assert near_duplicates(["", "", "??", "??"], standard()).pairs == ()


def test_too_many_alike_are_reported_and_not_compared() -> None:
    alike = [f"How do careful readers notice rotten links{' ' * n}?" for n in range(LARGEST_GROUP + 1)]
    found = near_duplicates(alike, standard())
    assert found.pairs == ()
    assert found.skipped == (tuple(range(LARGEST_GROUP + 1)),)


def test_the_nearest_come_first() -> None:
    found = nearest(
        "Is early vaccination of cattle useful?",
        ["Do cattle eat grass?", "Is it early?", "Vaccinating cattle early?"],
        standard(),
    )
    assert found[0].first == 2
    assert nearest("", QUESTIONS, standard()) == []


def test_a_base_adds_its_own_words() -> None:
    settings_ = {"near-duplicate-question": {"acronyms": {"XQZ": "extra quiet zone"}, "synonyms": (("scrub", "wash"),)}}
    questions = ["Do people wash XQZ areas?", "Do people scrub extra quiet zone areas?"]
    assert near_duplicates(questions, standard()).pairs == ()
    assert len(near_duplicates(questions, base_lexicon(settings_)).pairs) == 1


@pytest.mark.parametrize(
    "own",
    ["text", {"acronyms": ("a",)}, {"synonyms": {"a": "b"}}, {"synonyms": ("ab",)}, {"acronyms": {"a": ()}}],
)
def test_bad_settings_are_bad_input(own: object) -> None:
    with pytest.raises(BadInput, match="near-duplicate-question"):
        base_lexicon({"near-duplicate-question": own})


@settings(deadline=None)
@given(st.lists(st.text(max_size=60) | st.from_regex(r"[a-z ]{0,9} \([A-Za-z]{2,5}\)\?"), max_size=8))
def test_any_questions_can_be_searched(questions: list[str]) -> None:
    found = near_duplicates(questions, standard())
    assert all(pair.first < pair.second for pair in found.pairs)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Does HPLC separate drugs?", "Does high-performance liquid chromatography separate drugs?"),
        ("Do EMFs harm bees?", "Do electromagnetic fields harm bees?"),
        ("How does QoS work in homes?", "How does quality of service work in homes?"),
        ("Do rain water barrels leak?", "Do rainwater barrels leak?"),
        ("Do grey tyres age?", "Do gray tires age?"),
        ("Is oedema painful in adults?", "Is edema painful in adults?"),
        ("Do usualy calm bees sting beekepers?", "Do usually calm bees sting beekeepers?"),
    ],
)
def test_what_changes_the_first_letters_is_found(a: str, b: str) -> None:
    others = ["Do cattle eat grass?", "Does grass eat cattle?"]
    found = near_duplicates([others[0], a, others[1], b], standard())
    assert [(pair.first, pair.second) for pair in found.pairs] == [(1, 3)]


ALIKE = [question for row in PAIRS if row["label"] == "1" for question in (row["a"], row["b"])]


@settings(deadline=None, max_examples=10)
@given(st.lists(st.sampled_from(ALIKE), min_size=2, max_size=20, unique=True))
def test_the_search_finds_what_comparing_everything_with_everything_finds(some: list[str]) -> None:
    readings, common = [read(question, standard()) for question in some], Common(some)
    found = [pair[:2] for pair in near_duplicates(some, standard()).pairs]
    near = [(i, j) for j in range(len(some)) for i in range(j) if compare(readings[i], readings[j], common).near]
    assert sorted(found) == sorted(near)


@cache
def among_all() -> set[tuple[str, str]]:
    return {(QUESTIONS[pair.first], QUESTIONS[pair.second]) for pair in near_duplicates(QUESTIONS, standard()).pairs}


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(QUESTIONS), min_size=2, max_size=30, unique=True))
def test_what_is_found_among_many_is_found_among_few(some: list[str]) -> None:
    found = {tuple(sorted((some[p.first], some[p.second]))) for p in near_duplicates(some, standard()).pairs}
    wanted = {pair for pair in among_all() if set(pair) <= set(some)}
    assert wanted <= found  # in a small base, a word that looks misspelt is not common


MARKS = st.dictionaries(st.integers(0, 9), st.lists(st.sampled_from("abcde"), max_size=4), max_size=8)


@given(MARKS)
def test_what_is_shared_is_what_two_have(marks: dict[int, list[str]]) -> None:
    found = shared({thing: join(texts) for thing, texts in marks.items()})
    having = {mark: [thing for thing, texts in marks.items() if mark in texts] for mark in "abcde"}
    assert found == {mark: things for mark, things in having.items() if len(things) > 1}
