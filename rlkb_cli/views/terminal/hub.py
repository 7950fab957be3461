"""How a hub is printed: as a page, a tree, a table or an outline."""

from typing import TYPE_CHECKING

from rlkb_cli.output import safe
from rlkb_cli.views.hubpage import Entry, HubPage, SectionPart
from rlkb_cli.views.terminal.parts import counted, indented, is_pipe, joined, title

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def as_page(out: "Console", page: HubPage) -> None:
    """Sections with the questions that they list, each with its summary and id."""
    _head(out, page)
    for section in page.sections:
        out.print()
        indented(out, _heading(section), 0)
        if section.description:
            indented(out, safe(section.description, "dim"), 0)
        for entry in section.entries:
            out.print()
            indented(out, _name(entry, "bold"))
            if entry.summary:
                indented(out, safe(entry.summary), 4)
            if entry.kind != "missing":
                indented(out, safe(entry.id, "cyan"), 4)


def as_outline(out: "Console", page: HubPage) -> None:
    """Numbered sections and questions, a line each."""
    _head(out, page)
    for number, section in enumerate(page.sections, 1):
        indented(out, _heading(section), 0, safe(f"{number}  ", "dim"))
        for place, entry in enumerate(section.entries, 1):
            indented(out, _name(entry), 3, safe(f"{number}.{place}  ", "dim"))


def as_tree(out: "Console", page: HubPage) -> None:
    """The hub as a trunk, sections as branches."""
    from rich.tree import Tree

    trunk = Tree(title(page.title))
    for section in page.sections:
        branch = trunk.add(_heading(section))
        for entry in section.entries:
            branch.add(_name(entry))
    out.print(trunk)


def as_table(out: "Console", page: HubPage) -> None:
    """A row a question, with its section and id."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, expand=not is_pipe(out))
    table.add_column("section", ratio=2)
    table.add_column("question", ratio=4)
    table.add_column("id", ratio=3, no_wrap=True)
    indented(out, title(page.title), 0)
    for section in page.sections:
        for place, entry in enumerate(section.entries):
            named = safe("" if place else section.title or section.name, "cyan")
            table.add_row(named, _name(entry), safe(entry.id, "dim"))
        if not section.entries:
            table.add_row(safe(section.title or section.name, "cyan"), safe("(none)", "dim"), "")
        table.add_section()
    out.print(table)


def _head(out: "Console", page: HubPage) -> None:
    """Title, description, and the figures: what is listed, and what is declared where that differs."""
    indented(out, title(page.title), 0)
    if not page.whole:
        return
    if page.description:
        indented(out, safe(page.description), 0)
    parts = [safe("Topic hub", "dim")]
    for count, name, declared in (
        (page.listed, "note", page.declared_notes),
        (len(page.sections), "section", page.declared_sections),
    ):
        parts += [safe(f" · {counted(count, name)}", "dim"), _wrong(count, declared)]
    indented(out, joined(*parts), 0)


def _heading(section: SectionPart) -> "Text":
    count = len(section.entries)
    named, figure = section.title or section.name, counted(count, "note")
    return joined(safe(named, "bold cyan"), safe(f" · {figure}", "dim"), _wrong(count, section.declared))


def _wrong(count: int, declared: str | None) -> "Text":
    return safe(f" (declared: {declared})", "yellow") if declared not in (None, str(count)) else safe("")


def _name(entry: Entry, style: str = "") -> "Text":
    """A question; a sub-map and what is missing are marked."""
    if entry.kind == "missing":
        return safe(f"{entry.id} (not there)", "yellow")
    if entry.kind == "hub":
        return joined(safe(entry.title or entry.id, style), safe(" (hub)", "magenta"))
    return safe(entry.title, style) if entry.title else joined(title(""), safe(f" {entry.id}"))
