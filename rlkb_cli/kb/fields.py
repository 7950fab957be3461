"""Fields of one's own: what a base declares of the front matter of its notes, under `fields:` in `hub.yaml`."""

import re
from collections.abc import Container, Iterator
from typing import Any, NamedTuple

from rlkb_cli.errors import Wrong
from rlkb_cli.kb.suggest import did_you_mean
from rlkb_cli.kb.values import is_empty

TYPES = ("text", "list", "number", "boolean", "date")


class Field(NamedTuple):
    """One field: its key, its type (None: any), whether every note needs it, and what its texts may be.

    `enum` holds the allowed texts (none: all), `pattern` an expression that is found in each (None: any text).  Of a
    list, both speak of its entries.
    """

    name: str
    type: str | None = None
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None


def read_fields(raw: Any, taken: Container[str]) -> dict[str, Field]:
    """The fields that `fields:` declares, by name; Wrong where that makes no sense.  `taken` are keys of ours."""
    fields: dict[str, Field] = {}
    if is_empty(raw):
        return fields
    if not isinstance(raw, tuple):
        raise Wrong(("fields",), "must be a list of fields, each with a `name`")
    for number, item in enumerate(raw):
        field = _field(item, number)
        if field.name in taken:
            raise Wrong(("fields", number, "name"), f"`{field.name}` is declared by rlkb itself")
        if field.name in fields:
            raise Wrong(("fields", number, "name"), f"`{field.name}` is declared twice")
        fields[field.name] = field
    return fields


def _field(item: Any, number: int) -> Field:
    if not isinstance(item, dict):
        raise Wrong(("fields", number), "a field has a `name`, and perhaps `type`, `required`, `enum`, `pattern`")
    for key in item:
        if key not in Field._fields:
            raise Wrong(("fields", number, key), "a field has no such key", did_you_mean(key, Field._fields))
    name = item.get("name")
    if not isinstance(name, str) or is_empty(name):
        raise Wrong(("fields", number), "a field needs a `name`")
    return Field(name, **dict(_properties(item, ("fields", number))))


def _properties(item: dict[str, Any], at: tuple[str | int, ...]) -> Iterator[tuple[str, Any]]:
    """What is declared of a field besides its name, checked."""
    for key, value in item.items():
        where = (*at, key)
        if key == "type":
            if value not in TYPES:
                help_ = did_you_mean(value, TYPES) if isinstance(value, str) else None
                raise Wrong(where, f"must be one of {', '.join(TYPES)}", help_)
            yield key, str(value)
        elif key == "required":
            if value not in ("true", "false"):
                raise Wrong(where, "must be true or false")
            yield key, value == "true"
        elif key == "enum":
            if not isinstance(value, tuple) or not value or not all(isinstance(text, str) for text in value):
                raise Wrong(where, "must be a list of texts")
            yield key, tuple(map(str, value))
        elif key == "pattern":
            yield key, _pattern(value, where)


def _pattern(value: Any, where: tuple[str | int, ...]) -> str:
    try:
        if isinstance(value, str) and value:
            re.compile(value)
            return str(value)
    except re.error as error:
        raise Wrong(where, f"is no regular expression: {error}") from None
    raise Wrong(where, "must be a regular expression")
