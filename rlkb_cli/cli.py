"""The `rlkb` command as a Typer app: global options, and the commands that `commands` lists."""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import typer.main
from typer.core import TyperCommand, TyperGroup

from rlkb_cli import __version__
from rlkb_cli.commands import COMMANDS, GROUPS, NAMES, summary_of, target_of
from rlkb_cli.commands.completion import completer_of
from rlkb_cli.commands.options import root_of
from rlkb_cli.commands.picker import completed, is_offered
from rlkb_cli.commands.signature import Argument, Context, Option, parameters
from rlkb_cli.ending import ended, watch_signals


class _Commands(Mapping[str, Any]):
    """The commands by name.  Each is imported, and built from its signature, when it is asked for."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            self._built |= typer.main.get_group(_app_with(name)).commands
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


def _app_with(name: str) -> typer.Typer:
    """An app that has only this command, or this group."""
    made = typer.Typer(rich_markup_mode=None)
    if name not in GROUPS:
        made.command(name)(_in_words_of_typer(target_of(name)))
        return made
    group = typer.Typer(help=GROUPS[name], no_args_is_help=True)
    for command in COMMANDS:
        if command.startswith(f"{name} "):
            group.command(command.removeprefix(f"{name} "))(_in_words_of_typer(target_of(command)))
    made.add_typer(group, name=name)
    return made


def _in_words_of_typer(function: Callable[..., int | None]) -> Callable[..., int | None]:
    """The command, with a signature that Typer reads."""

    offered = {each.name: each for each in parameters(function) if is_offered(each)}

    @wraps(function)
    def command(**values: Any) -> int | None:
        missing = {name: each for name, each in offered.items() if not values[name]}
        return function(**(completed(values, missing, root_of(values["ctx"])) if missing else values))

    declared = {each.name: _in_word_of_typer(each.declared) for each in parameters(function)}
    hints = function.__annotations__
    said: dict[str, Any] = {name: typer.Context for name, hint in hints.items() if hint is Context}
    said |= {name: Annotated[hints[name].__origin__, info] for name, info in declared.items()}
    written = signature(function)
    defaults = {name: None if name in offered else param.default for name, param in written.parameters.items()}
    params = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=said[name])
        for name, default in defaults.items()
    ]
    command.__signature__ = written.replace(parameters=params)  # type: ignore[attr-defined]
    command.__annotations__ = said
    return command


def _in_word_of_typer(declared: Option | Argument) -> Any:
    settings = declared._asdict() | {"autocompletion": declared.autocompletion or completer_of(declared.metavar)}
    return typer.Option(*settings.pop("flags"), **settings) if "flags" in settings else typer.Argument(**settings)


class _Handled(TyperGroup):
    """The commands, each ended as `ended` does."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = _Commands()

    def list_commands(self, ctx: Any) -> list[str]:
        return list(NAMES)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        self._describe()
        super().format_commands(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        self._describe()
        return super().shell_complete(ctx, incomplete)

    def _describe(self) -> None:
        """Have commands that are only listed: building them all takes as long as everything else."""
        self.commands = {name: TyperCommand(name, help=summary_of(name)) for name in NAMES}

    def invoke(self, ctx: Any) -> Any:
        code = ended(lambda: super(_Handled, self).invoke(ctx))
        if code:
            raise typer.Exit(code)


app = typer.Typer(
    cls=_Handled,
    help="Keep a question-based knowledge base true: edit notes and hub together, and lint the whole.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # Rich would take longer than most commands
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"rlkb {__version__}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    root: Annotated[
        str | None,
        typer.Option("-C", "--root", metavar="DIR", help="The base; else the nearest hub.yaml upward."),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep a question-based knowledge base true: edit notes and hub together, and lint the whole."""
    ctx.obj = root


def main() -> None:
    """Run the command line; ends the process."""
    watch_signals()
    app(prog_name="rlkb")
