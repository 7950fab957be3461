"""Running `rlkb` in tests as a user does."""

from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from rlkb_cli.cli import app


class Done(NamedTuple):
    """How a command ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def rlkb(root: Path, *words: str, stdin: str | None = None) -> Done:
    """Run `rlkb -C root words…` and return how it ended; an exception that is not ours is raised."""
    result = CliRunner().invoke(app, ["-C", str(root), *words], input=stdin, prog_name="rlkb")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)
