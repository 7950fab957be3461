"""`rlkb log`: the operations that can be undone."""

import sys
from typing import TYPE_CHECKING, Annotated

from rlkb_cli.commands.options import EditFormat, Format, root_of
from rlkb_cli.commands.signature import Context, option

if TYPE_CHECKING:
    from rlkb_cli.edit.undo import Operation


def log(
    ctx: Context,
    limit: Annotated[int | None, option("--limit", "-n", metavar="N", help="At most N of them.")] = None,
    output_format: Format = EditFormat.text,
) -> None:
    """List the operations on this base, the newest first. Number, time, what it was, how many files."""
    from rlkb_cli.edit.undo import operations
    from rlkb_cli.output import to_json

    found = operations(root_of(ctx, ".rlkb"))[:limit]
    if output_format == EditFormat.json:
        data = {"version": 1, "operations": [operation._asdict() for operation in found]}
        sys.stdout.write(to_json(data, sys.stdout.encoding) + "\n")
    else:
        _print(found)


def _print(operations: "list[Operation]") -> None:
    from datetime import datetime

    from rlkb_cli.output import printer

    put = printer()
    for op, title, when, files, undone in operations:
        time = datetime.fromtimestamp(when).strftime("%Y-%m-%d %H:%M")
        count = "1 file" if len(files) == 1 else f"{len(files)} files"
        more = f"  ({count}{', undone' if undone else ''})"
        put((f"{op:>4}", "cyan"), (f"  {time}  ", "dim"), title, (more, "dim"))
