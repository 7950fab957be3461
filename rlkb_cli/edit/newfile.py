"""New notes and hubs: values in the words of the splicer, held to two readers as every edit is."""

from collections.abc import Mapping

from rlkb_cli.edit.splice.check import verify
from rlkb_cli.edit.splice.model import node_of
from rlkb_cli.edit.splice.render import children_lines
from rlkb_cli.edit.splice.style import Style
from rlkb_cli.edit.splice.values import Value

_STYLE = Style(quote="'")
"""Block style, lists indented by two, one line a text: a wrapped question is hard to search for."""


def new_note(fields: Mapping[str, Value], body: str) -> bytes:
    """A note with these fields, in this order, and this body, which gets a final line break.

    Refused for what cannot be written.
    """
    text = f"\n{body}" if body else ""
    end = "" if not text or text.endswith("\n") else "\n"
    return b"---\n" + _block(fields, note=True) + f"---\n{text}{end}".encode()


def new_hub(fields: Mapping[str, Value]) -> bytes:
    """A hub file with these fields, in this order; Refused for what cannot be written."""
    return _block(fields, note=False)


def _block(fields: Mapping[str, Value], *, note: bool) -> bytes:
    block = "".join(f"{line}\n" for line in children_lines(0, fields, _STYLE)).encode()
    verify(b"", block, node_of(fields), note=note)
    return block
