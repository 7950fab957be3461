"""All files of a change, or none; the lock; undo."""

from __future__ import annotations

import itertools
import os
import signal
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rlkb_cli.edit import lock as lock_module
from rlkb_cli.edit import store, swap
from rlkb_cli.edit.journal import Damaged, Item, Journal, decode, digest, encode
from rlkb_cli.edit.lock import exclusive, shared
from rlkb_cli.edit.pending import outlook
from rlkb_cli.edit.transaction import Committed, FileChange, commit
from rlkb_cli.edit.undo import operations, plan_undo
from rlkb_cli.errors import BadInput, Refused
from tests.crash import full, races, shim, traced, verb

posix = pytest.mark.skipif(os.name == "nt", reason="modes, links and signals of POSIX")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return verb.make(tmp_path / "base")


def make(root: Path, *changes: FileChange, title: str = "edit") -> Committed:
    with exclusive(root) as lock:
        return commit(root, changes, title=title, lock=lock)


def undo(root: Path, op: str | None = None) -> Committed:
    title, changes = plan_undo(root, op)
    return make(root, *changes, title=title)


def history(root: Path) -> list[str]:
    return [f"{operation.title}{' (undone)' if operation.undone else ''}" for operation in operations(root)]


def refused(root: Path, *changes: FileChange) -> str:
    """The message; nothing may have changed."""
    before = verb.state(root)
    with pytest.raises(Refused) as caught:
        make(root, *changes)
    assert verb.state(root) == before
    assert verb.leftovers(root) == []
    return str(caught.value)


# --- commit ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes", [(), (FileChange("hub.yaml", b"x", b"x"),), (FileChange("no.md", None, None),)]
)
def test_no_change_writes_nothing(base: Path, changes: tuple[FileChange, ...]) -> None:
    before = verb.state(base)
    assert make(base, *changes) == Committed("", ())
    assert verb.state(base) == before
    assert not (base / ".rlkb/journal").exists()


@pytest.mark.parametrize("kernel", [True, False])
def test_alters_renames_and_creates(base: Path, monkeypatch: pytest.MonkeyPatch, kernel: bool) -> None:
    if not kernel:
        monkeypatch.setattr(swap, "_kernel_rename", lambda: None)
    assert make(base, *verb.changes()) == Committed("1", ())
    files = {path: data for path, data in verb.state(base).items() if not path.endswith("/")}
    assert files == verb.AFTER
    assert (base / ".rlkb/.gitignore").read_bytes() == b"*\n"


def test_file_changed_since_it_was_read(base: Path) -> None:
    assert "notes/one.md: changed on disk" in refused(base, FileChange("notes/one.md", b"other", b"new"))
    assert "changed on disk" in refused(base, FileChange("notes/one.md", b"other", None))
    assert "changed on disk" in refused(base, FileChange("notes/none.md", b"other", b"new"))
    assert "changed on disk" in refused(base, FileChange("none/none.md", b"other", b"new"))


def test_nothing_is_created_over_a_file(base: Path) -> None:
    assert "notes/one.md: exists already" in refused(base, FileChange("notes/one.md", None, b"new"))


def test_all_or_nothing(base: Path) -> None:
    good = FileChange("hub.yaml", verb.BEFORE["hub.yaml"], b"new")
    refused(base, good, FileChange("notes/one.md", b"other", b"new"))
    refused(base, good, FileChange("notes/one.md/x.md", None, b"new"))
    refused(base, good, good)


@pytest.mark.parametrize(
    "path",
    ["/x.md", "../x.md", "a/../x.md", "a\\x.md", "a\0.md", ".git/x.md", "a//x.md", "x"],
)
def test_path_that_is_not_for_us(base: Path, path: str) -> None:
    refused(base, FileChange(path, None, b"new"))


def test_check_comes_before_anything_is_touched(base: Path) -> None:
    def check() -> None:
        assert verb.state(base) == before
        raise BadInput("no")

    before = verb.state(base)
    with pytest.raises(BadInput), exclusive(base) as lock:
        commit(base, verb.changes(), title="edit", check=check, lock=lock)
    assert verb.state(base) == before
    assert verb.leftovers(base) == []


@posix
def test_modes_are_kept(base: Path) -> None:
    (base / "notes/one.md").chmod(0o640)
    (base / "hub.yaml").chmod(0o604)
    make(base, *verb.changes())
    # One deleted and two created is not a rename.
    assert stat.S_IMODE((base / "notes/uno.md").stat().st_mode) != 0o640
    assert stat.S_IMODE((base / "hub.yaml").stat().st_mode) == 0o604
    undo(base)
    assert stat.S_IMODE((base / "notes/one.md").stat().st_mode) == 0o640
    text = verb.BEFORE["notes/one.md"]
    make(base, FileChange("notes/one.md", text, None), FileChange("notes/uno.md", None, text))
    assert stat.S_IMODE((base / "notes/uno.md").stat().st_mode) == 0o640


@posix
def test_link_inside_is_followed(base: Path) -> None:
    (base / "notes/link.md").symlink_to("one.md")
    make(base, FileChange("notes/link.md", verb.BEFORE["notes/one.md"], b"new"))
    assert (base / "notes/link.md").is_symlink()
    assert (base / "notes/one.md").read_bytes() == b"new"
    assert "is a link" in refused(base, FileChange("notes/link.md", b"new", None))
    both = [FileChange("notes/link.md", b"new", b"1"), FileChange("notes/one.md", b"new", b"2")]
    assert "changed twice" in refused(base, *both)


@posix
def test_link_out_is_not_followed(base: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/x.md").write_bytes(b"x")
    (base / "notes/link.md").symlink_to(tmp_path / "outside/x.md")
    (base / "out").symlink_to(tmp_path / "outside")
    refused(base, FileChange("notes/link.md", b"x", b"new"))
    refused(base, FileChange("out/x.md", b"x", b"new"))
    refused(base, FileChange("out/y.md", None, b"new"))
    assert (tmp_path / "outside/x.md").read_bytes() == b"x"


@posix
def test_hard_link_keeps_its_text_elsewhere(base: Path, tmp_path: Path) -> None:
    os.link(base / "notes/one.md", tmp_path / "other.md")
    make(base, FileChange("notes/one.md", verb.BEFORE["notes/one.md"], b"new"))
    assert (tmp_path / "other.md").read_bytes() == verb.BEFORE["notes/one.md"]


@posix
@pytest.mark.parametrize("moment", range(0, 90, 6))
def test_interrupt_at_any_moment(base: Path, moment: int) -> None:
    """The interrupt is raised only where all is undone; one that comes too late is a warning."""
    def watch(number: int, *_: object) -> None:
        if number == moment:
            signal.raise_signal(signal.SIGINT)

    before = verb.state(base)
    with exclusive(base) as lock, shim.watched(shim.WRITING, watch):
        try:
            done = commit(base, verb.changes(), title="edit", lock=lock)
        except KeyboardInterrupt:
            done = None
    assert (verb.state(base) == before) == (done is None)
    assert verb.leftovers(base) == []
    if done and moment and done.warnings:
        assert done.warnings == ("the interrupt came after the change was made",)


def test_needs_recovery_first(base: Path) -> None:
    (base / ".rlkb/journal/pending").mkdir(parents=True)
    with pytest.raises(Refused, match="taken back first"):
        make(base, FileChange("hub.yaml", verb.BEFORE["hub.yaml"], b"new"))


# --- others at the same time -----------------------------------------------------------------------


def test_saved_in_the_moment_of_the_exchange(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*args: object) -> None:
        monkeypatch.undo()
        (base / "notes/two.md").write_bytes(b"mine")
        original(*args)  # type: ignore[arg-type]

    original = swap.swap
    monkeypatch.setattr("rlkb_cli.edit.pending.swap", late)
    change = FileChange("notes/two.md", verb.BEFORE["notes/two.md"], b"new")
    with pytest.raises(Refused, match="another program saved it"):
        make(base, FileChange("notes/none.md", None, b"x"), change)
    assert (base / "notes/two.md").read_bytes() == b"mine"
    assert not (base / "notes/none.md").exists()


@posix
def test_written_late_through_an_open_file(base: Path) -> None:
    with (base / "notes/two.md").open("ab") as file:
        make(base, FileChange("notes/two.md", verb.BEFORE["notes/two.md"], b"new"))
        file.write(b"late line")
    warnings = [make(base, FileChange(f"notes/{n}.md", None, b"x")).warnings for n in range(9)]
    (warning,) = [warning for found in warnings for warning in found]
    path = base / warning.rpartition(" ")[2]
    assert path.read_bytes() == verb.BEFORE["notes/two.md"] + b"late line"


@posix
def test_crowd(tmp_path: Path) -> None:
    races.crowd(tmp_path, 6, 4)


@posix
@pytest.mark.parametrize("style", ["replace", "in place", "append"])
def test_editor_race(tmp_path: Path, style: str) -> None:
    races.editor_race(tmp_path, 300, style)


@posix
@pytest.mark.parametrize("locked", [True, False])
def test_readers_see_one_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    if not locked:
        monkeypatch.setattr(lock_module, "_take_shared", lambda root, timeout: None)
    assert races.readers_see_one_state(tmp_path, 5) >= 5


# --- the lock --------------------------------------------------------------------------------------


def test_second_writer_waits_and_says_for_whom(base: Path) -> None:
    message = f"held the lock for 0.05 seconds .process {os.getpid()}: "
    with exclusive(base), pytest.raises(Refused, match=message), exclusive(base, timeout=0.05):
        pass
    with exclusive(base, timeout=0.05) as lock:
        assert lock.held


@posix
def test_readers_share(base: Path) -> None:
    with shared(base) as first, shared(base) as second:
        assert first.held and second.held
        with pytest.raises(Refused), exclusive(base, timeout=0.05):
            pass
    with exclusive(base), shared(base, timeout=0.05) as reader:
        assert not reader.held


@posix
def test_lock_ends_with_its_process(base: Path) -> None:
    child = os.fork()
    if child == 0:
        exclusive(base).__enter__()
        os._exit(9)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    with exclusive(base, timeout=0):
        pass


def test_private_folder_that_is_none(base: Path) -> None:
    (base / ".rlkb").write_bytes(b"")
    with shared(base) as lock:
        assert not lock.held
    with pytest.raises(Refused, match="is not a folder"), exclusive(base):
        pass


@posix
def test_private_folder_or_lock_that_leads_elsewhere(base: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (base / ".rlkb").symlink_to(tmp_path / "outside")
    with pytest.raises(Refused), exclusive(base):
        pass
    assert list((tmp_path / "outside").iterdir()) == []
    (base / ".rlkb").unlink()
    (base / ".rlkb").mkdir()
    (tmp_path / "precious").write_bytes(b"text")
    for make_link in (os.symlink, os.link):
        make_link(tmp_path / "precious", base / ".rlkb/lock")
        with pytest.raises(Refused), exclusive(base):
            pass
        (base / ".rlkb/lock").unlink()
    assert (tmp_path / "precious").read_bytes() == b"text"


def test_reading_where_nothing_can_be_made(tmp_path: Path) -> None:
    with shared(tmp_path / "missing") as lock:
        assert not lock.held
    with pytest.raises(Refused), exclusive(tmp_path / "missing"):
        pass


# --- history and undo ------------------------------------------------------------------------------


def test_undo_restores_the_bytes(base: Path) -> None:
    before = verb.state(base)
    make(base, *verb.changes(), title="rename one")
    after = verb.state(base)
    assert undo(base).op == "2"
    assert {path for path in verb.state(base) if not path.endswith("/")} == set(verb.BEFORE)
    assert verb.state(base).items() >= before.items()
    assert history(base) == ["undo 1: rename one", "rename one (undone)"]
    undo(base, "2")
    assert verb.state(base) == after
    assert history(base) == ["undo 2: undo 1: rename one", "undo 1: rename one (undone)", "rename one"]


def test_undo_goes_back_step_by_step(base: Path) -> None:
    texts = [verb.BEFORE["hub.yaml"], b"1", b"2", b"3"]
    for old, new in itertools.pairwise(texts):
        make(base, FileChange("hub.yaml", old, new), title=new.decode())
    for text in (b"2", b"1", texts[0]):
        undo(base)
        assert (base / "hub.yaml").read_bytes() == text
    with pytest.raises(Refused, match="nothing to undo"):
        undo(base)
    with pytest.raises(Refused, match="undone already"):
        undo(base, "1")


def test_undo_refuses_where_a_file_was_edited_since(base: Path) -> None:
    make(base, *verb.changes())
    (base / "notes/two.md").write_bytes(b"mine")
    with pytest.raises(Refused, match=r"notes/two\.md: was edited since operation 1"):
        plan_undo(base)
    assert (base / "notes/two.md").read_bytes() == b"mine"


def test_no_history(base: Path) -> None:
    assert operations(base) == []
    with pytest.raises(Refused, match="nothing to undo"):
        plan_undo(base)
    with pytest.raises(BadInput, match="no operation 7"):
        plan_undo(base, "7")


def test_history_is_bounded(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_OPERATIONS", 3)
    for number in range(5):
        make(base, FileChange(f"notes/{number}.md", None, b"x"), title=str(number))
    assert history(base) == ["4", "3", "2"]
    monkeypatch.setattr(store, "MAX_BYTES", 0)
    make(base, FileChange("notes/5.md", None, b"x"), title="5")
    assert [operation.op for operation in operations(base)] == ["6"]


def test_damaged_history_is_left_out(base: Path) -> None:
    make(base, *verb.changes())
    (base / ".rlkb/journal/1/journal").write_bytes(b"{}")
    assert operations(base) == []


# --- laws ------------------------------------------------------------------------------------------

hashes = st.sampled_from([None, "1" * 64, "2" * 64, "3" * 64])


@given(before=hashes, after=hashes, live=hashes, slot=hashes)
def test_nothing_of_somebody_else_is_in_the_way(
    before: str | None, after: str | None, live: str | None, slot: str | None
) -> None:
    if before != after:
        look = outlook(Item("a.md", before, after, 0, None), live, slot)
        assert look.back or look.forward
        assert (look.back and look.forward) == (live == after or (live == before and slot == after))


@given(st.lists(st.binary(max_size=50), max_size=5), st.text(max_size=20))
@settings(max_examples=50)
def test_journal_round_trip(images: list[bytes], title: str) -> None:
    items = [Item(f"{n}.md", digest(data), None, len(data), 0o644) for n, data in enumerate(images)]
    journal = Journal(title, 1.5, ("a", "a/b"), tuple(items), b"".join(images))
    again = decode(encode(journal))
    assert again == journal
    assert [again.image(index) for index in range(len(images))] == images


@given(st.binary(max_size=200))
def test_any_bytes_as_a_journal(data: bytes) -> None:
    with pytest.raises(Damaged):
        decode(data)


# --- a whole command, killed by strace -------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux" or not traced.can_trace(), reason="needs strace")
def test_traced(tmp_path: Path) -> None:
    case = full.case_of("bare", tmp_path)
    assert case.works and case.old != case.new
    calls = [call for call in case.calls() if call.touches]
    for index, call in enumerate(calls[::12]):
        what = ("signal=KILL", "error=EIO", "signal=KILL", "error=ENOSPC")[index % 4]
        assert traced.verdict(case, case.inject(call, what)) in ("old", "new"), (call, what)
