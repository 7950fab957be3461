"""Small knowledge bases for tests, written as text."""

from collections.abc import Mapping
from pathlib import Path

from rlkb_cli.lint.pages import base  # the same text form as in the rules' examples

__all__ = ["base", "contents", "write"]


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files under `root` and return it; texts byte for byte, without translation of line ends."""
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def contents(root: Path) -> dict[str, bytes]:
    """Every file of a base but those of `.rlkb` and `.git`, by path."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {path: data for path, data in found.items() if not path.startswith((".rlkb/", ".git/"))}
