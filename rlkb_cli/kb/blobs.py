"""The contents of blobs, from one process of git."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from contextlib import suppress
from typing import IO

from rlkb_cli.errors import BadInput
from rlkb_cli.kb.git import reason, start

_AT_ONCE = 40  # ids that fit into the smallest pipe there is, so that neither side waits for the other
_CHUNK = 1 << 20


class Blobs:
    """Reads blobs by their ids; to be closed."""

    def __init__(self, root: str, max_bytes: int) -> None:
        self._root = root
        self._max_bytes = max_bytes
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, ids: Sequence[str]) -> list[bytes | str]:
        """Each blob's content; a text says why it cannot be had."""
        if self._process is None:
            self._process = start(self._root, "cat-file", "--batch")
        asked, answers = self._process.stdin, self._process.stdout
        assert asked and answers
        found: list[bytes | str] = []
        for first in range(0, len(ids), _AT_ONCE):
            some = ids[first : first + _AT_ONCE]
            with suppress(BrokenPipeError):  # it has ended, and says below why
                asked.write("".join(f"{one}\n" for one in some).encode())
                asked.flush()
            found += [self._answer(answers) for _ in some]
        return found

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            with suppress(BrokenPipeError):
                self._process.communicate()
            self._process = None

    def _answer(self, answers: IO[bytes]) -> bytes | str:
        """The next answer: `ID TYPE SIZE`, the content, and a line's end; or `ID missing`."""
        head = answers.readline().split()
        if len(head) == 2:
            return "its content is not in this repository"
        if len(head) != 3:
            assert self._process is not None
            raise BadInput(f"git cannot tell: {reason(self._process.communicate()[1])}", path=self._root)
        size = int(head[2])
        if size > self._max_bytes:
            for done in range(0, size + 1, _CHUNK):
                answers.read(min(_CHUNK, size + 1 - done))
            return f"too large ({size} bytes; at most {self._max_bytes} are read)"
        return answers.read(size + 1)[:-1]
