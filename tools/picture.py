"""Make `docs/lint.svg`, the README's picture: the linter's report on the example after a rename by hand.

    python tools/picture.py
"""

import io
import shutil
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from rlkb_cli.lint import formats
from rlkb_cli.lint.run import Request, run
from rlkb_cli.lint.sheet import on_console

DOCS = Path(__file__).resolve().parent.parent / "docs"
COLUMNS = 88
FONT_ASPECT = 0.6  # width to height of a character in most fixed-width fonts
SECONDS = 0.03  # a run's time differs from run to run, and the picture should not

THEME = TerminalTheme(
    (30, 34, 42),
    (215, 220, 228),
    [
        (30, 34, 42),
        (240, 113, 120),
        (152, 195, 121),
        (229, 192, 123),
        (97, 160, 240),
        (198, 120, 221),
        (86, 196, 206),
        (215, 220, 228),
    ],
)

# Rich's own frame loads a font from another host; this one takes what the reader has.
FRAME = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
    <title>A report of rlkb lint</title>
    <style>
    .{unique_id}-matrix {{
        font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
        font-size: {char_height}px;
        line-height: {line_height}px;
        white-space: pre;
    }}
    .{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: system-ui, sans-serif; }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix" xml:space="preserve">
    {matrix}
    </g>
    </g>
</svg>
"""


def picture() -> str:
    """The picture as SVG; the same text for the same code and example."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "base")
        shutil.copytree(DOCS / "example", root, ignore=shutil.ignore_patterns(".rlkb"))
        _rename_by_hand(root)
        report = run(str(root), Request())
    console = Console(
        record=True,
        file=io.StringIO(),
        width=COLUMNS,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    formats.render("full", report._replace(seconds=SECONDS), on_console(console, COLUMNS))
    return console.export_svg(
        title="rlkb lint", theme=THEME, code_format=FRAME, font_aspect_ratio=FONT_ASPECT, unique_id="rlkb"
    )


def _rename_by_hand(root: Path) -> None:
    """What goes wrong in practice: a note gets another name, and nothing else does."""
    (root / "notes" / "why-do-links-rot.md").rename(root / "notes" / "what-makes-links-rot.md")


if __name__ == "__main__":
    (DOCS / "lint.svg").write_text(picture(), encoding="utf-8", newline="\n")
