"""New ids: made of a question or given, and the path of the note that gets one."""

import unicodedata

from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.load import roles
from rlkb_cli.kb.spelling import nfc
from rlkb_cli.kb.text import RESERVED, make_id

MAX_NAME_BYTES = 200
_UNUSABLE = '/\\:*?"<>|#^[]%'


def free_id(kb: KnowledgeBase, question: str, wanted: str | None, own: str | None = None) -> str:
    """The id `wanted`, or one made of the question that no document has or had (but for the one at `own`).

    Refused if another document has the wanted id; BadInput if it cannot be one.
    """
    if wanted is None:
        return make_id(question, _Taken(kb, own))
    check_id(wanted)
    if _Taken(kb, own, former=False).__contains__(wanted):
        raise Refused(f"there is a note or hub `{wanted}` already")
    return wanted


def check_id(name: str) -> None:
    """BadInput if a name cannot be an id: one part of a path, on every system, that a link can hold."""
    if not name or name != name.strip() or name[0] in ".-" or name.endswith("."):
        raise BadInput(
            f"`{name}` cannot be an id: it must not be empty or begin with `.` or `-`, or end in `.` or a space"
        )
    if any(ch in _UNUSABLE or unicodedata.category(ch).startswith("C") for ch in name):
        raise BadInput(
            f"`{name}` cannot be an id: it must not hold any of {' '.join(_UNUSABLE)} or control characters"
        )
    if len(name.encode()) > MAX_NAME_BYTES:
        raise BadInput(f"an id may have {MAX_NAME_BYTES} bytes at most, this has {len(name.encode())}")
    if name.split(".")[0].lower() in RESERVED:
        raise BadInput(f"`{name}` cannot be an id: Windows keeps this name for a device")


def note_path(kb: KnowledgeBase, note_id: str, folder: str | None = None) -> str:
    """Where a new note with this id goes: `folder`, else where the base keeps its notes."""
    folder = _folder(kb) if folder is None else folder
    path = f"{folder}/{note_id}.md" if folder else f"{note_id}.md"
    if roles(kb.config)(path) != "note":
        raise Refused("a note there would not belong to the base: see `files:` in hub.yaml", path=path)
    return path


def _folder(kb: KnowledgeBase) -> str:
    """The fixed part of the first glob of `files:`."""
    parts = kb.config.files[0].split("/")[:-1]
    fixed = [part for part in parts if not set(part) & set("*?[{!(")]
    return "/".join(fixed)


class _Taken:
    """The names that a new id must not take."""

    def __init__(self, kb: KnowledgeBase, own: str | None, former: bool = True) -> None:
        names = kb.names
        tables = (names.ids, names.stems, names.former, names.aliases) if former else (names.ids, names.stems)
        self._names = {
            nfc(name).casefold() for table in tables for name, paths in table.items() if set(paths) != {own}
        }

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and nfc(name).casefold() in self._names
