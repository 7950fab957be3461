"""Reading a whole base from disk, and reading it again with some contents changed in memory."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from importlib.machinery import PathFinder

import pyromark

from rlkb_cli.errors import BadInput, Wrong
from rlkb_cli.kb.base import Judge, KnowledgeBase
from rlkb_cli.kb.cache import EMPTY_SHELF, Shelf, read_cache, renewed, write_cache
from rlkb_cli.kb.config import SETTINGS, Config, read_config
from rlkb_cli.kb.doubts import Earlier, Held
from rlkb_cli.kb.facts import FAILED, UNJUDGED, Facts, facts_of
from rlkb_cli.kb.files import Unreadable
from rlkb_cli.kb.garbage import uncollected
from rlkb_cli.kb.globs import matcher
from rlkb_cli.kb.mode import default_mode
from rlkb_cli.kb.model import EMPTY_BODY, ROOT_ID, Document, Hub, Note, Page
from rlkb_cli.kb.place import FILE, Problem
from rlkb_cli.kb.place import key as key_place
from rlkb_cli.kb.program import changed, program
from rlkb_cli.kb.read import read_hub, read_note, read_notes, read_page
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.kb.seen import UNUSABLE, Seen, look
from rlkb_cli.kb.source import Disk, Source
from rlkb_cli.kb.table import Table
from rlkb_cli.kb.text import stem
from rlkb_cli.kb.values import decode, encode

Overlay = Mapping[str, bytes | None]


@uncollected()
def load(
    where: str | Source, overlay: Overlay | None = None, judge: Judge | None = None, cache: str | None = None
) -> KnowledgeBase:
    """Read the base under a root on disk, or of another source; BadInput if its root hub cannot be read.

    `overlay` holds contents that take the place of the files': bytes, or None for "not there".  `judge` is
    asked once of every document and its content, and what it says is kept in the document's facts.  `cache` is "stat",
    "content" or "off", see `mode.default_mode`.
    """
    overlay = overlay or {}
    mode = cache or default_mode()
    source = _disk(where, overlay, mode) if isinstance(where, str) else where
    key = "\n".join((*program(), *parsers(), judge.__module__ if judge else "-"))
    shelf = read_cache(source.root, source.shelf, key) if mode != "off" else EMPTY_SHELF
    settings = _settings(source, overlay, shelf, mode)
    config = _config(source, overlay, settings)
    tree = _tree(source, overlay)
    role = roles(config)
    read = partial(_read_facts, config, role, judge)
    known = shelf if shelf.settings == settings else EMPTY_SHELF
    paths = _documents(tree, known, role)
    laid = _laid(paths, tree, overlay)
    sought = [path for path in paths if path not in laid] if laid else paths
    now = renewed(shelf, settings, sought, source.gather(sought, known, mode, read))
    if mode != "off" and not overlay and now is not shelf:
        write_cache(source.root, source.shelf, key, now)
    facts = now.facts.with_rows(zip(laid, read(list(laid.items())), strict=True)) if laid else now.facts
    files = frozenset([path for path, kind in tree.items() if kind == "file"])
    origin = source.origin(now.stamps) if mode == "stat" and not overlay and not laid else None
    earlier = _earlier(source.seen, facts, files)
    return KnowledgeBase(source, config, facts, files, overlay, partial(_parse, config, role), judge, origin, earlier)


def _earlier(seen: Seen | None, facts: Table, files: frozenset[str]) -> Earlier | None:
    """The base at the last report, if this is what became of it."""
    before = seen.facts(facts) if seen else None
    try:
        if seen is None or before is None:
            return None
        held = Held(*(list(map(str, seen.record[name])) for name in Held._fields))
        return Earlier(before, files if seen.holds else seen.files(), lambda: held)
    except UNUSABLE:
        return None


def _disk(root: str, overlay: Overlay, mode: str) -> Disk:
    return Disk(root, look(root) if mode == "stat" and not overlay else None)


def parsers() -> list[str]:
    """The parsers on which facts depend, as `program.is_same` knows them again.  PyYAML is only imported if needed."""
    found = PathFinder.find_spec("yaml")
    assert found is not None and found.origin is not None
    return [changed(path) for path in (pyromark.__file__, found.origin)]


def with_changes(kb: KnowledgeBase, changes: Overlay, judge: Judge | None = None) -> KnowledgeBase:
    """The base as it would be with these contents; only what changed is read again.

    `judge` is asked of it instead of the base's, and must say at least what will be asked of the result, for as
    long as the settings are the same.  Raises BadInput if the root hub could then not be read.
    """
    overlay = {**kb.overlay, **changes}
    if ROOT_HUB in changes:
        hub = _root_hub(kb.source, overlay)
        if read_config(hub.fields, ROOT_HUB) != kb.config:
            return load(kb.source, overlay, kb.judge)
    role = roles(kb.config)
    there = [(path, data) for path, data in changes.items() if data is not None and (path in kb.facts or role(path))]
    new = _read_facts(kb.config, role, judge or kb.judge, there)
    rows: dict[str, Facts | None] = {path: None for path in changes if path in kb.facts}
    rows.update(zip([path for path, _ in there], new, strict=True))
    files = (kb.files - set(changes)) | {path for path, data in changes.items() if data is not None}
    facts = kb.facts.with_rows(rows.items())
    earlier = Earlier(kb.facts, kb.files, lambda: kb.sieve.held)
    return KnowledgeBase(kb.source, kb.config, facts, files, overlay, kb.parse, kb.judge, earlier=earlier)


def roles(config: Config) -> Callable[[str], str]:
    """A function from a path to what the file is: "hub", "note", "page", or "" for anything else."""
    is_note = matcher(config.files)
    is_excluded = matcher(config.exclude)

    def role(path: str) -> str:
        if path == ROOT_HUB or (path.startswith("hubs/") and path.endswith(".yaml") and path.count("/") == 1):
            return "hub"
        if not path.endswith(".md") or is_excluded(path):
            return ""
        return "note" if is_note(path) else "page"

    return lru_cache(maxsize=None)(role)


def _root_hub(source: Source, overlay: Overlay) -> Hub:
    data = _content(source, ROOT_HUB, overlay)
    if isinstance(data, Unreadable):
        raise BadInput(data.reason, path=os.path.join(source.root, ROOT_HUB))
    hub = read_hub(ROOT_HUB, data, ROOT_ID)
    for problem in hub.problems:
        if problem.rule in ("invalid-hub", "invalid-utf8", "merge-conflict-marker"):
            from rlkb_cli.kb.locate import line_of

            raise BadInput(problem.message, path=ROOT_HUB, line=line_of(data, "hub", problem.place))
    return hub


def _tree(source: Source, overlay: Overlay) -> Mapping[str, str]:
    """What is under the root, with the overlay laid over it."""
    there = source.tree()
    if not overlay:
        return there
    laid = {**there, **dict.fromkeys(overlay, "file")}
    return {path: kind for path, kind in laid.items() if overlay.get(path, b"") is not None}


def _documents(tree: Mapping[str, str], known: Shelf, role: Callable[[str], str]) -> list[str]:
    """The paths of what has to be read, sorted; those that are known need no look at the settings."""
    met = set(known.facts.paths)
    return sorted([path for path, kind in tree.items() if path in met or role(path) or kind == "closed"])


def _laid(paths: Sequence[str], tree: Mapping[str, str], overlay: Overlay) -> dict[str, bytes | Unreadable]:
    """What is not to be looked for in the source; what lies in a folder that cannot be listed may link anywhere."""
    laid: dict[str, bytes | Unreadable] = {path: overlay[path] or b"" for path in paths if path in overlay}
    closed = [path for path in paths if tree[path] == "closed"]
    return laid | {path: Unreadable(path, "the folder cannot be listed", failed=True) for path in closed}


def _content(source: Source, path: str, overlay: Overlay) -> bytes | Unreadable:
    laid = overlay.get(path)
    if laid is not None:
        return laid
    if path in overlay:
        return Unreadable(path, "the file is not there")
    return source.read(path)


def _settings(source: Source, overlay: Overlay, shelf: Shelf, mode: str) -> str:
    """What the root hub sets, as a text; the hub is only read if it changed."""
    if ROOT_HUB not in overlay and source.unchanged(ROOT_HUB, shelf, mode):
        return shelf.settings
    fields = _root_hub(source, overlay).fields
    return encode({name: value for name, value in fields.items() if name in SETTINGS})


def _config(source: Source, overlay: Overlay, settings: str) -> Config:
    """The settings, read; BadInput with the line where one is not as it should be."""
    try:
        return read_config(decode(settings), ROOT_HUB)
    except BadInput as problem:
        data = _content(source, ROOT_HUB, overlay)
        keys = problem.keys if isinstance(problem, Wrong) else (problem.message.partition(":")[0],)
        if isinstance(data, Unreadable):
            raise
        from rlkb_cli.kb.locate import line_of

        line = line_of(data, "hub", key_place(*keys))
        raise BadInput(problem.message, path=ROOT_HUB, line=line, help=problem.help) from None


def _parse(
    config: Config, role: Callable[[str], str], path: str, data: bytes | Unreadable, *, quick: bool = False
) -> Document:
    kind = role(path) or "page"
    if isinstance(data, Unreadable):
        return _unreadable(path, kind, data)
    if kind == "hub":
        return read_hub(path, data, ROOT_ID if path == ROOT_HUB else stem(path))
    return read_note(path, data, config) if kind == "note" else read_page(path, data, quick=quick)


def _read_facts(
    config: Config, role: Callable[[str], str], judge: Judge | None, files: Sequence[tuple[str, bytes | Unreadable]]
) -> list[Facts]:
    """The facts of files.  All are read before all are judged, for what that takes is then at hand."""
    notes = [(path, data) for path, data in files if role(path) == "note" and not isinstance(data, Unreadable)]
    # With as much of them, and of pages, as facts and rules need.
    known = dict(zip([path for path, _ in notes], read_notes(notes, config, quick=config.read), strict=True))
    documents = [known.get(path) or _parse(config, role, path, data, quick=True) for path, data in files]
    contents = [b"" if isinstance(data, Unreadable) else data for _, data in files]
    said = judge(documents, contents, config) if judge else [UNJUDGED] * len(files)
    facts = list(map(facts_of, documents, said))
    for number, (_, data) in enumerate(files):
        if isinstance(data, Unreadable) and data.failed:
            facts[number] = facts[number]._replace(odd=FAILED)
    return facts


def _unreadable(path: str, kind: str, why: Unreadable) -> Document:
    problem = (Problem("unreadable-file", FILE, f"cannot be read: {why.reason}"),)
    if kind == "hub":
        return Hub(path, stem(path), "", "", None, None, (), {}, b"", problem)
    if kind == "page":
        return Page(path, EMPTY_BODY, b"", problem)
    return Note(path, stem(path), "", "", "", (), (), (), {}, {}, EMPTY_BODY, b"", problem)
