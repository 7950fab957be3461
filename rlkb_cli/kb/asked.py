"""What was asked of a base to come to an answer: it holds for as long as none of that has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar, overload

T = TypeVar("T")
EVERYTHING = "*"


class Asked:
    """What is being asked: names of columns, `/path` for all that is known of a document, or EVERYTHING."""

    def __init__(self) -> None:
        self._heard: list[set[str]] = [set()]

    def note(self, *what: str) -> None:
        """This was asked just now."""
        self._heard[-1].update(what)

    @contextmanager
    def apart(self) -> Iterator[set[str]]:
        """The set of what is asked within."""
        heard: set[str] = set()
        self._heard.append(heard)
        try:
            yield heard
        finally:
            self._heard.pop()
            self.note(*heard)


class _Owner(Protocol):
    @property
    def asked(self) -> Asked: ...


class tracked(Generic[T]):
    """A value that is worked out once; whoever asks for it has asked all that was asked for that."""

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_tracked_{name}"

    @overload
    def __get__(self, owner: None, kind: type) -> tracked[T]: ...
    @overload
    def __get__(self, owner: _Owner, kind: type) -> T: ...
    def __get__(self, owner: _Owner | None, kind: type) -> T | tracked[T]:
        if owner is None:
            return self
        known: tuple[T, set[str]] | None = owner.__dict__.get(self._name)
        if known is None:
            with owner.asked.apart() as heard:
                value = self._work_out(owner)
            owner.__dict__[self._name] = value, heard
            return value
        owner.asked.note(*known[1])
        return known[0]
