"""JSON schemas (draft 2020-12) of `hub.yaml` and of notes' front matter, for editors that complete and check YAML.

Made of what the program itself goes by: keys, relations, fields of the base, rules and their options.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rlkb_cli.kb.config import OWN_KEYS, Config
from rlkb_cli.kb.fields import TYPES, Field
from rlkb_cli.lint.model import Rule
from rlkb_cli.lint.report import SEVERITIES
from rlkb_cli.lint.settings import ALL

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
# What stays the same text for every reader of YAML: of numbers, only whole ones do.
_TEXT: Schema = {"type": ["string", "integer"]}
_FIGURE: Schema = {"type": "integer", "minimum": 0}
_TYPES: Mapping[str, Schema] = {
    "text": _TEXT,
    "list": {"type": "array", "items": _TEXT},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}"},
}
_MEANINGS = {
    "question": "What the note answers.",
    "section": "The note's home: the id of a section, in a further hub `<hub-id>/<section-id>`.",
    "summary": "The answer in one to three sentences.",
    "id": "What lists and links call the note.",
    "aliases": "Other names for the note, in wikilinks and on the command line.",
    "former-ids": "Ids that the note had, so that old links can be traced.",
    "former-questions": "What the note asked before it was reworded.",
    "distinct-from": "Notes that were judged not to be duplicates of this one.",
}


def hub_schema(config: Config, rules: Sequence[Rule]) -> Schema:
    """The schema of `hub.yaml` and of further hubs, with the relations of a base."""
    properties = {
        "title": _said(_TEXT, "What the hub is about, as a question."),
        "description": _optional(_TEXT),
        "totals": _object({"notes": _FIGURE, "sections": _FIGURE}, "How many it has, as a checksum."),
        "sections": _optional({"type": "array", "items": _section()}),
        "files": _said(_names(None), "Which files are notes, as globs; `notes/**/*.md` if nothing is said."),
        "exclude": _said(_names(None), "Which files are left alone, as globs."),
        "keys": _said(_map(sorted({*OWN_KEYS, *config.relations}), _TEXT), "rlkb's names of keys, with yours."),
        "relations": _said(_map(None, {"type": ["string", "null"]}), "Relations of your own, each with its inverse."),
        "fields": {"type": "array", "items": _field(), "description": "Fields of your own in front matter."},
        "required-version": _said({"type": "string"}, "Which versions of rlkb the base is for, as `>=0.3,<1`."),
        "lint": _lint(rules),
    }
    return _whole("A hub of rlkb", _object(properties, required=["title"]))


def note_schema(config: Config) -> Schema:
    """The schema of the front matter of a base's notes: with its names for our keys, its relations and fields."""
    ours = {config.key(name): _own(name, config) for name in OWN_KEYS if name != "id" or "id" in config.keys}
    relations = {config.key(name): _relation(name, config) for name in config.relations}
    fields = {name: _value(field) for name, field in config.fields.items()}
    required = [config.key("question"), config.key("section"), *(f.name for f in config.fields.values() if f.required)]
    schema = _object({**ours, **relations, **fields}, required=required)
    return _whole("The front matter of a note", schema | {"additionalProperties": not fields})


def _own(name: str, config: Config) -> Schema:
    if name == "aliases":
        return _said({"type": ["string", "integer", "array", "null"], "items": _TEXT}, _MEANINGS[name])
    if name in ("former-ids", "former-questions"):
        return _said(_optional(_TYPES["list"]), _MEANINGS[name])
    return _said(_TEXT, _MEANINGS[name])


def _relation(name: str, config: Config) -> Schema:
    inverse = config.relations[name]
    back = f"; each of them says `{config.key(inverse)}` of it" if inverse else ""
    meaning = _MEANINGS.get(name, f"Ids of the notes of which this one says `{name}`{back}.")
    return _said(_optional(_TYPES["list"]), meaning)


def _value(field: Field) -> Schema:
    """What a field of the base's own may hold; nothing as well, unless every note needs it."""
    texts: Schema = {"enum": list(field.enum)} if field.enum else {}
    if field.pattern:
        texts["pattern"] = field.pattern
    if field.type == "list":
        schema = {**_TYPES["list"], "items": texts or _TEXT}
    else:
        schema = {**_TYPES.get(field.type or "", {}), **texts}
    return schema if field.required or not schema else {"anyOf": [schema, {"type": "null"}]}


def _section() -> Schema:
    properties = {
        "id": _said(_TEXT, "What notes call the section."),
        "title": _TEXT,
        "description": _said(_optional(_TEXT), "What it is about, or why it is empty."),
        "count": _said(_FIGURE, "How many entries it has, as a checksum."),
        "notes": _said(_optional(_TYPES["list"]), "Ids of notes or hubs, in reading order."),
    }
    return _object(properties, required=["id", "title", "notes"])


def _field() -> Schema:
    properties: Schema = {
        "name": _TEXT,
        "type": {"enum": list(TYPES)},
        "required": {"type": "boolean", "description": "Whether every note needs it."},
        "enum": {"type": "array", "items": _TEXT, "minItems": 1, "description": "The texts that it may hold."},
        "pattern": {"type": "string", "format": "regex", "description": "What has to be found in its text."},
    }
    return _object(properties, required=["name"]) | {"additionalProperties": False}


def _lint(rules: Sequence[Rule]) -> Schema:
    """The settings of the linter: nothing but the names that it knows."""
    names = [rule.name for rule in rules]
    chosen = _names([*names, *sorted({rule.family for rule in rules}), ALL])
    severity = {"enum": list(SEVERITIES)}
    settings = {
        "select": _said(chosen, "The rules that run, instead of those that do by default."),
        "extend-select": _said(chosen, "Rules that run besides."),
        "ignore": _said(chosen, "Rules that do not run."),
        "severity": _said(_map(names, severity), "How grave the findings of rules are."),
        "per-path-ignores": _said(_map(None, chosen), "Globs of paths, with the rules that say nothing there."),
        "fail-on": _said(severity, "From which severity on a run fails."),
        "preview": {"type": "boolean", "description": "Whether new rules take part."},
    }
    options = {rule.name: _object({k: _option(v) for k, v in rule.options.items()}) for rule in rules if rule.options}
    closed = {name: schema | {"additionalProperties": False} for name, schema in options.items()}
    return _optional(_object({**settings, **closed}) | {"additionalProperties": False})


def _option(default: object) -> Schema:
    if isinstance(default, int):
        return {**_FIGURE, "default": default}
    return _TYPES["list"] if isinstance(default, tuple) else {"type": "object"} if isinstance(default, dict) else _TEXT


def _names(known: Sequence[str] | None) -> Schema:
    """A name, or a list of names."""
    name: Schema = {"enum": list(known)} if known else {"type": "string"}
    return {"anyOf": [name, {"type": "array", "items": name}, {"type": "null"}]}


def _map(keys: Sequence[str] | None, value: Schema) -> Schema:
    names: Schema = {"propertyNames": {"enum": list(keys)}} if keys else {}
    return {"type": ["object", "null"], **names, "additionalProperties": value}


def _object(properties: Mapping[str, Schema], description: str = "", required: Iterable[str] = ()) -> Schema:
    schema: Schema = {"type": "object", "properties": dict(properties)}
    return _said(schema, description) | ({"required": list(required)} if required else {})


def _optional(schema: Schema) -> Schema:
    """The schema, or nothing at all."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*kinds, "null"]}


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description} if description else dict(schema)


def _whole(title: str, schema: Schema) -> Schema:
    return {"$schema": DRAFT, "title": title, **schema}
