"""The `rlkb` command, and `python -m rlkb_cli`.

What is asked most often is answered without the machinery of the whole command line: the version, and a lint of a
base in which nothing changed.  Everything else, and whatever is not plainly one of these, goes to `cli`.
"""

from __future__ import annotations

import gc
import os
import sys
import time

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from typing import NoReturn

LINT_OPTIONS = {"--output-format": ("full", "concise", "grouped", "github"), "--cache": ("stat", "content", "off")}
"""The options of `rlkb lint` that are understood here, with values: formats that print the totals alone where nothing
is wrong; a test holds this to the app."""


def main() -> None:
    """Run the command line; ends the process."""
    gc.set_threshold(100_000)  # a command makes much that lives to its end, and hardly any cycles
    words = sys.argv[1:]
    try:
        if not _answered(words):
            _run(words)
    except KeyboardInterrupt:
        # It came before the command line could see to it, so nothing was done yet.
        sys.exit(130)
    finally:
        gc.freeze()  # Python looks for cycles once more as it ends, which is dear and frees what ends anyway


def _run(words: list[str]) -> None:
    """Run a command, or answer the shell that completes one; without Typer if the command line is a plain one."""
    if "_RLKB_COMPLETE" in os.environ:
        _complete()
        return
    from rlkb_cli.commands.plain import understand

    call = understand(words)
    if call is None:
        from rlkb_cli.cli import main as run

        run()
    else:
        from rlkb_cli.ending import ended, watch_signals

        watch_signals()
        sys.exit(ended(call.run))


def _complete() -> None:
    from rlkb_cli.commands.tab import answer

    text = answer(os.environ)
    if text is None:
        from rlkb_cli.cli import main as run

        run()
    else:
        print(text)


def _answered(words: list[str]) -> bool:
    if words == ["--version"]:
        from rlkb_cli import __version__

        sys.stdout.write(f"rlkb {__version__}\n")
        return True
    started = time.perf_counter()
    root = ""
    if len(words) > 2 and words[0] in ("-C", "--root"):
        root, words = words[1], words[2:]
    if not words or words[0] != "lint" or "_RLKB_COMPLETE" in os.environ:
        return False
    options = _options(words[1:])
    return options is not None and _replayed(root, options, started)


def _options(words: list[str]) -> dict[str, str] | None:
    """The options behind `lint`, each with its value; None if there is anything else."""
    options = dict(zip(words[::2], words[1::2], strict=False))
    known = all(value in LINT_OPTIONS.get(name, ()) for name, value in options.items())
    return options if known and 2 * len(options) == len(words) else None


def _replayed(named: str, options: dict[str, str], started: float) -> bool:
    """Say again that nothing is wrong, if nothing changed since; False if there is more to do."""
    from rlkb_cli.errors import RlkbError
    from rlkb_cli.kb.mode import default_mode
    from rlkb_cli.kb.root import find_root
    from rlkb_cli.lint import closing
    from rlkb_cli.lint.formatchoice import default_format
    from rlkb_cli.lint.replay import recall_clean

    if default_format() not in LINT_OPTIONS["--output-format"] or os.environ.get("RLKB_COLOR"):
        return False
    if options.get("--cache", default_mode()) != "stat":
        return False
    try:
        clean = recall_clean(find_root(named or os.getcwd(), upward=not named))
    except RlkbError:
        return False
    if clean is None:
        return False
    try:
        sys.stdout.write(closing.line({}, *clean, time.perf_counter() - started) + "\n")
        sys.stdout.flush()
    except OSError as error:
        _fail(error)
    return True


def _fail(error: OSError) -> NoReturn:
    """End as every command does where the output is closed, or cannot be written."""
    from rlkb_cli.ending import ended

    def again() -> int:
        raise error

    sys.exit(ended(again))


if __name__ == "__main__":
    main()
