"""A small knowledge base and one edit that does everything a transaction can; the harness stops it at
every point.

As a program: `python -m tests.crash.verb ROOT edit|recover`.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from rlkb_cli.edit.lock import exclusive
from rlkb_cli.edit.recovery import recover
from rlkb_cli.edit.transaction import Committed, FileChange, commit
from rlkb_cli.errors import RlkbError

BEFORE = {
    "hub.yaml": b"title: A\ntotals: {notes: 2}\n",
    "notes/one.md": b"---\nquestion: One?\n---\n",
    "notes/two.md": b"---\nquestion: Two?\n---\nSee [one](one.md).\n",
}
AFTER = {
    "hub.yaml": b"title: A\ntotals: {notes: 3}\n",
    "notes/uno.md": b"---\nquestion: Uno?\n---\n",
    "notes/two.md": b"---\nquestion: Two?\n---\nSee [one](uno.md).\n",
    "notes/deep/er/three.md": b"---\nquestion: Three?\n---\n",
}


def make(root: Path) -> Path:
    """Writes the knowledge base as it is before the edit."""
    for path, data in BEFORE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def changes() -> list[FileChange]:
    """The edit: two files altered, one renamed, one created in new folders."""
    return [FileChange(path, BEFORE.get(path), AFTER.get(path)) for path in sorted(BEFORE | AFTER)]


def edit(root: Path) -> Committed:
    """Recovers, and makes the edit unless it is made already."""
    with exclusive(root) as lock:
        recover(root, lock)
        if os.path.exists(root / "notes/uno.md"):
            return Committed("", ())
        return commit(root, changes(), title="rename one", lock=lock)


def put_right(root: Path) -> str | None:
    """What any next command does first."""
    with exclusive(root) as lock:
        return recover(root, lock)


def state(root: Path) -> dict[str, bytes]:
    """Every file outside `.rlkb/`, and every folder (ending in `/`)."""
    found: dict[str, bytes] = {}
    for folder, folders, files in os.walk(root):
        if Path(folder) == root and ".rlkb" in folders:
            folders.remove(".rlkb")
        place = Path(folder).relative_to(root)
        found |= {(place / name).as_posix(): (Path(folder) / name).read_bytes() for name in files}
        found |= {(place / name).as_posix() + "/": b"" for name in folders}
    return found


def leftovers(root: Path) -> list[str]:
    """What lies in `.rlkb/` and is neither the lock, nor history, nor the cache."""
    ours = root / ".rlkb"
    kept = [ours / name for name in (".gitignore", "lock", "journal", "cache")]
    found = [path.name for path in ours.iterdir() if path not in kept] if ours.exists() else []
    journal = ours / "journal"
    if journal.exists():
        found += [path.name for path in journal.iterdir() if not path.name.isdigit()]
    return found + [path.name for path in ours.glob("cache/*.*")]


if __name__ == "__main__":
    try:
        done = (edit if sys.argv[2] == "edit" else put_right)(Path(sys.argv[1]))
        with suppress(OSError):
            os.write(1, f"{done}\n".encode())
    except RlkbError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.code)
    except KeyboardInterrupt:
        sys.exit(130)
