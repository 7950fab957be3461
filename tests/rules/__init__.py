"""Tests of the linter's rules, one module a family."""

from collections.abc import Mapping
from pathlib import Path

from rlkb_cli.kb.load import load
from rlkb_cli.lint.engine import check, locate, rules_by_name
from rlkb_cli.lint.report import Located
from tests.bases import base, write


def note(name: str, front: str = "", body: str = "", section: str = "s") -> str:
    """A sound note, as text of a base; `front` adds lines to its front matter."""
    head = (
        f"-- notes/{name}.md --\n---\nquestion: What is {name}?\nsection: {section}\nsummary: It is {name}.\n"
    )
    return head + (front.strip() + "\n" if front else "") + f"---\n{body}\n"


def lint(root: Path, text: str, rule: str = "") -> list[Located]:
    """What one rule (or all of them) finds in the base that a text describes."""
    return lint_files(root, base(text), rule)


def lint_files(root: Path, files: Mapping[str, str | bytes], rule: str = "") -> list[Located]:
    """The same for contents by path."""
    kb = load(str(write(root, files)))
    return list(locate(kb, check(kb, {rule: rules_by_name()[rule]} if rule else None)))


def spots(found: list[Located]) -> list[tuple[str, int, int, int]]:
    """Path, line, column and end column of each finding."""
    return [(one.path, one.line, one.column, one.end_column) for one in found]


def messages(found: list[Located]) -> list[str]:
    """Their messages."""
    return [one.message for one in found]
