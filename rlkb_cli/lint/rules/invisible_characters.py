"""A character that nobody sees: a zero-width space, a soft hyphen, a mark of direction, a control character.

Why: two names that look alike are not the same, a search finds nothing, and text can be made to read otherwise than
it is.

Joiners within emoji and scripts that need them are fine, and so are marks of direction in a line with letters that
run from right to left (but not those that turn a text around), the characters that end the flag of a region, and
no-break spaces.  Each character is reported once a file, where it first stands.  The fix takes them out of the
whole file; it is unsafe, for there may be a reason for one.

Bad:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files\u200b move, and links do not.
    ---

Good:

    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""


from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.place import span
from rlkb_cli.lint.model import Finding, Rule

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft

_SEEN = bytes(range(0x20, 0x7F)) + b"\t\n\r\0"  # a NUL is `invalid-utf8`
# Dashes, quotes, bullets and arrows begin with the same byte as most invisible characters, and are frequent.
_SEEN_OR_DASHES = _SEEN + b"\xe2"
_AMONG_DASHES = lazy_pattern(rb"\xe2(?:\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xa9])")
_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069"
_TAGS = "\U000e0001-\U000e007f"
_INVISIBLE = lazy_pattern(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u202d\u202e\u2060-\u2064\ufeff\ufff9-\ufffb"
    f"{_JOINERS}{_DIRECTIONS}{_TAGS}]"
)
_RIGHT_TO_LEFT = lazy_pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_DIRECTION = lazy_pattern(f"[{_DIRECTIONS}]")
_TAG = lazy_pattern(f"[{_TAGS}]")
_FLAG = lazy_pattern(f"\U0001f3f4[{_TAGS}]*\\Z")


def check(path: str, data: bytes, config: Config) -> Iterator[Finding]:
    """The first of each invisible character of a note, page or hub."""
    rest = data.translate(None, _SEEN)
    if rest and _INVISIBLE.search(rest.decode(errors="ignore").removeprefix("\ufeff")):
        text = data.decode(errors="surrogateescape")
        places: dict[str, list[int]] = {}
        for offset in _found(text):
            places.setdefault(text[offset], []).append(offset)
        for char, offsets in places.items():
            start = len(text[: offsets[0]].encode(errors="surrogateescape"))
            at = span(start, start + len(char.encode()))
            yield Finding(path, at, _message(char, len(offsets) - 1), key=(f"U+{ord(char):04X}",), fix="unsafe")


def _may_hold_some(data: bytes, signs: bytes) -> bool:
    if signs.translate(None, _SEEN_OR_DASHES):
        return True
    return _AMONG_DASHES.search(data) is not None


def _found(text: str) -> Iterator[int]:
    """Where in the text invisible characters stand that nothing there needs."""
    for match in _INVISIBLE.finditer(text):
        if not _is_needed(text, match.start()):
            yield match.start()


def _is_needed(text: str, at: int) -> bool:
    char, before = text[at], text[at - 1 : at]
    if char in _JOINERS:
        return not before.isascii()
    if _DIRECTION.match(char):
        line = text[text.rfind("\n", 0, at) + 1 : text.find("\n", at) if "\n" in text[at:] else len(text)]
        return bool(_RIGHT_TO_LEFT.search(line))
    if _TAG.match(char):
        return bool(_FLAG.search(text, max(0, at - 16), at))
    return char == "\ufeff" and at == 0


def _message(char: str, more: int) -> str:
    import unicodedata

    name = unicodedata.name(char, "control character").lower()
    return f"there is an invisible U+{ord(char):04X} here ({name})" + (f", and {more} more in the file" if more else "")


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Take these characters out; one that parts words becomes a space."""
    from rlkb_cli.edit.patch import Splice

    for path in {finding.path for finding in findings}:
        data = draft.data(path)
        text = data.decode(errors="surrogateescape")
        wanted = {chr(int(finding.key[0][2:], 16)) for finding in findings if finding.path == path}
        splices, done, bytes_done = [], 0, 0
        for offset in _found(text):
            if text[offset] in wanted:
                start = bytes_done + len(text[done:offset].encode(errors="surrogateescape"))
                done, bytes_done = offset, start
                new = b" " if text[offset].isspace() else b""
                splices.append(Splice(start, start + len(text[offset].encode()), new))
        draft.patch(path, tuple(splices))


RULE = Rule("invisible-characters", "file", "warning", data=check, data_if=_may_hold_some, fix=fix)
