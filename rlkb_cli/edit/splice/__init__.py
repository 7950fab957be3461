"""Edits of front matter in place: only the bytes of a value change, in the style that the file has."""

from rlkb_cli.edit.splice.splicer import splice
from rlkb_cli.edit.splice.values import Insert, MoveItem, Op, Raw, RemoveItem, RemoveKey, SetValue, Value

__all__ = ["Insert", "MoveItem", "Op", "Raw", "RemoveItem", "RemoveKey", "SetValue", "Value", "splice"]
