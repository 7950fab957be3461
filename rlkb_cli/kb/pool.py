"""Work on many paths, spread over the processors that this process may use."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence

from rlkb_cli.kb.cache import Kept, Stamp
from rlkb_cli.kb.columns import Damaged
from rlkb_cli.kb.facts import Facts

Work = Callable[[Sequence[str]], list[tuple[str, Kept]]]
WORTH_IT = 1_000
_CHUNK = 250


_alone = False


def stay_alone() -> None:
    """Do all work in this process from now on."""
    global _alone
    _alone = True


def spread(paths: Sequence[str], work: Work) -> Iterator[tuple[str, Kept]]:
    """What `work` makes of the paths, in any order; from 1,000 paths on in several processes where it can."""
    workers = min(_processors(), len(paths) // (WORTH_IT // 2))
    if workers < 2 or _alone or not _may_fork():
        yield from work(paths)
        return
    # Each takes every n-th chunk, so that large files in one folder do not all fall to one.
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
    shares = [[path for chunk in chunks[number::workers] for path in chunk] for number in range(workers)]
    children = [_fork(share, work) for share in shares[1:]]
    yield from work(shares[0])
    for share, (child, descriptor) in zip(shares[1:], children, strict=True):
        yield from _collect(child, descriptor) or work(share)


def _fork(share: Sequence[str], work: Work) -> tuple[int, int]:
    """A child that works on a share and writes what it found into a pipe; its number and the pipe's end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    status = 1
    try:
        os.close(reading)
        with open(writing, "wb") as pipe:
            pipe.write(dump(work(share)))
        status = 0
    finally:
        # Nothing of the parent (buffers, handlers, locks) is to be ended twice.
        os._exit(status)


def _collect(child: int, descriptor: int) -> list[tuple[str, Kept]] | None:
    """What a child found; None if it failed, so that its share is done here."""
    with open(descriptor, "rb") as pipe:
        data = pipe.read()
    _, status = os.waitpid(child, 0)
    try:
        return load(data) if status == 0 else None
    except Damaged:
        return None


def dump(found: list[tuple[str, Kept]]) -> bytes:
    """Facts as bytes, for a pipe between processes of one program."""
    import marshal

    return marshal.dumps([(path, tuple(item.stamp), item.facts and tuple(item.facts)) for path, item in found])


def load(data: bytes) -> list[tuple[str, Kept]]:
    """What was dumped."""
    import marshal

    try:
        return [(path, Kept(Stamp(*stamp), facts and Facts(*facts))) for path, stamp, facts in marshal.loads(data)]
    except (ValueError, EOFError, TypeError) as problem:
        raise Damaged(str(problem)) from None


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _may_fork() -> bool:
    # macOS has system libraries that do not survive a fork.
    return hasattr(os, "fork") and sys.platform != "darwin"
