"""Places in a report that a click opens, in terminals that can: OSC 8 hyperlinks.

https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda describes them.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_PROGRAMS = ("ghostty", "Hyper", "iTerm.app", "rio", "vscode", "WezTerm", "zed")
_TERMINALS = ("alacritty", "alacritty-direct", "foot", "xterm-ghostty", "xterm-kitty")
_VARIABLES = ("DOMTERM", "KONSOLE_VERSION", "WT_SESSION")
_FIRST_VTE = 5000

LinkStyle = Callable[[str, int], str]


def no_links(path: str, line: int) -> str:
    """The style of a text that is no link."""
    return ""


def link_style(root: str, console: "Console") -> LinkStyle:
    """A function from a path in the base and a line to the Rich style that makes a text a link there.

    The style is "" where the console is no terminal that is known to show links, or has no colours.
    """
    if not root or not console.color_system or not console.file.isatty() or not _are_shown():
        return no_links

    def style(path: str, line: int) -> str:
        from pathlib import Path

        return f"link {Path(root, path).as_uri()}#{line}"

    return style


def _are_shown() -> bool:
    environment = os.environ
    vte = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM") in _PROGRAMS
        or environment.get("TERM") in _TERMINALS
        or any(environment.get(name) for name in _VARIABLES)
        or (vte.isdecimal() and int(vte) >= _FIRST_VTE)
    )
