"""`rlkb build`: make a site of the base."""

import os
import time
from typing import TYPE_CHECKING, Annotated

from rlkb_cli.commands.options import root_of
from rlkb_cli.commands.signature import Context, option

if TYPE_CHECKING:
    from rlkb_cli.site.build import Report

DEFAULT = "_site"


def build(
    ctx: Context,
    out: Annotated[
        str | None, option("--out", metavar="DIR", help=f"Where to; `{DEFAULT}` in the base if not said.")
    ] = None,
    base_url: Annotated[
        str | None,
        option("--base-url", metavar="URL", help="Where it will be on the web: adds a feed, a sitemap and more."),
    ] = None,
    strict: Annotated[bool, option("--strict", help="Write nothing if a note cannot be read.")] = False,
) -> int:
    """Make a site of the base. Static pages that need no server and fetch nothing from elsewhere.

    Of a site that is there already, only what changed is written anew.  Notes that cannot be read are left out, and
    the exit status is 1.
    """
    from rlkb_cli.site.extra import require_extra

    started = time.perf_counter()
    require_extra()
    from rlkb_cli.site.build import build
    from rlkb_cli.site.urls import web_address

    root = root_of(ctx)
    report = build(root, out or os.path.join(root, DEFAULT), web_address(base_url), strict=strict)
    _tell(report, time.perf_counter() - started)
    return 1 if report.left_out else 0


def _tell(report: "Report", seconds: float) -> None:
    from rlkb_cli.output import console, safe

    for path in report.left_out:
        console(stderr=True).print(safe("warning: ", "bold yellow") + safe(f"{path} cannot be read and is left out"))
    what = f"{_counted(report.notes, 'note')} and {_counted(report.hubs, 'hub')}"
    files = f"{len(report.written):,} of {_counted(len(report.pages), 'file')} written"
    removed = f", {len(report.removed):,} removed" if report.removed else ""
    where = os.path.relpath(report.out)
    console().print(safe(f"{what} in {where}: {files}{removed} ({seconds:.2f} s)"))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
