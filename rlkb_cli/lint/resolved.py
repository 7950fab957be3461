"""What a run would read, and by which settings: `--show-files` and `--show-settings`."""

from collections.abc import Iterator, Mapping
from typing import Any

from rlkb_cli.edit.recovery import steadily
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.load import load
from rlkb_cli.kb.mode import default_mode
from rlkb_cli.lint.engine import judge, rules_by_name
from rlkb_cli.lint.model import Rule
from rlkb_cli.lint.run import Request, reported, settings_for
from rlkb_cli.lint.scope import Overlay, opened
from rlkb_cli.lint.settings import active


def files(root: str, request: Request) -> list[str]:
    """The paths of the hubs, notes and pages that a run reads and reports on, in order."""
    kb = base_of(root, request)
    return list(filter(reported(kb, request), kb.facts))


def resolved(root: str, request: Request) -> dict[str, Any]:
    """The settings of a run as plain data: the base's own with those of the command line on top."""
    kb = base_of(root, request)
    chosen = settings_for(kb, request)
    running = active(chosen, rules_by_name())
    return {
        **heading(root, request),
        "files": list(kb.config.files),
        "exclude": list(kb.config.exclude),
        "fail-on": chosen.fail_on,
        "preview": chosen.preview,
        "per-path-ignores": {glob: list(names) for glob, names in chosen.ignores.items()},
        "rules": {name: _rule(kb, rule, running) for name, rule in rules_by_name().items()},
    }


def heading(root: str, request: Request) -> dict[str, str]:
    """What a run reads, and how, as can be told before it does."""
    scope = request.scope
    reads = "what is to be committed" if scope.staged else "what git tracks" if scope.tracked else "what is on disk"
    if scope.buffer:
        reads += f", with the standard input as {scope.buffer.path}"
    return {"base": root, "reads": reads, "cache": request.cache or default_mode()}


def as_lines(data: Mapping[str, Any]) -> Iterator[str]:
    """Settings as lines for people, then a line for each rule."""
    for name, value in data.items():
        if name != "rules":
            yield f"{name:<16}  {_text(value)}".rstrip()
    rules: Mapping[str, Any] = data.get("rules", {})
    width = max(map(len, rules), default=0)
    for number, (name, rule) in enumerate(rules.items()):
        yield from () if number else ("",)
        yield f"{rule['severity']:<7}  {name:<{width}}  {_text(rule['options'])}".rstrip()


def base_of(root: str, request: Request) -> KnowledgeBase:
    """The base that a run checks."""

    def read(overlay: Overlay) -> KnowledgeBase:
        with opened(root, request.scope, overlay) as (source, laid):
            return load(source, laid, judge, request.cache)

    return steadily(root, read)


def _rule(kb: KnowledgeBase, rule: Rule, running: Mapping[str, Rule]) -> dict[str, Any]:
    severity = running[rule.name].severity if rule.name in running else "off"
    return {"severity": severity, "options": {name: rule.option(kb.config, name) for name in rule.options}}


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_text(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
