"""The sieve lets nothing through that is wrong: what the rules find with it, they find without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.facts import Facts, facts_of, join, split
from rlkb_cli.kb.load import load, with_changes
from rlkb_cli.kb.sieve import Sieve
from rlkb_cli.lint.answers import notebook
from rlkb_cli.lint.engine import check, judge
from tests.bases import base, write
from tests.verbs.bases import BATS

# What a base can go wrong with: a piece of a file, and what may stand there instead.
PIECES = [
    "can-bats-see", "how-do-bats-find-prey", "where-do-bats-sleep", "#how-well", "## How well", "[[", "]]",
    "section: senses", "question: Can bats see?", "related:", "[prey]:", "- id: lives", ".md", "notes:", "title",
]  # fmt: skip
INSTEAD = [
    "", "gone", "CAN-BATS-SEE", "sight", "../README", "senses", "field/watching", "field", "[[can-bats-see]]",
    "former-ids: [gone, sight]\nrelated:", "#", "x\ty", "aliases: [gone]\nsection: lives", "Can bats see", "%20",
    "distinct-from:", "supports:", "ü", "notes/can-bats-see",
]  # fmt: skip


class All(Sieve):
    """A sieve that holds everything back."""

    def __init__(self, kb: KnowledgeBase) -> None:
        super().__init__(kb)
        self.sources = tuple(kb.facts)
        self.entries = kb.entries
        self.relations = kb.relations
        self.unlisted = kb.notes
        self.unplaced = kb.notes


Damage = list[tuple[str, int, str]]
DAMAGE = st.lists(st.tuples(st.sampled_from(PIECES), st.integers(0, 9), st.sampled_from(INSTEAD)), max_size=6)


@given(DAMAGE)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nothing_wrong_gets_through(
    tmp_path_factory: pytest.TempPathFactory, damage: Damage
) -> None:
    root = str(write(tmp_path_factory.mktemp("base"), base(_damaged(BATS, damage))))
    try:
        kb = load(root, judge=judge, cache="off")
    except BadInput:
        return
    for path, facts in kb.facts.items():
        [said] = judge([kb.documents[path]], [kb.read(path)], kb.config)
        exact = facts_of(kb.documents[path], said)
        assert in_order(facts) == in_order(exact)  # the quick reading and the exact one agree
    plain = load(root, judge=judge, cache="off")
    plain.__dict__["sieve"] = All(plain)
    found = sorted(map(repr, check(kb)))
    assert found == sorted(map(repr, check(plain)))
    clean = load(str(write(tmp_path_factory.mktemp("clean"), base(BATS))), judge=judge, cache="off")
    gone = dict.fromkeys(clean.files - kb.files)
    changed = {path: kb.read(path) for path in kb.files if path not in clean.files or kb.read(path) != clean.read(path)}
    assert found == sorted(map(repr, check(with_changes(clean, changed | gone))))  # as a change, too


@given(DAMAGE, DAMAGE, st.sets(st.integers(0, 20)))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_after_a_change_the_same_is_found_as_at_first_sight(
    tmp_path_factory: pytest.TempPathFactory, damage: Damage, more: Damage, away: set[int]
) -> None:
    """Though most answers are given again, and only what is new is sieved."""
    first = _damaged(BATS, damage)
    files = base(_damaged(first, more))
    assume(not any("/." in path for path in files))  # hidden files are no documents
    gone = {path for number, path in enumerate(sorted(files)) if number in away and path != "hub.yaml"}
    changes: dict[str, bytes | None] = {path: data.encode() for path, data in files.items()}
    changes |= dict.fromkeys((set(base(first)) - files.keys()) | gone)
    try:
        before = load(str(write(tmp_path_factory.mktemp("base"), base(first))), judge=judge, cache="off")
        book = notebook(before)
        check(before, book=book)
        after = with_changes(before, changes)
        fresh = load(str(write(tmp_path_factory.mktemp("base"), {p: f for p, f in files.items() if p not in gone})))
    except BadInput:
        return
    found, expected = (sorted(repr(hit.finding) for hit in hits) for hits in (check(after, book=book), check(fresh)))
    assert found == expected


def _damaged(text: str, damage: Damage) -> str:
    for piece, number, instead in damage:
        spots = list(_spots(text, piece))
        if spots:
            spot = spots[number % len(spots)]
            text = text[:spot] + instead + text[spot + len(piece) :]
    return text


def in_order(facts: Facts) -> Facts:
    return facts._replace(uses=join(sorted(split(facts.uses))))


def test_in_a_clean_base_nothing_is_read(tmp_path: Path) -> None:
    root = str(write(tmp_path, base(BATS)))
    kb = load(root, judge=judge, cache="off")
    assert check(kb) == []
    assert kb.sieve.references == ()
    assert kb.sieve.relations == ()


def _spots(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)
