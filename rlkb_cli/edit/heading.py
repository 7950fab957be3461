"""Replacing the text of one heading in a Markdown body."""


from rlkb_cli.edit.patch import Patch, Splice, apply
from rlkb_cli.errors import Refused
from rlkb_cli.kb.markdown import locate, scan
from rlkb_cli.kb.patterns import lazy_pattern

_MARKUP = lazy_pattern(r"[\\\[\]|*_`<>&$~!#]")


def retext(body: bytes, index: int, text: str) -> Patch:
    """The patch that lets the heading at `index` read `text` (plain text), and changes nothing else.

    Refused if Markdown cannot say that here.
    """
    start, end = locate(body).headings[index]
    before = scan(body)
    for candidate in (text, _MARKUP.sub(r"\\\g<0>", text)):
        patch = (Splice(start, end, candidate.encode()),)
        after = scan(apply(body, patch))
        same = after.links == before.links and len(after.headings) == len(before.headings)
        if same and after.headings[index][:2] == (before.headings[index].level, text):
            return patch
    raise Refused(f"the heading {before.headings[index].text!r} cannot be made to read {text!r}")


def heading_line(text: str, level: int) -> bytes:
    """A heading that reads `text`, without a line end; Refused if Markdown cannot say that."""
    marks = b"#" * level + b" x"
    return apply(marks, retext(marks, 0, " ".join(text.split())))
