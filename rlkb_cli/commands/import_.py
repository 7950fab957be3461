"""`rlkb import`: a published hub page becomes a knowledge base."""

from typing import Annotated

from rlkb_cli.commands.signature import Argument, option


def import_page(
    page: Annotated[str, Argument(metavar="PAGE", help="The page's text, a file; `-` reads standard input.")],
    into: Annotated[str, option("--into", metavar="DIR", help="The folder that becomes the base.")],
) -> int:
    """Make a base of the text of a published hub page. That is `hub.yaml` and `notes/`.

    Declared figures are kept as declared.  Lines that have no place are listed, and the exit status is then 1.
    """
    from rlkb_cli import workflow
    from rlkb_cli.edit.page import parse_page
    from rlkb_cli.edit.plan_import import plan_import
    from rlkb_cli.lint.figures import counted
    from rlkb_cli.output import printer
    from rlkb_cli.textinput import read_text

    parsed = parse_page(read_text(page))
    files = plan_import(parsed)
    workflow.create(into, files, f"import {page}")
    put = printer()
    notes, sections = counted(len(files) - 1, "note"), counted(len(parsed.sections), "section")
    put(f"{notes} in {sections}, written to {into}")
    for line, text in parsed.unplaced:
        put((f"{page}:{line}: ", "bold"), f"no place for this line: {text}")
    return 1 if parsed.unplaced else 0
