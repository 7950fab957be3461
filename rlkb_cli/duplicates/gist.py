"""What a question asks about: its kind and its words, but not yet how these hang together.

Marks need no more, and most pairs of questions are told apart by it.
"""

from collections.abc import Collection, Iterable, Sequence

from rlkb_cli.duplicates.acronyms import Acronym, acronyms_of
from rlkb_cli.duplicates.frames import sentences
from rlkb_cli.duplicates.lexicon import ANY, LIGHT, NEGATION, TELLING, Entry, Lexicon
from rlkb_cli.duplicates.numerals import STARTS, with_figures
from rlkb_cli.duplicates.stems import stem
from rlkb_cli.duplicates.tokens import plain_text

MAX_WORDS = 120
"""A question with more is not compared."""

_AFFECT = frozenset(
    [
        "affect", "affects", "affected", "affecting", "effect", "effects", "influence", "influences",
        "influenced", "impact", "impacts", "impacted",
    ]
)  # fmt: skip
_DIFFERENT = frozenset(map(stem, ("different", "differ", "difference", "distinguish", "vary")))
_MAY_BE_EFFECT = (("how",), ("effect",))


class Part:
    """A sentence of a question: its tokens, and its words and phrases, each with the place of its first token."""

    __slots__ = ("entries", "places", "tokens")

    def __init__(self, sentence: str, lexicon: Lexicon) -> None:
        known = lexicon.parts
        tokens = [entry for part in sentence.split() for entry in known[part]]
        self.places: Sequence[int] = range(len(tokens))
        self.tokens = self.entries = tokens
        if _may_join(tokens):
            self._join(lexicon)

    def _join(self, lexicon: Lexicon) -> None:
        """Take numbers of several words as one token, and then phrases as one word."""
        forms = [entry.form for entry in self.tokens]
        if not STARTS.isdisjoint(forms):
            self.tokens = self.entries = [lexicon.entries[form] for form in with_figures(forms)]
            self.places = range(len(self.tokens))
        self.places, self.entries = _with_phrases(self.tokens, lexicon)


class Gist:
    """A question as marks need it.

    `negations` counts them, `telling` are the markers that turn the meaning, `words` what carries meaning, in order;
    `dropped` are the numbers of the words that the kind of the question says already, counted among all.
    """

    __slots__ = ("_acronyms", "dropped", "kinds", "negations", "telling", "text", "words")

    def __init__(self, text: str, kinds: tuple[str, ...], parts: Iterable[Part]) -> None:
        self.text = text
        self._acronyms: list[Acronym] | None = None
        self.negations = 0
        words, telling = [], []
        for part in parts:
            for entry in part.entries:
                code = entry.code
                if code <= LIGHT:
                    words.append(entry)
                elif code == TELLING:
                    telling.append(entry.key)
                elif code == NEGATION:
                    self.negations += 1
        self.telling = tuple(sorted(telling)) if telling else ()
        self.kinds, dropped = _settled(kinds, words)
        self.words = [word for number, word in enumerate(words) if number not in dropped] if dropped else words
        self.dropped = dropped

    @property
    def forms(self) -> list[str]:
        """The words as they are written."""
        return [word.form for word in self.words]

    @property
    def acronyms(self) -> list[Acronym]:
        """The acronyms among them."""
        if self._acronyms is None:
            self._acronyms = acronyms_of(self.text, self.forms)
        return self._acronyms


def parsed(text: str, lexicon: Lexicon) -> tuple[tuple[str, ...], list[Part]]:
    """The kinds of the questions in a text of any script, and its sentences; one without words if it is too long."""
    found = sentences(plain_text(text))
    kinds = sorted({kind for kind, _ in found if kind}) if len(found) > 1 else [found[0][0]]
    return tuple(filter(None, kinds)) or ("what",), [Part(rest, lexicon) for _, rest in found]


def gist_of(text: str, lexicon: Lexicon) -> Gist:
    """The gist of a question."""
    return Gist(text, *parsed(text, lexicon))


def _may_join(tokens: list[Entry]) -> bool:
    """Whether a phrase, or a number of several words, may be among these."""
    follow = None
    for entry in tokens:
        if entry.counts or (follow is not None and (entry.stem in follow or ANY in follow)):
            return True
        follow = entry.follow
    return False


def _with_phrases(tokens: list[Entry], lexicon: Lexicon) -> tuple[list[int], list[Entry]]:
    """The tokens with one entry for each phrase, and the places where these begin."""
    places, found = [], []
    place = 0
    while place < len(tokens):
        size, entry = _phrase(tokens, place, lexicon)
        places.append(place)
        found.append(entry)
        place += size
    return places, found


def _phrase(tokens: list[Entry], place: int, lexicon: Lexicon) -> tuple[int, Entry]:
    """How many tokens a phrase takes that begins here, 1 if none does, and what stands for it."""
    first = tokens[place]
    if first.follow is None or place + 1 == len(tokens):
        return 1, first
    second = tokens[place + 1]
    for rest, short in first.follow.get(second.stem, ()):
        if tuple([other.stem for other in tokens[place + 2 : place + 2 + len(rest)]]) == rest:
            return len(rest) + 2, lexicon.entries[short]
    if ANY in first.follow and second.form.isalpha():
        return 2, lexicon.entries[first.form + second.form]
    return 1, first


def _settled(kinds: tuple[str, ...], found: list[Entry]) -> tuple[tuple[str, ...], Collection[int]]:
    """What can only be said of the whole: the kinds, and the numbers of the words that they say already.

    "How does A affect B" asks for the effect of A on B: the verb is said by the kind.  So is `differ`.
    """
    if len(found) > MAX_WORDS:
        return kinds, range(len(found))
    if kinds == ("difference",):
        return kinds, {number for number, word in enumerate(found) if word.key in _DIFFERENT}
    if kinds not in _MAY_BE_EFFECT:
        return kinds, ()
    forms = [word.form for word in found]
    dropped = set()
    if kinds == ("how",) and "best" in forms:
        dropped = {number for number, form in enumerate(forms) if form == "best"}
    if not _AFFECT.isdisjoint(forms):
        left = [number for number in range(len(forms)) if number not in dropped]
        verb = next((number for number in left[:-1] if forms[number] in _AFFECT), None)
        if verb is not None:
            return ("effect",), {*dropped, verb}
    return kinds, dropped
