"""What holds for all tests."""

import pytest


@pytest.fixture(autouse=True)
def no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the environment says how to report: the tests run in CI as well."""
    for name in ("GITHUB_ACTIONS", "RLKB_OUTPUT_FORMAT", "RLKB_COLOR"):
        monkeypatch.delenv(name, raising=False)
