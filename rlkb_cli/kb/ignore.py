"""Which files under the root are left alone: what git is told to ignore, and `node_modules`."""

import os
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.files import Unreadable, read_file
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.repository import Repository
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.kb.spelling import above
from rlkb_cli.kb.wildcards import translate

_LIMIT = 1024 * 1024
_TRAILING_SPACES = lazy_pattern(r"(?<!\\) +\Z")


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    keeps: bool
    is_name: bool
    is_folder: bool


def ignored(root: str, repository: Repository | None = None) -> Callable[[str], bool]:
    """A function from a path under `root` (a folder's ends with `/`) to whether it is left alone, see `ignored_by`.

    What its repository says counts as well, unless that would be to ignore the base itself.
    """
    outer = [(prefix, _rules(data)) for prefix, data in (repository or Repository(root)).rules()]
    if _outer(outer, ROOT_HUB):
        outer = []
    return ignored_by(lambda path: _on_disk(root, path), outer)


def is_left_out(root: str, path: str) -> bool:
    """True if nothing at a path under `root` would be read: it is hidden or ignored, or lies in what is."""
    skip = ignored(root)
    hidden = any(part.startswith(".") for part in path.split("/"))
    return hidden or any(skip(f"{folder}/") for folder in above(path)) or skip(path)


def ignored_by(read: Callable[[str], bytes], outer: Sequence[tuple[str, list[_Rule]]] = ()) -> Callable[[str], bool]:
    """The same for what `read` says of the path of each `.gitignore`: nothing where there is none.

    `outer` are weaker rules, each list for paths with a prefix.  The function expects a folder's verdict to be asked
    before those of what lies in it, as a walk does: what lies in an ignored folder cannot be brought back, as in git.
    """

    @cache
    def rules_for(folder: str) -> tuple[tuple[int, list[_Rule]], ...]:
        """The rules for what lies in a folder, the strongest first, each with how much of a path they do not see."""
        own = _rules(read(f"{folder}/.gitignore" if folder else ".gitignore"))
        further = rules_for(folder.rpartition("/")[0]) if folder else ()
        return ((len(folder) + 1 if folder else 0, own), *further) if own else further

    def skip(path: str) -> bool:
        if path.endswith("/node_modules/") or path == "node_modules/":
            return True
        for start, rules in rules_for(path.rstrip("/").rpartition("/")[0]):
            verdict = _verdict(rules, path[start:])
            if verdict is not None:
                return verdict
        return _outer(outer, path) if outer else False

    return skip


def _outer(outer: Sequence[tuple[str, list[_Rule]]], path: str) -> bool:
    verdicts = (_verdict(rules, prefix + path) for prefix, rules in outer)
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _verdict(rules: list[_Rule], path: str) -> bool | None:
    """What the first rule that matches says of a path relative to the rules' folder; None if none does."""
    inner = path.rstrip("/")
    name = inner.rpartition("/")[2]
    for rule in rules:
        if (path.endswith("/") or not rule.is_folder) and rule.pattern.fullmatch(
            name if rule.is_name else inner
        ):
            return not rule.keeps
    return None


def _on_disk(root: str, path: str) -> bytes:
    """The content of a `.gitignore`; nothing where there is none, or only a link, which git does not follow either."""
    data = read_file(root, path, max_bytes=_LIMIT)
    if isinstance(data, Unreadable) and not data.failed:
        return b""
    place = os.path.join(root, path)
    if os.path.islink(place):
        return b""
    if not isinstance(data, Unreadable):
        return data
    if os.path.lexists(place):
        raise BadInput(f"cannot be read, so nobody knows what to leave alone: {data.reason}", path=path)
    return b""


def _rules(data: bytes) -> list[_Rule]:
    """The rules of a `.gitignore`, the last first, since the last match decides."""
    lines = data.decode("utf-8-sig", errors="replace").split("\n")
    return [rule for rule in map(_rule, reversed(lines)) if rule]


def _rule(line: str) -> _Rule | None:
    """One line of a `.gitignore`; None for a comment, a blank, or a pattern that matches nothing."""
    text = _TRAILING_SPACES.sub("", line.removesuffix("\r"))
    if text.startswith("#"):
        return None
    keeps = text.startswith("!")
    pattern = text.removeprefix("!")
    is_folder = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    is_name = "/" not in pattern
    regex = translate(pattern.removeprefix("/"))
    return _Rule(re.compile(regex, re.DOTALL), keeps, is_name, is_folder) if regex else None
