"""Cuts a stream of bytes into frames of any protocol, whatever stands between them.

The stream may be cut anywhere: half a frame waits for the rest. What is none is told once a stretch.
"""

from collections.abc import Callable

from anlan.subjects.monitoring.frames import gb26875, hj212, sl651
from anlan.subjects.monitoring.frames.shapes import Broken, Frame

Take = Callable[[bytes, int], Frame | Broken | None]
MARKS: dict[bytes, Take] = {hj212.MARK: hj212.take, sl651.MARK: sl651.take, gb26875.MARK: gb26875.take}
FIRST_BYTES = frozenset(mark[0] for mark in MARKS)
GARBAGE, INCOMPLETE = "不是任何已知报文。", "报文不完整。"
MOST_GARBAGE = 4096
BLANKS = b"\r\n \t\x00"


class Stream:
    """One connection or file. ``feed`` gives what has become whole; ``end`` tells what never will."""

    def __init__(self) -> None:
        self._data = b""
        self._garbage = b""

    def feed(self, data: bytes) -> list[Frame | Broken]:
        """Frames and broken stretches in their order."""
        self._data += data
        return self._cut(last=False)

    def end(self) -> list[Frame | Broken]:
        """Nothing more comes: what waits for more is broken."""
        return self._cut(last=True)

    @property
    def waiting(self) -> int:
        """Bytes that wait for more."""
        return len(self._data)

    def _cut(self, *, last: bool) -> list[Frame | Broken]:
        found: list[Frame | Broken] = []
        place = 0
        while place < len(self._data):
            start = self._mark(place, last)
            self._drop(self._data[place:start], found)
            place = start
            if place == len(self._data) or len(self._data) - place < 2:
                break
            taken = take(self._data, place)
            if taken is None:
                later = self._good_after(place)
                if later is None and not last:
                    break
                taken = Broken("", INCOMPLETE, self._data[place:later])
            self._tell(found)
            found.append(taken)
            place = self._after(place, taken, last)
        self._data = self._data[place:]
        if last:
            self._drop(self._data, found)
            self._data = b""
            self._tell(found)
        return found

    def _mark(self, place: int, last: bool) -> int:
        """Where the next frame may begin; half a mark at the very end may become one."""
        starts = [start for mark in MARKS if (start := self._data.find(mark, place)) >= 0]
        if starts:
            return min(starts)
        return len(self._data) - (not last and self._data[-1] in FIRST_BYTES)

    def _after(self, place: int, taken: Frame | Broken, last: bool) -> int:
        """Where to go on. Inside broken bytes a good frame, or one that is still to become whole, may begin."""
        end = place + len(taken.raw)
        if isinstance(taken, Frame) or taken.reason == INCOMPLETE:
            return end
        for start in self._marks(place + 1, end):
            inside = take(self._data, start)
            if isinstance(inside, Frame) or (inside is None and not last):
                return start
        return end

    def _good_after(self, place: int) -> int | None:
        starts = self._marks(place + 1, len(self._data))
        return next((start for start in starts if isinstance(take(self._data, start), Frame)), None)

    def _marks(self, first: int, end: int) -> list[int]:
        found = set()
        for mark in MARKS:
            start = self._data.find(mark, first, end + 1)
            while start >= 0:
                found.add(start)
                start = self._data.find(mark, start + 1, end + 1)
        return sorted(found)

    def _drop(self, data: bytes, found: list[Frame | Broken]) -> None:
        self._garbage += data
        if len(self._garbage) > MOST_GARBAGE:
            self._tell(found)

    def _tell(self, found: list[Frame | Broken]) -> None:
        """Line ends between frames are nobody's fault."""
        if self._garbage.strip(BLANKS):
            found.append(Broken("", GARBAGE, self._garbage))
        self._garbage = b""


def take(data: bytes, start: int) -> Frame | Broken | None:
    """Whatever begins at a mark; ``None`` while it is not whole yet."""
    return MARKS[data[start : start + 2]](data, start)
