"""The splicer on real files, where there are some: set RLKB_CORPUS to a folder of them."""

import os
from pathlib import Path

import pytest

from tests.corpus.run import block_of, cases, judge, run, variants

NOTE = b"---\nquestion: What?\nempty:\nrelated: # c\n  - a\n  - b\n# of tags\ntags: [x]\n---\nBody\n"


@pytest.mark.skipif("RLKB_CORPUS" not in os.environ, reason="RLKB_CORPUS names no folder of real files")
def test_no_real_file_is_damaged() -> None:
    counts = run(Path(os.environ["RLKB_CORPUS"]))
    assert counts["damaged"] == 0
    assert counts["refused"] <= 0.002 * sum(counts.values())


def test_the_judge_passes_what_is_exact() -> None:
    fields = {"question": "What?", "empty": "", "related": ["a", "b"], "tags": ["x"]}
    for _, data in variants(NOTE):
        tried = [judge(data, "note", case) for case in cases(fields, "new: text")]
        assert {outcome.result for outcome in tried} == {"exact"} and len(tried) == 9
        assert block_of(data, "note") is not None


def test_the_judge_catches_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    case = next(iter(cases({"question": "What?"}, "new")))
    for wrong in (
        NOTE.replace(b"What?", b"other"),
        NOTE.replace(b"What?", b"new").replace(b"- a", b"-  a"),
        NOTE.replace(b"What?", b"new").replace(b"# of tags\n", b""),
        NOTE.replace(b"What?", b"new").replace(b"Body", b"body"),
    ):
        monkeypatch.setattr("tests.corpus.run.apply", lambda data, patch, wrong=wrong: wrong)
        assert judge(NOTE, "note", case).result == "damaged"
