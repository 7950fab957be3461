"""How well duplicate questions are found: `python -m bench duplicates`.

Data sets are read from local copies: `--data` names a folder with `quora-dev.csv` (QQP's development split,
from gpoesia/minbert-default-final-project) and `paws.tsv` (PAWS-QQP, `data/paws_qqp/dev_and_test.tsv` of
uds-lsv/llmft).
"""

import argparse
import ast
import csv
import json
import random
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rlkb_cli.duplicates.embedder import OnnxEmbedder
from rlkb_cli.duplicates.gist import gist_of
from rlkb_cli.duplicates.lexicon import standard
from rlkb_cli.duplicates.meaning import likeness
from rlkb_cli.duplicates.near import Verdict, compare
from rlkb_cli.duplicates.reading import read
from rlkb_cli.duplicates.search import near_duplicates
from rlkb_cli.duplicates.signatures import signature
from rlkb_cli.errors import RlkbError
from rlkb_cli.kb.alike import shared
from rlkb_cli.kb.facts import join
from rlkb_cli.kb.text import question_key

HERE = Path(__file__).parent
OWN_PAIRS = HERE.parent / "tests" / "duplicates" / "pairs.tsv"
SEED_PAIRS = HERE.parent.parent / "shared" / "duplicates" / "seed_pairs.tsv"
PEERS = ("rapidfuzz", "datasketch", "semhash", "llm-kasten")


class Pair(NamedTuple):
    """Two questions, whether they are duplicates, and of what kind the pair is."""

    a: str
    b: str
    same: bool
    kind: str = ""


def own(path: Path) -> list[Pair]:
    """A table with the columns label, kind, a, b."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Pair(row["a"], row["b"], row["label"] == "1", row["kind"]) for row in rows]


def quora(path: Path) -> list[Pair]:
    """QQP's development split; its two rows without a label are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["is_duplicate"] in ("0.0", "1.0")]
    return [Pair(row["sentence1"], row["sentence2"], row["is_duplicate"] == "1.0") for row in rows]


def paws(path: Path) -> list[Pair]:
    """PAWS-QQP, whose sentences are written as Python's bytes."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [Pair(_bytes(a), _bytes(b), label == "1") for _, a, b, label in rows]


def _bytes(text: str) -> str:
    value: bytes = ast.literal_eval(text)
    return value.decode()


def verdicts(pairs: Sequence[Pair]) -> list[Verdict]:
    """What the near tier says of each pair; exact duplicates are near."""
    lexicon = standard()
    found = (compare(read(pair.a, lexicon), read(pair.b, lexicon)) for pair in pairs)
    return [
        verdict._replace(near=verdict.near or question_key(pair.a) == question_key(pair.b))
        for pair, verdict in zip(pairs, found, strict=True)
    ]


def report_flags(name: str, pairs: Sequence[Pair], flags: Sequence[bool]) -> None:
    """Print precision, recall, and the share of the negatives that are flagged."""
    hits = sum(flag and pair.same for flag, pair in zip(flags, pairs, strict=True))
    flagged, same = sum(flags), sum(pair.same for pair in pairs)
    wrong = (flagged - hits) / max(1, len(pairs) - same)
    precision = hits / max(1, flagged)
    recall = hits / max(1, same)
    print(f"{name:34} precision {precision:.3f}  recall {recall:.3f}  negatives flagged {wrong:.1%}")


def report_kinds(pairs: Sequence[Pair], flags: Sequence[bool]) -> None:
    """Print how many pairs of each kind are flagged."""
    for same in (True, False):
        for kind in sorted({pair.kind for pair in pairs if pair.same == same}):
            of_kind = [flag for pair, flag in zip(pairs, flags, strict=True) if (pair.same, pair.kind) == (same, kind)]
            print(f"  {'same' if same else 'other':6}{kind:10} {sum(of_kind):3} of {len(of_kind)} flagged")


def report_scores(name: str, pairs: Sequence[Pair], scores: Sequence[float]) -> None:
    """Print the average precision of an order of pairs, and the recall where precision is last at least
    0.9.
    """
    order = sorted(range(len(pairs)), key=lambda n: -scores[n])
    same, hits, total, recall = sum(pair.same for pair in pairs), 0, 0.0, 0.0
    for rank, number in enumerate(order, 1):
        if pairs[number].same:
            hits += 1
            total += hits / rank
        if hits / rank >= 0.9:
            recall = hits / same
    print(f"{name:34} AP {total / same:.3f}  recall at precision 0.9 {recall:.3f}")


def report_meaning(pairs: Sequence[Pair], found: Sequence[Verdict], folder: str | None) -> None:
    """Print how well MiniLM alone and the semantic tier order the pairs, or why they cannot."""
    try:
        embedder = OnnxEmbedder(folder)
    except RlkbError as error:
        print(f"semantic: {error}")
        return
    texts = sorted({text for pair in pairs for text in (pair.a, pair.b)})
    row = dict(zip(texts, embedder.embed(texts), strict=True))
    cosines = [float(row[pair.a] @ row[pair.b]) for pair in pairs]
    report_scores("MiniLM alone", pairs, cosines)
    scores = [likeness(p.a, p.b, c, v) for p, c, v in zip(pairs, cosines, found, strict=True)]
    report_scores("semantic", pairs, scores)


def report_peers(pairs: Sequence[Pair], folder: Path) -> None:
    """Print how well other tools order the pairs; `folder` is their virtual environment, made if it is not
    there.
    """
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        for name in PEERS:
            subprocess.run([python, "-m", "pip", "install", "-q", name], check=False)
    asked = json.dumps([(pair.a, pair.b) for pair in pairs])
    done = subprocess.run([python, HERE / "dupepeers.py"], input=asked, capture_output=True, text=True, check=True)
    for name, scores in json.loads(done.stdout).items():
        if isinstance(scores, str):
            print(f"{name:34} {scores}")
        else:
            report_scores(name, pairs, scores)


def report_speed(questions: Sequence[str]) -> None:
    """Print what it costs to search many questions, and again when one changed and the marks of the others
    were kept; CPU seconds of this process.
    """
    lexicon = standard()
    start = time.process_time()
    found = near_duplicates(questions, lexicon)
    seconds = time.process_time() - start
    kept = {number: join(signature(gist_of(question, lexicon))[0]) for number, question in enumerate(questions)}
    start = time.process_time()
    kept[0] = join(signature(gist_of(questions[0] + " indeed", lexicon))[0])
    shared(kept)
    one = time.process_time() - start
    print(
        f"{len(questions):,} questions: {seconds:.2f} s CPU, {_megabytes()}, {len(found.pairs)} pairs,"
        f" {len(found.skipped)} buckets skipped; one changed: {1000 * one:.2f} ms"
    )


def _megabytes() -> str:
    try:
        import resource
    except ImportError:  # Windows
        return "memory not measured"
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most"


def _many(pairs: Sequence[Pair], count: int) -> list[str]:
    """Real questions, each once; where there are too few, halves of two of them make another."""
    real = sorted({text for pair in pairs for text in (pair.a, pair.b)})
    chance = random.Random(6)
    chance.shuffle(real)
    made = list(real)
    while len(made) < count:
        first, second = chance.choice(real).split(), chance.choice(real).split()
        made.append(" ".join((*first[: len(first) // 2], *second[len(second) // 2 :])))
    return made[:count]


def main(argv: Sequence[str]) -> int:
    """Run the evaluation; parts whose data is not there are left out, and said to be."""
    parser = argparse.ArgumentParser(prog="python -m bench duplicates", description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder with quora-dev.csv and paws.tsv")
    parser.add_argument("--model", help="a folder with model.onnx and tokenizer.json")
    parser.add_argument("--peers", type=Path, metavar="VENV", help="run the peers, in this virtual environment")
    options = parser.parse_args(argv)
    for path in (OWN_PAIRS, SEED_PAIRS):
        if path.exists():
            pairs = own(path)
            flags = [verdict.near for verdict in verdicts(pairs)]
            report_flags(path.name, pairs, flags)
            report_kinds(pairs, flags)
    if options.data is None:
        print("QQP and PAWS-QQP: left out, no --data")
        return 0
    swaps, asked = paws(options.data / "paws.tsv"), quora(options.data / "quora-dev.csv")
    report_flags("PAWS-QQP, near", swaps, [verdict.near for verdict in verdicts(swaps)])
    found = verdicts(asked)
    report_flags("QQP, near", asked, [verdict.near for verdict in found])
    for count in (10_000, 100_000):
        report_speed(_many(asked, count))
    if options.peers is not None:
        report_peers(asked, options.peers)
    report_meaning(asked, found, options.model)
    return 0
