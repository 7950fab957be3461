"""The `rlkb` command: global options, the one error handler, and a line for each command."""

import os
import signal
import sys
from contextlib import suppress
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from rlkb_cli import __version__
from rlkb_cli.commands import (
    add,
    distinct,
    dupes,
    hub,
    import_,
    init,
    link,
    lint,
    list_,
    log,
    merge,
    move,
    order,
    place,
    remove,
    retitle,
    section,
    set_,
    split,
    undo,
    unlink,
    unplace,
    unset,
)
from rlkb_cli.edit.signals import has_committed, note_commit
from rlkb_cli.errors import Refused, RlkbError

INTERRUPTED, PIPE_CLOSED, TERMINATED = 130, 141, 143


class _Handled(TyperGroup):
    """The one place where an error of ours becomes a message and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        note_commit(False)
        try:
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


app.command("lint")(lint.lint)
app.command("list")(list_.list_notes)
app.command("import")(import_.import_page)
app.command("add")(add.add)
app.command("move")(move.move)
app.command("retitle")(retitle.retitle)
app.command("remove")(remove.remove)
app.command("merge")(merge.merge)
app.command("split")(split.split)
app.command("set")(set_.set_field)
app.command("unset")(unset.unset)
app.command("link")(link.link)
app.command("unlink")(unlink.unlink)
app.command("distinct")(distinct.distinct)
app.command("dupes")(dupes.dupes)
app.command("undo")(undo.undo)
app.command("log")(log.log)
app.add_typer(section.app, name="section")
app.command("order")(order.order)
app.add_typer(hub.app, name="hub")
app.command("place")(place.place)
app.command("unplace")(unplace.unplace)
app.command("init")(init.init)


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
