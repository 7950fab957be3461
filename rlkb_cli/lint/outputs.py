"""Reports in files: what `-o FORMAT=FILE` asks for."""

import io
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.files import why
from rlkb_cli.lint import formats
from rlkb_cli.lint.report import Report

_DOCUMENTS = (".md", ".markdown", ".yaml", ".yml")
_DEVICES = ("/dev/", "/proc/")


class Output(NamedTuple):
    """A format, and the file that a report in it goes to."""

    format: str
    path: str


def parse(texts: Sequence[str], root: str) -> list[Output]:
    """What `FORMAT=FILE` texts ask for; BadInput if one cannot be done.

    A report never takes the place of a note or hub of the base under `root`, nor leaves the base by a link in it.
    """
    outputs = [_parsed(text) for text in texts]
    for number, output in enumerate(outputs):
        if any(_same(output.path, other.path) for other in outputs[:number]):
            raise BadInput("two reports cannot go into one file", path=output.path)
        check_place(output.path, root)
    return outputs


def write(outputs: Iterable[Output], report: Report) -> None:
    """Write the report into the files, each all or not at all; BadInput if the system does not allow it."""
    for output in outputs:
        place(output.path, _rendered(output.format, report))


def place(path: str, data: bytes) -> None:
    """Write a file that the user named, as a whole or not at all; BadInput if the system does not allow it."""
    try:
        _place(path, data)
    except OSError as error:
        raise BadInput(f"cannot be written: {why(error)}", path=path) from error


def _parsed(text: str) -> Output:
    name, _, path = text.partition("=")
    if not name or not path:
        raise BadInput(f"expected FORMAT=FILE, found {text!r}", help="for example `-o sarif=rlkb.sarif`")
    return Output(formats.known(name), path)


def _same(first: str, second: str) -> bool:
    return os.path.realpath(first) == os.path.realpath(second)


def check_place(path: str, root: str) -> None:
    """BadInput if a report must not be put at a path: see `parse`."""
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise BadInput("a report cannot be written there: there is no such folder", path=folder)
    if os.path.isdir(path):
        raise BadInput("a report cannot be written there: it is a folder", path=path)
    really_in = _is_in(os.path.realpath(folder), root)
    if _is_in(os.path.abspath(path), root) and not really_in:
        raise BadInput("a report cannot be written there: the folder lies outside of the base", path=folder)
    if really_in and path.lower().endswith(_DOCUMENTS):
        raise BadInput("a report cannot be written there: notes and hubs have such names", path=path)


def _is_in(path: str, root: str) -> bool:
    tops = os.path.abspath(root), os.path.realpath(root)
    return any(f"{path}{os.sep}".startswith(f"{top}{os.sep}") for top in tops)


def _rendered(name: str, report: Report) -> bytes:
    from rlkb_cli.lint.sheet import on_file

    text = io.StringIO()
    formats.render(name, report, on_file(text))
    return text.getvalue().encode(errors="backslashreplace")


def _place(path: str, data: bytes) -> None:
    """Put a new file at the path; pipes and devices are written to as they are."""
    if os.path.abspath(path).startswith(_DEVICES) or (os.path.exists(path) and not os.path.isfile(path)):
        with open(path, "wb") as file:
            file.write(data)
        return
    from rlkb_cli.edit.folder import open_inside

    name, mode = os.path.basename(path), os.stat(path).st_mode & 0o777 if os.path.isfile(path) else None
    with open_inside(os.path.realpath(os.path.dirname(path) or "."), "") as folder:
        fresh = f".{name}.{os.getpid()}"
        try:
            folder.write(fresh, data, mode)
            folder.rename(fresh, folder, name)
        except BaseException:
            with suppress(OSError):
                folder.remove(fresh)
            raise
