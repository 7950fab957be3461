"""The `rlkb` command, and `python -m rlkb_cli`.

What is asked most often is answered without the machinery of the whole command line: the version, and a lint of a
base in which nothing changed.  Everything else, and whatever is not plainly one of these, goes to `cli`.
"""

import os
import sys
import time

LINT_OPTIONS = {"--output-format": ("full", "concise", "json")}
"""The options of `rlkb lint` that are understood here, with their values; a test holds this to the app."""


def main() -> None:
    """Run the command line; ends the process."""
    words = sys.argv[1:]
    try:
        if not _answered(words):
            from rlkb_cli.cli import main as run

            run()
    except KeyboardInterrupt:
        # It came before the command line could see to it, so nothing was done yet.
        sys.exit(130)


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
    form = _format(words[1:])
    return form != "" and _replayed(root, form, started)


def _format(words: list[str]) -> str:
    """The report's format that the words behind `lint` ask for; empty if they ask for something else as well."""
    if not words:
        return "full"
    plain = len(words) == 2 and words[0] in LINT_OPTIONS and words[1] in LINT_OPTIONS[words[0]]
    return words[1] if plain else ""


def _replayed(named: str, form: str, started: float) -> bool:
    """Say again that nothing is wrong, if nothing changed since; False if there is more to do."""
    from rlkb_cli.errors import RlkbError
    from rlkb_cli.kb.mode import default_mode
    from rlkb_cli.kb.root import find_root
    from rlkb_cli.lint import closing
    from rlkb_cli.lint.replay import recall_clean

    if form == "json" or default_mode() != "stat":
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
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    return True


if __name__ == "__main__":
    main()
