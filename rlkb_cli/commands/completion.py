"""What the shell offers for an argument or option: known from the cache alone, so that it comes at once.

Only names that no shell takes for anything else are offered: what lies in a base may be hostile, and what is offered
ends up on a command line.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rlkb_cli.commands.signature import Completer
    from rlkb_cli.kb.columns import Columns

_HARMLESS = re.compile(r"\w[\w./-]*\Z")
_FIELDS = ("kind", "id", "sections")


def _offering(names: Callable[[str], Iterable[str]]) -> "Completer":
    """A completer that offers those of the names in the base at a root that begin with the incomplete word."""

    def complete(ctx: Any, incomplete: str) -> list[str]:
        from rlkb_cli.errors import RlkbError

        try:
            found = names(_root(ctx))
            return [name for name in found if name.startswith(incomplete) and _HARMLESS.match(name)]
        except (RlkbError, KeyError, ValueError, TypeError, AttributeError):  # what lies in the cache may be anything
            return []

    return complete


def _root(ctx: Any) -> str:
    from rlkb_cli.kb.root import find_root

    named = (ctx.parent.params if ctx.parent else {}).get("root")
    return find_root(named or os.getcwd(), upward=not named)


def _kept(root: str) -> tuple[list[str], list[tuple[str, str, str]]]:
    """The settings of the base, and the kind, id and sections of its documents; none where the cache cannot be read."""
    from rlkb_cli.kb.columns import Damaged, unpack
    from rlkb_cli.kb.kept import FACTS, LOG, read_kept

    try:
        base = unpack(read_kept(root, FACTS))
        rows = _rows(base)
    except (OSError, Damaged):
        return [], []
    with suppress(OSError, Damaged):
        added = unpack(read_kept(root, FACTS + LOG))
        rows |= _rows(added) if added["key"][0] == str(base.mark) else {}
    return [str(base["settings"][0])], list(rows.values())


def _rows(columns: "Columns") -> dict[Any, Any]:
    return dict(zip(columns["path"], zip(*(columns[name] for name in _FIELDS), strict=True), strict=True))


def _ids(*kinds: str) -> Callable[[str], Iterator[str]]:
    def names(root: str) -> Iterator[str]:
        _, known = _kept(root)
        return (name for kind, name, _ in known if kind in kinds) if known else _stems(root, kinds)

    return names


def _stems(root: str, kinds: Sequence[str]) -> Iterator[str]:
    """What ids would be where nothing is known yet: the names of files in the folders that a new base has."""
    for kind, folder, ending in (("hub", "hubs", ".yaml"), ("note", "notes", ".md")):
        for _, _, files in os.walk(os.path.join(root, folder)) if kind in kinds else ():
            yield from (name.removesuffix(ending) for name in files if name.endswith(ending))


def _sections(root: str) -> Iterator[str]:
    return (name for *_, joined in _kept(root)[1] for name in filter(None, joined.split("\x1f")))


def _relations(root: str) -> Iterator[str]:
    from rlkb_cli.kb.config import RELATIONS, read_config
    from rlkb_cli.kb.values import decode

    settings, _ = _kept(root)
    return iter(read_config(decode(settings[0]), "").relations if settings else RELATIONS)


def rules(incomplete: str) -> list[str]:
    """The rules of the linter; they need no base."""
    from rlkb_cli.lint import rules

    files = sorted(os.listdir(rules.__path__[0]))
    names = (name[:-3].replace("_", "-") for name in files if name.endswith(".py") and name[0] != "_")
    return [name for name in names if name.startswith(incomplete)]


_NAMES: dict[str, Callable[[str], Iterator[str]]] = {
    "NOTE": _ids("note"),
    "OTHER": _ids("note"),
    "HUB": _ids("hub"),
    "SECTION": _sections,
    "RELATION": _relations,
}
_WORD = re.compile("[A-Z]+")


def completer_of(metavar: str | None) -> "Completer | None":
    """The completer for what help calls `NOTE`, `SECTION…` or `[HUB|NOTE]`; None if that is nothing of a base."""
    kinds = [_NAMES[word] for word in _WORD.findall(metavar or "") if word in _NAMES]
    return _offering(lambda root: (name for names in kinds for name in names(root))) if kinds else None
