"""`rlkb rule`: what the linter's rules look for, and why."""

import sys
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from rlkb_cli.commands import completion
from rlkb_cli.commands.options import EditFormat, Format
from rlkb_cli.commands.signature import Argument, option

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rlkb_cli.lint.model import Rule


def rule(
    name: Annotated[
        str | None,
        Argument(
            metavar="[NAME]",
            help="A rule or a family; all rules in a table if there is none.",
            autocompletion=completion.rules,
        ),
    ] = None,
    every: Annotated[bool, option("--all", help="The pages of all rules.")] = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Explain the rules of the linter. What one finds and why, its options, whether it can mend that, with an
    example."""
    from rlkb_cli.lint import pages
    from rlkb_cli.lint.engine import rules
    from rlkb_cli.output import printer, to_json

    chosen = pages.chosen(rules(), name)
    if output_format == EditFormat.json:
        data = {"version": 1, "rules": [pages.as_data(each) for each in chosen]}
        sys.stdout.write(to_json(data, sys.stdout.encoding) + "\n")
        return
    put = printer()
    if not every and len(chosen) > 1:
        _table(put, chosen)
        return
    for number, each in enumerate(chosen):
        if number:
            put("")
        put((pages.heading(each), "bold"))
        for line in ["", *pages.text(each.name).splitlines()]:
            put(line)


def _table(put: "Callable[..., None]", rules: "Sequence[Rule]") -> None:
    from rlkb_cli.lint import pages

    width = max(len(rule.name) for rule in rules)
    for family, members in groupby(rules, lambda rule: rule.family):
        put((family, "bold"))
        for rule in members:
            put("  ", (f"{rule.name:<{width}}", "cyan"), (f"  {pages.traits(rule):<20}", "dim"), pages.summary(rule))
