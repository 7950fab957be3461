"""Scores of other tools for pairs of questions, run by a Python of their own: JSON in, JSON out.

Reads a list of pairs from standard input; prints for each tool a list of scores, or why it is not to be had.
"""

import json
import sys
from collections.abc import Callable

Pairs = list[tuple[str, str]]


def rapidfuzz(pairs: Pairs) -> list[float]:
    """`fuzz.token_sort_ratio`, from 0 to 1."""
    from rapidfuzz import fuzz

    return [fuzz.token_sort_ratio(a.lower(), b.lower()) / 100 for a, b in pairs]


def datasketch(pairs: Pairs) -> list[float]:
    """Jaccard of words, estimated by MinHash with 128 permutations."""
    from datasketch import MinHash

    def sketch(text: str) -> MinHash:
        made = MinHash(num_perm=128)
        made.update_batch([word.encode() for word in text.lower().split()])
        return made

    return [sketch(a).jaccard(sketch(b)) for a, b in pairs]


def llm_kasten(pairs: Pairs) -> list[float]:
    """What `kasten dedup` compares: Jaccard of runs of three words."""
    from kasten.core.similarity import jaccard, shingle

    return [float(jaccard(shingle(a), shingle(b))) for a, b in pairs]


def semhash(pairs: Pairs) -> list[float]:
    """SemHash with its own default model."""
    import numpy as np
    from semhash import SemHash

    model = SemHash.from_records([text for pair in pairs[:2] for text in pair]).model
    first, second = (np.asarray(model.encode([pair[side] for pair in pairs])) for side in (0, 1))
    lengths = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    return [float(score) for score in (first * second).sum(axis=1) / np.maximum(lengths, 1e-9)]


TOOLS: dict[str, Callable[[Pairs], list[float]]] = {
    "rapidfuzz": rapidfuzz,
    "datasketch": datasketch,
    "llm-kasten": llm_kasten,
    "semhash": semhash,
}

if __name__ == "__main__":
    asked = [(a, b) for a, b in json.load(sys.stdin)]
    found: dict[str, object] = {}
    for name, tool in TOOLS.items():
        try:
            found[name] = tool(asked)
        except Exception as error:  # a peer that cannot run is reported, whatever the reason
            found[name] = f"not to be had: {type(error).__name__}: {str(error).splitlines()[0][:80]}"
    json.dump(found, sys.stdout)
