"""What a base says about itself in `hub.yaml`: its names for our keys, its files, its relations and fields.

The settings of the linter (`lint:`) are read by the linter; here they are only handed on.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from rlkb_cli import __version__
from rlkb_cli.errors import BadInput
from rlkb_cli.kb.fields import Field, read_fields
from rlkb_cli.kb.globs import matcher
from rlkb_cli.kb.values import is_empty

RELATIONS: Mapping[str, str | None] = {
    "related": "related",
    "broader": "narrower",
    "narrower": "broader",
    "supports": "supported-by",
    "supported-by": "supports",
    "contradicts": "contradicts",
    "supersedes": "superseded-by",
    "superseded-by": "supersedes",
    "depends-on": "required-by",
    "required-by": "depends-on",
    "distinct-from": "distinct-from",
}
"""The relations that every base knows, each with its inverse."""

OWN_KEYS = ("question", "section", "summary", "id", "aliases", "former-ids", "former-questions")
DEFAULT_FILES = ("notes/**/*.md",)
SETTINGS = frozenset(["keys", "files", "exclude", "relations", "fields", "lint", "required-version"])
"""What of a root hub is settings: where they change, what was made of other files may change."""


_OURS: Mapping[str, str] = {name: name for name in (*OWN_KEYS, *RELATIONS)}


class Config(NamedTuple):
    """The settings of one base.

    `keys` maps our key to the base's, `ours` the base's keys that mean something to us to our names, `relations` a
    relation to its inverse.  `fields` are the base's own fields by key; `read` are all keys of which the values
    mean something, to us or to the base.
    """

    keys: Mapping[str, str] = {}
    files: tuple[str, ...] = DEFAULT_FILES
    exclude: tuple[str, ...] = ()
    relations: Mapping[str, str | None] = RELATIONS
    lint: Mapping[str, Any] = {}
    ours: Mapping[str, str] = _OURS
    fields: Mapping[str, Field] = {}
    read: frozenset[str] = frozenset(_OURS)

    def key(self, name: str) -> str:
        """What this base calls our key `name`."""
        return self.keys.get(name, name)


def read_config(hub: Mapping[str, Any], path: str) -> Config:
    """Read the settings out of the raw values of a root hub; BadInput names the key that is not as it should be."""
    keys = _texts(hub, "keys", path)
    known = {*OWN_KEYS, *RELATIONS}
    for name in keys:
        if name not in known and name not in _mapping(hub, "relations", path):
            raise BadInput(
                f"keys: {name!r} is not a key of ours; known are {', '.join(sorted(known))}", path=path
            )
    _check_version(hub.get("required-version"), path)
    relations = _relations(_mapping(hub, "relations", path), path)
    ours = {keys.get(name, name): name for name in (*OWN_KEYS, *relations)}
    fields = read_fields(hub.get("fields"), ours)
    return Config(
        keys=keys,
        files=_globs(hub, "files", path) or DEFAULT_FILES,
        exclude=_globs(hub, "exclude", path),
        relations=relations,
        lint=_mapping(hub, "lint", path),
        ours=ours,
        fields=fields,
        read=frozenset([*ours, *fields]),
    )


def _check_version(wanted: Any, path: str) -> None:
    """BadInput if the base wants another version of rlkb, so that nobody gets other answers by surprise."""
    if is_empty(wanted):
        return
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        fits = SpecifierSet(wanted).contains(__version__, prereleases=True)
    except (InvalidSpecifier, TypeError, AttributeError):
        raise BadInput("required-version: must be versions such as `>=0.3,<0.5`", path=path) from None
    if not fits:
        raise BadInput(f"required-version: the base wants rlkb {wanted}, this is {__version__}", path=path)


def _relations(declared: Mapping[str, Any], path: str) -> Mapping[str, str | None]:
    own: dict[str, str | None] = dict(RELATIONS)
    for name, inverse in declared.items():
        if not isinstance(inverse, str):
            raise BadInput(f"relations: the inverse of {name!r} must be a name or null", path=path)
        own[name] = None if is_empty(inverse) else inverse
        if own[name] is not None:
            own[inverse] = name
    return own


def _mapping(hub: Mapping[str, Any], name: str, path: str) -> Mapping[str, Any]:
    value = {} if is_empty(hub.get(name)) else hub[name]
    if not isinstance(value, dict):
        raise BadInput(f"{name}: must be a mapping", path=path)
    return value


def _texts(hub: Mapping[str, Any], name: str, path: str) -> Mapping[str, str]:
    value = _mapping(hub, name, path)
    if any(not isinstance(text, str) or not text for text in value.values()):
        raise BadInput(f"{name}: every value must be a name", path=path)
    return value


def _globs(hub: Mapping[str, Any], name: str, path: str) -> tuple[str, ...]:
    value = () if is_empty(hub.get(name)) else hub[name]
    if isinstance(value, str):
        value = (value,)
    if not isinstance(value, tuple) or any(not isinstance(glob, str) or not glob for glob in value):
        raise BadInput(f"{name}: must be a list of globs", path=path)
    try:
        matcher(value)
    except ValueError as error:
        raise BadInput(f"{name}: {error}", path=path) from None
    return value
