"""A hub that does not declare its totals, or a section that does not declare its count.

Why: what is not declared cannot be checked, and a note that gets lost in a merge is not missed.

A figure that is there but is no whole number is `wrong-type`.

Bad:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections:
      - id: links
        title: Links
        notes: [why-do-links-rot]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---

Good:

    -- hub.yaml --
    title: An example
    totals: {notes: 1, sections: 1}
    sections:
      - id: links
        title: Links
        count: 1
        notes: [why-do-links-rot]
    -- notes/why-do-links-rot.md --
    ---
    question: Why do links rot?
    section: links
    summary: Files move, and links do not.
    ---
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rlkb_cli.kb.config import Config
from rlkb_cli.kb.model import Hub
from rlkb_cli.kb.place import FILE, KeyPath, Place, value
from rlkb_cli.lint.figures import Figure, figures
from rlkb_cli.lint.mending import recount
from rlkb_cli.lint.model import Finding, Rule

if TYPE_CHECKING:
    from rlkb_cli.edit.draft import Draft


def check(hub: Hub, config: Config) -> Iterator[Finding]:
    """Every total and count that a hub leaves out."""
    for figure in figures(hub):
        if not figure.declared:
            key = (figure.section or "", _name(figure))
            yield Finding(hub.path, _place(figure), _message(figure), key=key, fix="unsafe")


def _name(figure: Figure) -> str:
    return ".".join(str(step) for step in figure.path) if figure.section is None else "count"


def _message(figure: Figure) -> str:
    if figure.section is None:
        return f"the hub declares no `{_name(figure)}`"
    return f"the section `{figure.section}` declares no `count`"


def _place(figure: Figure) -> Place:
    """The key without a value; where there is no key, the id of the section, or the hub as a whole."""
    if figure.raw is not None:
        return value(*figure.path)
    return FILE if figure.section is None else value(*figure.path[:-1], "id")


def fix(draft: "Draft", findings: Sequence[Finding]) -> None:
    """Declare what is there."""
    recount(draft, ((finding.path, _figure(finding)) for finding in findings))


def _figure(finding: Finding) -> KeyPath:
    section, name = finding.key
    return tuple(name.split(".")) if not section and "." in name else (*finding.place.path[:2], "count")


RULE = Rule("undeclared-count", "hub", "warning", hub=check, fix=fix)
