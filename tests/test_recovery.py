"""Ended or failing at any call, or on a disk that forgets, a command leaves the old state or the new one."""

from __future__ import annotations

import errno
import itertools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rlkb_cli.edit import swap
from rlkb_cli.edit.journal import Journal, encode
from rlkb_cli.edit.lock import exclusive
from rlkb_cli.edit.pending import Pending
from rlkb_cli.edit.recovery import overlay, recover, steadily
from rlkb_cli.errors import Refused, RlkbError
from tests.crash import powerloss, shim, verb

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
State = dict[str, bytes]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Syncing is slow; the tests that need it look at the calls, not at the disk."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture(params=["kernel", "links"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the kernel's exchange, and where there is none."""
    if request.param == "links":
        monkeypatch.setattr(swap, "_kernel_rename", lambda: None)
    return str(request.param)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return verb.make(tmp_path / "base")


@pytest.fixture
def states(tmp_path: Path) -> tuple[State, State]:
    root = verb.make(tmp_path / "states")
    old = verb.state(root)
    verb.edit(root)
    return old, verb.state(root)


def fresh(root: Path) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    return verb.make(root)


def interrupted(root: Path) -> Path:
    """A base whose edit was killed before the last of its files, `notes/uno.md`, was made."""
    child = os.fork()
    if child == 0:
        forward = Pending.forward
        Pending.forward = lambda *at: forward(*at) if at[1] < 4 else os._exit(9)  # type: ignore[method-assign]
        verb.edit(fresh(root))
    os.waitpid(child, 0)
    assert (root / "notes/deep/er/three.md").exists()
    assert not (root / "notes/uno.md").exists()
    return root


@posix
def test_killed_at_every_call(base: Path, states: tuple[State, State], way: str) -> None:
    seen = set()
    for point in itertools.count(1):
        reached = shim.killed_at(point, verb.edit, fresh(base))
        verb.put_right(base)
        assert verb.state(base) in states, point
        assert verb.leftovers(base) == [], point
        seen.add(states.index(verb.state(base)))
        if not reached:
            break
    assert seen == {0, 1}
    assert point > 40


@posix
def test_recovery_killed_at_every_call(
    base: Path, tmp_path: Path, states: tuple[State, State], way: str
) -> None:
    interrupted(tmp_path / "interrupted")
    for point in itertools.count(1):
        shutil.rmtree(base)
        shutil.copytree(tmp_path / "interrupted", base)
        reached = shim.killed_at(point, verb.put_right, base)
        verb.put_right(base)
        assert verb.state(base) == states[0], point
        assert verb.leftovers(base) == [], point
        if not reached:
            break
    assert point > 10


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_failing_at_every_call(base: Path, states: tuple[State, State], way: str, code: int) -> None:
    old, new = states
    calls = shim.count_calls(shim.READING + shim.WRITING, verb.edit, fresh(base))
    for point in range(1, calls + 1, 1 if code == errno.EIO else 3):
        problem = shim.failing_at(point, code, verb.edit, fresh(base))
        assert problem is None or isinstance(problem, RlkbError), (point, repr(problem))
        verb.put_right(base)
        assert verb.state(base) == (old if problem else new), (point, problem)
        assert verb.leftovers(base) == [], point


def lost_states(root: Path, action: Callable[[Path], object], image: Path, **options: Any) -> Iterator[Any]:
    """What is there after a power loss at each moment of the action, and after recovery from it."""
    recorder = powerloss.Recorder(root, **options)
    recorder.run(action)
    choosers = [powerloss.oldest, powerloss.newest, powerloss.some(1)]
    for (moment, node), choose in itertools.product(enumerate(recorder.moments, 1), choosers):
        shutil.rmtree(image, ignore_errors=True)
        powerloss.to_disk(node, image, choose)
        try:
            verb.put_right(image)
        except RlkbError:
            yield moment == len(recorder.moments), None
        else:
            yield moment == len(recorder.moments), verb.state(image)


@posix
def test_power_loss(base: Path, tmp_path: Path, states: tuple[State, State]) -> None:
    for done, state in lost_states(base, verb.edit, tmp_path / "image"):
        assert state in states
        assert not done or state == states[1]


@posix
def test_power_loss_in_recovery(base: Path, tmp_path: Path, states: tuple[State, State]) -> None:
    for _, state in lost_states(interrupted(base), verb.put_right, tmp_path / "image"):
        assert state == states[0]


@posix
def test_power_loss_without_sync_is_noticed(base: Path, tmp_path: Path, states: tuple[State, State]) -> None:
    found = lost_states(base, verb.edit, tmp_path / "image", syncs=False)
    assert any(state not in states for _, state in found)


def test_nothing_to_recover(base: Path) -> None:
    assert verb.put_right(base) is None
    assert overlay(base) == {}
    verb.edit(base)
    assert verb.put_right(base) is None


@posix
def test_says_what_was_taken_back(base: Path) -> None:
    assert verb.put_right(interrupted(base)) == "an interrupted change was taken back: rename one"


@posix
def test_readers_see_the_old_state(base: Path) -> None:
    interrupted(base)
    view = overlay(base)
    assert view == {path: verb.BEFORE.get(path) for path in verb.BEFORE | verb.AFTER}
    assert steadily(base, lambda laid_over: laid_over) == view


@posix
def test_goes_forward_where_a_file_was_edited_since(base: Path, states: tuple[State, State]) -> None:
    interrupted(base)
    (base / "hub.yaml").write_bytes(b"mine")
    assert overlay(base) == {"notes/uno.md": verb.AFTER["notes/uno.md"]}
    assert verb.put_right(base) == "an interrupted change was finished: rename one"
    assert verb.state(base) == states[1] | {"hub.yaml": b"mine"}
    assert verb.leftovers(base) == []


@posix
def test_leaves_an_edit_that_came_first(base: Path, states: tuple[State, State]) -> None:
    interrupted(base)
    (base / "notes/uno.md").write_bytes(b"mine")
    assert "notes/uno.md" not in overlay(base)
    assert "taken back" in str(verb.put_right(base))
    assert verb.state(base) == states[0] | {"notes/uno.md": b"mine"}


@posix
def test_stops_where_neither_is_possible(base: Path) -> None:
    interrupted(base)
    (base / "hub.yaml").write_bytes(b"mine")
    (base / "notes/uno.md").write_bytes(b"mine too")
    before = verb.state(base)
    assert overlay(base) == {}
    with pytest.raises(Refused, match="neither taken back nor finished"):
        verb.put_right(base)
    assert verb.state(base) == before


@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b"nonsense",
        b"[1, 2]\n",
        b'{"version": 1, "title": 1, "when": "x", "folders": [], "files": []}\n',
        b'{"version": 1, "title": "", "when": 0, "folders": ["../x"], "files": []}\n',
        b"[" * 100_000,
    ],
)
def test_damaged_journal(base: Path, journal: bytes) -> None:
    pending = base / ".rlkb/journal/pending"
    pending.mkdir(parents=True)
    (pending / "journal").write_bytes(journal)
    assert overlay(base) == {}
    with pytest.raises(Refused, match="cannot be taken back"):
        verb.put_right(base)


@pytest.mark.parametrize(
    "path", ["../out.md", "/etc/out.md", ".git/x.md", "notes/../../out.md", "setup.py", "a\\b.md"]
)
def test_hostile_journal_names_a_file_elsewhere(base: Path, path: str) -> None:
    pending = base / ".rlkb/journal/pending"
    pending.mkdir(parents=True)
    item = {"path": path, "before": None, "after": "0" * 64, "size": 0, "mode": None}
    data = encode(Journal("x", 0.0, (), (), b"")).replace(b'"files": []', b'"files": [@]')
    (pending / "journal").write_bytes(data.replace(b"@", json.dumps(item).encode()))
    with pytest.raises(Refused, match="not ours"):
        verb.put_right(base)


@posix
def test_hostile_journal_behind_a_link(base: Path, tmp_path: Path) -> None:
    interrupted(base)
    shutil.move(base / "notes", tmp_path / "outside")
    (base / "notes").symlink_to(tmp_path / "outside")
    before = verb.state(tmp_path / "outside")
    with pytest.raises(Refused):
        verb.put_right(base)
    assert verb.state(tmp_path / "outside") == before


def test_recover_needs_the_lock(base: Path) -> None:
    with exclusive(base) as lock:
        assert recover(base, lock) is None
