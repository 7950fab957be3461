"""The semantic tier: its score, and what it says where there is no model."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from rlkb_cli.duplicates.embedder import OnnxEmbedder
from rlkb_cli.duplicates.lexicon import standard
from rlkb_cli.duplicates.meaning import likeness, same_meaning, shared_letters
from rlkb_cli.duplicates.near import compare
from rlkb_cli.duplicates.reading import read
from rlkb_cli.errors import BadInput


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
    """An embedder for which all texts mean the same."""

    name = "same"

    def embed(self, texts: Sequence[str]) -> Any:
        import numpy as np

        return np.ones((len(texts), 1), dtype=np.float32)


def test_only_what_nothing_tells_apart_is_found() -> None:
    pytest.importorskip("numpy")
    questions = ["Do bats see?", "Can a bat see?", "Do bats not see?", "Why do bats see?"]
    found = same_meaning(questions, standard(), _Same())
    assert [(pair.first, pair.second) for pair in found] == [(0, 1)]
    assert same_meaning([], standard(), _Same()) == []


def test_a_missing_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="the model is not there"):
        OnnxEmbedder(str(tmp_path))


def test_a_damaged_model_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    (tmp_path / "tokenizer.json").write_bytes(b"{}")
    with pytest.raises(BadInput, match="cannot be") as raised:
        OnnxEmbedder(str(tmp_path))
    assert "\n" not in raised.value.message
