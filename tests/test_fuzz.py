"""A few of the cases of `tests.fuzz`."""

from pathlib import Path

import pytest

from tests.fuzz import case


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(50))
def test_whatever_happens_to_the_files(tmp_path: Path, seed: int) -> None:
    case(tmp_path, seed)
