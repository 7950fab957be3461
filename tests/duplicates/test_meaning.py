"""The semantic tier: its score, and what it says where there is no model."""

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from rlkb_cli.duplicates.embedder import OnnxEmbedder
from rlkb_cli.duplicates.lexicon import standard
from rlkb_cli.duplicates.meaning import likeness, same_meaning, shared_letters
from rlkb_cli.duplicates.near import compare
from rlkb_cli.duplicates.reading import read
from rlkb_cli.duplicates.vectors import PATH, vectors_of
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.columns import pack, unpack
from tests.bases import base, write
from tests.cli import rlkb


def score(a: str, b: str, cosine: float) -> float:
    return likeness(a, b, cosine, compare(read(a, standard()), read(b, standard())))


def test_shared_letters_count_less_than_meaning() -> None:
    assert shared_letters("Do bats see?", "do bats SEE") == 1
    assert shared_letters("Do bats see?", "?") == 0
    asked = "Do bats see at night?"
    assert score(asked, "Is the vision of Chiroptera nocturnal?", 0.9) > score(asked, "Do bats eat at night?", 0.9)


def test_what_tells_two_questions_apart_lowers_the_score() -> None:
    assert score("Do bats see?", "Do bats not see?", 0.9) < score("Do bats see?", "Can bats see?", 0.9)


class _Same:
    """An embedder for which all texts mean the same; it remembers what it was asked."""

    def __init__(self, name: str = "same", width: int = 8) -> None:
        self.name, self.width, self.asked, self.latin = name, width, list[str](), True

    def embed(self, texts: Sequence[str]) -> Any:
        import numpy as np

        self.asked += texts
        return np.full((len(texts), self.width), self.width**-0.5, dtype=np.float32)


def test_only_what_nothing_tells_apart_is_found() -> None:
    pytest.importorskip("numpy")
    questions = ["Do bats see?", "Can a bat see?", "Do bats not see?", "Why do bats see?"]
    found = same_meaning(questions, _Same().embed(questions), standard())
    assert [(pair.first, pair.second) for pair in found.pairs] == [(0, 1)]
    assert same_meaning([], _Same().embed([]), standard()) == ((), ())


def test_too_many_alike_are_named_and_not_compared() -> None:
    pytest.importorskip("numpy")
    questions = [f"Do bats see {name}?" for name in "abcdefghijklmnopqrstuvwxyzäöüßéèêàâçñøåæœþðłřšžč"]
    found = same_meaning(questions, _Same().embed(questions), standard())
    assert found.skipped == tuple(range(len(questions) - 41))


def test_a_block_of_rows_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    np = pytest.importorskip("numpy")
    vectors = np.random.default_rng(6).normal(size=(40, 3)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    questions = [f"Do bats {name} see?" for name in range(40)]
    whole = same_meaning(questions, vectors, standard(), 0.5)
    monkeypatch.setattr("rlkb_cli.duplicates.meaning._MOST_PRODUCTS", 80)
    assert same_meaning(questions, vectors, standard(), 0.5) == whole


def test_vectors_are_kept_by_text(tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    first, again, other = _Same(), _Same(), _Same("other", 12)
    made = vectors_of(["a", "b", "a"], first, str(tmp_path))
    assert (vectors_of(["b", "c"], again, str(tmp_path)) == made[:2]).all()
    assert (first.asked, again.asked) == (["a", "b"], ["c"])
    assert vectors_of(["b", "c"], other, str(tmp_path)).shape == (2, 12)
    assert other.asked == ["b", "c"]
    assert vectors_of([], _Same(), str(tmp_path)).shape[0] == 0
    vectors_of(["x"], first, None)
    assert vectors_of(["x"], again, None).shape == (1, 8)


def _nothing(data: bytes) -> bytes:
    return b""


def _cut(data: bytes) -> bytes:
    return data[:-9]


def _not_finite(data: bytes) -> bytes:
    columns = unpack(data)
    return pack({**columns, "vector": array("q", [-1] * len(columns["vector"]))})


def _no_vector(data: bytes) -> bytes:
    return pack({**unpack(data), "vector": array("q", [1, 2, 3])})


def _texts(data: bytes) -> bytes:
    return pack({**unpack(data), "vector": ["a", "b"]})


@pytest.mark.parametrize("damage", [_nothing, _cut, _not_finite, _no_vector, _texts])
def test_damaged_vectors_are_made_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    pytest.importorskip("numpy")
    made = vectors_of(["a", "b"], _Same(), str(tmp_path))
    kept = tmp_path / PATH
    kept.write_bytes(damage(kept.read_bytes()))
    again = _Same()
    assert (vectors_of(["a", "b"], again, str(tmp_path)) == made).all()
    assert again.asked == ["a", "b"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    root, secret = tmp_path / "root", tmp_path / "secret"
    secret.mkdir()
    (root / ".rlkb").mkdir(parents=True)
    try:
        (root / ".rlkb" / "cache").symlink_to(secret, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    vectors_of(["a"], _Same(), str(root))
    assert list(secret.iterdir()) == []


MEANS = """\
-- hub.yaml --
title: T
totals: {notes: 2, sections: 1}
sections: [{id: s, title: S, count: 2, notes: [a, b]}]
lint: {extend-select: [same-meaning]}
-- notes/a.md --
---
question: Why do web links stop working after some years?
section: s
summary: Files move, and links do not.
---
-- notes/b.md --
---
question: For what reason do links on the web stop working after a few years?
section: s
summary: Nobody looks after them.
---
"""


def test_without_a_model_there_is_one_line_and_all_else_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path / "base", base(MEANS.replace("Nobody looks after them.", "")))
    (tmp_path / "model").mkdir()
    monkeypatch.setenv("RLKB_MODEL", str(tmp_path / "model"))
    done = rlkb(root, "lint", "--output-format", "concise")
    assert [line.split("[")[1].split("]")[0] for line in done.out.splitlines()[:2]] == [
        "same-meaning",
        "missing-summary",
    ]
    assert "hub.yaml:1:1: info[same-meaning] meanings are not compared: the model is not there" in done.out
    done = rlkb(root, "dupes", "--meaning")
    assert (done.code, done.out, done.err) == (0, "0 pairs\n", "meanings are not compared: the model is not there\n")


def test_meanings_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("onnxruntime")
    monkeypatch.delenv("CI", raising=False)  # where files are known by content alone, vectors are not kept
    root = write(tmp_path, base(MEANS))
    assert (
        "notes/b.md:2:11: info[same-meaning] `a` seems to ask the same"
        in rlkb(root, "lint", "--output-format", "concise").out
    )
    assert "much the same meaning" in rlkb(root, "dupes", "--meaning").out
    assert (root / PATH).exists()
    assert rlkb(root, "distinct", "a", "b").code == 0
    assert rlkb(root, "dupes", "--meaning").out == "0 pairs\n"
    assert "No problems" in rlkb(root, "lint").out


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("为什么天空是蓝色的？", "为什么天空是红色的？"),
        ("Why 🙂 today?", "Why 🙁 today?"),
        ("Why? " + "word " * 300, "Why? " + "word " * 301),
        ("→ ∑", "∑ →"),
    ],
)
def test_what_a_model_can_only_guess_at_is_not_compared(tmp_path: Path, a: str, b: str) -> None:
    pytest.importorskip("onnxruntime")
    text = MEANS.replace("Why do web links stop working after some years?", a)
    text = text.replace("For what reason do links on the web stop working after a few years?", b)
    assert rlkb(write(tmp_path, base(text)), "dupes", "--meaning").out == "0 pairs\n"


def test_a_missing_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="the model is not there"):
        OnnxEmbedder(str(tmp_path))


def test_a_damaged_model_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    (tmp_path / "tokenizer.json").write_bytes(b"{}")
    with pytest.raises(BadInput, match="cannot be") as raised:
        OnnxEmbedder(str(tmp_path))
    assert "\n" not in raised.value.message
