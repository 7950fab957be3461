"""New notes and hubs: the one place where YAML is dumped, by ruamel.yaml behind python-frontmatter.

Both libraries are imported where they are used: most commands create no file.
"""

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from rlkb_cli.edit.splice.multiline import fits_literal
from rlkb_cli.edit.splice.scalars import check_raw, is_plain, render_text
from rlkb_cli.edit.splice.values import Raw, Value
from rlkb_cli.kb.values import RawValue


def new_note(fields: Mapping[str, Value], body: str) -> bytes:
    """A note with these fields, in this order, and this body, which gets a final line break."""
    import frontmatter

    from rlkb_cli.edit.splice.second import RuamelHandler

    class Handler(RuamelHandler):
        def format(self, post: frontmatter.Post, **_: object) -> str:
            text = post.content if post.content.endswith("\n") else post.content + "\n"
            return f"---\n{_dump(fields)}---\n" + (f"\n{text}" if post.content else "")

    return frontmatter.dumps(frontmatter.Post(body), handler=Handler()).encode()


def new_hub(fields: Mapping[str, Value]) -> bytes:
    """A hub file with these fields, in this order."""
    return _dump(fields).encode()


def read_note(data: bytes) -> dict[str, RawValue]:
    """The raw fields of a note as ruamel.yaml sees them; ValueError if it does not take them."""
    from rlkb_cli.edit.splice.second import read_note_tree

    tree = read_note_tree(data)
    fields = tree.plain() if tree else {}
    assert isinstance(fields, dict)
    return fields


def _dump(fields: Mapping[str, Value]) -> str:
    """Block style, lists indented by two, one line a text: what a curator would write."""
    from ruamel.yaml import YAML
    from ruamel.yaml.nodes import ScalarNode
    from ruamel.yaml.representer import RoundTripRepresenter

    class Representer(RoundTripRepresenter):
        """Writes Raw plain, by giving it the tag that its text has anyway."""

        def represent_raw(self, value: Raw) -> ScalarNode:
            text = check_raw(value)
            return self.represent_scalar(writer.resolver.resolve(ScalarNode, text, (True, False)), text)

    Representer.add_representer(Raw, Representer.represent_raw)
    if not fields:
        return ""
    writer = YAML(pure=True)
    writer.Representer = Representer
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = 2**31  # never fold: a wrapped question is hard to search for
    out = StringIO()
    writer.dump(_styled(fields), out)
    return out.getvalue()


def _styled(value: Value) -> Any:
    """The value with every text in the style that `render_text` would choose, as ruamel's own types."""
    if isinstance(value, Raw):
        return value
    if isinstance(value, str):
        return _styled_text(value)
    if isinstance(value, Mapping):
        return {_styled_text(key): _styled(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_styled(item) for item in value]
    return value


def _styled_text(text: str) -> Any:
    from ruamel.yaml import scalarstring

    if "\n" in text and fits_literal(text):
        return scalarstring.LiteralScalarString(text)
    if is_plain(text):
        return scalarstring.PlainScalarString(text)
    if render_text(text).startswith("'"):
        return scalarstring.SingleQuotedScalarString(text)
    return scalarstring.DoubleQuotedScalarString(text)
