"""The repository of git around a base, found without git, and what it says is to be left alone there.

As with other tools that go by `.gitignore`: besides those below the root, those above it up to the top of the
repository count, then `info/exclude` in it, then the file that the user's own settings of git name.
"""

from __future__ import annotations

import os
import re

from rlkb_cli.kb.files import Unreadable, read_file
from rlkb_cli.kb.patterns import lazy_pattern

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Iterator

_SETTING = lazy_pattern(r'^\s*excludesfile\s*=\s*"?(.+?)"?\s*$', re.IGNORECASE | re.MULTILINE)
_LIMIT = 1024 * 1024


class Repository:
    """The repository that a folder lies in; `top` is "" if it lies in none.

    `consulted` are the paths that were looked at, there or not: with each of them, this may change.  One is the index,
    in which git keeps what it tracks.
    """

    def __init__(self, root: str) -> None:
        self.consulted: list[str] = []
        self.root = os.path.realpath(root)
        self.top, self.folder = self._found()
        if self.top:
            self.consulted.append(os.path.join(self.folder, "index"))

    def rules(self) -> Iterator[tuple[str, bytes]]:
        """The texts outside the root that say what to leave alone, the strongest first.

        Each with what stands before a path under the root for it, such as `base/`.
        """
        if not self.top:
            return
        folder = self.root
        while folder != self.top:
            folder = os.path.dirname(folder)
            yield self._prefix(folder), self._read(os.path.join(folder, ".gitignore"))
        common = os.path.join(self.folder, self._line(os.path.join(self.folder, "commondir")))
        for path in (os.path.join(common, "info", "exclude"), self._users()):
            yield self._prefix(self.top), self._read(path)

    def _found(self) -> tuple[str, str]:
        folder = self.root
        while True:
            marker = os.path.join(folder, ".git")
            self.consulted.append(marker)
            if os.path.isdir(marker):
                return folder, marker
            if os.path.isfile(marker):
                # That of a further work tree, or of a submodule, is elsewhere.
                return folder, os.path.join(folder, self._line(marker).removeprefix("gitdir:").strip())
            if folder == os.path.dirname(folder):
                return "", ""
            folder = os.path.dirname(folder)

    def _users(self) -> str:
        """The file that the user's settings name for all repositories, or the one that git takes without."""
        home = os.path.expanduser("~")
        settings = os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config"), "git")
        named = os.environ.get("GIT_CONFIG_GLOBAL")
        for path in [named] if named else [os.path.join(home, ".gitconfig"), os.path.join(settings, "config")]:
            if found := _SETTING.findall(self._read(os.path.realpath(path)).decode(errors="replace")):
                return os.path.realpath(os.path.expanduser(str(found[-1])))
        return os.path.realpath(os.path.join(settings, "ignore"))

    def _prefix(self, folder: str) -> str:
        inner = os.path.relpath(self.root, folder).replace(os.sep, "/")
        return "" if inner == "." else f"{inner}/"

    def _line(self, path: str) -> str:
        return os.fsdecode(self._read(path).partition(b"\n")[0].rstrip())

    def _read(self, path: str) -> bytes:
        self.consulted.append(path)
        data = read_file(os.path.dirname(path), os.path.basename(path), max_bytes=_LIMIT)
        return b"" if isinstance(data, Unreadable) else data
