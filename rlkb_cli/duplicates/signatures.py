"""Numbers that two questions share if they are nearly the same, so that only such pairs need to be compared.

A key is the sum of 64-bit hashes of a question's stems, as in the deletion neighbourhoods of
symmetric-delete spelling correction: the sum is the same in any order, and a word is deleted by
subtraction.  Each question has the key of all its stems, those without one stem, and from five stems on
those without two.  What is deleted may only be a word misspelt or derived, which begins alike, so its first
letter is part of the key.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from rlkb_cli.duplicates.reading import Reading

LARGEST_BUCKET = 40
_TWO_FROM, _MOST = 5, 24  # stems from which on two are deleted, and with which nothing is deleted any more
_NUMBER_BITS = 24  # of a packed key; the upper 40 are the key's own
_KEY = ~((1 << _NUMBER_BITS) - 1) & (1 << 64) - 1
_NUMBER = (1 << _NUMBER_BITS) - 1


class _Hashes(dict[str, int]):
    def __missing__(self, text: str) -> int:
        value = int.from_bytes(blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest(), "little")
        if len(self) < 200_000:
            self[text] = value
        return value


_hashes = _Hashes()


def keys(reading: Reading) -> list[int]:
    """The keys of a question, 64-bit numbers; none for one without words."""
    stems, letters = reading.solid, reading.letters
    count = len(stems)
    if not count:
        return []
    whole = (
        sum([_hashes[stem] for stem in stems])
        + _hashes["|".join((*reading.kinds, *reading.telling))]
        + reading.negations % 2
    )
    found = [whole & _KEY]
    if 3 <= count <= _MOST:
        change = [_hashes[letter] - _hashes[stem] for stem, letter in zip(stems, letters, strict=True)]
        found += [(whole + one) & _KEY for one in change]
        if count >= _TWO_FROM:
            found += [(whole + one + two) & _KEY for n, one in enumerate(change) for two in change[:n]]
    return found


class Index:
    """The keys of many questions, sorted; the number of a question is its place in what `build` was given."""

    def __init__(self, packed: "array[int] | memoryview[int]") -> None:
        self._packed = packed

    @classmethod
    def build(cls, rows: Iterable[Sequence[int]]) -> "Index":
        """Index the keys of question 0, 1, 2, …; at most 2^24 of them."""
        packed = [key | number for number, row in enumerate(rows) for key in row]
        packed.sort()
        return cls(array("Q", packed))

    @classmethod
    def load(cls, data: bytes) -> "Index":
        """What `dump` gave; ValueError if it cannot be that."""
        return cls(memoryview(data).cast("Q"))

    def dump(self) -> bytes:
        """The index as bytes, for a cache on this machine."""
        return bytes(memoryview(self._packed).cast("B"))

    def candidates(self, wanted: Iterable[int]) -> set[int]:
        """The numbers of the questions that share a key with these; LARGEST_BUCKET of each key at most."""
        found = set()
        for key in wanted:
            place = bisect_left(self._packed, key)
            for packed in self._packed[place : place + LARGEST_BUCKET]:
                if packed & _KEY != key:
                    break
                found.add(packed & _NUMBER)
        return found

    def buckets(self) -> Iterator[list[int]]:
        """The numbers that share a key, for every key that several have."""
        last = -1
        bucket: list[int] = []
        for packed in self._packed:
            key = packed & _KEY
            if key == last:
                bucket.append(packed & _NUMBER)
            else:
                if len(bucket) > 1:
                    yield bucket
                last, bucket = key, [packed & _NUMBER]
        if len(bucket) > 1:
            yield bucket
