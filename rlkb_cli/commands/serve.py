"""`rlkb serve`: the site on this machine, anew after every change."""

import os
from typing import TYPE_CHECKING, Annotated

from rlkb_cli.commands.options import root_of
from rlkb_cli.commands.signature import Context, option

if TYPE_CHECKING:
    from rlkb_cli.site.server import State

FOLDER = "site"
_MOST = 200  # findings that a page is told of


def serve(
    ctx: Context,
    port: Annotated[int, option("--port", metavar="N", min=0, help="Where to; 0 takes any port that is free.")] = 8765,
) -> int:
    """Show the site in a browser, anew after every change. On this machine alone, with what lint finds.

    Nobody but this machine reaches it.  Ctrl-C ends it.
    """
    from rlkb_cli.commands.watching import again
    from rlkb_cli.errors import Refused, RlkbError
    from rlkb_cli.kb import private
    from rlkb_cli.output import console, safe
    from rlkb_cli.site.extra import require_extra
    from rlkb_cli.site.server import ADDRESS, Board, serve

    require_extra()
    root = root_of(ctx)
    hindrance = private.ensure(root)
    if hindrance:
        raise Refused(hindrance, path=private.NAME)
    board = Board()
    server = serve(board, port)
    out = os.path.join(root, private.NAME, FOLDER)

    def renew() -> None:
        try:
            board.show(_built(root, out))
        except RlkbError as error:
            board.show(board.state._replace(problem=str(error)))
            raise
        finally:
            console().print(safe(f"http://{ADDRESS}:{server.server_address[1]}/  (Ctrl-C ends it)"))

    again(root, renew)
    return 0


def _built(root: str, out: str) -> "State":
    """The site as it is now, and what the linter says of the base."""
    from rlkb_cli.lint.run import Request, run
    from rlkb_cli.site.build import build
    from rlkb_cli.site.server import State

    report = build(root, out)
    findings = [
        {
            "severity": finding.severity,
            "rule": finding.rule,
            "message": finding.message,
            "path": finding.path,
            "line": finding.line,
            "url": report.urls.get(finding.path),
        }
        for finding in run(root, Request()).findings[:_MOST]
    ]
    return State(out, report.pages, findings)
