r"""A line's layout: `{field}` stands for a field, `{{` and `}}` for braces, `\t` and `\n` for tab and line break."""

import re
from collections.abc import Mapping, Sequence

from rlkb_cli.errors import BadInput

_PART = re.compile(r"\{\{|\}\}|\\[\\tn]|\{([^{}]*)\}|[{}]|[^{}\\]+|\\")
_PLAIN = {"{{": "{", "}}": "}", "\\t": "\t", "\\n": "\n", "\\\\": "\\"}


class Template:
    """A layout that was read; `fields` are the names in it.  BadInput where a brace has no partner."""

    def __init__(self, text: str) -> None:
        self._parts: list[tuple[bool, str]] = []
        for found in _PART.finditer(text):
            if found[1] is not None:
                self._parts.append((True, found[1].strip()))
            elif found[0] in ("{", "}"):
                raise BadInput(f"the template has a lone `{found[0]}` at {found.start() + 1}", help="write it twice")
            else:
                self._parts.append((False, _PLAIN.get(found[0], found[0])))

    @property
    def fields(self) -> Sequence[str]:
        """The names of its fields, in order."""
        return [text for is_field, text in self._parts if is_field]

    def fill(self, values: Mapping[str, str]) -> str:
        """The layout with the value of each field in its place; nothing in a value is read as layout."""
        return "".join(values[text] if is_field else text for is_field, text in self._parts)
