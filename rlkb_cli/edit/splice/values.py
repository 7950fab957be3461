"""What may be written into front matter, and the edits that write it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rlkb_cli.kb.yamlnodes import KeyPath


class Raw(str):
    """A plain scalar that is to be written as it stands, so that it keeps its type: `Raw("2024-05-01")`."""

    __slots__ = ()


if TYPE_CHECKING:
    # A str is text and reads back as exactly that text; lists and mappings nest.
    Value: TypeAlias = "str | int | float | bool | Sequence[Value] | Mapping[str, Value] | None"
else:
    Value = object  # `NamedTuple` compiles the text of an annotation


class SetValue(NamedTuple):
    """Replace the value at `path`, or add the key: behind the key `after`, else at the end of its mapping."""

    path: KeyPath
    value: Value
    after: str | None = None


class Insert(NamedTuple):
    """Put `value` into the list at `path` so that it stands at index `at`; a missing or empty list is made."""

    path: KeyPath
    at: int
    value: Value


class RemoveItem(NamedTuple):
    """Take the item at index `at` out of the list at `path`; the last one leaves `[]`."""

    path: KeyPath
    at: int


class MoveItem(NamedTuple):
    """Take an item out and put it, with its comments, at `to_index` of the list at `to_path`.

    `to_path` and `to_index` count as the lists stand once the item is out.
    """

    path: KeyPath
    at: int
    to_path: KeyPath
    to_index: int


class RemoveKey(NamedTuple):
    """Take a key and its value out; a missing key is nothing to do."""

    path: KeyPath


Op: TypeAlias = SetValue | Insert | RemoveItem | MoveItem | RemoveKey
