"""The folder that a site is written to: nothing in it is touched but what rlkb wrote there itself.

`.rlkb-site` lists the files of the site.  A file that is not on the list is somebody else's, and stays.
"""

import json
import os
from collections.abc import Iterable
from contextlib import ExitStack, suppress

from rlkb_cli.edit.folder import Folder, open_inside
from rlkb_cli.errors import Refused
from rlkb_cli.kb.cache import Stamp, stamp_of
from rlkb_cli.kb.listing import SITE_MARK

_VERSION = 1


class Out:
    """The folder, open; `files` are those that an earlier build wrote, by path."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._stack = ExitStack()
        self._folders: dict[str, Folder] = {}

    def __enter__(self) -> "Out":
        os.makedirs(self.path, exist_ok=True)
        self._folders[""] = self._stack.enter_context(open_inside(self.path, ""))
        self.files = self._claimed = frozenset(_listed(self._folders[""]))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def refuse_foreign(self, paths: Iterable[str]) -> None:
        """Refused if one of these files is there and was not written by rlkb."""
        for path in paths:
            if path not in self.files and os.path.lexists(os.path.join(self.path, path)):
                raise Refused(
                    "was not made by rlkb and would be overwritten: nothing written",
                    path=os.path.join(self.path, path),
                    help="move it away, or name another folder with --out",
                )

    def claim(self, paths: Iterable[str]) -> None:
        """Say whose files these are, before any of them is written: a build that is killed can be taken up again."""
        claimed = self._claimed | frozenset(paths)
        if claimed != self._claimed:
            self._claimed = claimed
            self._write_list(claimed)

    def write(self, path: str, data: bytes) -> Stamp:
        """The file at `path` holds `data`; returns its stamp."""
        folder, _, name = path.rpartition("/")
        place = self._folder(folder)
        place.replace(name, data, lasting=False)
        return stamp_of(place.info(name))

    def stamps(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """The stamps of those files that are there."""
        found = {}
        for path in paths:
            folder, _, name = path.rpartition("/")
            with suppress(OSError):
                found[path] = stamp_of(self._folder(folder).info(name))
        return found

    def settle(self, paths: frozenset[str]) -> None:
        """These are the files of the site: others that rlkb wrote go."""
        stale = sorted(self._claimed - paths)
        for path in stale:
            folder, _, name = path.rpartition("/")
            with suppress(OSError):
                self._folder(folder).remove(name)
        for folder in sorted({path.rpartition("/")[0] for path in stale} - {""}, reverse=True):
            self._drop(folder)
        if paths != self._claimed:
            self._claimed = paths
            self._write_list(paths)

    def _folder(self, path: str) -> Folder:
        """A folder inside, made where it is missing; never reached through a link."""
        if path not in self._folders:
            outer, _, name = path.rpartition("/")
            place = self._folder(outer)
            place.make(name)
            self._folders[path] = self._stack.enter_context(place.inner(name))
        return self._folders[path]

    def _drop(self, folder: str) -> None:
        """Remove a folder that is empty now, and those around it."""
        while folder:
            outer, _, name = folder.rpartition("/")
            try:
                self._folder(outer).drop(name)
            except OSError:
                return
            self._folders.pop(folder, None)
            folder = outer

    def _write_list(self, paths: frozenset[str]) -> None:
        listed = {"version": _VERSION, "files": sorted(paths)}
        text = json.dumps(listed, ensure_ascii=False, indent=0) + "\n"
        self._folders[""].replace(SITE_MARK, text.encode("utf-8", "surrogatepass"), lasting=False)


def _listed(folder: Folder) -> list[str]:
    """The files that the list names; it lies in the open, so only paths inside are taken from it."""
    data = folder.read(SITE_MARK)
    if not isinstance(data, bytes):
        return []
    try:
        files = json.loads(data)["files"]
        return [path for path in files if isinstance(path, str) and _is_inside(path)]
    except (ValueError, KeyError, TypeError):
        return []


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return all(part and not part.startswith(".") and "\\" not in part and "\0" not in part for part in parts)
