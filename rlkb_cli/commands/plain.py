"""Command lines that can be understood without Typer, by what their command's signature declares.

Only what is plainly right is taken: whole names of options, a value behind each that wants one, every argument that is
needed.  Everything else (help, `--option=value`, whatever is wrong) is Typer's, which tests hold this to.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import Any, NamedTuple

from rlkb_cli.commands import COMMANDS, target_of
from rlkb_cli.commands.signature import Argument, Context, Option, Parameter, parameters


class Call(NamedTuple):
    """A command, and what it is called with."""

    function: Callable[..., int | None]
    context: Context
    values: dict[str, Any]

    def run(self) -> int | None:
        """Run the command; returns its exit code, None for 0."""
        takes_context = "ctx" in self.function.__annotations__
        return self.function(self.context, **self.values) if takes_context else self.function(**self.values)


def understand(words: Sequence[str]) -> Call | None:
    """What a command line asks for; None if that is for Typer to say."""
    root, words = split_root(words)
    name = next((name for name in (" ".join(words[:2]), *words[:1]) if name in COMMANDS), None)
    if name is None or _is_expanded(words):
        return None
    function = target_of(name)
    values = _values(parameters(function), words[len(name.split()) :])
    return None if values is None else Call(function, Context(root, f"rlkb {name}"), values)


def split_root(words: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The root that `-C` names, if it stands at the start of a command line, and the words behind it."""
    if len(words) > 2 and words[0] in ("-C", "--root") and words[1][:1] != "-":
        return words[1], words[2:]
    return None, words


def _is_expanded(words: Sequence[str]) -> bool:
    """Windows has no shell that expands wildcards and variables: Typer does."""
    return os.name == "nt" and any(set(word) & set("*?[~$%") for word in words)


def _values(declared: list[Parameter], words: Sequence[str]) -> dict[str, Any] | None:
    """The values of a command's parameters; None if the words are not plainly right."""
    options = {flag: each for each in declared if isinstance(each.declared, Option) for flag in each.declared.flags}
    values: dict[str, Any] = {}
    arguments = []
    rest = iter(words)
    for word in rest:
        if word[:1] != "-":
            arguments.append(word)
        elif word not in options or not _take(options[word], rest, values):
            return None
    names = [each for each in declared if isinstance(each.declared, Argument)]
    fits = _fill(names, arguments, values) and all(each.name in values for each in declared if each.required)
    return values if fits else None


def _take(option: Parameter, rest: Iterator[str], values: dict[str, Any]) -> bool:
    """Put the value of an option, which may stand behind it, to the others; False if it is not plainly right."""
    value = True if option.type is bool else _converted(option, next(rest, "-"))
    if value is None or (option.name in values and not option.many):
        return False
    values[option.name] = [*values.get(option.name, []), value] if option.many else value
    return True


def _fill(declared: list[Parameter], words: list[str], values: dict[str, Any]) -> bool:
    """Give the arguments their words; only the last of them takes many."""
    left = list(words)
    for argument in declared:
        taken = left if argument.many else left[:1]
        left = left[len(taken) :]
        found = [_converted(argument, word) for word in taken]
        if None in found:
            return False
        if found:
            values[argument.name] = found if argument.many else found[0]
    return not left


def _converted(parameter: Parameter, word: str) -> Any:
    """The word as a value of the parameter's type; None if it is not plainly one."""
    if word[:1] == "-":
        return None
    if issubclass(parameter.type, Enum):
        return next((member for member in parameter.type if member.value == word), None)
    if parameter.type is int:
        return int(word) if word.isascii() and word.isdigit() and int(word) >= _least(parameter.declared) else None
    return word


def _least(declared: Option | Argument) -> int:
    return declared.min or 0 if isinstance(declared, Option) else 0
