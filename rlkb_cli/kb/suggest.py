"""What somebody may have meant by a name that does not exist."""

from collections import Counter
from collections.abc import Collection, Iterable

from rlkb_cli.kb.patterns import lazy_pattern

_WORD = lazy_pattern(r"[^\W_]+")
_CUTOFF = 0.72
_LOOKED_AT = 2_000  # names that share a word with the wanted one
_COMPARED = 12  # of those, the ones that are compared letter by letter


class Suggestions:
    """Many known names, indexed by their words, so that each question is cheap however many there are."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_mark: dict[str, list[str]] = {}
        for name in known:
            for mark in _marks(name):
                self._by_mark.setdefault(mark, []).append(name)

    def closest(self, name: str, limit: int = 1) -> list[str]:
        """The known names most like `name`, the best first; none that share too little with it."""
        from difflib import get_close_matches

        folded = {candidate.casefold(): candidate for candidate in reversed(self._candidates(name))}
        best = get_close_matches(name.casefold(), list(folded), n=limit, cutoff=_CUTOFF)
        return [folded[match] for match in best]

    def _candidates(self, name: str) -> list[str]:
        """The names with the most words in common with `name`; rare words are looked at first."""
        lists = sorted((self._by_mark[mark] for mark in _marks(name) if mark in self._by_mark), key=len)
        shared: Counter[str] = Counter()
        budget = _LOOKED_AT
        for names in lists:
            shared.update(names[:budget])
            budget -= min(budget, len(names))
        return [candidate for candidate, _ in shared.most_common(_COMPARED)]


def closest(name: str, known: Iterable[str], limit: int = 1) -> list[str]:
    """The names most like `name`, the best first; none that share too little with it."""
    return Suggestions(known).closest(name, limit)


def known(name: str, choices: Collection[str], what: str, origin: str = "") -> str:
    """The name, which must be one of the choices.  BadInput if it is not, with what may have been meant.

    `what` says what kind of name it is, such as "output format"; `origin` where it stands, if nobody typed it.
    """
    if name in choices:
        return name
    from difflib import get_close_matches

    from rlkb_cli.errors import BadInput

    likely = get_close_matches(name.casefold(), choices, n=1)
    hint = f"did you mean `{likely[0]}`?" if likely else f"there are {', '.join(choices)}"
    raise BadInput(f"there is no {what} {name!r}", path=origin or None, help=hint)


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """What to say where a name is not known but close to one that is."""
    best = closest(name, known)
    return f"did you mean `{best[0]}`?" if best else None


def _marks(name: str) -> set[str]:
    """The words of a name, and how it starts and ends, for names of a single word with a slip in it."""
    words = _WORD.findall(name.casefold())
    letters = "".join(words)
    return {*words, f"^{letters[:3]}", f"{letters[-3:]}$"}
