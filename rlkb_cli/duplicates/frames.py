"""How a sentence asks: the kind of its question, and where what it asks about begins.

"What is the best way to lose weight" and "How can I lose weight" have the same kind, `how`, and go on alike.
"""

import re
from functools import cache

from rlkb_cli.duplicates.words import DEGREES, QUESTION, YES_NO
from rlkb_cli.kb.patterns import lazy_pattern

_BE = r"(?:is|are|was|were|would be|could be|will be|might be|can be)"
_DET = r"(?:(?:the|a|an|some|any|your|my|few|other|all) )*"
_FINE = (
    r"(?:(?:very |most )?(?:best|good|better|easiest|easy|fastest|quickest|simplest|effective|possible|main|various"
    r"|proper|right|correct|different|real|exact|ideal|efficient|cheapest|safest|primary|other|great|fast|simple) )*"
)
_WAY = (
    r"(?:ways?|methods?|approach(?:es)?|techniques?|steps?|procedures?|process|strategy|strategies|tips?|tricks?|means)"
)
_ONE = r"(?:i|you|we|one|someone|somebody|anyone|people|a person)"
_FOR_ONE = rf"(?:to |of |for |{_ONE} (?:can|could|should) )"
_DIFFERENCES = r"(?:differences?|distinctions?) (?:between|among|of|in) "
_BEST = "best good easiest fastest quickest"

_Frame = tuple[str, str, tuple[tuple[str, str], ...]]
_FRAMES: tuple[_Frame, ...] = (
    (
        "what",
        rf"what {_BE} {_DET}{_FINE}",
        (
            ("how", rf"{_WAY} (?:(?:in|by|through) which |that |for how )?{_FOR_ONE}"),
            ("why", r"(?:reasons?|causes?|motives?|explanations?) (?:for|of|behind|that|why) "),
            ("when", r"time (?:to|for|of) "),
            ("where", r"places? (?:to|for|where) "),
            ("effect", r"(?:effects?|impacts?|influences?|consequences) (?:of|that) "),
            ("difference", _DIFFERENCES),
        ),
    ),
    (
        "what",
        "what ",
        (
            (
                "how",
                rf"(?:can|could|should|must|do|would|shall) {_ONE} (?:(?:have|need) to )?do "
                rf"(?:to |so that |if {_ONE} (?:want|wants) to |in order to |for )",
            ),
            ("how", r"does it take to "),
            ("like", r"(?:is|was|does|would) it (?:feel |be )?like "),
            (
                "why",
                r"(?:(?:is|are|was|were) )?(?:\w+ly )?(?:caus(?:es?|ed|ing)|mak(?:es?|ing)|made|explain(?:s|ed|ing)?) ",
            ),
            ("difference", rf"{_DET}{_FINE}{_DIFFERENCES}"),
            (
                "how much",
                r"(?:is|are|was|were|will be|would be) "
                r"(?=(?:the |an? |your )?(?:average |total |approximate )?(?:cost|price|prices|amount)\b)",
            ),
        ),
    ),
    (
        "what which",
        r"(?:what|which) ",
        (
            (
                "what",
                r"(?:factors?|things|elements|conditions) (?!(?:is|are|was|were|do|does|did|of|can|will|for|in)\b)",
            ),
            ("effect", r"(?:effects?|impacts?|influences?) (?:do|does|did|will|would|can|could|has|have|had) "),
        ),
    ),
    ("whats", rf"whats {_DET}{_FINE}{_WAY} ", (("how", rf"(?:(?:in|by|through) which |that |for how )?{_FOR_ONE}"),)),
    ("which", rf"which {_BE} {_DET}{_FINE}{_WAY} ", (("how", r"(?:to |of |for )"),)),
    (
        "is are",
        rf"(?:is|are) there {_DET}{_FINE}",
        (("how", rf"{_WAY} (?:in which |that )?{_FOR_ONE}"), ("difference", _DIFFERENCES)),
    ),
    (
        "is are",
        r"(?:is|are) there (?:a|any) ",
        (("whether", r"(?:possibility|chance|evidence) (?:of|that|for|to) "),),
    ),
    (
        "is was would will",
        r"(?:is|was|would|will) it (?:be )?(?:really |actually |even |ever )?",
        (("whether", r"(?:possible|true|the case|feasible) (?:to|that|for) "),),
    ),
    ("in by", r"(?:in|by) (?:what|which) ", (("how", rf"{_WAY} "),)),
    (
        "in at under on",
        r"(?:at|in|under|on) (?:what|which) ",
        (("when", r"(?:point|time|age|stage|conditions?|circumstances|cases?|situations?|date) "),),
    ),
    ("in at", r"(?:in|at) (?:what|which) ", (("where", r"places? "),)),
    ("from", r"from ", (("where", r"where "),)),
    ("for", r"for ", (("why", r"(?:what|which) reasons? "),)),
    ("to", r"to ", (("how much", r"(?:what|which) (?:extent|degree) "),)),
    ("why", r"why ", (("why", r"is it that "),)),
    (
        "how",
        r"how ",
        (
            (
                "like",
                r"(?:is|was|does|would) it (?:feel |be )?(?:like )?(?=(?:to|living|working|being|studying)\b)",
            ),
            ("why", r"come "),
            (
                "difference",
                r"(?:do|does|did|is|are|was|were|can|could) "
                r"(?=.*\b(?:differ|different|differs|distinguished) (?:from|than|to)\b)",
            ),
            (
                "difference",
                rf"(?:do|can|to) (?:{_ONE} )?"
                r"(?:distinguish|differentiate|tell apart|tell the difference) (?:between )?",
            ),
        ),
    ),
    (_BEST, rf"(?:best|good|easiest|fastest|quickest) {_WAY} ", (("how", r"(?:to|of|for) "),)),
    (f"{_BEST} difference differences", rf"{_DET}{_FINE}", (("difference", _DIFFERENCES),)),
)
"""First words that sentences begin with, how these go on, and the kinds with the patterns that tell them."""

_HEADS = frozenset(head for heads, _, _ in _FRAMES for head in heads.split())
_AND_WHY = lazy_pattern(r"[,?]?\s*(?:and |& )?why\W*$")
_ENDS = (". ", "? ", "! ", "。 ", "？ ", "！ ")
_SENTENCE = lazy_pattern(r"(?<=[.?!。？！])\s+")
_WORD = lazy_pattern(r"[^\s,;:?!.()\"]+")


@cache
def _frames_of(head: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The frames that begin with a word as one pattern, and the kinds of its groups."""
    rows = [(start, kinds) for heads, start, kinds in _FRAMES if head in heads.split()]
    ways = (f"{start}(?:{'|'.join(f'({rest})' for _, rest in kinds)})" for start, kinds in rows)
    return re.compile("|".join(ways)), tuple(kind for _, kinds in rows for kind, _ in kinds)


def sentences(plain: str) -> list[tuple[str, str]]:
    """The sentences of a text in plain words.

    For each, what kind of question it is ("" if it is none), and the sentence without the words that only ask.
    """
    if plain.endswith(("why", "why?")) and len(plain) > 20:
        plain = _AND_WHY.sub("", plain)
    # Looked for first: far faster than the split.
    several = len(plain) > 40 and True in [end in plain for end in _ENDS]
    return [_sentence(part) for part in (_SENTENCE.split(plain) if several else [plain])]


def _sentence(part: str) -> tuple[str, str]:
    head = part.partition(" ")[0]
    if head in _HEADS:
        pattern, kinds = _frames_of(head)
        frame = pattern.match(part)
        if frame and frame.lastindex:
            return kinds[frame.lastindex - 1], part[frame.end() :]
    kind = _kind(part, head)
    return kind, _HOW_MUCH.sub("how", part, 1) if kind.startswith("how ") else part


def _kind(part: str, head: str) -> str:
    """By the first question word, or an auxiliary where a sentence or the part behind a comma begins."""
    if head in YES_NO:
        return "whether"
    if head in ("why", "who", "what"):
        return head
    comma = part.find(", ")
    after = _WORD.match(part, comma + 2) if comma > 0 else None
    if after and after[0] in YES_NO:
        return "whether"
    if comma <= 0 and head in QUESTION:
        return _asked(head, part, len(head))
    for number, found in enumerate(_WORD.finditer(part, 0, _FAR)):
        if found[0] in QUESTION:
            if after and after[0] in QUESTION and number == 0:
                rest = part[comma + 2 :]
                return _kind(rest, rest.partition(" ")[0])
            return _asked(found[0], part, found.end())
    return ""


def _asked(word: str, part: str, end: int) -> str:
    """The kind that a question word says which ends there."""
    if word != "how":
        return _SAME.get(word, word)
    following = _WORD.search(part, end, _FAR)
    return _degree(following[0] if following else "")


_FAR = 400  # letters: behind them no question is looked for
_SAME = {"which": "what", "whom": "who", "whose": "who"}
_HOW_MUCH = lazy_pattern(rf"\bhow (?:{'|'.join(sorted(DEGREES))})\b")


def _degree(word: str) -> str:
    if word in ("much", "many"):
        return "how much"
    return f"how {_DEGREES.get(word, word)}" if word in DEGREES else "how"


_DEGREES = {"frequently": "often", "big": "large", "quickly": "fast", "rapidly": "fast"}
