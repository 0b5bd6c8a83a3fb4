"""Puts messages together that were sent in several frames; keeps a bounded number of unfinished ones."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from anlan.subjects.monitoring.frames import hj212, sl651
from anlan.subjects.monitoring.frames.shapes import Broken, Frame

Key = tuple[str, str, str, str]
MOST_OPEN, MOST_PARTS = 32, 200
JOINERS: dict[str, Callable[[Sequence[Frame]], Frame | Broken]] = {
    hj212.PROTOCOL: hj212.joined,
    sl651.PROTOCOL: sl651.joined,
}


class Joiner:
    """One a connection. Frames that stand alone pass through."""

    def __init__(self) -> None:
        self._open: OrderedDict[Key, dict[int, Frame]] = OrderedDict()

    def add(self, frame: Frame) -> Frame | Broken | None:
        """The whole message once its last part is here; ``None`` while parts are missing."""
        number, total = frame.part
        if total == 1:
            return frame
        if total > MOST_PARTS:
            return Broken(frame.protocol, "分包太多。", frame.raw)
        key = (frame.protocol, frame.address, frame.kind, str(frame.details.get("QN", "")))
        parts = self._open.setdefault(key, {})
        if any(other.part[1] != total for other in parts.values()):
            parts.clear()
        parts[number] = frame
        if len(parts) == total:
            del self._open[key]
            return JOINERS[frame.protocol](list(parts.values()))
        while len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        return None

    def left(self) -> list[Broken]:
        """Messages whose last part never came, at the end of a file or connection."""
        unfinished = [
            Broken(key[0], f"分包不齐：共 {next(iter(parts.values())).part[1]} 包，收到 {len(parts)} 包。", _raw(parts))
            for key, parts in self._open.items()
        ]
        self._open.clear()
        return unfinished


def _raw(parts: dict[int, Frame]) -> bytes:
    return b"".join(parts[number].raw for number in sorted(parts))
