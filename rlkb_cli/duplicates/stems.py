"""Words reduced to what their inflected forms share.

Light on purpose: plural, past, progressive, adverb, comparative spelling and British spelling go; words that
only share a root (`predictive`, `predictable`) stay apart.  The result is a key, not a word: `making` and
`make` both give `mak`.
"""

from functools import lru_cache

_IRREGULAR = """
be am is are was were been being|do does did done|have has had|go goes went gone|make made
take took taken|get got gotten|give gave given|find found|know knew known|think thought|teach taught
learn learnt|build built|buy bought|bring brought|catch caught|choose chose chosen|come came
begin began begun|become became|break broke broken|drive drove driven|eat ate eaten|fall fell fallen
feel felt|fight fought|fly flew flown|forget forgot forgotten|grow grew grown|hear heard|hold held
keep kept|lead led|leave left|lend lent|lose lost|mean meant|meet met|pay paid|rise rose risen|run ran
say said|see saw seen|seek sought|sell sold|send sent|show shown|shrink shrank shrunk|sing sang sung
sleep slept|speak spoke spoken|spend spent|stand stood|steal stole stolen|swim swam swum|tell told
throw threw thrown|understand understood|wear wore worn|win won|write wrote written|bear bore born borne
draw drew drawn|freeze froze frozen|hide hid hidden|strike struck|withdraw withdrew withdrawn|bind bound
spin spun|man men|woman women|child children|mouse mice|foot feet|tooth teeth|goose geese|person people
datum data|criterion criteria|phenomenon phenomena|index indices indexes|matrix matrices|vertex vertices
axis axes|analysis analyses|hypothesis hypotheses|crisis crises|basis bases|thesis theses|life lives
wife wives|knife knives|leaf leaves|half halves|wolf wolves|shelf shelves|stimulus stimuli
bacterium bacteria|species|series|news|lens|use used using uses|necessarily|agree agreed agreeing agrees
free freed freeing|embed embeds embedded embedding|shed|hundred|family families|supply|apply|reply|imply
rely|comply|multiply|only|early|assembly|anomaly|ally|july|italy|bias|gas gases|virus viruses|bus buses
corpus corpora|medium media|die died dying|lie lied lying|tie tied tying
"""
_SPELLINGS = """
plough plow|mould mold|smoulder smolder|moult molt|grey gray|tyre tire|kerb curb|cheque check|draught draft
programme program|jewellery jewelry|moustache mustache|pyjamas pajamas|pyjama pajama|sceptic skeptic
sceptical skeptical|disc disk|storey story|cosy cozy|artefact artifact|gaol jail|axe ax|ageing aging
aluminium aluminum|yoghurt yogurt|doughnut donut|whisky whiskey|practise practice|judgement judgment
acknowledgement acknowledgment|skilful skillful|wilful willful|instalment installment|enrolment enrollment
fulfilment fulfillment|manoeuvre maneuver|cypher cipher|speciality specialty|mediaeval medieval
orientate orient|gramme gram|kilogramme kilogram|carcase carcass|mollusc mollusk|racoon raccoon
omelette omelet|pedlar peddler|sulphur sulfur|sulphate sulfate|sulphide sulfide|sulphuric sulfuric
woollen woolen|woolly wooly|aeroplane airplane|aerodrome airdrome
"""
_DOUBLED = ("bb", "dd", "ff", "gg", "ll", "mm", "nn", "pp", "rr", "ss", "tt", "zz")
_BRITISH = (
    *(("our", "or"), ("ise", "ize"), ("yse", "yze"), ("ogue", "og"), ("mme", "m")),
    *((f"{letter}re", f"{letter}er") for letter in "tbcg"),
)


def _irregular() -> dict[str, str]:
    groups = (group.split() for line in _IRREGULAR.strip().splitlines() for group in line.split("|"))
    return {form: _tidy(group[0]) for group in groups for form in group}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The key of a word in lower case; words of other scripts, and those with digits, are their own."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return _FORMS.get(word, word)
    return _FORMS.get(word) or _tidy(_without_ending(word))


def _without_ending(word: str) -> str:
    base = singular(word)
    if base in _FORMS:
        return _FORMS[base]
    if base.endswith("ation"):
        if base.endswith(("ization", "isation")) and len(base) > 9:
            return base[:-7] + "iz"
        return base[:-3] if len(base) > 7 else base
    for ending, shortest in _ENDINGS if base.endswith(("ing", "ed", "ly")) else ():
        root = base[: -len(ending)]
        if base.endswith(ending) and len(root) >= shortest and _has_vowel(root) and not base.endswith("eed"):
            return root + "y" if ending in ("ied", "ily") else _american(root)
    return base


_ENDINGS = (("ingly", 5), ("edly", 5), ("ing", 3), ("ied", 3), ("ed", 3), ("ily", 4), ("ly", 4))


def singular(word: str) -> str:
    """A noun without the ending of a regular plural."""
    if not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is", "ics")) else word[:-1]


def _american(root: str) -> str:
    """What is left of `organising` and `analysed` as if they were spelt with a `z`."""
    return root[:-1] + "z" if root.endswith(("is", "ys")) and len(root) > 5 else root


def _tidy(root: str) -> str:
    """One spelling for what is left: American, without a final `e`, doubled consonant, or `y` for `i`."""
    root = _AMERICAN.get(root, root).replace("ph", "f")
    if len(root) > 5 and ("ae" in root or "oe" in root):
        root = root.replace("oeuvr", "euver").replace("ae", "e").replace("oe", "e")
    if len(root) > 7 and "ll" in root and root.endswith(_AFTER_DOUBLED):
        root = root.replace("ll", "l")
    for british, american in _BRITISH if root.endswith(_BRITISH_ENDINGS) else ():
        if root.endswith(british) and len(root) > len(british) + 2:
            root = root[: -len(british)] + american
    if len(root) > 3 and root.endswith("e"):
        root = root[:-1]
    if len(root) > 3 and root.endswith(_DOUBLED):
        root = root[:-1]
    if root.endswith("enc"):  # defence, defense
        return root[:-1] + "s"
    return root[:-1] + "i" if len(root) > 3 and root.endswith("y") and root[-2] not in "aeou" else root


def _has_vowel(root: str) -> bool:
    return any(letter in "aeiouy" for letter in root)


_AFTER_DOUBLED = ("ller", "llor", "llous", "llist")
_BRITISH_ENDINGS = tuple(british for british, _ in _BRITISH)
_AMERICAN = dict(pair.split() for line in _SPELLINGS.strip().splitlines() for pair in line.split("|"))
_FORMS: dict[str, str] = {}
_FORMS.update(_irregular())
