"""Pairs among many questions, and the nearest ones."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rlkb_cli.duplicates.lexicon import standard
from rlkb_cli.duplicates.near import compare
from rlkb_cli.duplicates.reading import read
from rlkb_cli.duplicates.search import base_lexicon, near_duplicates, nearest
from rlkb_cli.duplicates.signatures import LARGEST_BUCKET, Index, keys
from rlkb_cli.errors import BadInput

with (Path(__file__).parent / "pairs.tsv").open(encoding="utf-8", newline="") as file:
    PAIRS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
QUESTIONS = sorted({row[side] for row in PAIRS for side in ("a", "b")})


ONE_CHANGE = [
    (row["a"], row["b"])
    for row in PAIRS
    if row["kind"] not in ("acronym", "typo") and compare(read(row["a"], standard()), read(row["b"], standard())).near
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
    alike = [f"How do careful readers notice rotten links{' ' * n}?" for n in range(LARGEST_BUCKET + 1)]
    found = near_duplicates(alike, standard())
    assert found.pairs == ()
    assert found.skipped == (tuple(range(LARGEST_BUCKET + 1)),)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), max_size=6), max_size=30), st.integers(0, 30))
def test_the_index_survives_as_bytes(rows: list[list[int]], wanted: int) -> None:
    packed = [[key << 24 for key in row] for row in rows]
    index = Index.build(packed)
    again = Index.load(index.dump())
    assert (
        again.candidates([wanted << 24])
        == index.candidates([wanted << 24])
        == {n for n, row in enumerate(rows) if wanted in row}
    )
    assert list(again.buckets()) == list(index.buckets())


def test_one_question_is_looked_up_in_the_index() -> None:
    index = Index.build(keys(read(question, standard())) for question in QUESTIONS)
    asked = read("What reduces the urban heat island effect", standard())
    assert index.candidates(keys(asked)) == set()
    asked = read("How does a city reduce the urban heat island effct?", standard())
    assert {QUESTIONS[n] for n in index.candidates(keys(asked))} >= {
        "How do cities reduce the urban heat island effect?"
    }


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
    assert near_duplicates(questions, base_lexicon({}, questions)).pairs == ()
    assert len(near_duplicates(questions, base_lexicon(settings_, questions)).pairs) == 1


@pytest.mark.parametrize(
    "own",
    ["text", {"acronyms": ("a",)}, {"synonyms": {"a": "b"}}, {"synonyms": ("ab",)}, {"acronyms": {"a": ()}}],
)
def test_bad_settings_are_bad_input(own: object) -> None:
    with pytest.raises(BadInput, match="near-duplicate-question"):
        base_lexicon({"near-duplicate-question": own}, [])


@settings(deadline=None)
@given(st.lists(st.text(max_size=60) | st.from_regex(r"[a-z ]{0,9} \([A-Za-z]{2,5}\)\?"), max_size=8))
def test_any_questions_can_be_searched(questions: list[str]) -> None:
    found = near_duplicates(questions, base_lexicon({}, questions))
    assert all(pair.first < pair.second for pair in found.pairs)
