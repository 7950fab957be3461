"""Many processes that edit at once, and an editor that saves while a command edits the same note."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rlkb_cli.edit.lock import exclusive
from rlkb_cli.edit.recovery import recover, steadily
from rlkb_cli.edit.transaction import FileChange, commit
from rlkb_cli.errors import Refused

_COUNT = re.compile(rb"notes: (\d+)")


def add_note(root: Path, name: str) -> None:
    """One edit of two files: a new note, and the hub's count and list."""
    with exclusive(root) as lock:
        recover(root, lock)
        hub = (root / "hub.yaml").read_bytes()
        count = int(_COUNT.findall(hub)[0])
        grown = _COUNT.sub(b"notes: %d" % (count + 1), hub) + f"- {name}\n".encode()
        changes = [FileChange("hub.yaml", hub, grown), FileChange(f"notes/{name}.md", None, name.encode())]
        commit(root, changes, title=f"add {name}", lock=lock)


def crowd(root: Path, processes: int, edits: int) -> None:
    """That many processes each make that many edits; raises if one of them failed, or an edit got lost."""
    (root / "notes").mkdir()
    (root / "hub.yaml").write_bytes(b"notes: 0\n")
    together([partial(_add_notes, root, who, edits) for who in range(processes)])
    names = {path.stem for path in (root / "notes").iterdir()}
    listed = (root / "hub.yaml").read_text().splitlines()
    assert listed[0] == f"notes: {processes * edits}"
    assert sorted(listed[1:]) == sorted(f"- {name}" for name in names)
    assert len(names) == processes * edits


def together(actions: list[Callable[[], object]]) -> None:
    """Each action in a process of its own, all at once; raises if one of them fails."""
    children = [_child(action) for action in actions]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(actions)


def _add_notes(root: Path, who: int, edits: int) -> None:
    for edit in range(edits):
        add_note(root, f"n{who}-{edit}")


def editor(path: Path, saves: int, style: str, pause: float = 0) -> None:
    """Reads the note, adds a line and saves it, again and again, as editors do.

    `style` is "replace" (a new file takes the name), "in place" (emptied and written), or "append".
    Before every tenth save it waits for `pause` seconds, so that others get a chance.
    """
    for save in range(saves):
        if pause and save % 10 == 0:
            time.sleep(pause)
        line = f"line {save}.\n"
        if style == "append":
            with path.open("a") as file:
                file.write(line)
        elif style == "in place":
            text = path.read_text() + line
            path.write_text(text)
        else:
            fresh = path.with_name(".fresh")
            fresh.write_text(path.read_text() + line)
            os.replace(fresh, path)


def retitle(root: Path, note: str, number: int) -> str:
    """One edit of a note's first line; "made", "refused", or "" if the editor is in the middle of a save."""
    with exclusive(root) as lock:
        recover(root, lock)
        before = (root / note).read_bytes()
        if not before.startswith(b"title"):
            return ""
        _, _, rest = before.partition(b"\n")
        try:
            change = FileChange(note, before, b"title %d\n" % number + rest)
            commit(root, [change], title="retitle", lock=lock)
        except Refused:
            return "refused"
        return "made"


def editor_race(root: Path, saves: int, style: str) -> dict[str, int]:
    """The editor saves while a loop retitles; how often each outcome of `retitle` came up."""
    note = root / "note.md"
    note.write_bytes(b"title\n")
    return race(note, root, lambda: editor(note, saves, style), lambda n: retitle(root, "note.md", n), saves)


def race(
    note: Path, root: Path, edit: Callable[[], object], command: Callable[[int], str], saves: int
) -> dict[str, int]:
    """Runs a command with 1, 2, 3… while the editor is at work; how often each of its outcomes came up.

    Raises if one of the editor's lines is nowhere any more: neither in the note nor kept in `.rlkb/`.
    """
    child = _child(edit)
    outcomes: dict[str, int] = {}
    number = 0
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        number += 1
        outcome = command(number)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        time.sleep(0)
    kept = b"".join(path.read_bytes() for path in [note, *root.glob(".rlkb/**/*")] if path.is_file())
    missing = {f"line {save}.".encode() for save in range(saves)} - set(re.findall(rb"line \d+\.", kept))
    assert not missing, f"{len(missing)} lines are lost"
    return outcomes | {"only in .rlkb": _only_kept(note, saves)}


def _only_kept(note: Path, saves: int) -> int:
    text = note.read_text()
    return sum(f"line {save}.\n" not in text for save in range(saves))


def _child(action: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            action()
            code = 0
        finally:
            os._exit(code)
    return child


def readers_see_one_state(root: Path, states: int) -> int:
    """Reads two files that a loop in another process changes together, until that many states were seen.

    The number of reads; raises if a state was half-made.
    """
    names = ("hub.yaml", "note.md")
    for name in names:
        (root / name).write_bytes(b"0")
    child = _child(lambda: [_count_up(root, names, number) for number in range(100_000)])

    def read(laid_over: dict[str, bytes | None]) -> tuple[bytes | None, ...]:
        return tuple(laid_over[name] if name in laid_over else (root / name).read_bytes() for name in names)

    seen: set[tuple[bytes | None, ...]] = set()
    reads = 0
    try:
        while len(seen) < states:
            seen.add(steadily(root, read))
            reads += 1
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert all(first == second for first, second in seen)
    return reads


def _count_up(root: Path, names: tuple[str, ...], number: int) -> None:
    with exclusive(root) as lock:
        changes = [FileChange(name, b"%d" % number, b"%d" % (number + 1)) for name in names]
        commit(root, changes, title="count", lock=lock)
