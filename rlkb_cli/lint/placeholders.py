"""Texts that stand for ones that are still to be written."""

from rlkb_cli.kb.patterns import lazy_pattern

_WHOLE = lazy_pattern(
    r"(?:TODO|TBD|TBA|FIXME|XXX+|\?\?+|\.\.\.+|…|(?:TODO|TBD)\s*[:(].*"
    r"|(?i:untitled(?: \d+)?|coming soon|placeholder|lorem ipsum.*"
    r"|to be (?:added|announced|decided|defined|determined|done|written)"
    r"|(?:write|add|insert|your) (?:a |the )?(?:question|summary|description) here))[\s.!]*\Z"
)


def is_placeholder(text: str) -> bool:
    """Whether a question or summary is none yet: `TBD`, `???`, `coming soon` and their like."""
    return _WHOLE.match(text) is not None
