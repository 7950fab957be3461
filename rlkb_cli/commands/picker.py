"""On a terminal, a note that is missing on the command line is chosen from a list."""

import re
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rlkb_cli.commands.signature import Argument, Parameter

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completion

_NOTES = {"NOTE", "OTHER"}
_WORD = re.compile("[A-Z]+")


def is_offered(parameter: Parameter) -> bool:
    """True for an argument that has to be a note, or several, where somebody can choose."""
    kinds = set(_WORD.findall(parameter.declared.metavar or ""))
    wanted = isinstance(parameter.declared, Argument) and parameter.required
    return wanted and bool(kinds & _NOTES) and kinds <= {*_NOTES, "HUB"} and sys.stdin.isatty() and sys.stdout.isatty()


def pick(root: str, name: str) -> str:
    """The path of the note that the user chooses; `name` says what for.  Refused if none is chosen."""
    from rlkb_cli.output import visible
    from rlkb_cli.views.cards import cards
    from rlkb_cli.views.reading import look

    known = look(root, cards)
    labels = {visible(f"{card.question}  {card.id}".strip()): path for path, card in known.items()}
    return choose(labels, f"{name}: ")


def choose(labels: Mapping[str, str], prompt: str) -> str:
    """What belongs to the label that the user chooses: letters of it in their order are enough.

    Refused if there is none, or if the input ends or is interrupted.
    """
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion, FuzzyCompleter
    from prompt_toolkit.document import Document

    from rlkb_cli.errors import Refused

    class Labels(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> "Iterator[Completion]":
            return (Completion(label) for label in labels)

    fuzzy = FuzzyCompleter(Labels(), pattern="^.*")
    session: PromptSession[str] = PromptSession(completer=fuzzy, complete_while_typing=True, complete_in_thread=True)
    try:
        text = session.prompt(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        raise Refused("no note was chosen") from None
    likely = fuzzy.get_completions(Document(text), CompleteEvent(completion_requested=True)) if text else ()
    chosen = text if text in labels else next((found.text for found in likely), None)
    if chosen is None:
        raise Refused(f"no note is like `{text}`" if text else "no note was chosen")
    return labels[chosen]


def completed(values: Mapping[str, Any], missing: Mapping[str, Parameter], root: str) -> dict[str, Any]:
    """The values of a command with the notes that are missing, chosen one after the other."""
    chosen = {name: pick(root, parameter.declared.metavar or name) for name, parameter in missing.items()}
    return {**values, **{name: [path] if missing[name].many else path for name, path in chosen.items()}}
