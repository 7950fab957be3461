"""The part of a base on disk that git tracks: what a checkout elsewhere would have."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing

from rlkb_cli.kb.cache import Numbers
from rlkb_cli.kb.files import real_path
from rlkb_cli.kb.git import LINK, Entry
from rlkb_cli.kb.source import Disk, Origin
from rlkb_cli.kb.spelling import above
from rlkb_cli.kb.tree import Tree


class Tracked(Disk):
    """The tracked paths with what is on disk there."""

    shelf = ".rlkb/cache/tracked"

    def __init__(self, root: str, entries: Mapping[str, Entry]) -> None:
        super().__init__(root)
        self._entries = entries
        self._folders = {folder for path in entries for folder in above(path)}

    def tree(self) -> Mapping[str, str]:
        """What is there of it."""
        return {path: kind for path, kind in super().tree().items() if self._has(path, kind)}

    def kind(self, path: str) -> str:
        """What is at a path, and would be there elsewhere; a submodule is looked into."""
        kind = super().kind(path)
        if path in self._entries:
            return "file" if self._entries[path].sparse else kind
        known = path in (".", "") or path in self._folders or any(folder in self._entries for folder in above(path))
        return kind if known or kind == "outside" else "missing"

    def tracked(self) -> frozenset[str] | None:
        """None: all of it is tracked."""
        return None

    def origin(self, stamps: Mapping[str, Numbers]) -> Origin | None:
        """None: a report on it also depends on the index."""
        return None

    def sparse(self) -> dict[str, bytes | None]:
        """The contents of what git tracks, but a sparse checkout left out."""
        if not any(entry.sparse for entry in self._entries.values()):
            return {}
        with closing(Tree(self.root, self._entries, self.shelf)) as tree:
            files = (path for path, kind in tree.tree().items() if kind == "file" and self._is_left_out(path))
            read = {path: tree.read(path) for path in files}
        return {path: data for path, data in read.items() if isinstance(data, bytes)}

    def _has(self, path: str, kind: str) -> bool:
        """False also for a link to a file that is not tracked."""
        entry = self._entries.get(path)
        if entry is None:
            return path in self._folders
        return entry.mode != LINK or kind == "other" or real_path(self.root, path) in self._entries

    def _is_left_out(self, path: str) -> bool:
        return self._entries[path].sparse and not os.path.lexists(os.path.join(self.root, path))
