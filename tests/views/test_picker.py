"""Choosing a note on a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from rlkb_cli.commands import picker
from rlkb_cli.commands.signature import parameters
from rlkb_cli.commands.unlink import unlink
from rlkb_cli.errors import Refused
from tests.bases import write
from tests.cli import rlkb

LABELS = {"Why do links rot?  why": "notes/why.md", "Who cares?  who": "notes/who.md", "When?  when": "x/when.md"}


@contextmanager
def typed(text: str) -> Iterator[None]:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text(text)
        yield


@pytest.mark.parametrize(
    ("text", "chosen"), [("Who cares?  who", "notes/who.md"), ("lnks", "notes/why.md"), ("WHEN", "x/when.md")]
)
def test_a_label_is_chosen_by_some_of_its_letters(text: str, chosen: str) -> None:
    with typed(f"{text}\r"):
        assert picker.choose(LABELS, "NOTE: ") == chosen


@pytest.mark.parametrize("text", ["\r", "zebra\r", "\x03", "\x04"])
def test_nothing_is_chosen(text: str) -> None:
    with typed(text), pytest.raises(Refused, match="no note"):
        picker.choose(LABELS, "NOTE: ")


def test_without_a_terminal_a_missing_note_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"hub.yaml": "title: T\n"})
    done = rlkb(tmp_path, "related")
    assert (done.code, "Missing argument 'NOTE'" in done.err) == (2, True)


def test_on_a_terminal_all_notes_that_are_missing_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"a": "b", "b": "a"}
    notes = {f"notes/{n}.md": f"---\nquestion: {n}?\nrelated: [{m}]\n---\n" for n, m in names.items()}
    write(tmp_path, {"hub.yaml": "title: T\n", **notes})
    monkeypatch.setattr(picker, "sys", SimpleNamespace(stdin=_Terminal(), stdout=_Terminal()))
    assert [each.name for each in parameters(unlink) if picker.is_offered(each)] == ["note", "others"]
    with typed("a?\rb?\r"):
        done = rlkb(tmp_path, "unlink")
    assert done.code == 0, done.err
    assert b"related" not in (tmp_path / "notes/a.md").read_bytes()


class _Terminal:
    def isatty(self) -> bool:
        return True
