"""The anchors that GitHub gives to headings."""

import unicodedata
from collections.abc import Iterable, Iterator

_KEPT = frozenset(["Nd", "Nl", "Pc"])
# Symbols with the Unicode property Alphabetic: circled, squared and boxed Latin letters.
_LETTER_SYMBOLS = (
    range(0x24B6, 0x24EA),
    range(0x1F130, 0x1F14A),
    range(0x1F150, 0x1F16A),
    range(0x1F170, 0x1F18A),
)
_SPACE_TO_DASH = bytes.maketrans(b" ", b"-")
_DROPPED = bytes(code for code in range(128) if not chr(code).isalnum() and chr(code) not in " -_")


def slug(text: str) -> str:
    """The anchor of one heading text, as GitHub makes it; repeats are not numbered.

    Lower case; letters, marks, decimal digits, connectors such as `_`, and `-` of any script stay, a space
    becomes `-`, everything else goes (what Ruby's `[^\\p{Word}\\- ]` matches, as github-slugger found).
    """
    lowered = text.lower()
    if lowered.isascii():
        return lowered.encode().translate(_SPACE_TO_DASH, _DROPPED).decode()
    return "".join(ch for ch in lowered.replace(" ", "-") if ch == "-" or _is_word(ch))


def number_repeats(slugs: Iterable[str]) -> Iterator[str]:
    """Give repeated slugs `-1`, `-2`, … and skip numbers that another heading has taken already."""
    seen: dict[str, int] = {}
    for base in slugs:
        unique = base
        while unique in seen:
            seen[base] += 1
            unique = f"{base}-{seen[base]}"
        seen[unique] = 0
        yield unique


def _is_word(ch: str) -> bool:
    category = unicodedata.category(ch)
    return category[0] in "LM" or category in _KEPT or any(ord(ch) in block for block in _LETTER_SYMBOLS)
