"""A lock between processes that the system itself releases when its holder dies; standard library only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def only_one(path: Path, when_busy: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file ``path``. If another holds it, ``when_busy`` is called: it raises, or returns to wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as handle:
        if not _take(handle, wait=False):
            when_busy()
            while not _take(handle, wait=True):
                pass
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(handle: IO[bytes], *, wait: bool) -> bool:
        handle.seek(0)
        try:
            # LK_LOCK gives up after ten tries of a second each; the caller asks again.
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: IO[bytes], *, wait: bool) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
