"""`python -m bench NAME …` runs the `main` of `bench/NAME.py`."""

import sys
from importlib import import_module
from pathlib import Path

from bench.measure import Failed


def _names() -> list[str]:
    """The modules here that can be run."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return [file.stem for file in files if "\ndef main(" in file.read_text(encoding="utf-8")]


def main(argv: list[str]) -> int:
    """Run one benchmark; returns its exit code."""
    if not argv or argv[0] not in _names():
        print(f"usage: python -m bench {{{','.join(_names())}}} …", file=sys.stderr)
        return 2
    try:
        code: int = import_module(f"bench.{argv[0]}").main(argv[1:])
    except Failed as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
