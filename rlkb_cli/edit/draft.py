"""The workspace of a plan: edits made one after another on contents in memory, turned into one `Change`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rlkb_cli.edit.change import Arrow, Change
from rlkb_cli.edit.patch import Patch, apply, compose_patches, shift
from rlkb_cli.edit.relink import Retarget, rewrite
from rlkb_cli.edit.splice import Op, splice
from rlkb_cli.errors import Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.frontmatter import body_start
from rlkb_cli.kb.markdown import Link
from rlkb_cli.kb.model import Hub
from rlkb_cli.kb.read import read_hub


@contextmanager
def naming(path: str) -> Iterator[None]:
    """Let what is refused inside say which file it is about."""
    try:
        yield
    except Refused as refusal:
        where = refusal.path or path
        raise Refused(refusal.message, path=where, line=refusal.line, help=refusal.help) from None


class Draft:
    """Edits on a base that are not yet written anywhere.  Paths are those before the change."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._now: dict[str, bytes] = {}
        self._patches: dict[str, Patch] = {}
        self._created: dict[str, bytes] = {}
        self._deleted: set[str] = set()
        self._renames: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._origins: dict[str, str] = {}
        self._added: list[Arrow] = []
        self._removed: list[Arrow] = []

    def data(self, path: str) -> bytes:
        """The content of a file as the draft has it."""
        if path in self._created:
            return self._created[path]
        return self._now[path] if path in self._now else self.kb.read(path)

    def hub(self, path: str) -> Hub:
        """A hub as the draft has it."""
        return (
            read_hub(path, self.data(path), self.kb.hub(path).id) if path in self._now else self.kb.hub(path)
        )

    def edit(self, path: str, *ops: Op) -> None:
        """Splice values into the front matter of a note, or into a hub; Refused if that cannot be done safely."""
        with naming(path):
            self.patch(path, splice(self.data(path), "hub" if path.endswith(".yaml") else "note", ops))

    def relink(self, path: str, decide: Callable[[int, Link], Retarget | None]) -> None:
        """Rewrite links in the body of a note or page."""
        offset = self.body(path)
        with naming(path):
            self.patch(path, shift(rewrite(self.data(path)[offset:], decide), offset))

    def body(self, path: str) -> int:
        """Where the body of a note or page starts, in bytes."""
        return body_start(self.data(path))

    def patch(self, path: str, patch: Patch) -> None:
        """Apply edits to what the file is now."""
        if path in self._created:
            self._created[path] = apply(self._created[path], patch)
        elif patch:
            self._now[path] = apply(self.data(path), patch)
            self._patches[path] = compose_patches(self._patches.get(path, ()), patch)

    def create(self, path: str, data: bytes) -> None:
        """Add a file that must not exist yet."""
        if path in self.kb.files or path in self._created:
            raise Refused("there is a file already", path=path)
        self._created[path] = data

    def delete(self, path: str) -> None:
        """Take a file away."""
        self._deleted.add(path)

    def rename(self, old: str, new: str) -> None:
        """Let a file be called otherwise; further edits still go by its old path."""
        if new in self.kb.files:
            raise Refused("there is a file already", path=new)
        self._renames[old] = new

    def renames_id(self, old: str, new: str) -> None:
        """Say that what was called `old` is now called `new`."""
        self._ids[old] = new

    def parts(self, new: str, origin: str) -> None:
        """Say that the new note `new` was a part of the note `origin`, so that its flaws are known ones."""
        self._origins[new] = origin

    def adds(self, source: str, form: str, target: str) -> None:
        """Announce an arrow that the edits make; paths as they are before the change."""
        self._added.append(Arrow(source, form, target))

    def removes(self, source: str, form: str, target: str) -> None:
        """Announce an arrow that the edits take away."""
        self._removed.append(Arrow(source, form, target))

    def change(self, title: str) -> Change:
        """All edits so far as one change; files that ended as they began are not part of it."""
        before: dict[str, bytes | None] = {}
        after: dict[str, bytes | None] = {}
        for path in sorted({*self._now, *self._renames, *self._deleted}):
            old, new = self.kb.read(path), self.data(path)
            if path in self._deleted or path in self._renames:
                before[path], after[path] = old, None
            elif new != old:
                before[path], after[path] = old, new
            if path in self._renames:
                before[self._renames[path]], after[self._renames[path]] = None, new
        before |= dict.fromkeys(self._created)
        after |= self._created
        return Change(
            title=title,
            before=before,
            after=after,
            patches={
                path: patch
                for path, patch in self._patches.items()
                if path in after and path not in self._deleted
            },
            renames=self._renames,
            ids=self._ids,
            origins=self._origins,
            added=self._final(self._added),
            removed=self._final(self._removed),
        )

    def _final(self, arrows: list[Arrow]) -> tuple[Arrow, ...]:
        name = self._renames.get
        return tuple(Arrow(name(a.source, a.source), a.form, name(a.target, a.target)) for a in arrows)
