"""What a command that edits prints: what was done or would be, and what was proved."""

import sys
from collections.abc import Iterator
from typing import Any

from rlkb_cli.edit.change import Change
from rlkb_cli.errors import Refused
from rlkb_cli.output import printer, to_json
from rlkb_cli.workflow import Outcome, Totals

JSON_VERSION = 1
MAX_FILES = 40  # a change of a whole base is not listed file by file; JSON and --diff show all


def interactive() -> bool:
    """True if somebody sits there who can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def confirm(question: str) -> None:
    """Ask on the terminal; Refused if the answer is no, or if there is none."""
    if ask(f"{question} [y/N]").lower() not in ("y", "yes"):
        raise Refused("you did not agree: nothing written")


def ask(question: str, default: str = "") -> str:
    """The answer to a question on the terminal; Refused if the input ends or is interrupted."""
    import typer

    try:
        return str(typer.prompt(question, default=default, show_default=bool(default))).strip()
    except typer.Abort:
        raise Refused("aborted") from None


def outcome(result: Outcome, *, command: str, as_json: bool, diff: bool) -> None:
    """Print an outcome: JSON, or a diff, or the files and one line of proof."""
    if as_json:
        sys.stdout.write(to_json(as_data(result, command), sys.stdout.encoding) + "\n")
        return
    if diff:
        print_diff(result.change)
    else:
        plan(result)
    for warning in result.warnings:
        printer(stderr=True)(("warning: ", "bold yellow"), warning)


def plan(result: Outcome) -> None:
    """Print what the change is, the files that it touches, and what was proved of it."""
    put = printer()
    change = result.change
    if change.empty:
        put(f"{change.title}: nothing to do")
        return
    put((change.title, "bold"), ("" if result.op else "  (nothing written)", "dim"))
    files = list(_files(change))
    for mark, path in files[:MAX_FILES]:
        put((f"  {mark} ", "cyan"), path)
    if len(files) > MAX_FILES:
        put((f"  … and {len(files) - MAX_FILES} more", "cyan"))
    put((proof(result), "green"))


def proof(result: Outcome) -> str:
    """What was counted before and after, in one line."""
    before, after = result.before, result.after
    changed = [
        f"{name} {old} → {new}"
        for name, old, new in zip(Totals._fields, before, after, strict=True)
        if old != new or name in ("links", "dangling")
    ]
    count = len(list(_files(result.change)))
    return ", ".join([*changed, f"{count} file" if count == 1 else f"{count} files"])


def print_diff(change: Change) -> None:
    """Print the change as a unified diff that `git apply` and `patch` understand."""
    put = printer()
    for old, new, lines in _diffs(change):
        put((f"--- {old}", "bold"))
        put((f"+++ {new}", "bold"))
        for line in lines:
            put((line, _STYLES.get(line[:1], "")))


_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def as_data(result: Outcome, command: str) -> dict[str, Any]:
    """The outcome as plain data; the same for a preview and for the real run, but for `written` and `operation`."""
    return {
        "version": JSON_VERSION,
        "command": command,
        "title": result.change.title,
        "written": result.op is not None,
        "operation": result.op,
        "files": [_file_data(result.change, mark, path) for mark, path in _files(result.change)],
        "totals": {"before": result.before._asdict(), "after": result.after._asdict()},
        "warnings": list(result.warnings),
    }


def _file_data(change: Change, mark: str, path: str) -> dict[str, Any]:
    origin = path.split(" → ")[0]
    old = change.before.get(origin) or b""
    return {
        "action": _ACTIONS[mark],
        "path": origin,
        **({"to": change.renames[origin]} if mark == "R" else {}),
        **({"content": _text(change.after[path] or b"")} if mark == "A" else {}),
        "edits": [
            {
                "start": edit.start,
                "end": edit.end,
                "old": _text(old[edit.start : edit.end]),
                "new": _text(edit.new),
            }
            for edit in change.patches.get(origin, ())
        ],
    }


_ACTIONS = {"A": "create", "D": "delete", "R": "rename", "M": "edit"}


def _files(change: Change) -> Iterator[tuple[str, str]]:
    """The files concerned, each once, with git's letter for what happens to it."""
    created, deleted, renamed = set(change.created), set(change.deleted), set(change.renames.values())
    for path in sorted(change.after):
        if path in change.renames:
            yield "R", f"{path} → {change.renames[path]}"
        elif path in created:
            yield "A", path
        elif path in deleted:
            yield "D", path
        elif path not in renamed:
            yield "M", path


def _diffs(change: Change) -> Iterator[tuple[str, str, Iterator[str]]]:
    import difflib

    for mark, name in _files(change):
        old = name.split(" → ")[0]
        new = change.renames.get(old, old)
        before, after = change.before.get(old), change.after.get(new)
        names = ("/dev/null" if mark == "A" else f"a/{old}", "/dev/null" if mark == "D" else f"b/{new}")
        lines = difflib.unified_diff(_lines(before), _lines(after), *names, lineterm="")
        yield *names, (line for line in lines if not line.startswith(("--- ", "+++ ")))


def _lines(data: bytes | None) -> list[str]:
    return _text(data or b"").split("\n")[: None if data and not data.endswith(b"\n") else -1]


def _text(data: bytes) -> str:
    return data.decode(errors="surrogateescape")
