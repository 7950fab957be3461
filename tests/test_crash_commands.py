"""A small part of the crash harness over whole commands; all of it is `python -m tests.crash.full`."""

from __future__ import annotations

import errno
import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from rlkb_cli import __main__
from rlkb_cli.edit.pending import Pending
from tests.cli import Done, rlkb
from tests.crash import commands, fixture, shim, verb

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
# Calls that are passed over, of those that write and of all.
_STRIDE, _WIDE_STRIDE = 9, 41


class Verb(NamedTuple):
    """A command, the base it is run on again and again, and the states before and after."""

    words: list[str]
    start: Path
    root: Path
    old: dict[str, bytes]
    new: dict[str, bytes]

    def fresh(self) -> Path:
        shutil.rmtree(self.root, ignore_errors=True)
        return Path(shutil.copytree(self.start, self.root))

    def run(self, root: Path) -> Done:
        return rlkb(root, *self.words)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here loses what is not synced."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fixture.make(tmp_path_factory.mktemp("crash") / "start")


@pytest.fixture(params=fixture.VERBS)
def case(request: pytest.FixtureRequest, start: Path, tmp_path: Path) -> Iterator[Verb]:
    words, root = fixture.VERBS[request.param], tmp_path / "base"
    shutil.copytree(start, root)
    assert rlkb(root, *words).code == 0
    yield Verb(words, start, root, verb.state(start), verb.state(root))


def test_killed(case: Verb) -> None:
    seen = set()
    for point in itertools.count(1, _STRIDE):
        reached = shim.killed_at(point, case.run, case.fresh())
        if verb.leftovers(case.root):
            rlkb(case.root, *fixture.NEXT)
        state = verb.state(case.root)
        assert state in (case.old, case.new), point
        assert verb.leftovers(case.root) == [], point
        seen.add(state == case.new)
        if not reached:
            break
    assert seen == {False, True}


def half_retitled(root: Path) -> Path:
    """Ends a retitle without any clean-up when three of its files are changed."""
    child = os.fork()
    if child == 0:
        forward = Pending.forward
        Pending.forward = lambda *at: forward(*at) if at[1] < 3 else os._exit(9)  # type: ignore[method-assign]
        rlkb(root, *fixture.VERBS["retitle"])
    os.waitpid(child, 0)
    return root


def test_recovery_killed(start: Path, tmp_path: Path) -> None:
    half, root = half_retitled(Path(shutil.copytree(start, tmp_path / "half"))), tmp_path / "base"
    assert verb.state(half) != verb.state(start)
    for point in itertools.count(1, _STRIDE):
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(half, root)
        reached = shim.killed_at(point, lambda base: rlkb(base, *fixture.NEXT), root)
        rlkb(root, *fixture.NEXT)
        assert verb.state(root) == verb.state(start), point
        assert verb.leftovers(root) == [], point
        if not reached:
            break


@pytest.mark.parametrize("code", [errno.EIO, errno.EACCES])
def test_failing(case: Verb, code: int) -> None:
    ends: list[Done] = []

    def run(root: Path) -> None:
        ends.append(case.run(root))

    calls = shim.count_calls(shim.READING + shim.WRITING, run, case.fresh())
    for point in range(1 + code, calls, _WIDE_STRIDE):
        assert shim.failing_at(point, code, run, case.fresh()) is None, point
        if verb.leftovers(case.root):
            rlkb(case.root, *fixture.NEXT)
        assert verb.leftovers(case.root) == [], point
        assert verb.state(case.root) == (case.old if ends[-1].code else case.new), (point, ends[-1])


@pytest.mark.parametrize("folder", ["", "hubs", "notes", "notes/deep"])
def test_a_folder_that_cannot_be_listed(
    start: Path, tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(start, tmp_path / "base"))
    scan, closed = os.scandir, os.stat(root / folder)

    def refuse(path: int | str) -> object:
        if os.path.samestat(os.stat(path), closed):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scan(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        done = rlkb(root, *fixture.VERBS["retitle"])
        assert done.code and folder in done.err
        assert rlkb(root, "lint").code
    assert verb.state(root) == verb.state(start)
    assert rlkb(root, "lint").code == 0


def test_a_gitignore_that_cannot_be_read(
    start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(start, tmp_path / "base"))
    opened = os.open

    def refuse(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if path.endswith(".gitignore") and ".rlkb" not in path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refuse)
    done = rlkb(root, *fixture.VERBS["retitle"])
    assert (done.code, verb.state(root)) == (2, verb.state(start))
    assert "nobody knows what to leave alone" in done.err


def test_what_a_killed_process_left_in_the_cache_is_cleared(start: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(start, tmp_path / "base"))
    (root / ".rlkb/cache/facts.4711").write_bytes(b"half")
    rlkb(root, *fixture.NEXT)
    assert verb.leftovers(root) == []


def test_many_commands_at_once(start: Path, tmp_path: Path) -> None:
    base = Path(shutil.copytree(start, tmp_path / "base"))
    commands.crowd(base, tmp_path, 6, 3)


@pytest.mark.parametrize("style", ["replace", "in place", "append"])
def test_an_editor_against_commands(start: Path, tmp_path: Path, style: str) -> None:
    base = Path(shutil.copytree(start, tmp_path / "base"))
    commands.editor_race(base, tmp_path, 50, style, 0.3)


def test_an_interrupt_before_the_command_line_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(words: list[str]) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(__main__, "_answered", interrupt)
    with pytest.raises(SystemExit, match="130"):
        __main__.main()
