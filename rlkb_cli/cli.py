"""The `rlkb` command: global options and the one error handler.  The commands are listed in `commands`."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Annotated, Any

import typer.main
from typer.core import TyperCommand, TyperGroup

from rlkb_cli import __version__
from rlkb_cli.commands import COMMANDS, summary_of, target_of
from rlkb_cli.commands.options import choose_color
from rlkb_cli.edit.signals import has_committed, note_commit
from rlkb_cli.errors import Refused, RlkbError

INTERRUPTED, PIPE_CLOSED, TERMINATED = 130, 141, 143


class _Commands(Mapping[str, Any]):
    """The commands by name.  Each is imported, and built from its signature, when it is asked for."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            target, alone = target_of(name), typer.Typer(rich_markup_mode=None)
            if isinstance(target, typer.Typer):
                alone.add_typer(target, name=name)
            else:
                alone.command(name)(target)
            self._built |= typer.main.get_group(alone).commands
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Handled(TyperGroup):
    """The one place where an error of ours becomes a message and an exit code."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = _Commands()

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List them without building them."""
        width = formatter.width - 6 - max(map(len, COMMANDS))
        commands = (TyperCommand(name, help=summary_of(name)) for name in COMMANDS)
        with formatter.section("Commands"):
            formatter.write_dl([(command.name, command.get_short_help_str(width)) for command in commands])

    def invoke(self, ctx: Any) -> Any:
        note_commit(False)
        try:
            choose_color(None)
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except RlkbError as error:
            _explain(error)
            raise typer.Exit(error.code) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            _abandon_output()
            raise typer.Exit(0 if has_committed() else PIPE_CLOSED) from None
        except OSError as error:
            _abandon_output()
            if has_committed():
                raise typer.Exit(0) from None
            _explain(Refused(f"the system does not let rlkb go on: {error.strerror or error}", path=error.filename))
            raise typer.Exit(Refused.code) from None


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
    signal.signal(signal.SIGINT, _interrupted)
    signal.signal(signal.SIGTERM, _terminated)
    app(prog_name="rlkb")


def _explain(error: RlkbError) -> None:
    from rlkb_cli.output import printer

    put = printer(stderr=True)
    put(("error: ", "bold red"), str(error))
    for warning in error.warnings:
        put(("warning: ", "bold yellow"), warning)
    if error.help:
        put(("  help: ", "bold cyan"), error.help)


def _interrupted(signum: int, frame: object) -> None:
    if not has_committed():
        raise KeyboardInterrupt


def _terminated(signum: int, frame: object) -> None:
    if not has_committed():
        raise SystemExit(TERMINATED)


def _abandon_output() -> None:
    """Let the interpreter's last flush go nowhere instead of failing on the closed pipe."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
