"""`rlkb init`: a new base, or a folder of notes that becomes one."""

import os
from typing import TYPE_CHECKING, Annotated

from rlkb_cli.commands.options import Diff, DryRun, EditFormat, Format
from rlkb_cli.commands.signature import Argument, Context, option

if TYPE_CHECKING:
    from rlkb_cli.workflow import Outcome


def init(
    ctx: Context,
    folder: Annotated[
        str | None,
        Argument(metavar="[DIR]", help="The folder, made if it is not there; else this one."),
    ] = None,
    title: Annotated[
        str | None,
        option("--title", metavar="TITLE", help="The title of the hub; else the folder's name."),
    ] = None,
    adopt: Annotated[bool, option("--adopt", help="Take over the notes that are there.")] = False,
    section_key: Annotated[
        str | None,
        option("--section-key", metavar="KEY", help="With --adopt: sections by this key, not by folders."),
    ] = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    output_format: Format = EditFormat.text,
) -> None:
    """Start a base: write hub.yaml, without sections.

    With --adopt, the notes of an Obsidian vault, a Zettelkasten, a Hugo or Jekyll site are listed in
    sections, and get what they lack: a question (the first heading or the file's name), a section, and an id
    where file names are not unique.  Nothing else in a file changes; `rlkb undo` takes it back.  What cannot
    be adopted is listed.
    """
    from rlkb_cli import present
    from rlkb_cli.errors import BadInput

    if section_key and not adopt:
        raise BadInput("--section-key only goes with --adopt")
    root = folder or ctx.obj or os.getcwd()
    name = title if title is not None else os.path.basename(os.path.realpath(root)) or "Knowledge base"
    write = not (dry_run or diff)
    outcome = _adopt(root, name, section_key, write) if adopt else _start(root, name, write)
    present.outcome(outcome, command="init", as_json=output_format == EditFormat.json, diff=diff)


def _start(root: str, title: str, write: bool) -> "Outcome":
    from rlkb_cli import workflow
    from rlkb_cli.edit.plans.init import plan_init

    return workflow.begin(root, lambda: plan_init(root, title), write=write)


def _adopt(root: str, title: str, section_key: str | None, write: bool) -> "Outcome":
    from rlkb_cli import workflow
    from rlkb_cli.edit.adopt.plan import plan_adopt
    from rlkb_cli.edit.change import Change
    from rlkb_cli.errors import BadInput

    if not os.path.isdir(root):
        raise BadInput("is no folder", path=root)
    left: list[str] = []

    def plan() -> Change:
        adopted = plan_adopt(root, title, section_key)
        left[:] = [f"not adopted: {path}: {reason}" for path, reason in adopted.left]
        return adopted.change

    outcome = workflow.begin(root, plan, write=write)
    return outcome._replace(warnings=(*outcome.warnings, *left))
