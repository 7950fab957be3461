"""How targets are spelled: paths, wikilinks, and the Unicode form in which names are compared."""

import posixpath
import unicodedata
from collections.abc import Sequence

from rlkb_cli.kb.patterns import lazy_pattern

_SCHEME = lazy_pattern(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_WIKI = lazy_pattern(r"!?\[\[([^\[\]|#]*)(?:#[^\[\]|]*)?(?:\\?\|[^\[\]]*)?\]\]\Z")


def nfc(name: str) -> str:
    """The form in which names are compared."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def nfc_all(names: Sequence[str]) -> Sequence[str]:
    """Several names in that form; at once where none needs a look."""
    return names if "".join(names).isascii() else [nfc(name) for name in names]


def is_external(destination: str) -> bool:
    """True for a destination with a scheme or host: other hosts are not our business."""
    return (":" in destination or destination.startswith("//")) and bool(_SCHEME.match(destination))


def unwrap(raw: str) -> str | None:
    """The name inside a relation written as a wikilink (`"[[name|text]]"`), or None if it is a bare id."""
    match = _WIKI.match(raw) if "[[" in raw else None
    return match[1].strip() if match else None


def above(path: str) -> list[str]:
    """The folders that a path lies in, the outermost first; the root is none of them."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def relative(source: str, destination: str) -> str:
    """The path under the root that a destination in `source` means; one that starts with `..` leaves it."""
    if destination.startswith("/"):
        return posixpath.normpath(destination.lstrip("/") or ".")
    path = source[: source.rfind("/") + 1] + destination
    return path if "/" not in destination and destination.strip(".") else posixpath.normpath(path)
