"""Globs of paths, as `files:` and `exclude:` in `hub.yaml` hold them."""

import re
from collections.abc import Callable
from functools import lru_cache

from rlkb_cli.kb.patterns import lazy_pattern

_PLAIN = r"[^*?\[\]{}()!\\]"
_BY_ENDING = lazy_pattern(rf"(?:({_PLAIN}+)/)?\*\*/\*(\.[A-Za-z0-9]+)\Z")
_BY_NAME = lazy_pattern(rf"\*\*/((?:(?!/){_PLAIN})+)\Z")
_BY_PATH = lazy_pattern(rf"{_PLAIN}+\Z")
_BRACES = lazy_pattern(r"\{([^{}]*,[^{}]*)\}")
_MOST = 1_000
_Matches = Callable[[str], bool]


@lru_cache(maxsize=64)
def matcher(globs: tuple[str, ...]) -> _Matches:
    """A function that tells whether a path (relative, with `/`) matches one of the globs.

    `*` stays in one folder, `**` crosses folders, `{a,b}` means either, and the plain name of a folder means
    all that lies in it.  A glob behind `!` takes out what it matches, wherever it stands in the list.  Raises
    ValueError if braces stand for more globs than can be tried.
    """
    if not globs:
        return lambda path: False
    wanted = _any(tuple(glob for glob in globs if not glob.startswith("!")))
    if not any(glob.startswith("!") for glob in globs):
        return wanted
    unwanted = _any(tuple(glob[1:] for glob in globs if glob.startswith("!")))
    return lambda path: wanted(path) and not unwanted(path)


def _any(globs: tuple[str, ...]) -> _Matches:
    globs = tuple(glob.removeprefix("./").removeprefix("/") for glob in globs)
    simple = [found for found in map(_simple, globs) if found]
    if len(simple) == len(globs) == 1:
        return simple[0]
    if len(simple) == len(globs):
        return lambda path: any(matches(path) for matches in simple)
    return _translated(tuple(f"{glob}**" if glob.endswith("/") else glob for glob in globs))


def _simple(glob: str) -> _Matches | None:
    """The globs that most bases have, without a translation; None for any other.

    The walk never enters dot-folders and leaves dot-files out, so they need no look here.
    """
    if match := _BY_ENDING.match(glob):
        folder, ending = f"{match[1]}/" if match[1] else "", match[2]
        return lambda path: path.startswith(folder) and path.endswith(ending)
    if match := _BY_NAME.match(glob):
        name = match[1]
        return lambda path: path == name or path.endswith(f"/{name}")
    if not _BY_PATH.match(glob):
        return None
    inside = glob.rstrip("/") + "/"
    return lambda path: path == glob or path.startswith(inside)


def _translated(globs: tuple[str, ...]) -> _Matches:
    from rlkb_cli.kb.wildcards import translate

    regexes = filter(None, (translate(one) for glob in globs for one in _without_braces(glob)))
    pattern = re.compile("|".join(f"(?:{regex})" for regex in regexes) or "(?!)", re.DOTALL)
    return lambda path: pattern.fullmatch(path) is not None


def _without_braces(glob: str) -> list[str]:
    """The globs that one with braces stands for; the innermost braces are undone first."""
    done: list[str] = []
    waiting = [glob]
    while waiting:
        if len(done) + len(waiting) > _MOST:
            raise ValueError(f"braces stand for more than {_MOST} globs")
        one = waiting.pop()
        braces = _BRACES.search(one)
        if braces is None:
            done.append(one)
        else:
            waiting += [one[: braces.start()] + part + one[braces.end() :] for part in braces[1].split(",")]
    return done
