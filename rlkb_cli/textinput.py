"""Text that the user hands over: a file, or standard input."""

import os
import stat
import sys

from rlkb_cli.errors import BadInput, Refused

MAX_BYTES = 16 * 1024 * 1024


def read_text(source: str) -> str:
    """The text of the file `source`, or of standard input for `-`, as UTF-8 of at most 16 MiB; else BadInput."""
    data = read_data(source)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput("is not UTF-8", path=_name(source), line=line) from None


def read_data(source: str) -> bytes:
    """The bytes of the file `source`, or of standard input for `-`: at most 16 MiB; else BadInput."""
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if source == "-" else _read(source)
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=_name(source)) from None
    if len(data) > MAX_BYTES:
        raise BadInput(f"is too large: at most {MAX_BYTES} bytes are read", path=_name(source))
    return data


def _name(source: str) -> str:
    return "standard input" if source == "-" else source


def _read(path: str) -> bytes:
    # A FIFO without a writer would block for ever, so it is not opened.
    if not stat.S_ISREG(os.stat(path).st_mode) and not path.startswith("/dev/fd/"):
        raise BadInput("is not a file", path=path)
    with open(path, "rb") as file:
        return file.read(MAX_BYTES + 1)


def edit_text(text: str) -> str:
    """Let the user change a text in `$VISUAL` or `$EDITOR`; Refused if the editor fails."""
    import shlex
    import subprocess
    import tempfile

    if not (sys.stdin.isatty() or os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        raise BadInput("there is no terminal for an editor", help="give the text with --body")
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "note.md")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        try:
            done = subprocess.run([*shlex.split(editor), path], check=False)
        except OSError as error:
            raise Refused(f"the editor `{editor}` cannot be started: {error.strerror}") from None
        if done.returncode:
            raise Refused(f"the editor `{editor}` ended with {done.returncode}: nothing written")
        return read_text(path)
