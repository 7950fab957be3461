"""What a base, and then the command line, says about the linter: which rules run, and how grave they are."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from rlkb_cli.errors import Wrong
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.globs import matcher
from rlkb_cli.kb.suggest import did_you_mean
from rlkb_cli.kb.values import is_empty, kind_of_value
from rlkb_cli.lint.model import Rule
from rlkb_cli.lint.report import SEVERITIES, Severity

ALL = "all"
_EMPTY: Mapping[str, Any] = {}


class Choice(NamedTuple):
    """Which rules are to run, by the names of rules and families, or `all`.

    `select` takes the place of what was chosen before, `extend` adds to it and `ignore` takes away.
    """

    select: tuple[str, ...] | None = None
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Settings(NamedTuple):
    """The settings of one run.  `choices` hold the base's first, then the command line's.

    `severity` is by rule, `ignores` are globs of paths with the names that say nothing there; findings of
    `fail_on` or graver make the run fail.  With `preview`, new rules take part.
    """

    choices: tuple[Choice, ...] = ()
    severity: Mapping[str, Severity] = {}
    ignores: Mapping[str, tuple[str, ...]] = {}
    fail_on: Severity = "error"
    preview: bool = False

    def with_options(
        self, choice: Choice, severity: Mapping[str, Severity], fail_on: Severity | None, *, preview: bool
    ) -> "Settings":
        """These settings with those of the command line on top."""
        return Settings(
            (*self.choices, choice),
            {**self.severity, **severity},
            self.ignores,
            fail_on or self.fail_on,
            preview or self.preview,
        )


def read_settings(config: Config, rules: Mapping[str, Rule]) -> Settings:
    """The settings of a base, under `lint:` in its root hub; Wrong where they make no sense."""
    lint = config.lint
    for key, value in lint.items():
        if key in rules:
            _check_options(rules[key], value)
        elif key not in KEYS:
            raise Wrong(("lint", key), "is neither a setting nor a rule", did_you_mean(key, [*KEYS, *rules]))
    select = lint.get("select")
    chosen = Choice(
        None if is_empty(select) else names(_texts(select, "select"), rules, ("lint", "select")),
        names(_texts(lint.get("extend-select"), "extend-select"), rules, ("lint", "extend-select")),
        names(_texts(lint.get("ignore"), "ignore"), rules, ("lint", "ignore")),
    )
    return Settings(
        (chosen,),
        dict(_severities(lint, rules)),
        dict(_ignores(lint, rules)),
        severity(lint.get("fail-on", "error"), ("lint", "fail-on")),
        _flag(lint.get("preview", "false"), "preview"),
    )


KEYS = ("select", "extend-select", "ignore", "severity", "per-path-ignores", "fail-on", "preview")


def active(settings: Settings, rules: Mapping[str, Rule]) -> dict[str, Rule]:
    """The rules that run, by name, each with the severity that it has in this run."""
    chosen = {name for name, rule in rules.items() if _on(rule, settings)}
    for choice in settings.choices:
        before = chosen if choice.select is None else set()
        wanted = {*(choice.select or ()), *choice.extend}
        chosen = {
            name
            for name, rule in rules.items()
            if _picked(rule, wanted, frozenset(choice.ignore), settings, was=name in before)
        }
    return {
        name: rule._replace(severity=settings.severity.get(name, rule.severity))
        for name, rule in rules.items()
        if name in chosen
    }


def _on(rule: Rule, settings: Settings) -> bool:
    return rule.status == "default" or (rule.status == "preview" and settings.preview)


def _picked(
    rule: Rule, wanted: Iterable[str], unwanted: Iterable[str], settings: Settings, *, was: bool
) -> bool:
    """The most telling name decides: the rule's own, then its family's, then `all`; in doubt, it is ignored."""
    for name in (rule.name, rule.family, ALL):
        if name in unwanted:
            return False
        if name in wanted and (name == rule.name or rule.status != "preview" or settings.preview):
            return True
    return was


def names(given: Iterable[str], rules: Mapping[str, Rule], keys: tuple[str | int, ...]) -> tuple[str, ...]:
    """Names of rules and families, checked; `keys` is where they were given."""
    known = {*rules, *(rule.family for rule in rules.values()), ALL}
    checked = tuple(given)
    for number, name in enumerate(checked):
        if name not in known:
            raise Wrong((*keys, number), f"there is no rule or family `{name}`", did_you_mean(name, sorted(known)))
    return checked


def rule_severity(
    name: str, given: Any, rules: Mapping[str, Rule], keys: tuple[str | int, ...]
) -> Severity:
    """The severity that is given to a rule, both checked."""
    if name not in rules:
        raise Wrong(keys, f"there is no rule `{name}`", did_you_mean(name, rules))
    return severity(given, keys)


def severity(given: Any, keys: tuple[str | int, ...]) -> Severity:
    """A severity, checked."""
    for known in SEVERITIES:
        if given == known:
            return known
    raise Wrong(keys, f"must be one of {', '.join(SEVERITIES)}")


def _severities(lint: Mapping[str, Any], rules: Mapping[str, Rule]) -> Iterator[tuple[str, Severity]]:
    for name, given in _mapping(lint, "severity").items():
        yield name, rule_severity(name, given, rules, ("lint", "severity", name))


def _ignores(lint: Mapping[str, Any], rules: Mapping[str, Rule]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for glob, given in _mapping(lint, "per-path-ignores").items():
        keys = ("lint", "per-path-ignores", glob)
        try:
            matcher((glob,))
        except ValueError as error:
            raise Wrong(keys, str(error)) from None
        yield glob, names(_texts(given, *keys[1:]), rules, keys)


def _check_options(rule: Rule, given: Any) -> None:
    """Whether the options of a rule are ones that it has, and of the kind that their defaults are."""
    if not isinstance(given, dict):
        raise Wrong(("lint", rule.name), "must be a mapping of the rule's options")
    for name, value in given.items():
        keys = ("lint", rule.name, name)
        if name not in rule.options:
            raise Wrong(keys, "the rule has no such option", did_you_mean(name, rule.options))
        default = rule.options[name]
        if isinstance(default, int):
            if not (isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10):
                raise Wrong(keys, "must be a whole number")
        elif kind_of_value(value) != kind_of_value(default):
            raise Wrong(keys, f"must be {kind_of_value(default)}")


def _mapping(lint: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = _EMPTY if is_empty(lint.get(name)) else lint[name]
    if not isinstance(value, dict) and value is not _EMPTY:
        raise Wrong(("lint", name), "must be a mapping")
    return value


def _texts(given: Any, *keys: str) -> tuple[str, ...]:
    if is_empty(given):
        return ()
    if isinstance(given, str):
        return (given,)
    if not isinstance(given, tuple) or not all(isinstance(text, str) for text in given):
        raise Wrong(("lint", *keys), "must be a list of names")
    return given


def _flag(given: Any, name: str) -> bool:
    if given not in ("true", "false"):
        raise Wrong(("lint", name), "must be true or false")
    return bool(given == "true")
