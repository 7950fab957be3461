"""What a run of the linter reads: all that is on disk, what git tracks of it, or what is to be committed."""

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.ignore import is_left_out
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.kb.source import Disk, Source

if TYPE_CHECKING:
    from rlkb_cli.kb.git import Entry
    from rlkb_cli.kb.seen import Seen

Overlay = Mapping[str, bytes | None]


class Buffer(NamedTuple):
    """The content of one file that is not saved yet; `path` is from the root."""

    path: str
    data: bytes


class Scope(NamedTuple):
    """What is read, and of which part of its history findings are reported.

    `tracked`: only what git tracks, with its contents on disk.  `staged`: what is to be committed.  `since`: a commit
    from whose history the change parted that is to be reported on; None for all findings.  `buffer`: what an editor
    holds of the one file that is to be reported on.
    """

    tracked: bool = False
    staged: bool = False
    since: str | None = None
    buffer: Buffer | None = None

    @property
    def on_disk(self) -> bool:
        """True if all that is on disk is read, and nothing else."""
        return not (self.tracked or self.staged or self.buffer)


EVERYTHING = Scope()


@contextmanager
def opened(
    root: str, scope: Scope, overlay: Overlay, seen: "Seen | None" = None
) -> Iterator[tuple[Source, Overlay]]:
    """The files that a run reads, and what is laid over them: `overlay` and the buffer over those on disk.

    `seen` is what is known of the disk.
    BadInput if git cannot say what was asked for.
    """
    if scope.buffer and not is_left_out(root, scope.buffer.path):
        overlay = {**overlay, scope.buffer.path: scope.buffer.data}
    if scope.staged:
        from rlkb_cli.kb.tree import Tree

        with closing(Tree(root, _with_hub(root, _next(root)), ".rlkb/cache/staged")) as tree:
            yield tree, {}
    elif scope.tracked:
        from rlkb_cli.kb.git import tracked
        from rlkb_cli.kb.tracked import Tracked

        source = Tracked(root, _with_hub(root, tracked(root)))
        yield source, {**source.sparse(), **overlay}
    else:
        yield Disk(root, seen), overlay


def head(scope: Scope) -> str:
    """The commit that is read, or on top of which files were changed, as git knows it."""
    return _pushed() or "HEAD" if scope.staged else "HEAD"


def _with_hub(root: str, entries: "dict[str, Entry]") -> "dict[str, Entry]":
    """The same; BadInput if there is no root hub among it."""
    if ROOT_HUB not in entries:
        raise BadInput("git holds no root hub there", path=os.path.join(root, ROOT_HUB), help=f"`git add {ROOT_HUB}`")
    return entries


def _next(root: str) -> "dict[str, Entry]":
    """What is to be committed; where pre-commit says which commit is to be pushed or compared, what that one holds."""
    from rlkb_cli.kb.git import commit_of, committed, staged

    pushed = _pushed()
    return committed(root, commit_of(root, pushed)) if pushed else staged(root)


def _pushed() -> str:
    # The second is all that pre-commit says of a branch that is pushed for the first time.
    return os.environ.get("PRE_COMMIT_TO_REF") or os.environ.get("PRE_COMMIT_LOCAL_BRANCH") or ""
