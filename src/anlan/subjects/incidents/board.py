"""The live board of a call-out: where each person and unit stands now, from the rows themselves; writes nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from anlan.kit.notify.choices import Word
from anlan.kit.notify.models import Addressee, Answer
from anlan.subjects.incidents.models import Callout, CalloutUnit
from anlan.subjects.incidents.rules import ALL, Muster, muster, spoken

GAPS_MOST = 200
COLUMNS = (
    "pk", "person_id", "group", "instead_of_id", "required", "sent_at", "delivered_at", "seen_at", "answered_at",
    "arrived_at", "word", "failed",
)  # fmt: skip


@dataclass
class Slot:
    """One place to be filled: the person called and whoever stands in for him."""

    pk: int
    group: str
    sent: bool = False
    delivered: bool = False
    seen: bool = False
    word: str = ""
    answered_at: datetime | None = None
    arrived_at: datetime | None = None
    failed: bool = True
    deputies: int = 0


@dataclass
class Line:
    """One row of the board; ``unit`` without a name holds those in no team."""

    unit: CalloutUnit
    muster: Muster
    should: int = 0
    sent: int = 0
    delivered: int = 0
    seen: int = 0
    answered: int = 0
    on_the_way: int = 0
    arrived: int = 0
    need_help: int = 0
    unable: int = 0
    silent: int = 0
    slots: list[Slot] = field(default_factory=list)

    @property
    def left(self) -> int | None:
        """Seconds to the muster line; below zero when it has passed; ``None`` once it is decided."""
        if self.muster.mustered is not None or self.muster.in_time is not None:
            return None
        return self.unit.minutes * 60 - self.unit.callout.elapsed()

    @property
    def left_text(self) -> str:
        """The same in words."""
        return spoken(self.left)

    @property
    def times(self) -> list[str]:
        """How long half, nine tenths and all took, in words."""
        return [spoken(seconds) for seconds in (self.muster.half, self.muster.ninety, self.muster.all)]

    @property
    def mustered_text(self) -> str:
        """How long the muster took, in words."""
        return spoken(self.muster.mustered)


RANK = {word: number for number, word in enumerate(("", Word.UNABLE, Word.NEED_HELP, Word.ON_THE_WAY, Word.ARRIVED))}
"""Of a person and his deputy the one who comes counts."""


def slots(callout: Callout) -> list[Slot]:
    """Every place with its best standing, in two queries whatever the number of people."""
    if callout.notice_id is None:
        return []
    found: dict[int, Slot] = {}
    rows = Addressee.objects.filter(notice_id=callout.notice_key).order_by("instead_of_id", "pk")
    standing = [dict(zip(COLUMNS, row, strict=True)) for row in rows.values_list(*COLUMNS)]
    above = {row["pk"]: row["instead_of_id"] for row in standing}
    for row in standing:
        if row["instead_of_id"] is None and row["required"]:
            found[row["pk"]] = Slot(row["pk"], row["group"])
    for row in standing:
        root = row["pk"]
        while above.get(root) is not None:
            root = above[root]
        if root in found:
            _stand(found[root], row)
    return list(found.values())


def _stand(slot: Slot, row: dict[str, Any]) -> None:
    slot.sent |= row["sent_at"] is not None
    slot.delivered |= row["delivered_at"] is not None
    slot.seen |= row["seen_at"] is not None
    slot.failed &= row["failed"]
    slot.deputies += row["instead_of_id"] is not None
    if row["word"] and row["answered_at"] and (slot.answered_at is None or row["answered_at"] < slot.answered_at):
        slot.answered_at = row["answered_at"]
    if row["arrived_at"] and (slot.arrived_at is None or row["arrived_at"] < slot.arrived_at):
        slot.arrived_at = row["arrived_at"]
    word = Word.ARRIVED if row["arrived_at"] else row["word"]
    word = word if word in RANK else Word.ON_THE_WAY if word == Word.UNDERSTOOD else ""
    if RANK[word] > RANK[slot.word]:
        slot.word = word


def lines(callout: Callout, *, over: bool = False) -> list[Line]:
    """One line a unit, those with the largest gap first. ``over`` measures as if nobody came any more."""
    by_group: dict[str, list[Slot]] = defaultdict(list)
    for slot in slots(callout):
        by_group[slot.group].append(slot)
    elapsed = None if over or callout.ended_at else callout.elapsed()
    made = []
    for unit in callout.units.select_related("team").order_by("pk"):
        unit.callout = callout
        made.append(_line(unit, by_group.pop(unit.name, []), elapsed))
    return sorted(made, key=lambda line: (-(line.should - line.arrived), -line.silent, line.unit.name))


def _line(unit: CalloutUnit, held: list[Slot], elapsed: int | None) -> Line:
    arrivals = [unit.callout.seconds(slot.arrived_at) for slot in held]
    line = Line(unit, muster(arrivals, minutes=unit.minutes, percent=unit.percent, elapsed=elapsed), slots=held)
    line.should = len(held)
    for slot in held:
        line.sent += slot.sent
        line.delivered += slot.delivered
        line.seen += slot.seen or bool(slot.word)
        line.answered += bool(slot.word)
        line.on_the_way += slot.word == Word.ON_THE_WAY
        line.arrived += slot.word == Word.ARRIVED
        line.need_help += slot.word == Word.NEED_HELP
        line.unable += slot.word == Word.UNABLE
        line.silent += not slot.word
    return line


def whole(callout: Callout, of: Sequence[Line]) -> Line:
    """All units in one line, measured against the call-out's own minutes."""
    held = [slot for line in of for slot in line.slots]
    unit = CalloutUnit(callout=callout, minutes=callout.minutes, percent=ALL)
    return _line(unit, held, None if callout.ended_at else callout.elapsed())


def gaps(callout: Callout) -> list[Addressee]:
    """People who have not answered, or not well, nor anybody for them: in the order of their units."""
    waiting = [slot.pk for slot in slots(callout) if slot.word in ("", Word.NEED_HELP, Word.UNABLE)]
    rows = Addressee.objects.filter(pk__in=waiting[:GAPS_MOST]).select_related("person", "unit", "place")
    return list(rows.order_by("group", "pk"))


def arrivals(callout: Callout) -> list[Answer]:
    """The last known position of everybody who answered with one."""
    rows = (
        Answer.objects.filter(addressee__notice_id=callout.notice_key, longitude__isnull=False)
        .select_related("addressee__person")
        .order_by("at", "id")
    )
    return list({answer.addressee_id: answer for answer in rows}.values())
