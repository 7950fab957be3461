"""How a sentence asks: the kind of its question, and where what it asks about begins.

"What is the best way to lose weight" and "How can I lose weight" have the same kind, `how`, and go on alike.
"""

import re

from rlkb_cli.duplicates.words import DEGREES, QUESTION, YES_NO

_BE = r"(?:is|are|was|were|would be|could be|will be|might be|can be)"
_DET = r"(?:(?:the|a|an|some|any|your|my|few|other|all) )*"
_FINE = r"(?:(?:very |most )?(?:best|good|better|easiest|easy|fastest|quickest|simplest|effective|possible|main|various|proper|right|correct|different|real|exact|ideal|efficient|cheapest|safest|primary|other|great|fast|simple) )*"  # noqa: E501
_WAY = r"(?:ways?|methods?|approach(?:es)?|techniques?|steps?|procedures?|process|strategy|strategies|tips?|tricks?|means)"  # noqa: E501
_ONE = r"(?:i|you|we|one|someone|somebody|anyone|people|a person)"

_FRAMES = (
    ("how", rf"(?:whats|what {_BE}) {_DET}{_FINE}{_WAY} (?:(?:in|by|through) which |that |for how )?(?:to |of |for |{_ONE} (?:can|could|should) )"),  # noqa: E501
    ("how", rf"(?:is|are) there {_DET}{_FINE}{_WAY} (?:in which |that )?(?:to |of |for |{_ONE} (?:can|could|should) )"),
    ("how", rf"which {_BE} {_DET}{_FINE}{_WAY} (?:to |of |for )"),
    ("how", rf"(?:in|by) (?:what|which) {_WAY} "),
    ("how", rf"what (?:can|could|should|must|do|would|shall) {_ONE} (?:(?:have|need) to )?do (?:to |so that |if {_ONE} (?:want|wants) to |in order to |for )"),  # noqa: E501
    ("how", r"what does it take to "),
    ("how", rf"(?:best|good|easiest|fastest|quickest) {_WAY} (?:to|of|for) "),
    ("what", r"(?:what|which) (?:factors?|things|elements|conditions) (?!(?:is|are|was|were|do|does|did|of|can|will|for|in)\b)"),  # noqa: E501
    ("like", r"what (?:is|was|does|would) it (?:feel |be )?like "),
    ("like", r"how (?:is|was|does|would) it (?:feel |be )?(?:like )?(?=(?:to|living|working|being|studying)\b)"),
    ("why", rf"what {_BE} {_DET}{_FINE}(?:reasons?|causes?|motives?|explanations?) (?:for|of|behind|that|why) "),
    ("why", r"what (?:(?:is|are|was|were) )?(?:\w+ly )?(?:caus(?:es?|ed|ing)|mak(?:es?|ing)|made|explain(?:s|ed|ing)?) "),  # noqa: E501
    ("why", r"(?:how come|for (?:what|which) reasons?|why is it that) "),
    ("whether", r"(?:is|was|would|will) it (?:be )?(?:really |actually |even |ever )?(?:possible|true|the case|feasible) (?:to|that|for) "),  # noqa: E501
    ("whether", r"(?:is|are) there (?:a|any) (?:possibility|chance|evidence) (?:of|that|for|to) "),
    ("when", r"(?:at|in|under|on) (?:what|which) (?:point|time|age|stage|conditions?|circumstances|cases?|situations?|date) "),  # noqa: E501
    ("when", rf"what {_BE} {_DET}{_FINE}time (?:to|for|of) "),
    ("where", rf"(?:from where|(?:in|at) (?:what|which) places?|what {_BE} {_DET}{_FINE}places? (?:to|for|where)) "),
    ("how much", r"to (?:what|which) (?:extent|degree) "),
    ("effect", rf"what {_BE} {_DET}{_FINE}(?:effects?|impacts?|influences?|consequences) (?:of|that) "),
    ("effect", r"(?:what|which) (?:effects?|impacts?|influences?) (?:do|does|did|will|would|can|could|has|have|had) "),
    ("difference", rf"(?:what {_BE} |is there |are there |what )?{_DET}{_FINE}(?:differences?|distinctions?) (?:between|among|of|in) "),  # noqa: E501
    ("difference", r"how (?:do|does|did|is|are|was|were|can|could) (?=.*\b(?:differ|different|differs|distinguished) (?:from|than|to)\b)"),  # noqa: E501
    ("difference", rf"how (?:do|can|to) (?:{_ONE} )?(?:distinguish|differentiate|tell apart|tell the difference) (?:between )?"),  # noqa: E501
    ("how much", r"(?:what (?:is|are|was|were|will be|would be) )(?=(?:the |an? |your )?(?:average |total |approximate )?(?:cost|price|prices|amount)\b)"),  # noqa: E501
)  # fmt: skip
_ANY = re.compile("|".join(f"({pattern})" for _, pattern in _FRAMES))
_FIRST = frozenset(
    [
        "what", "whats", "is", "are", "was", "would", "will", "which", "in", "at", "by", "on", "under", "for",
        "from", "how", "why", "to", "best", "good", "easiest", "fastest", "quickest", "difference",
        "differences",
    ]
)  # fmt: skip
_KINDS = tuple(kind for kind, _ in _FRAMES)
_AND_WHY = re.compile(r"[,?]?\s*(?:and |& )?why\W*$")
_END = re.compile(r"[.?!。？！]\s")
_SENTENCE = re.compile(r"(?<=[.?!。？！])\s+")
_WORD = re.compile(r"[^\s,;:?!.()\"]+")


def sentences(plain: str) -> list[tuple[str, str]]:
    """The sentences of a text in plain words.

    For each, what kind of question it is ("" if it is none), and the sentence without the words that only ask.
    """
    if plain.endswith(("why", "why?")) and len(plain) > 20:
        plain = _AND_WHY.sub("", plain)
    several = len(plain) > 40 and _END.search(plain)  # looked for first: far faster than the split
    return [_sentence(part) for part in (_SENTENCE.split(plain) if several else [plain])]


def _sentence(part: str) -> tuple[str, str]:
    frame = _ANY.match(part) if part.partition(" ")[0] in _FIRST else None
    if frame and frame.lastindex:
        return _KINDS[frame.lastindex - 1], part[frame.end() :]
    kind = _kind(part)
    return kind, _HOW_MUCH.sub("how", part, 1) if kind.startswith("how ") else part


def _kind(part: str) -> str:
    """By the first question word, or an auxiliary where a sentence or the part behind a comma begins."""
    head = part.partition(" ")[0]
    if head in YES_NO:
        return "whether"
    if head in ("why", "who", "what"):
        return head
    comma = part.find(", ")
    after = _WORD.match(part, comma + 2) if comma > 0 else None
    if after and after[0] in YES_NO:
        return "whether"
    words = _WORD.finditer(part, 0, _FAR)
    for number, found in enumerate(words):
        word = found[0]
        if word in QUESTION:
            if after and after[0] in QUESTION and number == 0:
                return _kind(part[comma + 2 :])
            following = next(words, None)
            return _degree(following[0] if following else "") if word == "how" else _SAME.get(word, word)
    return ""


_FAR = 400  # letters: behind them no question is looked for
_SAME = {"which": "what", "whom": "who", "whose": "who"}
_HOW_MUCH = re.compile(rf"\bhow (?:{'|'.join(sorted(DEGREES))})\b")


def _degree(word: str) -> str:
    if word in ("much", "many"):
        return "how much"
    return f"how {_DEGREES.get(word, word)}" if word in DEGREES else "how"


_DEGREES = {"frequently": "often", "big": "large", "quickly": "fast", "rapidly": "fast"}
