"""Whether the aligned words of two questions play the same roles, though they may stand in another order.

"Do parents imitate children" and "Do children imitate parents" hold the same words.  Another order is
accepted only where grammar explains it: words joined by `and` or `versus`, a phrase moved with its
preposition, a genitive, a passive, or a relative clause.
"""

from itertools import pairwise

from rlkb_cli.duplicates.alignment import Alignment
from rlkb_cli.duplicates.reading import OWNER, Reading, Word
from rlkb_cli.duplicates.stems import stem

_MOVABLE_NEVER = frozenset(["", "than", "like"])

Order = list[int]


def same_roles(a: Reading, b: Reading, alignment: Alignment) -> bool:
    """True if the pairs stand in the same order, or grammar explains the difference."""
    pairs = [(i, j) for i, j in alignment.pairs if not _is_free(a.words[i], a.kinds)]
    if not pairs:
        return True
    if b.agent >= 0 > a.agent:
        a, b, pairs = b, a, _back(pairs)
    if a.agent >= 0 > b.agent:
        return _passive(a.agent, pairs)
    if _in_order(pairs):
        return not _exchanged(a, b, pairs)
    for explain in (_joined, _moved, _genitive):
        pairs = explain(a, b, pairs)
        if _in_order(pairs):
            return True
    whole = list(alignment.pairs)
    if a.means >= 0 > b.means and _passive(a.means, whole):
        return True
    if b.means >= 0 > a.means and _passive(b.means, _back(whole)):
        return True
    if _object_first(b, pairs) or _object_first(a, _back(pairs)):
        return True
    return _relative(a, b, pairs) or _relative(b, a, _back(pairs))


def _is_free(word: Word, kinds: tuple[str, ...]) -> bool:
    """True for what may stand anywhere: a word in `-ly` of an adjective; `best` ("Which book is best", "the
    best book").
    """
    if word.stem == _GOOD:
        return kinds == ("what",)
    return word.form == "early" or (
        word.form.endswith("ly") and len(word.form) > 5 and word.form not in _NO_ADVERBS
    )


def _back(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs as seen from the second question."""
    return sorted((j, i) for i, j in pairs)


def _in_order(pairs: list[tuple[int, int]]) -> bool:
    return all(x[1] < y[1] for x, y in pairwise(pairs))


def _exchanged(a: Reading, b: Reading, pairs: list[tuple[int, int]]) -> bool:
    """`from X to Y` and `to X from Y`; `in X` and `out of X`."""
    roles = {(a.words[i].role, b.words[j].role) for i, j in pairs}
    return any("from" in pair and not _TOWARDS.isdisjoint(pair) for pair in roles)


def _joined(a: Reading, b: Reading, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Let two blocks that `and`, `or` or `versus` joins in both questions change places."""
    there = dict(pairs)
    for number, word in enumerate(a.words):
        if not word.joined:
            continue
        for size in range(1, min(number, _JOINED) + 1):
            for other in range(1, min(len(a.words) - number, _JOINED) + 1):
                first = [there.get(n, -9) for n in range(number - size, number)]
                second = [there.get(n, -9) for n in range(number, number + other)]
                if _run(first) and _run(second) and second[-1] + 1 == first[0] and b.words[first[0]].joined:
                    turned = dict(
                        zip(range(number - size, number + other), sorted(first + second), strict=True)
                    )
                    return sorted((i, turned.get(i, j)) for i, j in pairs)
    return pairs


def _run(numbers: Order) -> bool:
    return numbers[0] >= 0 and all(y == x + 1 for x, y in pairwise(numbers))


def _moved(a: Reading, b: Reading, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take away the phrases that begin with the same marker in both questions and move as one block."""
    there = dict(pairs)
    for i, j in pairs:
        role = a.words[i].role
        if role in _MOVABLE_NEVER or role != b.words[j].role or not (a.words[i].opens and b.words[j].opens):
            continue
        if _openings(a, role) > 1 or _openings(b, role) > 1:
            continue
        length = 0
        while (
            there.get(i + length) == j + length
            and a.words[i + length].role == b.words[j + length].role == role
        ):
            length += 1
            if i + length < len(a.words) and a.words[i + length].opens:
                break
        rest = [pair for pair in pairs if not i <= pair[0] < i + length]
        if not _in_order(pairs):
            pairs = rest
    return pairs


def _openings(reading: Reading, role: str) -> int:
    return sum(word.role == role and word.opens for word in reading.words)


def _genitive(a: Reading, b: Reading, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Let `prompt changes` and `changes to the prompt` be in order, and `weight tuning` and `tuning the
    weights`.
    """
    done = _turned(a, b, pairs)
    return done if _in_order(done) else _back(_turned(b, a, _back(pairs)))


def _turned(a: Reading, b: Reading, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where `a` has a head and then a phrase that `b` has right before the head, put them into the order of
    `b`.
    """
    done = list(pairs)
    for n in range(len(done) - 1):
        for heads, size in _BLOCKS:
            head, phrase = done[n : n + heads], done[n + heads : n + heads + size]
            if len(phrase) == size and _adjacent(head, phrase) and _turns(a, b, head, phrase):
                places = [j for _, j in (*phrase, *head)]
                done[n : n + heads + size] = [
                    (i, j) for (i, _), j in zip((*head, *phrase), places, strict=True)
                ]
                break
    return done


def _adjacent(head: list[tuple[int, int]], phrase: list[tuple[int, int]]) -> bool:
    first, second = [j for _, j in head], [j for _, j in phrase]
    return _run(first) and _run(second) and second[-1] + 1 == first[0]


def _turns(a: Reading, b: Reading, head: list[tuple[int, int]], phrase: list[tuple[int, int]]) -> bool:
    """A preposition binds the phrase to the head, or the head is the noun or participle of a verb."""
    first, turned = a.words[phrase[0][0]], b.words[head[0][1]]
    owned = turned.opens and turned.role == OWNER
    if turned.joined or (not owned and (turned.opens or len(head) > 1)):
        return False
    if first.opens:
        return first.role in _LINKING
    verbal = any(word.form.endswith(_VERBAL) for word in (a.words[head[0][0]], turned))
    return len(head) == len(phrase) == 1 and verbal and not first.joined


_TOWARDS = frozenset(["to", "in", "into"])
_NO_ADVERBS = frozenset(
    [
        "family", "supply", "likely", "unlikely", "daily", "weekly", "monthly", "yearly", "friendly",
        "elderly", "assembly", "anomaly",
    ]
)
_GOOD = stem("good")
_JOINED = 6
_BLOCKS = tuple((heads, size) for heads in (1, 2, 3) for size in (4, 3, 2, 1))
_LINKING = frozenset(["of", "to", "in", "for", "on", "from", "at"])
_VERBAL = ("ing", "ings", "tion", "tions", "ment", "ments")


def _passive(agent: int, pairs: list[tuple[int, int]]) -> bool:
    """The first is passive, with its agent behind word `agent`, the second is not: there the agent must
    come first.
    """
    agents = [j for i, j in pairs if i >= agent]
    others = [(i, j) for i, j in pairs if i < agent]
    if not agents or not others:
        return not agents
    return (
        sorted(agents) == agents
        and max(agents) < max(j for _, j in others)
        and min(agents) < min(j for _, j in others[-1:])
    )


def _object_first(b: Reading, pairs: list[tuple[int, int]]) -> bool:
    """ "How can we increase the strength of steel" and "how can the strength of steel be increased"."""
    (first, place), rest = pairs[0], pairs[1:]
    if first or not b.passive or not b.words[place].form.endswith(_PARTICIPLE):
        return False
    after = place + 1
    return place > 0 and (after == len(b.words) or b.words[after].opens) and _in_order(rest)


_PARTICIPLE = ("ed", "en", "t", "n", "d", "made", "done")


def _relative(a: Reading, b: Reading, pairs: list[tuple[int, int]]) -> bool:
    """ "Are there W that U V" and "do U V W"."""
    if a.relative < 0:
        return False
    turned = [pair for pair in pairs if pair[0] >= a.relative] + [
        pair for pair in pairs if pair[0] < a.relative
    ]
    return _in_order(turned)
