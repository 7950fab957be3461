"""`rlkb section`: the sections of a hub."""

from typing import TYPE_CHECKING, Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Format, SectionArg, edit
from rlkb_cli.commands.signature import Argument, Context, option

if TYPE_CHECKING:
    from rlkb_cli.edit.plans.section import Beside
    from rlkb_cli.kb.base import KnowledgeBase

Before = Annotated[str | None, option("--before", metavar="SECTION", help="In front of this section.")]
After = Annotated[str | None, option("--after", metavar="SECTION", help="Behind this section.")]


def add(
    ctx: Context,
    name: Annotated[str, Argument(metavar="TITLE|ID", help="The title; with --title, the id.")],
    title: Annotated[
        str | None,
        option("--title", metavar="TITLE", help="The title; else an id is made of the one given."),
    ] = None,
    description: Annotated[str, option("--description", metavar="TEXT", help="What belongs there.")] = "",
    hub: Annotated[
        str | None,
        option("--hub", metavar="HUB", help="The hub; else that of --before or --after, or the root."),
    ] = None,
    before: Before = None,
    after: After = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Add an empty section to a hub, and count it. At its end, if not said otherwise."""
    from rlkb_cli.edit.change import Change
    from rlkb_cli.edit.plans.section import NewSection, plan_add_section
    from rlkb_cli.kb.root import ROOT_HUB
    from rlkb_cli.kb.select import find_hub

    def plan(kb: "KnowledgeBase") -> Change:
        spot = _beside(kb, before, after)
        path = find_hub(kb, hub).path if hub else spot.section.hub if spot.section else ROOT_HUB
        new = NewSection(name, None, description) if title is None else NewSection(title, name, description)
        return plan_add_section(kb, path, new, spot)

    edit(ctx, plan, dry_run=dry_run, diff=diff, output_format=output_format)


def rename(
    ctx: Context,
    section: SectionArg,
    title: Annotated[str | None, option("--title", metavar="TITLE", help="The new title.")] = None,
    new_id: Annotated[
        str | None,
        option("--id", metavar="ID", help="The new id; the notes that name the old one follow."),
    ] = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Give a section another title or id. The `section` of its notes follows."""
    from rlkb_cli.edit.plans.section import plan_rename_section
    from rlkb_cli.kb.select import find_section

    edit(
        ctx,
        lambda kb: plan_rename_section(kb, find_section(kb, section), title, new_id),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )


def describe(
    ctx: Context,
    section: SectionArg,
    text: Annotated[str, Argument(metavar="TEXT", help='The description; "" takes it away.')],
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Say what a section is about, or why it is empty."""
    from rlkb_cli.edit.plans.section import plan_describe_section
    from rlkb_cli.kb.select import find_section

    edit(
        ctx,
        lambda kb: plan_describe_section(kb, find_section(kb, section), text),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )


def move(
    ctx: Context,
    section: SectionArg,
    before: Before = None,
    after: After = None,
    first: Annotated[bool, option("--first", help="At the hub's start.")] = False,
    last: Annotated[bool, option("--last", help="At the hub's end.")] = False,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Move a section to another spot in its hub."""
    from rlkb_cli.edit.plans.section import plan_move_section
    from rlkb_cli.errors import BadInput
    from rlkb_cli.kb.select import find_section

    if not (before or after or first or last):
        raise BadInput("say where: --before, --after, --first or --last")
    edit(
        ctx,
        lambda kb: plan_move_section(kb, find_section(kb, section), _beside(kb, before, after, first, last)),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )


def remove(
    ctx: Context,
    section: SectionArg,
    move_to: Annotated[str | None, option("--move-to", metavar="SECTION", help="Where what it lists goes.")] = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Remove a section. Refused while it lists anything, unless --move-to says where that goes."""
    from rlkb_cli.edit.plans.sectionmerge import plan_remove_section
    from rlkb_cli.kb.select import find_section

    edit(
        ctx,
        lambda kb: plan_remove_section(kb, find_section(kb, section), find_section(kb, move_to) if move_to else None),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )


def merge(
    ctx: Context,
    sections: Annotated[
        list[str],
        Argument(metavar="SECTION… INTO", help="The sections; the last one takes in the others."),
    ],
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Join sections to the last one named. What they list goes to its end.

    INTO keeps its id, title and description; where it has none, it gets the first description of the others.
    """
    from rlkb_cli.edit.change import Change
    from rlkb_cli.edit.plans.sectionmerge import plan_merge_sections
    from rlkb_cli.errors import BadInput
    from rlkb_cli.kb.select import find_section

    if len(sections) < 2:
        raise BadInput("name the sections to be merged, and then the one that takes them in")

    def plan(kb: "KnowledgeBase") -> Change:
        *sources, into = (find_section(kb, section) for section in sections)
        return plan_merge_sections(kb, list(dict.fromkeys(sources)), into)

    edit(ctx, plan, dry_run=dry_run, diff=diff, output_format=output_format)


def _beside(
    kb: "KnowledgeBase", before: str | None, after: str | None, first: bool = False, last: bool = False
) -> "Beside":
    from rlkb_cli.edit.plans.section import beside
    from rlkb_cli.kb.select import find_section

    return beside(find_section(kb, before) if before else None, find_section(kb, after) if after else None, first, last)
