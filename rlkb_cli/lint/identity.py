"""What hosts know a finding by from one run to the next."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from struct import unpack

from rlkb_cli.lint.report import Located

_WINDOW = 100  # characters
_END = "\uffff"


def identities(findings: Iterable[Located]) -> Iterator[str]:
    """A short text for each finding, no two the same, and the same again after lines were added above it.

    It is the hash of the fingerprint, and of a number where several findings share one.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        shared = finding.fingerprint or f"{finding.rule}:{finding.path}"
        seen[shared] += 1
        numbered = f"{shared}\n{seen[shared]}" if seen[shared] > 1 else shared
        yield sha256(numbered.encode(errors="surrogatepass")).hexdigest()[:32]


def line_hashes(data: bytes, wanted: Collection[int]) -> dict[int, str]:
    """The hashes of the wanted lines (1-based) of a file, as GitHub tells alerts apart: `hash:occurrence`.

    The hash is that of the 100 characters from the start of the line, spaces and tabs left out, and must be just what
    GitHub's upload finds, which warns otherwise: https://github.com/github/codeql-action/blob/main/src/fingerprints.ts
    """
    text = data.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    compact = text.replace(" ", "").replace("\t", "") + _END
    units = compact.encode("utf-16-le") + bytes(2 * _WINDOW)
    seen: Counter[bytes] = Counter()
    found, start = {}, 0
    for number, line in enumerate(compact.split("\n"), 1):
        window = units[start : start + 2 * _WINDOW]
        seen[window] += 1
        if number in wanted:
            found[number] = f"{_hash(window):x}:{seen[window]}"
        start += len(line.encode("utf-16-le")) + 2
    return found


def _hash(window: bytes) -> int:
    value = 0
    for unit in unpack(f"<{_WINDOW}H", window):
        value = (value * 37 + unit) % (1 << 64)
    return value
