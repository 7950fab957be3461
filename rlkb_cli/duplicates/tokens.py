"""A question's words and signs, as the lexicon is asked for them."""

from functools import lru_cache

from rlkb_cli.duplicates import words
from rlkb_cli.duplicates.acronyms import without_explained
from rlkb_cli.kb.patterns import lazy_pattern
from rlkb_cli.kb.text import plain_words

MAX_LETTERS = 2000
"""A text with more is no question that could be compared word by word."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_ASCII = r"\s!-/:-@\[-`{-~"
_BEYOND = rf"¡¿«»…。，、；：？！·・「」『』（）؟،؛।{_CJK}"


def _token(punctuation: str) -> str:
    """The expression for a number, a word, or a sign that divides, between other signs."""
    return rf"\d+(?:[.,]\d+)*[^{punctuation}]*%?|[^{punctuation}]+(?:\+\+|\#)?|[,;:()/&]"


_OF_ASCII = lazy_pattern(_token(_ASCII))  # compiled in a tenth of the time
_TOKEN = lazy_pattern(f"[{_CJK}]|{_token(_ASCII + _BEYOND)}")
_JOINED = lazy_pattern(
    r"\b(pre|re|multi|non|over|under|anti|co|de|semi|sub|super|inter|meta|micro|mis|e|un|self)-"
    r"(?!(?:the|a|an|to|of|in|on|by|and|it|all)\b)(?=[a-z])"
)
_CAPITALS = lazy_pattern(r"\b(?:IT|US|WHO|U\.S\.A|U\.S)\b")


def plain_text(text: str) -> str:
    """The text in plain words, with prefixes and names as they are looked up; "" if it is too long to be compared."""
    if len(text) > MAX_LETTERS:
        return ""
    plain = plain_words(_spelled(without_explained(text)))
    if "-" in plain:
        plain = " ".join([_joined(part) if "-" in part else part for part in plain.split(" ")])
    return plain.replace("s' ", "s's ") if "s' " in plain else plain  # the genitive of a plural


@lru_cache(maxsize=10_000)
def _joined(part: str) -> str:
    """What stands between spaces, with its prefixes and what they stand before in one."""
    return _JOINED.sub(r"\1", part)


def _spelled(text: str) -> str:
    """The text with names that are small words as well (`IT`, `US`, `WHO`) spelt so that they stay names."""
    if not ("IT" in text or "US" in text or "WHO" in text or "U.S" in text) or text.isupper():
        return text  # looked for one by one: far faster than the pattern
    return _CAPITALS.sub(lambda found: words.CAPITALS[found[0].replace(".", "")], text)


def tokens_of(part: str) -> list[str]:
    """The tokens of a text in plain words, in order.  None of them reaches over a space."""
    if part.isascii():
        return [part] if part.isalnum() else _OF_ASCII.findall(part)
    return _TOKEN.findall(part)
