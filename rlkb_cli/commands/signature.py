"""How a command's signature says what its command line is, without Typer: importing that takes longer than an edit.

`cli` hands signatures to Typer; `plain` reads by the same signatures what needs no Typer.
"""

from collections.abc import Callable, Iterable
from types import NoneType, UnionType
from typing import Any, NamedTuple

Completer = Callable[..., Iterable[str]]
"""What can stand there, for the shell: a function of Typer's `ctx`, the `incomplete` word, or both."""


class Option(NamedTuple):
    """An option: its flags, what stands for its value in help, what it is, and the least that a number may be."""

    flags: tuple[str, ...]
    metavar: str | None
    help: str
    min: int | None
    autocompletion: Completer | None


class Argument(NamedTuple):
    """An argument: what stands for it in help, what it is."""

    metavar: str
    help: str
    autocompletion: Completer | None = None


class Context(NamedTuple):
    """What a command is told besides: the root that `-C` names, and `rlkb` with the command's name behind it."""

    obj: str | None
    command_path: str


class Parameter(NamedTuple):
    """An option or argument of a command: the type of its value, or of each of its values if there can be many."""

    name: str
    declared: Option | Argument
    type: type
    many: bool
    required: bool


def option(
    *flags: str,
    metavar: str | None = None,
    help: str,
    min: int | None = None,
    autocompletion: Completer | None = None,
) -> Option:
    """An option, for an `Annotated` parameter."""
    return Option(flags, metavar, help, min, autocompletion)


def parameters(function: Callable[..., Any]) -> list[Parameter]:
    """The options and arguments that a command declares, in their order."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    required = len(names) - len(function.__defaults__ or ())
    return [
        Parameter(name, hint.__metadata__[0], *_value(hint.__origin__), required=index < required)
        for index, name in enumerate(names)
        if hasattr(hint := function.__annotations__[name], "__metadata__")
    ]


def _value(hint: Any) -> tuple[type, bool]:
    """The type of a value, and whether there can be many: `str | None` and `list[str]` both have `str`."""
    if isinstance(hint, UnionType):
        (hint,) = (part for part in hint.__args__ if part is not NoneType)
    many = getattr(hint, "__origin__", None) is list
    return (hint.__args__[0] if many else hint), many
