"""`rlkb hub`: hubs as a whole."""

from typing import Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Format, edit
from rlkb_cli.commands.signature import Argument, Context, option

HubArg = Annotated[str, Argument(metavar="HUB", help="An id (the root hub's is `hub`), a path or a title.")]


def add(
    ctx: Context,
    hub_id: Annotated[str, Argument(metavar="ID", help="The id: the file's name in hubs/.")],
    title: Annotated[str, Argument(metavar="TITLE", help="The title: its question.")],
    description: Annotated[str, option("--description", metavar="TEXT", help="What it is about.")] = "",
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Add a further hub, without sections. `rlkb place` lists it in another one."""
    from rlkb_cli.edit.plans.hub import plan_add_hub

    edit(
        ctx,
        lambda kb: plan_add_hub(kb, hub_id, title, description),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )


def retitle(
    ctx: Context,
    hub: HubArg,
    title: Annotated[str, Argument(metavar="TITLE", help="The new title.")],
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Give a hub another title. Links to it whose text is the old one follow."""
    from rlkb_cli.edit.plans.hub import plan_retitle_hub
    from rlkb_cli.kb.select import find_hub

    edit(
        ctx,
        lambda kb: plan_retitle_hub(kb, find_hub(kb, hub), title),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )


def describe(
    ctx: Context,
    hub: HubArg,
    text: Annotated[str, Argument(metavar="TEXT", help='The description; "" takes it away.')],
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Say what a hub is about."""
    from rlkb_cli.edit.plans.hub import plan_describe_hub
    from rlkb_cli.kb.select import find_hub

    edit(
        ctx,
        lambda kb: plan_describe_hub(kb, find_hub(kb, hub), text),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )


def remove(
    ctx: Context,
    hub: HubArg,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Delete a further hub. Refused while anything lists it, links to it, or has its home there."""
    from rlkb_cli.edit.plans.hub import plan_remove_hub
    from rlkb_cli.kb.select import find_hub

    edit(
        ctx,
        lambda kb: plan_remove_hub(kb, find_hub(kb, hub)),
        dry_run=dry_run,
        diff=diff,
        output_format=output_format,
    )


def sync(
    ctx: Context,
    hubs: Annotated[list[str] | None, Argument(metavar="[HUB…]", help="The hubs; all if none is named.")] = None,
    check: Annotated[bool, option("--check", help="Write nothing, and exit 1 if something would change.")] = False,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> int:
    """Make every declared figure say what is listed. Those that are missing are added.

    Other commands only change figures by what they add or take away, so that a lost note shows.
    """
    from rlkb_cli.edit.plans.sync import plan_sync
    from rlkb_cli.kb.select import find_hub

    outcome = edit(
        ctx,
        lambda kb: plan_sync(kb, [find_hub(kb, hub) for hub in hubs] if hubs else kb.hubs),
        dry_run=dry_run or check,
        diff=diff,
        output_format=output_format,
    )
    return 1 if check and not outcome.change.empty else 0
