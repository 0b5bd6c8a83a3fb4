"""Which message goes to whom over which channel and when: plans the deliveries of one calling, in bulk.

It must not know how a channel works, nor why somebody is called.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.utils import timezone

from anlan.base.inserting import insert_values
from anlan.base.people.models import Person
from anlan.kit.notify import bundling, length, links, wording
from anlan.kit.notify.choices import ChannelKind, DeliveryState, Urgency
from anlan.kit.notify.models import Addressee, Channel, Contact, Delivery, Notice, Preference, QuietHours

K = ChannelKind
T = TypeVar("T")
CHUNK = 5000
TELEPHONES = frozenset({K.SMS, K.GSM, K.VOICE, K.CONSOLE})
SHARED = frozenset({K.WECOM, K.DINGTALK, K.FEISHU, K.WEBHOOK, K.BROADCAST})
STAND_INS: dict[str, tuple[str, ...]] = {
    K.SMS: (K.SMS, K.GSM, K.CONSOLE),
    K.GSM: (K.GSM, K.SMS, K.CONSOLE),
    K.VOICE: (K.VOICE, K.CONSOLE),
}
"""Kinds that do in place of one that the bureau does not have."""
ORDERS: dict[int, tuple[str, ...]] = {
    Urgency.CRITICAL: ("sms", "voice", "sms+voice"),
    Urgency.URGENT: ("sms", "voice"),
    Urgency.NORMAL: ("sms",),
    Urgency.LOW: ("inapp",),
}
LAST_RESORTS = (K.SMS, K.VOICE, K.EMAIL, K.INAPP)


@dataclass(frozen=True, slots=True)
class Facts:
    """How a person can be reached."""

    unit: int
    active: bool
    phone: str
    phone2: str
    email: str
    user: int | None


@dataclass(frozen=True, slots=True)
class Calling:
    """One calling: which step, round and attempt, by which channels (empty: each person's own), at what moment."""

    step: int
    round: int
    attempt: int
    channels: tuple[str, ...]
    moment: datetime
    mark: str = ""  # tells callings apart that are no step's: reminders, tests


@dataclass
class Roads:
    """The channels that may be used for a notice: an exercise has none that reaches real telephones."""

    exercise: bool
    by_kind: dict[str, list[Channel]] = field(default_factory=dict)

    @classmethod
    def of(cls, notice: Notice) -> "Roads":
        roads = cls(notice.exercise)
        for channel in Channel.objects.filter(active=True).order_by("position", "id"):
            if not (notice.exercise and channel.live):
                roads.by_kind.setdefault(channel.kind, []).append(channel)
        return roads

    def road(self, kind: str) -> Channel | None:
        """The first channel for a kind, or one that stands in for it."""
        for each in STAND_INS.get(kind, (kind,)):
            if found := self.by_kind.get(each):
                return found[0]
        return None


def facts_of(persons: Collection[int]) -> dict[int, Facts]:
    """How these people can be reached, by key."""
    found = {}
    for part in chunked(persons):
        rows = Person.objects.filter(pk__in=part).values_list(
            "pk", "organisation_id", "active", "phone", "phone2", "email", "user_id"
        )
        found.update({row[0]: Facts(*row[1:]) for row in rows})
    return found


def quiet_until(urgency: int, moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours of that level into which it falls."""
    return _end_of_quiet(QuietHours.objects.filter(urgency=urgency).first(), moment)


def _end_of_quiet(hours: QuietHours | None, moment: datetime) -> datetime:
    if hours is None or not hours.active or hours.from_time == hours.to_time:
        return moment
    local = timezone.localtime(moment)
    past_midnight = hours.from_time > hours.to_time
    inside = (
        local.time() >= hours.from_time or local.time() < hours.to_time
        if past_midnight
        else hours.from_time <= local.time() < hours.to_time
    )
    if not inside:
        return moment
    end = local.replace(hour=hours.to_time.hour, minute=hours.to_time.minute, second=0, microsecond=0)
    return end if end > local else end + timedelta(days=1)


def plan(notice: Notice, addressees: Sequence[Addressee], calling: Calling, facts: dict[int, Facts]) -> int:
    """Write the deliveries of one calling; returns how many. Whoever cannot be reached at all is marked so."""
    planner = _Planner(notice, calling, facts)
    planner.stopped = _stopped(facts.values())
    planner.orders = _orders(notice, calling, [one.person_id for one in addressees])
    unreachable = [one.pk for one in addressees if not planner.reach(one)]
    if notice.urgency >= Urgency.NORMAL:
        bundling.bundle(notice, planner.rows)
    _insert(planner.rows)
    for part in chunked(unreachable):
        Addressee.objects.filter(pk__in=part).update(failed=True)
    return len(planner.rows)


def plan_shared(notice: Notice, kinds: Iterable[str], calling: Calling) -> int:
    """One delivery to each group or machine behind channels that know no single person."""
    planner = _Planner(notice, calling, {})
    for kind in dict.fromkeys(kinds):
        for channel in planner.roads.by_kind.get(kind, []) if kind in SHARED else ():
            planner.write(None, channel, channel.code, wording.message(notice, kind))
    _insert(planner.rows)
    return len(planner.rows)


def kinds_in(entries: Iterable[str]) -> Iterator[str]:
    """The kinds that an order of channels names."""
    for entry in entries:
        yield from entry.split("+")


class _Planner:
    def __init__(self, notice: Notice, calling: Calling, facts: dict[int, Facts]) -> None:
        self.notice, self.calling, self.facts = notice, calling, facts
        self.roads = Roads.of(notice)
        self.rows: list[dict[str, Any]] = []
        self.stopped: set[str] = set()
        self.orders: dict[int, tuple[str, ...]] = {}
        self.texts: dict[str, str] = {}
        level = QuietHours.objects.filter(urgency=notice.urgency).first()
        self.quiet = _end_of_quiet(level, calling.moment)
        usual = tuple(level.channels.split(",")) if level is not None and level.channels else ORDERS[notice.urgency]
        self.default = calling.channels or usual

    def reach(self, addressee: Addressee) -> bool:
        """Deliveries for one person: the order's entry for this attempt, else whatever reaches them at all.

        Whoever has an account finds the notice there, also where no channel keeps a record of it.
        """
        facts = self.facts.get(addressee.person_id)
        if facts is None:
            return False
        order = self.orders.get(addressee.person_id, self.default)
        entry = order[min(self.calling.attempt, len(order) - 1)] if order else ""
        used: set[int] = set()
        reached = [self._by(addressee, facts, kind, used) for kind in entry.split("+") if kind]
        if facts.user and K.INAPP not in entry:
            reached.append(self._by(addressee, facts, K.INAPP, used))
        if any(reached) or (facts.user and K.INAPP in entry):
            return True
        others = [*kinds_in(order), *LAST_RESORTS]
        return any(self._by(addressee, facts, kind, used) for kind in others) or facts.user is not None

    def _by(self, addressee: Addressee, facts: Facts, kind: str, used: set[int]) -> bool:
        channel = self.roads.road(kind)
        if channel is None or kind in SHARED or channel.pk in used:
            return False
        address = address_of(facts, channel.kind, self.stopped)
        if not address:
            return False
        used.add(channel.pk)
        self.write(addressee, channel, address, self._text(channel.kind, addressee))
        return True

    def _text(self, kind: str, addressee: Addressee) -> str:
        if kind not in self.texts:
            self.texts[kind] = wording.message(self.notice, kind)
        text = self.texts[kind]
        return text.replace(wording.LINK, links.address_for(addressee)) if wording.LINK in text else text

    def write(self, addressee: Addressee | None, channel: Channel, address: str, text: str) -> None:
        notice, calling = self.notice, self.calling
        whose = addressee.pk if addressee else f"c{channel.pk}"
        parts = length.parts(f"{channel.options.get('signature', '')}{text}") if channel.kind in TELEPHONES else 1
        if channel.kind == K.VOICE:
            parts = 1
        due = self.quiet if channel.kind in TELEPHONES else calling.moment
        key = f"{notice.pk}-{whose}-{calling.mark or calling.step}-{calling.round}-{calling.attempt}-{channel.kind}"
        self.rows.append(
            {
                "key": key,
                "notice_id": notice.pk,
                "addressee_id": addressee.pk if addressee else None,
                "kind": channel.kind,
                "channel_id": channel.pk,
                "address": address,
                "text": text,
                "urgency": notice.urgency,
                "exercise": notice.exercise,
                "step": calling.step,
                "parts": parts,
                "cost": Decimal(channel.cost) * parts,
                "state": DeliveryState.WAITING.value,
                "due_at": due,
                "expires_at": notice.expires_at,
                "created_at": calling.moment,
            }
        )


def _insert(rows: Sequence[dict[str, Any]]) -> None:
    """All at once, with the model's defaults for what is not said."""
    fields = [field for field in Delivery._meta.concrete_fields if not field.primary_key]
    names = [field.attname for field in fields]
    standard = {field.attname: field.get_default() for field in fields}
    insert_values(Delivery, names, [tuple((standard | row).values()) for row in rows])


def address_of(facts: Facts, kind: str, stopped: Collection[str]) -> str:
    """Where a kind of channel reaches a person; empty where it does not."""
    if kind == K.INAPP:
        return str(facts.user or "")
    if kind == K.EMAIL:
        return facts.email
    phones = [phone for phone in (facts.phone, facts.phone2) if phone]
    return next((phone for phone in phones if phone not in stopped or kind == K.VOICE), "")


def _stopped(facts: Iterable[Facts]) -> set[str]:
    """Numbers that asked for no more short messages."""
    silent = set(Contact.objects.filter(stopped_at__isnull=False).values_list("address", flat=True))
    if not silent:
        return silent
    return silent & {phone for one in facts for phone in (one.phone, one.phone2) if phone}


def _orders(notice: Notice, calling: Calling, persons: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Each person's own order of channels, where the step prescribes none."""
    if calling.channels:
        return {}
    wanted = set(persons)
    rows = Preference.objects.filter(urgency=notice.urgency).order_by("id").values_list("person_id", "channels")
    return {person: tuple(channels.split(",")) for person, channels in rows if person in wanted and channels}


def chunked(items: Collection[T]) -> Iterator[list[T]]:
    """Stretches short enough for one statement."""
    given = list(items)
    for start in range(0, len(given), CHUNK):
        yield given[start : start + CHUNK]


def grouped(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    """Values by their key, in their order."""
    found: dict[int, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
