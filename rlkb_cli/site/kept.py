"""Which pages an earlier build wrote, of what, and how the files looked then.

A page stays as it is only if it would be made of the same and its file is still the one that was written, by times,
size and inode: none of these can be brought along by a repository.
"""

import os
from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from rlkb_cli.kb import private
from rlkb_cli.kb.cache import Stamp, keep
from rlkb_cli.kb.columns import Damaged, unpack
from rlkb_cli.kb.kept import read_kept

if TYPE_CHECKING:
    from rlkb_cli.kb.columns import Column

_PATH, _SERVED = ".rlkb/cache/site", ".rlkb/cache/site-served"


class Built(NamedTuple):
    """A page as it was written: what it was made of, and the stamp of its file."""

    key: str
    stamp: Stamp


def recall(root: str, out: str, key: str) -> dict[str, Built]:
    """The pages in the folder `out` by URL, if an earlier build under `key` wrote them there."""
    try:
        columns = unpack(read_kept(root, _path(root, out)))
        if list(columns["key"]) != [key, os.path.realpath(out)]:
            return {}
        stamps = map(Stamp._make, zip(*(columns[name] for name in Stamp._fields), strict=True))
        made = map(Built, map(str, columns["page"]), stamps)
        return dict(zip(map(str, columns["url"]), made, strict=True))
    except (OSError, Damaged, KeyError, IndexError, ValueError, TypeError):
        return {}


def remember(root: str, out: str, key: str, built: Mapping[str, Built]) -> None:
    """Keep what was built for the next time."""
    made = list(built.values())
    columns: dict[str, Column] = {
        "key": [key, os.path.realpath(out)],
        "url": list(built),
        "page": [item.key for item in made],
    }
    columns |= {name: array("q", [item.stamp[at] for item in made]) for at, name in enumerate(Stamp._fields)}
    keep(root, _path(root, out), columns)


def _path(root: str, out: str) -> str:
    """A site that is only served does not push out what is known of the one that was built."""
    own = os.path.join(os.path.realpath(root), private.NAME)
    return _SERVED if os.path.realpath(out).startswith(os.path.join(own, "")) else _PATH
