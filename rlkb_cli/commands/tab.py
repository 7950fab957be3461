"""What the shell is told when Tab is pressed where a name is wanted, without importing Typer.

Options, names of commands, and command lines that are not plain are Typer's, whose forms of an answer these are; tests
hold this to it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from rlkb_cli.commands import COMMANDS, target_of
from rlkb_cli.commands.completion import completer_of
from rlkb_cli.commands.plain import split_root
from rlkb_cli.commands.signature import Option, Parameter, parameters

_PLAIN = re.compile(r"[\w ./-]*\Z")  # nothing that a shell would take for anything but a part of a word


def answer(environment: Mapping[str, str]) -> str | None:
    """What to print for the shell that asks; None if that is for Typer to say."""
    shell = environment["_RLKB_COMPLETE"]
    typed = environment.get("COMP_WORDS" if shell == "complete_bash" else "_TYPER_COMPLETE_ARGS", "")
    is_test = shell == "complete_fish" and environment.get("_TYPER_COMPLETE_FISH_ACTION") != "get-args"
    if shell not in _FORMS or is_test or not _PLAIN.match(typed):
        return None
    words = typed.split(" ")
    last = str(len(words) - 1)
    if "" in words[:-1] or environment.get("COMP_CWORD", last) != last:
        return None
    names = offered(words[1:-1], words[-1])
    return None if names is None else _FORMS[shell](names)


def offered(words: Sequence[str], incomplete: str) -> list[str] | None:
    """The names that can stand behind these words of a command line; None if that is for Typer to say."""
    root, words = split_root(words)
    name = next((name for name in (" ".join(words[:2]), *words[:1]) if name in COMMANDS), None)
    if name is None or incomplete[:1] == "-":
        return None
    wanted = _wanted(parameters(target_of(name)), words[len(name.split()) :])
    complete = wanted and (wanted.declared.autocompletion or completer_of(wanted.declared.metavar))
    if not wanted or not (complete or wanted.type is str):
        return None
    given = {"ctx": SimpleNamespace(parent=SimpleNamespace(params={"root": root})), "incomplete": incomplete}
    names = complete(**{key: given[key] for key in _names_in(complete)}) if complete else []
    return [name for name in names if name.startswith(incomplete)]


def _names_in(function: Callable[..., Any]) -> tuple[str, ...]:
    return function.__code__.co_varnames[: function.__code__.co_argcount]


def _wanted(declared: list[Parameter], words: Sequence[str]) -> Parameter | None:
    """The parameter of which a value comes next; None if it is not plain."""
    options = {flag: each for each in declared if isinstance(each.declared, Option) for flag in each.declared.flags}
    rest = iter(words)
    taken = 0
    for word in rest:
        if word[:1] != "-":
            taken += 1
        elif word not in options:
            return None
        elif options[word].type is not bool:
            value = next(rest, None)
            if value is None or value[:1] == "-":
                return options[word] if value is None else None
    arguments = [each for each in declared if not isinstance(each.declared, Option)]
    return next((each for index, each in enumerate(arguments) if each.many or index >= taken), None)


def _lines(names: Sequence[str]) -> str:
    return "\n".join(names)


def _zsh(names: Sequence[str]) -> str:
    quoted = "\n".join(f'"{name}"' for name in names)
    return f"_arguments '*: :(({quoted}))'" if names else "_files"


_FORMS: Mapping[str, Callable[[Sequence[str]], str]] = {
    "complete_bash": _lines,
    "complete_zsh": _zsh,
    "complete_fish": _lines,
}
