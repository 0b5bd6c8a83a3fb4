"""Drafts that wait to be judged: in memory while they are few, beyond that on disk. It must not know what they hold."""

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import IO, Self

from anlan.kit.imports.drafting import Draft

IN_MEMORY = 80_000  # rows; about 250 MB


class Spool:
    """Lists of drafts, taken once in the order in which they were put."""

    def __init__(self) -> None:
        self._held: list[list[Draft]] = []
        self._rows = 0
        self._written = 0
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def put(self, drafts: Sequence[Draft]) -> None:
        self._rows += len(drafts)
        if self._rows <= IN_MEMORY:
            self._held.append(list(drafts))
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed on leaving
        pickle.dump([draft.packed() for draft in drafts], self._file, pickle.HIGHEST_PROTOCOL)
        self._written += 1

    def take(self) -> Iterator[list[Draft]]:
        """Each list is let go of as soon as the next is taken."""
        self._held.reverse()
        while self._held:
            yield self._held.pop()
        if self._file is not None:
            self._file.seek(0)
            for _list in range(self._written):
                packed = pickle.load(self._file)  # noqa: S301 - written by ourselves a moment ago
                yield [Draft(*parts) for parts in packed]
