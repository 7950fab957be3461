"""Patterns of paths, as `.gitignore` and globs write them, to regular expressions.

The language is that of git's `wildmatch`: `*` and `?` stay in one folder, `**` alone between slashes crosses
folders, `[a-z]`, `[!a]` and `[[:alpha:]]` stand for one character, and `\\` takes the next one as it is.

A pattern may come from a hostile base.  What stands between two stars may be taken at the first place where
it fits, since a later place never helps: such parts are atomic groups, and matching never blows up.
"""

import re

from rlkb_cli.kb.patterns import lazy_pattern

_ATOM = lazy_pattern(
    r"\[(?P<sign>[!^]?)(?P<members>\]?+(?:\[:[a-z]*:\]|\\.|[^\]\\])*+)\]|\\.|[^\\\[]", re.DOTALL
)
_MEMBER = lazy_pattern(r"\[:([a-z]*):\]|(\\?.)(?:-(\\?.))?", re.DOTALL)
_ANY = "[^/]"
_FOLDERS = "**"
_CLASSES = {
    "alnum": "A-Za-z0-9",
    "alpha": "A-Za-z",
    "blank": " \\t",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": " \\t-\\r",
    "upper": "A-Z",
    "xdigit": "A-Fa-f0-9",
}


def translate(pattern: str) -> str | None:
    """A regular expression, for `fullmatch` with DOTALL; None for a broken pattern, which matches nothing."""
    atoms = _atoms(pattern)
    if atoms is None:
        return None
    first, *others = _split([_segment(segment) for segment in _split(atoms, "/")], _FOLDERS)
    if not others:
        return "/".join(first)
    *middle, last = others
    regex = "/".join([*first, ""])
    regex += "".join(rf"(?>(?:[^/]+/)*?{'/'.join(run)}/)" for run in middle if run)
    return regex + (rf"(?:[^/]+/)*{'/'.join(last)}" if last else ".+")


def _atoms(pattern: str) -> list[str] | None:
    """Regular expressions of one character each, with `*` and `/` between them; None if broken."""
    found: list[str] = []
    position = 0
    while match := _ATOM.match(pattern, position):
        position = match.end()
        if match["members"] is not None:
            found.append(_set(match["sign"], match["members"]))
        else:
            found.append(
                match[0] if match[0] in "*/" else _ANY if match[0] == "?" else re.escape(match[0][-1])
            )
    return found if position == len(pattern) else None


def _segment(atoms: list[str]) -> str:
    """One name of a path; a segment of nothing but two stars or more crosses folders."""
    if len(atoms) > 1 and set(atoms) == {"*"}:
        return _FOLDERS
    first, *others = map("".join, _split(atoms, "*"))
    if not others:
        return first
    *middle, last = others
    return first + "".join(f"(?>[^/]*?{part})" for part in middle if part) + f"[^/]*{last}"


def _split(parts: list[str], mark: str) -> list[list[str]]:
    """The runs of parts between one mark and the next."""
    runs: list[list[str]] = [[]]
    for part in parts:
        if part == mark:
            runs.append([])
        else:
            runs[-1].append(part)
    return runs


def _set(sign: str, members: str) -> str:
    """`[...]` as a regular expression; a range that is upside down holds nothing."""
    ranges = "".join(_range(*match.groups()) for match in _MEMBER.finditer(members))
    if sign:
        return f"[^/{ranges}]"
    return f"(?!/)[{ranges}]" if ranges else "(?!)"


def _range(name: str | None, low: str | None, high: str | None) -> str:
    if name is not None or low is None:
        return _CLASSES.get(name or "", "")
    start = low[-1]
    end = high[-1] if high else start
    return f"{re.escape(start)}-{re.escape(end)}" if start <= end else ""
