"""Globs of paths in `hub.yaml`."""

import pytest

from rlkb_cli.kb.globs import matcher


@pytest.mark.parametrize(
    ("globs", "matches", "others"),
    [
        (["notes/**/*.md"], ["notes/a.md", "notes/b/a.md"], ["a.md", "notesx/a.md", "notes/a.txt"]),
        (["**/*.md"], ["a.md", "b/c.md"], ["a.txt"]),
        (["*.md"], ["a.md"], ["b/a.md"]),
        (["{a,b}/*.md"], ["a/x.md", "b/x.md"], ["c/x.md"]),
        (["**/*.md", "!**/README.md"], ["a.md", "READMEs/a.md"], ["README.md", "b/README.md"]),
        (["!x/**/*.md", "**/*.md", "!y/z.md"], ["a.md", "y/a.md"], ["x/a.md", "x/b/a.md", "y/z.md"]),
        (["**/*.md", r"!a \[b\].md"], ["a.md", "a b.md"], ["a [b].md"]),
        (["!a.md"], [], ["a.md", "b.md"]),
        ([], [], ["a.md"]),
    ],
)
def test_globs(globs: list[str], matches: list[str], others: list[str]) -> None:
    match = matcher(tuple(globs))
    assert [path for path in (*matches, *others) if match(path)] == matches
