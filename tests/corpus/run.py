"""Edits the front matter of every Markdown and YAML file below a folder, and judges the results.

    python tests/corpus/run.py FOLDER        (or RLKB_CORPUS=FOLDER; --every N takes each Nth file only)

Nothing is written.  Every file is edited as it is, with CRLF and with a BOM.  The judge knows nothing of
the splicer: it loads the block before and after (libyaml without resolving, and yaml12 where that takes the
file), does the same edit on the plain data, and holds every line outside the edited key against the original.
"""

import argparse
import copy
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
import yaml12

from rlkb_cli.edit.patch import apply
from rlkb_cli.edit.splice import Insert, MoveItem, Op, RemoveItem, RemoveKey, SetValue, splice
from rlkb_cli.errors import Refused

BOM = b"\xef\xbb\xbf"
NEW_TEXTS = ("Does it: hold #1?", "a plain answer", "no", 'it\'s "quoted"', "é 😀")
ADDED = "rlkb-corpus"
_FENCE = re.compile(rb"(---[ \t]*\r?\n)(.*?)^(---|\.\.\.)[ \t]*\r?$", re.M | re.S)
_TOP_KEY = re.compile(rb"[^\s#\-\]}].*?:(?:\s|\Z)")


class Case(NamedTuple):
    """One edit: what it is called, the key it touches, as an operation and on plain data."""

    kind: str
    key: str
    op: Op
    on_data: Callable[[dict[str, Any]], None]


class Outcome(NamedTuple):
    """ "exact", "refused" or "damaged", and why."""

    result: str
    reason: str = ""


def cases(fields: dict[str, Any], text: str) -> Iterator[Case]:
    """The edits to try on front matter with these fields."""
    scalar = next((key for key, value in fields.items() if isinstance(value, str) and value), None)
    if scalar is not None:
        yield Case("set scalar", scalar, SetValue((scalar,), text), lambda d: d.update({scalar: text}))
    empty = next((key for key, value in fields.items() if value == "" or value == []), None)
    if empty is not None:
        yield Case("fill empty", empty, Insert((empty,), 0, text), lambda d: d.update({empty: [text]}))
    listed = next((key for key, value in fields.items() if isinstance(value, list) and value), None)
    if listed is not None:
        yield from _list_cases(listed, len(fields[listed]), text)
    if ADDED not in fields:
        yield Case("add key", ADDED, SetValue((ADDED,), text), lambda d: d.update({ADDED: text}))
        yield Case("add list", ADDED, Insert((ADDED,), 0, text), lambda d: d.update({ADDED: [text]}))
    if fields:
        last = list(fields)[-1]
        yield Case("remove key", last, RemoveKey((last,)), lambda d: d.pop(last) and None)


def _list_cases(key: str, size: int, text: str) -> Iterator[Case]:
    yield Case("append", key, Insert((key,), size, text), lambda d: d[key].append(text))
    yield Case("insert first", key, Insert((key,), 0, text), lambda d: d[key].insert(0, text))
    yield Case("remove item", key, RemoveItem((key,), size // 2), lambda d: d[key].pop(size // 2) and None)
    if size > 1:
        move = MoveItem((key,), size - 1, (key,), 0)
        yield Case("reorder", key, move, lambda d: d[key].insert(0, d[key].pop()))


def judge(data: bytes, kind: str, case: Case) -> Outcome:
    """What the splicer makes of one edit of one file."""
    try:
        result = apply(data, splice(data, "hub" if kind == "hub" else "note", [case.op]))
    except Refused as refusal:
        return Outcome("refused", re.sub(r"`.*?`", "…", refusal.message))
    old, new = block_of(data, kind), block_of(result, kind)
    if old is None or new is None or data.replace(old, b"", 1) != result.replace(new, b"", 1):
        return Outcome("damaged", "bytes outside the front matter")
    if b"\r\n" in old and re.search(rb"(?<!\r)\n", new):
        return Outcome("damaged", "line endings")
    if _other_lines(old, case.key) != _other_lines(new, case.key):
        return Outcome("damaged", "lines of another key")
    if not isinstance(case.op, RemoveKey | RemoveItem) and _comments(old) != _comments(new):
        return Outcome("damaged", "comments")
    return _judge_values(old, new, case)


def _judge_values(old: bytes, new: bytes, case: Case) -> Outcome:
    for load in (_load_raw, _load_resolved):
        before = load(old)
        if not isinstance(before, dict):
            continue
        expected = copy.deepcopy(before)
        case.on_data(expected)
        after = load(new)
        if repr(after or {}) != repr(expected):
            return Outcome("damaged", f"values, by {load.__name__}")
    return Outcome("exact")


def block_of(data: bytes, kind: str) -> bytes | None:
    """The YAML of a file, found without the code under test."""
    text = data.removeprefix(BOM)
    if kind == "hub":
        return text
    found = _FENCE.match(text)
    return found[2] if found else None


def _load_raw(block: bytes) -> Any:
    try:
        return yaml.load(block, yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError, TypeError):
        return None


def _load_resolved(block: bytes) -> Any:
    try:
        return yaml12.parse_yaml(block.decode())
    except ValueError:
        return None


def _comments(block: bytes) -> list[bytes]:
    return sorted(line for line in block.splitlines() if line.startswith(b"#"))


def _other_lines(block: bytes, key: str) -> list[bytes]:
    """The lines that do not belong to a top-level key, without blank lines and comments at the margin."""
    start = re.compile(rb"[\"']?" + re.escape(key.encode()) + rb"[\"']?\s*:")
    inside = False
    lines: list[bytes] = []
    for line in block.splitlines():
        if _TOP_KEY.match(line):
            inside = start.match(line) is not None
        if not inside and line.strip() and not line.startswith(b"#"):
            lines.append(line)
    return lines


def variants(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file as it is, with CRLF, and with a BOM."""
    yield "as it is", data
    yield "CRLF", data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    yield "BOM", BOM + data.removeprefix(BOM)


def files(folder: Path, every: int) -> Iterator[tuple[Path, str]]:
    """Markdown files as notes, YAML files as hubs."""
    found = sorted(p for p in folder.rglob("*") if p.suffix in (".md", ".yaml", ".yml") and p.is_file())
    for path in found[::every]:
        yield path, "note" if path.suffix == ".md" else "hub"


def run(folder: Path, every: int = 1, show: int = 20) -> Counter[str]:
    """Tries everything, prints a table and the first `show` damages, and returns the counts by result."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: Counter[str] = Counter()
    tried = without = 0
    for number, (path, kind) in enumerate(files(folder, every)):
        data = path.read_bytes()
        block = block_of(data, kind)
        fields = _load_raw(block) if block else None
        if block is None or (kind == "hub" and not isinstance(fields, dict)):
            without += 1
            continue
        tried += 1
        usable = isinstance(fields, dict) and all(isinstance(key, str) for key in fields)
        for name, version in variants(data):
            for case in cases(fields if usable else {}, NEW_TEXTS[number % len(NEW_TEXTS)]):
                outcome = judge(version, kind, case)
                table[f"{case.kind}, {name}"][outcome.result] += 1
                if outcome.result == "refused":
                    reasons[outcome.reason] += 1
                    if reasons[outcome.reason] <= 3:
                        print("refused", path, case.kind, name, outcome.reason)
                elif outcome.result == "damaged" and (show := show - 1) >= 0:
                    print("damaged", path, case.op, name, outcome.reason)
    _report(table, reasons, tried, without)
    return sum(table.values(), Counter())


def _report(table: dict[str, Counter[str]], reasons: Counter[str], tried: int, without: int) -> None:
    print(f"\nfiles with front matter: {tried}; without: {without}")
    print(f"{'edit':<28}{'exact':>9}{'refused':>9}{'damaged':>9}")
    for kind, counts in sorted(table.items()):
        print(f"{kind:<28}{counts['exact']:>9}{counts['refused']:>9}{counts['damaged']:>9}")
    total = sum(table.values(), Counter())
    print(f"{'all':<28}{total['exact']:>9}{total['refused']:>9}{total['damaged']:>9}")
    for reason, count in reasons.most_common():
        print(f"{count:>9}  {reason}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Try the splicer on real files; nothing is written.")
    parser.add_argument("folder", nargs="?", default=os.environ.get("RLKB_CORPUS"))
    parser.add_argument("--every", type=int, default=1, metavar="N")
    arguments = parser.parse_args()
    if not arguments.folder:
        parser.error("name a folder, or set RLKB_CORPUS")
    return 1 if run(Path(arguments.folder), arguments.every)["damaged"] else 0


if __name__ == "__main__":
    sys.exit(main())
