"""The lines of a published hub page: cleaned of noise, and what the look of a line alone tells."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rlkb_cli.kb.patterns import lazy_pattern

# C1 characters on a web page were meant as Windows-1252 (HTML reads its references in the same way).
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_INVISIBLE = lazy_pattern("[\xad\u200b\u2060\ufeff]")
_CONTROL = lazy_pattern("[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff]")
_HEADING = lazy_pattern(r"#{1,6}\s+(?P<text>.*?)(?:\s+#+)?")

_ARROW = r"(?:[→⟶⇒➔➜›»↗>]|[-=]>)"
_ACTION = (
    r"(?:explore(?: related| map| hub)?|read(?: more| note)?|open(?: map| hub| note)?|view (?:map|hub|note))"
)
_ACTIONS = lazy_pattern(rf"(?:{_ACTION}(?:[ ·•|]*{_ARROW})?[ ·•|]*)+", re.IGNORECASE)

_VIEW = lazy_pattern(r"view as\b.{0,40}", re.IGNORECASE)
_VIEWS = lazy_pattern(
    r"(?:\b(?:list|graph|grid|table|tree|map|cards|timeline|outline)\b[ ·•|,/]*)+", re.IGNORECASE
)
_KICKER = lazy_pattern(r"topic (?:hub|map)|sub-?(?:hub|map)|map of contents?", re.IGNORECASE)
_NAVIGATION = lazy_pattern(
    r"(?:[←⟵⇐↑]|<-? ).{0,120}|[‹«] [^›»]{0,120}|.{0,80}[→⟶⇒↗]|[^‹«]{0,80} [›»]"
    r"|(?:©|\(c\) |copyright\b).{0,120}|all rights reserved\.?|(?:powered by|built with|made with) .{0,60}"
    r"|all (?:notes|hubs|maps)|back(?: to (?:top|home|all notes))?|home|skip to (?:main )?content",
    re.IGNORECASE,
)

_SEPARATOR = lazy_pattern(r" ?[·•∙⋅‧|] ?| [–—/-] |[,;] | (?:in|across|and) ", re.IGNORECASE)
_FIGURE = lazy_pattern(
    r"\(?(?P<number>\d{1,3}(?:[.,'’ ]\d{3}){1,2}|\d{1,9}|no) (?P<linked>linked )?(?:sub-?)?"
    r"(?:(?P<section>sections?)|notes?|maps?|hubs?|questions?|topics?|entry|entries)\)?",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line that is not blank: its 1-based number, its text without noise, and the line as it stands."""

    number: int
    text: str
    heading: bool
    raw: str


class Figures(NamedTuple):
    """What a line of figures declares; `label` is text in it that is no figure and says nothing known."""

    notes: int | None
    sections: int | None
    of_hub: bool
    label: str


def read_lines(text: str) -> Iterator[Line]:
    """The lines that are not blank, with white space made single and what cannot be seen left out."""
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        clean = _CONTROL.sub("", _INVISIBLE.sub("", raw.translate(_WINDOWS)))
        words = " ".join(clean.split())
        heading = _HEADING.fullmatch(words)
        words = heading["text"] if heading else words
        if words or has_control(raw):
            yield Line(number, words, heading is not None, raw)


def has_control(raw: str) -> bool:
    """Whether the line holds control characters, which no value takes over."""
    return _CONTROL.search(raw.translate(_WINDOWS)) is not None


def is_actions(text: str) -> bool:
    """Whether the line ends a note: "Explore related Read →", or a part of that."""
    return len(text) < 80 and _ACTIONS.fullmatch(text) is not None


def is_view(text: str, after_view: bool) -> bool:
    """Whether the line offers ways to look at the page: "View as", and "List Graph" behind it."""
    return bool(_VIEW.fullmatch(text) or (after_view and len(text) < 80 and _VIEWS.fullmatch(text)))


def is_navigation(text: str) -> bool:
    """Whether the line belongs to the site and not to the hub: "← All notes", a copyright, "View as"."""
    return any(pattern.fullmatch(text) for pattern in (_NAVIGATION, _KICKER, _VIEW))


def figures(text: str) -> Figures | None:
    """What "5 notes" or "Topic Hub · 1,040 linked notes · 12 sections" declares; None for any other line."""
    text = re.sub(r"(?<=\S) view as\b.{0,40}$", "", text, flags=re.IGNORECASE)
    if len(text) > 120:
        return None
    parts = _SEPARATOR.split(text)
    hits = [hit for part in parts if (hit := _FIGURE.fullmatch(part))]
    labels = [part for part in parts if not _FIGURE.fullmatch(part)]
    if not hits or len(labels) > 1:
        return None
    sections = [_number(hit) for hit in hits if hit["section"]]
    notes = [_number(hit) for hit in hits if not hit["section"]]
    of_hub = bool(sections or labels or any(hit["linked"] for hit in hits))
    unknown = [label for label in labels if not _KICKER.fullmatch(label)]
    return Figures(
        sum(notes) if notes else None, sum(sections) if sections else None, of_hub, "".join(unknown)
    )


def _sum(hits: list[re.Match[str]], sections: bool) -> int | None:
    numbers = [_number(hit) for hit in hits if bool(hit["section"]) is sections]
    return sum(numbers) if numbers else None


def _number(hit: re.Match[str]) -> int:
    digits = "".join(character for character in hit["number"] if character.isdigit())
    return int(digits) if digits else 0
