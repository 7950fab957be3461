"""Which heading of a note an anchor means."""


from collections.abc import Callable

from rlkb_cli.kb.markdown import Body, Heading, slug
from rlkb_cli.kb.patterns import lazy_pattern

_NO_WORD = lazy_pattern(r"[\W_]+")


def heading_at(body: Body, anchor: str, *, wiki: bool) -> int | None:
    """The index of the heading that an anchor leads to, as `kb.anchors` understands it; None if it is none.

    In wikilinks the text counts as well as the slug, without case or punctuation, and of `#a#b` the last.
    """
    last = anchor.rpartition("#")[2].strip() if wiki else anchor.removeprefix("user-content-")
    loose: tuple[Callable[[Heading], bool], ...] = (
        lambda heading: heading.text == last,
        lambda heading: heading.slug in (last, slug(last)),
        lambda heading: bool(_letters(last)) and _letters(heading.text) == _letters(last),
    )
    exact: tuple[Callable[[Heading], bool], ...] = (lambda heading: heading.slug == last,)
    for fits in loose if wiki else exact:
        for index, heading in enumerate(body.headings):
            if fits(heading):
                return index
    return None


def find_headings(body: Body, name: str) -> list[int]:
    """The headings that a user means by a text or slug; the first way that fits any decides."""
    ways: tuple[Callable[[Heading], bool], ...] = (
        lambda heading: heading.slug == name.removeprefix("#"),
        lambda heading: heading.text == name.strip(),
        lambda heading: bool(_letters(name)) and _letters(heading.text) == _letters(name),
    )
    found = ([i for i, heading in enumerate(body.headings) if fits(heading)] for fits in ways)
    return next(filter(None, found), [])


def _letters(text: str) -> str:
    return _NO_WORD.sub("", text).casefold()
