"""`rlkb schema`: what an editor needs to complete and check hubs and notes."""

import sys
from enum import StrEnum
from typing import Annotated

from rlkb_cli.commands.options import root_of
from rlkb_cli.commands.signature import Argument, Context


class SchemaKind(StrEnum):
    """What a schema is of."""

    hub = "hub"
    note = "note"


def schema(
    ctx: Context,
    kind: Annotated[SchemaKind, Argument(metavar="hub|note", help="Of hubs, or of the front matter of notes.")],
) -> None:
    """Print a JSON schema of hubs or notes, for editors. Draft 2020-12, with the keys, relations and fields of this
    base, if there is one."""
    from rlkb_cli.errors import BadInput
    from rlkb_cli.kb.config import Config
    from rlkb_cli.kb.load import load
    from rlkb_cli.lint.engine import judge, rules
    from rlkb_cli.lint.schema import hub_schema, note_schema
    from rlkb_cli.output import to_json

    try:
        root = root_of(ctx)
    except BadInput:
        if ctx.obj:
            raise
        config = Config()
    else:
        config = load(root, judge=judge).config
    made = hub_schema(config, rules()) if kind == SchemaKind.hub else note_schema(config)
    sys.stdout.write(to_json(made, sys.stdout.encoding) + "\n")
