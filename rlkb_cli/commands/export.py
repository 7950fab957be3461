"""`rlkb export`: the base in a form that other programs read."""

import sys
from enum import StrEnum
from importlib import import_module
from typing import Annotated

from rlkb_cli.commands.options import root_of
from rlkb_cli.commands.signature import Argument, Context, option


class ExportFormat(StrEnum):
    """The forms that a base can be exported to."""

    json = "json"
    csv = "csv"
    opml = "opml"
    skos = "skos"


def export(
    ctx: Context,
    form: Annotated[
        ExportFormat, Argument("FORMAT", "All as `json`, a table in `csv`, an outline in `opml`, concepts in `skos`.")
    ],
    base_url: Annotated[
        str | None, option("--base-url", metavar="URL", help="Where its site is on the web: what addresses begin with.")
    ] = None,
) -> int:
    """Print the base for other programs. Notes that cannot be read are left out, and the exit status is 1."""
    from rlkb_cli.output import console, safe, visible
    from rlkb_cli.site.exports.content import DEFAULT_BASE, content
    from rlkb_cli.site.urls import web_address
    from rlkb_cli.views.reading import look

    make = import_module(f"rlkb_cli.site.exports.{form}").export
    address = web_address(base_url) or DEFAULT_BASE
    text, left_out = look(root_of(ctx), lambda kb: (make(found := content(kb, address)), found.left_out))
    if sys.stdout.isatty():
        text = visible(text.replace("\r\n", "\n"), keep="\n\t")
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    for path in left_out:
        console(stderr=True).print(safe("warning: ", "bold yellow") + safe(f"{path} cannot be read and is left out"))
    return 1 if left_out else 0
