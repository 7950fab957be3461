"""What the fix of one rule makes of a base."""

from collections.abc import Mapping
from pathlib import Path

from rlkb_cli.edit.draft import Draft
from rlkb_cli.kb.load import load
from rlkb_cli.lint.engine import check, rules_by_name
from tests.bases import base, contents, write


def fix(root: Path, text: str, rule: str) -> dict[str, bytes]:
    """The files of the base that a text describes, with all findings of a rule that have a fix fixed."""
    return fix_files(root, base(text), rule)


def fix_files(root: Path, files: Mapping[str, str | bytes], rule: str) -> dict[str, bytes]:
    """The same for contents by path."""
    kb = load(str(write(root, files)))
    draft = Draft(kb)
    asked = rules_by_name()[rule]
    found = [hit.finding for hit in check(kb, {rule: asked}) if hit.finding.fix]

    assert asked.fix is not None
    asked.fix(draft, found)
    change = draft.change("fix")
    return contents(root) | {path: data for path, data in change.after.items() if data is not None}
