"""Where a base begins."""

from __future__ import annotations

import os

from rlkb_cli.errors import BadInput

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT_HUB = "hub.yaml"


def find_root(start: str, *, upward: bool = True, markers: Sequence[str] = (ROOT_HUB,)) -> str:
    """The folder of `hub.yaml` (or another of `markers`): `start`, or else (`upward`) the nearest one above it.

    BadInput if there is none.
    """
    folder = os.path.abspath(start)
    while not any(os.path.lexists(os.path.join(folder, marker)) for marker in markers):
        parent = os.path.dirname(folder)
        if parent == folder or not upward:
            where = "or in any folder above it" if upward else "there"
            raise BadInput(
                f"no {ROOT_HUB} {where}",
                path=start,
                help="`rlkb init` and `rlkb import` make one, `-C DIR` names one",
            )
        folder = parent
    return folder
