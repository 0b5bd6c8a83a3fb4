"""What boards and pages ask about notices: who has answered, by unit, group or place, and how fast. Reads only."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from anlan.kit.notify.choices import DeliveryState, NoticeState, Rule, Word
from anlan.kit.notify.models import Addressee, Answer, Delivery, Notice, NoticeEvent

BY = {"unit": ("unit_id", "unit__name"), "group": ("group", "group"), "place": ("place_id", "place__name")}
UNDER_WAY = (DeliveryState.WAITING, DeliveryState.TAKEN, DeliveryState.BUNDLED)
GONE = (DeliveryState.SENT, DeliveryState.DELIVERED)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One line of the board; all are numbers of people. ``silent`` should answer and has not, nor anybody for them."""

    label: str
    key: str
    should: int
    sent: int
    delivered: int
    seen: int
    answered: int
    on_the_way: int
    arrived: int
    need_help: int
    unable: int
    silent: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole notice: how many, and when a half, nine in ten and all of those who must answer had answered."""

    total: int
    sent: int
    delivered: int
    seen: int
    answered: int
    on_the_way: int
    arrived: int
    need_help: int
    unable: int
    silent: int
    failed: int
    half_at: datetime | None
    ninety_at: datetime | None
    all_at: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timeline: an event, or an answer."""

    at: datetime
    title: str
    text: str
    by: str


COUNTS: dict[str, Any] = {
    "should": Count("id", filter=Q(required=True)),
    "sent": Count("sent_at"),
    "delivered": Count("delivered_at"),
    "seen": Count("seen_at"),
    "answered": Count("answered_at"),
    "on_the_way": Count("id", filter=Q(word=Word.ON_THE_WAY)),
    "arrived": Count("arrived_at"),
    "need_help": Count("id", filter=Q(word=Word.NEED_HELP)),
    "unable": Count("id", filter=Q(word=Word.UNABLE)),
    "silent": Count("id", filter=Q(required=True, answered_at=None, covered_at=None)),
}


def board(notice: Notice, by: str = "unit") -> list[BoardRow]:
    """One row a unit, group or place, by its name; those without one come last."""
    key, label = BY[by]
    rows: Any = (
        Addressee.objects.filter(notice=notice)
        .values(board_key=F(key), board_label=F(label))
        .annotate(**COUNTS)
        .order_by("board_label", "board_key")
    )
    made = [
        BoardRow(row["board_label"] or "", str(row["board_key"] or ""), **{name: row[name] for name in COUNTS})
        for row in rows
    ]
    return sorted(made, key=lambda row: not row.label)


def counts_of(notices: Iterable[int]) -> dict[int, dict[str, int]]:
    """The counts of several notices at once, by key."""
    rows: Any = (
        Addressee.objects.filter(notice__in=list(notices)).values("notice_id").annotate(**COUNTS, total=Count("id"))
    )
    return {row["notice_id"]: row for row in rows}


def progress(notice: Notice) -> Progress:
    """Counts over all, and the moments of 50 %, 90 % and all answers of those who must give one."""
    people = Addressee.objects.filter(notice=notice)
    counts = people.aggregate(**COUNTS, total=Count("id"), failed=Count("id", filter=Q(failed=True)))
    should = counts.pop("should")
    done = people.filter(required=True)
    half, ninety, every = (_moment_of(done, should, share) for share in (0.5, 0.9, 1.0))
    return Progress(**counts, half_at=half, ninety_at=ninety, all_at=every)


def _moment_of(people: QuerySet[Addressee], should: int, share: float) -> datetime | None:
    """When so large a share had answered or been answered for; ``None`` while it has not."""
    place = math.ceil(should * share)
    if not place:
        return None
    if (
        people.filter(answered_at__isnull=False).count()
        + people.filter(answered_at=None, covered_at__isnull=False).count()
        < place
    ):
        return None
    answered = people.filter(answered_at__isnull=False).order_by("answered_at")
    if not people.filter(answered_at=None, covered_at__isnull=False).exists():
        return answered.values_list("answered_at", flat=True)[place - 1]
    pairs = people.exclude(answered_at=None, covered_at=None).values_list("answered_at", "covered_at")
    moments = sorted(moment for answered, covered in pairs if (moment := answered or covered) is not None)
    return moments[place - 1]


def timeline(notice: Notice, answers: int = 50) -> list[Line]:
    """All events and the latest answers, newest first."""
    events = NoticeEvent.objects.filter(notice=notice).select_related("by")
    lines = [Line(one.at, one.get_kind_display(), one.text, str(one.by or "")) for one in events]
    given = (
        Answer.objects.filter(addressee__notice=notice)
        .exclude(word__in=(Word.SEEN, Word.HANDED_OVER))
        .select_related("addressee__person", "by")
        .order_by("-id")[:answers]
    )
    lines += [
        Line(
            one.at,
            f"{one.addressee.person}：{one.get_word_display()}",
            " · ".join(part for part in (one.get_door_display(), one.note) if part),
            str(one.by or ""),
        )
        for one in given
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


@dataclass(frozen=True, slots=True)
class Sending:
    """The messages of one notice by what became of them, and what they cost."""

    total: int
    waiting: int
    sent: int
    failed: int
    dropped: int
    cost: Decimal


def sending(notice: Notice) -> Sending:
    """Figures of its deliveries: total = waiting + sent + failed + dropped."""
    counts = {
        row["state"]: row["count"]
        for row in Delivery.objects.filter(notice=notice).values("state").annotate(count=Count("id"))
    }
    spent = Delivery.objects.filter(notice=notice, sent_at__isnull=False).aggregate(sum=Sum("cost"))["sum"]
    return Sending(
        sum(counts.values()),
        sum(counts.get(state, 0) for state in UNDER_WAY),
        sum(counts.get(state, 0) for state in GONE),
        counts.get(DeliveryState.FAILED, 0),
        counts.get(DeliveryState.DROPPED, 0),
        spent or Decimal(0),
    )


def for_person(user: Any) -> QuerySet[Addressee]:
    """Notices addressed to the person behind a user, newest first."""
    return (
        Addressee.objects.filter(person__user=user.pk)
        .select_related("notice", "person", "instead_of__person")
        .order_by("-notice_id")
    )


def unanswered(user: Any) -> QuerySet[Addressee]:
    """Those that still wait for this user: an answer where one is asked for, else to be opened."""
    mine = for_person(user).filter(covered_at=None)
    asked = ~Q(notice__rule=Rule.NONE) & Q(
        answered_at=None, notice__state__in=(NoticeState.OPEN, NoticeState.EXHAUSTED)
    )
    told = Q(notice__rule=Rule.NONE, seen_at=None) & ~Q(notice__state__in=(NoticeState.CANCELLED, NoticeState.EXPIRED))
    return mine.filter(asked | told)


def people(notice: Notice, **narrowed: Any) -> Iterable[Addressee]:
    """The people of a notice with what a list of them shows."""
    return (
        Addressee.objects.filter(notice=notice, **narrowed)
        .select_related("person", "unit", "place", "instead_of__person")
        .order_by("id")
    )
