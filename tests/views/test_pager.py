"""Long output and long work on a terminal, which is a pseudo-terminal here."""

import os
import struct
import sys
from pathlib import Path

import pytest

from tests.bases import write

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

PROGRAM = [sys.executable, "-m", "rlkb_cli"]
TOP = Path(__file__).parent.parent.parent


def on_terminal(words: list[str], lines: int, *, bars: bool = False, **variables: str) -> str:
    """What a command prints on a terminal of so many lines and 80 columns; with `bars`, standard error is one too."""
    import fcntl
    import subprocess
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 80, 0, 0))
    left_out = ("NO_COLOR", "FORCE_COLOR", "PAGER", "LESS")
    env = {name: value for name, value in os.environ.items() if name not in left_out}
    env |= {"TERM": "xterm", "PYTHONPATH": str(TOP), **variables}
    error = theirs if bars else subprocess.DEVNULL  # on a slow machine, reading a small base may take a bar
    done = subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=error, env=env)
    os.close(theirs)
    text = b""
    try:
        while part := os.read(ours, 65536):
            text += part
    except OSError:
        pass  # how Linux says that the other end is closed
    assert done.wait() == 0, text.decode()
    return text.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("pager", "lines", "start"),
    [
        ("sed s/^/paged:/", 20, "\x1b[1mQ0?\x1b[0m\n"),  # it fits
        ("sed s/^/paged:/", 10, "paged:\x1b[1mQ0?\x1b[0m\n"),
        ("cat", 10, "\x1b[1mQ0?\x1b[0m\n"),
        ("", 10, "\x1b[1mQ0?\x1b[0m\n"),
        ("true", 10, ""),  # closed at once
    ],
)
def test_only_what_is_longer_than_the_terminal_is_paged(tmp_path: Path, pager: str, lines: int, start: str) -> None:
    notes = {f"notes/n{n}.md": f"---\nquestion: Q{n}?\n---\n" for n in range(6)}
    write(tmp_path, {"hub.yaml": "title: T\n", **notes})
    text = on_terminal([*PROGRAM, "-C", str(tmp_path), "list"], lines, PAGER=pager)
    assert text.startswith(start) and bool(text) is bool(start)


def test_a_pager_that_is_not_there_is_no_loss(tmp_path: Path) -> None:
    notes = {f"notes/n{n}.md": f"---\nquestion: Q{n}?\n---\n" for n in range(6)}
    write(tmp_path, {"hub.yaml": "title: T\n", **notes})
    text = on_terminal([*PROGRAM, "-C", str(tmp_path), "list"], 10, PAGER="no-such-pager-at-all")
    assert "Q0?" in text and "Q5?" in text and "6 notes" in text


LOOP = "import rlkb_cli.progress as p; p.DELAY = {}; print(*p.track(range(3), 'Working', 3))"


@pytest.mark.parametrize(("delay", "shown"), [(-1, True), (60, False)])
def test_a_bar_is_shown_for_long_work(delay: int, shown: bool) -> None:
    text = on_terminal([sys.executable, "-c", LOOP.format(delay)], 20, bars=True)
    assert text.rstrip().endswith("0 1 2") and ("Working" in text) is shown


def test_no_bar_is_shown_elsewhere() -> None:
    import subprocess

    words = [sys.executable, "-c", LOOP.format(-1)]
    done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(TOP)}, check=True)
    assert (done.stdout, done.stderr) == ("0 1 2\n", "")
