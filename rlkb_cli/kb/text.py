"""Texts of a knowledge base: ids made from questions, and when two questions are the same."""

import re
import unicodedata
from collections.abc import Container, Iterator

from rlkb_cli.kb.patterns import lazy_pattern

MAX_ID_BYTES = 120
RESERVED = frozenset(["con", "prn", "aux", "nul"]) | {
    f"{dev}{n}" for dev in ("com", "lpt") for n in "123456789"
}
_QUOTES = str.maketrans("‘’‚‛“”„‟«»‹›`´", "''''\"\"\"\"\"\"''''")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_CONTRACTION = lazy_pattern(
    r"\b(?:(?:what|who|where|when|why|how|that|there|here|it|he|she)'s|let's|[a-z]+n't|(?:[a-z]+)'(?:re|ve|ll)|(?:what|where|when|why|how)'d|i'm|cannot)\b"
)
_SHORTENED = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "let's": "let us",
}
_TAILS = {"d": "did", "s": "is", "re": "are", "ve": "have", "ll": "will", "m": "am"}
_INVISIBLE = lazy_pattern("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_END = " ?!.…。？！؟;:'\""


def make_id(text: str, taken: Container[str]) -> str:
    """Make an id out of a question: NFKC, lower case, letters and digits of any script, `-` between words.

    At most 120 bytes of UTF-8, cut at a word; `-2`, `-3`, … on a collision with `taken`.  Names that Windows
    reserves for devices count as taken.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    letters = "".join(
        ch if unicodedata.category(ch)[0] in "LNM" else " " for ch in _without_apostrophes(folded)
    )
    stem = _cut(letters.split(), MAX_ID_BYTES) or "note"
    return next(name for name in _numbered(stem) if name not in taken and name not in RESERVED)


def question_key(text: str) -> str:
    """What two spellings of one question have in common.

    Equal for texts that differ in case, Unicode form, contractions, kinds of quote and dash, white space,
    invisible characters, quotes around the whole, and punctuation at the end.
    """
    return plain_words(text).rstrip(_END).lstrip("'\" ")


def plain_words(text: str) -> str:
    """The text in one spelling: NFKC, case folded, plain quotes and dashes, single spaces, contractions written out."""
    if text.isascii():
        plain = text.casefold().replace("`", "'")
    else:
        plain = unicodedata.normalize("NFKC", text).translate(_QUOTES).translate(_DASHES).casefold()
        plain = _INVISIBLE.sub("", plain)
    if "'" in plain or "cannot" in plain:
        plain = _CONTRACTION.sub(_written_out, plain)
    return " ".join(plain.split())


def _written_out(contraction: re.Match[str]) -> str:
    word = contraction[0]
    if word in _SHORTENED:
        return _SHORTENED[word]
    stem, _, tail = word.rpartition("'")
    return f"{stem[:-1]} not" if tail == "t" else f"{stem} {_TAILS[tail]}"


def stem(path: str) -> str:
    """The name of a file without its folder and its last ending."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _without_apostrophes(text: str) -> str:
    return re.sub(r"(?<=\w)['’](?=\w)", "", text)


def _cut(words: list[str], limit: int) -> str:
    """As many whole words as fit into `limit` bytes; one word that alone is too long is cut inside."""
    kept: list[str] = []
    for word in words:
        if len("-".join([*kept, word]).encode()) > limit:
            break
        kept.append(word)
    if words and not kept:
        return words[0].encode()[:limit].decode(errors="ignore")
    return "-".join(kept)


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    for number in range(2, 1_000_000):
        tail = f"-{number}"
        yield stem.encode()[: MAX_ID_BYTES - len(tail)].decode(errors="ignore").rstrip("-") + tail
