"""Which files of a folder are notes, and the globs that say so in `hub.yaml`."""

import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from rlkb_cli.edit.journal import flaw
from rlkb_cli.kb.config import DEFAULT_FILES
from rlkb_cli.kb.files import real_path, walk
from rlkb_cli.kb.globs import matcher
from rlkb_cli.kb.ignore import ignored
from rlkb_cli.kb.patterns import lazy_pattern

PROJECT = ("CONTRIBUTING", "CHANGELOG", "CODE_OF_CONDUCT", "LICENSE", "SECURITY", "AGENTS", "CLAUDE")
"""Names of files, in capitals, that speak of a repository."""

TEMPLATES = frozenset(["templates", "_templates", "archetypes", "_layouts", "_includes", "_site"])
"""Folders in the root whose Markdown is filled in or made by other tools."""

_HUGO = ("hugo.toml", "hugo.yaml", "hugo.json", "config.toml")
_OTHER_ENDINGS = (".markdown", ".mdown", ".mkd", ".mdx")
_SIGNS = lazy_pattern(r"[*?\[\]{}()!\\]")


class Survey(NamedTuple):
    """The notes of a folder, the globs for `files:`, all files, and what must stay out and why."""

    notes: tuple[str, ...]
    globs: tuple[str, ...]
    files: frozenset[str]
    left: tuple[tuple[str, str], ...]


def survey(root: str) -> Survey:
    """Look through the folder; nothing is read but names.

    README and its like, `_index.md`, an `index.md` that heads other notes, and templates are no notes.
    """
    there = [entry.path for entry in walk(root, skip=ignored(root))]
    markdown = [path for path in there if path.endswith(".md")]
    start = _start(root, markdown)
    inside = [path for path in markdown if matcher((start,))(path)]
    globs = (start, *_not_notes(inside))
    left = list(_not_editable(root, filter(matcher(globs), inside)))
    globs += tuple(f"!{escaped(path)}" for path, _ in left)
    left += _other_endings(there)
    return Survey(tuple(filter(matcher(globs), inside)), globs, frozenset(there), tuple(left))


def escaped(path: str) -> str:
    """The glob that matches this path and no other."""
    return _SIGNS.sub(r"\\\g<0>", path)


def _start(root: str, markdown: Sequence[str]) -> str:
    """The glob of all notes: `content` in a Hugo site, `notes` in a folder laid out as ours, else all."""
    is_hugo = any(os.path.isfile(os.path.join(root, name)) for name in _HUGO)
    if is_hugo and any(path.startswith("content/") for path in markdown):
        return "content/**/*.md"
    as_ours = any(path.startswith("notes/") for path in markdown)
    others = [path for path in markdown if not path.startswith("notes/") and not _is_about(path)]
    return DEFAULT_FILES[0] if as_ours and not others else "**/*.md"


def _is_about(path: str) -> bool:
    """True for README, `_index.md` and the like: they speak of a folder, and are no notes."""
    stem = stem_of(path)
    return stem.lower() in ("readme", "_index") or stem in PROJECT


def _not_notes(paths: Sequence[str]) -> Iterator[str]:
    """The globs, with `!`, of what is no note among these files."""
    first = {path.partition("/")[0] for path in paths if "/" in path}
    templates = sorted(folder for folder in first if folder.lower() in TEMPLATES)
    yield from (f"!{escaped(folder)}/**/*.md" for folder in templates)
    rest = [path for path in paths if path.partition("/")[0] not in templates]
    names = sorted({path.rpartition("/")[2] for path in rest if _is_about(path)})
    yield from (f"!**/{escaped(name)}" for name in names)
    yield from _heads([path for path in rest if not _is_about(path)])


def _heads(paths: Sequence[str]) -> Iterator[str]:
    """Every `index.md` with other notes in or below its folder: it heads them."""
    below = Counter(str(folder) for path in paths for folder in PurePosixPath(path).parents)
    every = [path for path in paths if is_index(path)]
    heads = [path for path in every if "/" not in path or below[posixpath.dirname(path)] > 1]
    if heads and len(heads) == len(every):
        yield "!**/index.md"
    else:
        yield from (f"!{escaped(path)}" for path in heads)


def is_index(path: str) -> bool:
    """True for an `index.md`, which stands for its folder."""
    return stem_of(path) == "index"


def stem_of(path: str) -> str:
    """The name of a Markdown file without `.md`."""
    return path.rpartition("/")[2].removesuffix(".md")


def _not_editable(root: str, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The files that no command could write, with the reasons."""
    for path in paths:
        if real_path(root, path) != path:
            yield path, "it is, or is behind, a link"
        elif reason := flaw(path):
            yield path, reason


def _other_endings(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        if path.endswith(_OTHER_ENDINGS):
            yield path, f"only files that end in .md are read, not in {os.path.splitext(path)[1]}"
