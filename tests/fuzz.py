"""Random damage to the shipped hub: `python -m tests.fuzz --cases 10000 [--seed N]`.

Whatever is done to the files, `rlkb lint` ends in 0, 1 or 2 and never with a traceback, a warm run says what a fresh
one says, and fixes are made once: a second run of them changes nothing, and `undo` gives back every byte.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from rlkb_cli.kb import cache as kept
from tests.bases import contents
from tests.cli import rlkb

TOP = Path(__file__).parent.parent
TOKENS = [
    *(
        "---\n",
        "...\n",
        "\n",
        ": ",
        "- ",
        "# ",
        "[[",
        "]]",
        "](",
        "[x](y.md)",
        "[[hub]]",
        "> ",
        "|",
        "\t",
        "\r",
        "\r\n",
    ),
    *(
        "&a ",
        "*a",
        "!!python/object:x ",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "%YAML 1.1\n",
        "? ",
        "<<: *a\n",
        "~",
        "null",
        "no",
    ),
    *("\0", "\ufeff", "\u202e", "\u200b", "\u2028", "é", "e\u0301", "🚚", "\x1b[31m", "::error::", "%0A", "[bold]"),
    *("```\n", "<!--", "-->", "$$", "`", "<div>", "[^1]", "^block", "==", "%%", "![](p.png)", "<<<<<<< HEAD\n"),
    *(
        "# rlkb: ignore[dangling-link]\n",
        "<!-- rlkb: ignore-file[x] -->",
        "question: Why?\n",
        "section: no\n",
        "9" * 40,
    ),
]


def damage(root: Path, dice: random.Random) -> None:
    """Do one thing to one file."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix in (".md", ".yaml"))
    file = dice.choice(files)
    dice.choice([_cut, _insert, _insert, _insert, _swap, _double, _drop, _bytes, _away, _rename, _twin])(file, dice)


def _cut(file: Path, dice: random.Random) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: dice.randrange(len(data) + 1)])


def _insert(file: Path, dice: random.Random) -> None:
    data = file.read_bytes()
    at = dice.randrange(len(data) + 1)
    file.write_bytes(data[:at] + dice.choice(TOKENS).encode() + data[at:])


def _swap(file: Path, dice: random.Random) -> None:
    lines = file.read_bytes().splitlines(keepends=True) or [b""]
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    file.write_bytes(b"".join(lines))


def _double(file: Path, dice: random.Random) -> None:
    lines = file.read_bytes().splitlines(keepends=True) or [b""]
    lines.insert(dice.randrange(len(lines)), dice.choice(lines))
    file.write_bytes(b"".join(lines))


def _drop(file: Path, dice: random.Random) -> None:
    lines = file.read_bytes().splitlines(keepends=True) or [b""]
    del lines[dice.randrange(len(lines))]
    file.write_bytes(b"".join(lines))


def _bytes(file: Path, dice: random.Random) -> None:
    data = bytearray(file.read_bytes() or b"x")
    data[dice.randrange(len(data))] = dice.randrange(256)
    file.write_bytes(bytes(data))


def _away(file: Path, dice: random.Random) -> None:
    file.unlink()


def _rename(file: Path, dice: random.Random) -> None:
    file.rename(file.with_name(dice.choice(["x.md", "X.MD", "hub.md", "a b.md", "é.md", file.name.upper()])))


def _twin(file: Path, dice: random.Random) -> None:
    twin = file.with_name(dice.choice([f"twin-of-{file.name}", f"{file.stem}.MD"]))
    twin.write_bytes(file.read_bytes())


def case(root: Path, seed: int) -> None:
    """Damage a fresh copy of the shipped hub in one to four ways; AssertionError where something does not hold."""
    dice = random.Random(seed)
    shutil.copytree(TOP / "notes", root / "notes")
    shutil.copy(TOP / "hub.yaml", root / "hub.yaml")
    aged = dice.random() < 0.5
    words = () if aged else ("--select", "all")
    with _settled() if aged else nullcontext():
        if dice.random() < 0.7:
            _compare(root, *words)
        for _ in range(dice.randint(1, 4)):
            damage(root, dice)
            if aged:
                _compare(root)
        _compare(root, *words)
    if dice.random() < 0.3:
        _mend(root)


@contextmanager
def _settled() -> Iterator[None]:
    """As if every file had been written long ago, so that its times are believed."""
    before = kept._FINE, kept._COARSE
    kept._FINE = kept._COARSE = -(10**12)
    try:
        yield
    finally:
        kept._FINE, kept._COARSE = before


def _compare(root: Path, *words: str) -> None:
    fresh = _lint(root, "off", *words)
    for _ in range(2):
        assert fresh == _lint(root, "stat", *words), "a warm run says something else"


def _lint(root: Path, cache: str, *words: str) -> tuple[int, str, str]:
    done = rlkb(root, "lint", *words, "--cache", cache, "--output-format", "json")
    assert done.code in (0, 1, 2)
    return done


def _mend(root: Path) -> None:
    before = contents(root)
    words = ("lint", "--fix-only", "--unsafe-fixes")
    done = rlkb(root, *words)
    assert done.code in (0, 1, 2)
    after = contents(root)
    rlkb(root, *words)
    assert contents(root) == after, "a second run of the fixes changes more"
    if after != before:
        assert rlkb(root, "undo").code == 0
        assert contents(root) == before, "undo does not give back what was there"


def main() -> int:
    """Run as many cases as asked for; 1 if one of them fails, which is then told by its seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    failed = 0
    for seed in range(arguments.seed, arguments.seed + arguments.cases):
        with tempfile.TemporaryDirectory() as folder:
            try:
                case(Path(folder), seed)
            except Exception as error:  # of whatever kind: all of them are findings
                failed += 1
                print(f"seed {seed}: {type(error).__name__}: {error}"[:500], flush=True)
    print(f"{arguments.cases} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
