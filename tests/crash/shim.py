"""Stands between rlkb and the operating system in this process, and sees every call before it is made.

Where `strace` may trace, the same is done to whole commands, see `full.py`; this needs no permission and
is fast.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rlkb_cli.edit import swap

READING = ("stat", "lstat", "fstat", "read", "listdir", "scandir", "close")
WRITING = (
    "open", "write", "fsync", "replace", "link", "unlink", "mkdir", "rmdir", "fchmod", "fchown", "ftruncate",
)  # fmt: skip
# Called with a number, counted from 1, the call's name, and its arguments; may raise, or end the process.
Watch = Callable[[int, str, tuple[Any, ...], dict[str, Any]], None]


@contextmanager
def watched(names: tuple[str, ...], watch: Watch, done: Watch | None = None) -> Iterator[None]:
    """Calls `watch` before each of the calls named, and of the kernel's rename; `done` after one that
    succeeded.
    """
    count = 0

    def wrap(name: str, function: Callable[..., Any], result_first: bool = True) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            number = count
            watch(number, name, args, kwargs)
            result = function(*args, **kwargs)
            if done is not None and not (name == "rename" and result):
                done(number, name, (result, *args), kwargs)
            return result

        return call

    def kernel_rename() -> Callable[..., int] | None:
        function = original()
        return _errno_of(wrap("rename", function)) if function else None

    original = swap._kernel_rename
    kept = {name: getattr(os, name) for name in names}
    for name, function in kept.items():
        setattr(os, name, wrap(name, function))
    swap._kernel_rename = kernel_rename  # type: ignore[assignment]
    try:
        yield
    finally:
        swap._kernel_rename = original
        for name, function in kept.items():
            setattr(os, name, function)


def _errno_of(function: Callable[..., int]) -> Callable[..., int]:
    """The kernel's rename answers with an errno where the calls of `os` raise."""

    def call(*args: Any) -> int:
        try:
            return function(*args)
        except OSError as error:
            return error.errno or 0

    return call


def count_calls(names: tuple[str, ...], action: Callable[[Path], object], root: Path) -> int:
    """How many of these calls the action makes."""
    seen = [0]

    def watch(number: int, *_: object) -> None:
        seen[0] = number

    with watched(names, watch):
        action(root)
    return seen[0]


def killed_at(point: int, action: Callable[[Path], object], root: Path) -> bool:
    """Runs the action in a child that ends without any clean-up before its writing call `point`; if it got
    there.
    """

    def watch(number: int, *_: object) -> None:
        if number == point:
            os._exit(9)

    child = os.fork()
    if child == 0:
        try:
            with watched(WRITING, watch):
                action(root)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def failing_at(point: int, code: int, action: Callable[[Path], object], root: Path) -> Exception | None:
    """Runs the action with call `point`, reading or writing, failing with errno `code`; what it raised."""

    def watch(number: int, name: str, *_: object) -> None:
        if number == point and name != "close":
            raise OSError(code, os.strerror(code))

    with watched(READING + WRITING, watch):
        try:
            action(root)
        except Exception as error:
            return error
    return None
