"""The vectors of questions, kept by their texts from one run to the next in `.rlkb/cache/vectors`.

What is kept is only as good as its checks: it may be missing, damaged or of another model, which is the same as none.
"""

from array import array
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from rlkb_cli.duplicates.embedder import Embedder, Vectors
from rlkb_cli.kb import private
from rlkb_cli.kb.cache import keep
from rlkb_cli.kb.columns import Damaged, unpack
from rlkb_cli.kb.kept import read_kept

PATH = f"{private.NAME}/cache/vectors"
_KEY = "half precision 1\n"  # to be raised when the form of the file changes


def vectors_of(texts: Sequence[str], embedder: Embedder, root: str | None) -> Vectors:
    """The vectors of the texts, a row each, in half precision; those that the base under `root` keeps are not computed.

    Afterwards it keeps just these.  With None, nothing is read or kept.
    """
    import numpy as np

    marks = [blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest() for text in texts]
    known = _kept(root, _KEY + embedder.name) if root is not None else {}
    new = {mark: text for mark, text in zip(marks, texts, strict=True) if mark not in known}
    made = embedder.embed(list(new.values())).astype(np.float16) if new else np.zeros((0, 0), np.float16)
    if new and any(len(row) != made.shape[1] for row in known.values()):
        return vectors_of(texts, embedder, None)
    rows = {**known, **dict(zip(new, made, strict=True))}
    if root is not None and (new or len(known) > len(set(marks))):
        _keep(root, _KEY + embedder.name, {mark: rows[mark] for mark in marks})
    return np.stack([rows[mark] for mark in marks]) if marks else np.zeros((0, 1), np.float16)


def _kept(root: str, key: str) -> Mapping[str, Any]:
    import numpy as np

    try:
        columns = unpack(read_kept(root, PATH))
        marks, packed = columns["mark"], columns["vector"]
        if columns["key"][0] != key or not isinstance(packed, array) or len(packed) % max(1, len(marks)):
            return {}
        rows = np.frombuffer(packed.tobytes(), "<f2").reshape(len(marks), -1)
        sound = np.isfinite(rows).all(axis=1) if len(marks) else ()
        return {str(mark): row for mark, row, good in zip(marks, rows, sound, strict=True) if good}
    except (OSError, Damaged, KeyError, IndexError, ValueError, TypeError):
        return {}


def _keep(root: str, key: str, rows: Mapping[str, Any]) -> None:
    packed = array("q")
    for row in rows.values():
        data = row.astype("<f2").tobytes()
        if len(data) % packed.itemsize:
            return  # no model that is in use has such a width
        packed.frombytes(data)
    keep(root, PATH, {"key": [key], "mark": list(rows), "vector": packed})
