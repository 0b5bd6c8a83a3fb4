"""Raising alarms and faults, telling people, and what the moves do. Rows are written by the one write path."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.documents import numbering
from anlan.kit.flow.making import Refused
from anlan.kit.notify.choices import Urgency
from anlan.kit.notify.models import Policy
from anlan.kit.notify.services import send_notice
from anlan.kit.notify.targets import Target
from anlan.kit.records import writing
from anlan.subjects.monitoring.choices import (
    OPEN_ALARM,
    RANK,
    STANDING_FAULT,
    Checked,
    FaultKind,
    FaultStatus,
    Level,
    Origin,
)
from anlan.subjects.monitoring.models import Alarm, Device, Element, Fault

TOPIC = "alarm"
POLICY = "alarm"
SERIES = "BJ"
URGENCY = {
    Level.RED: Urgency.CRITICAL,
    Level.ORANGE: Urgency.URGENT,
    Level.YELLOW: Urgency.NORMAL,
    Level.BLUE: Urgency.LOW,
}
LASTS = timedelta(hours=12)  # a message about an alarm helps nobody after that


@dataclass(frozen=True, slots=True)
class Crossing:
    """A sensor's highest limit has changed: what an alarm is made of."""

    device: Device
    element: Element
    level: str
    value: float
    at: datetime
    check_minutes: int = 30


def raise_alarms(crossings: Sequence[Crossing], *, origin: str = Origin.DEVICE) -> list[Alarm]:
    """One alarm a crossing; where one stands for the same quantity it counts on, and rises where the level does."""
    made = []
    for crossing in crossings:
        standing = standing_alarm(crossing.device, crossing.element)
        if standing is None:
            made.append(_raise(crossing, origin))
        else:
            _count_on(standing, crossing)
    return made


def standing_alarm(device: Device, element: Element) -> Alarm | None:
    """The alarm about this quantity that nobody has finished yet, locked."""
    found = Alarm.objects.select_for_update().filter(device=device, element=element, status__in=OPEN_ALARM)
    return found.order_by("-pk").first()


def _raise(crossing: Crossing, origin: str) -> Alarm:
    device = crossing.device
    alarm = Alarm(
        number=numbering.take_formatted(SERIES, clock.today().year)[0],
        content=_told(crossing)[:300],
        device=device,
        element=crossing.element,
        origin=origin,
        level=crossing.level,
        value=crossing.value,
        raised_at=crossing.at,
        place_id=device.place_id,
        line_id=device.line_id,
        longitude=device.longitude,
        latitude=device.latitude,
        due_at=clock.now() + timedelta(minutes=crossing.check_minutes),
    )
    writing.add(alarm, actor=None, act="raise")
    tell(alarm)
    return alarm


def _count_on(alarm: Alarm, crossing: Crossing) -> None:
    before = writing.values_of(alarm)
    rises = RANK[Level(crossing.level)] > RANK[Level(alarm.level)]
    if not rises and alarm.over_at is None:
        return
    alarm.times += alarm.over_at is not None
    alarm.over_at = None
    if rises:
        alarm.level, alarm.value, alarm.content = crossing.level, crossing.value, _told(crossing)[:300]
    writing.change(alarm, before, actor=None, act="rise" if rises else "repeat")
    if rises:
        tell(alarm)


def end_crossing(device: Device, element: Element, at: datetime) -> None:
    """The quantity is back below its limits: people still have to finish the alarm."""
    alarm = standing_alarm(device, element)
    if alarm is not None and alarm.over_at is None:
        before = writing.values_of(alarm)
        alarm.over_at = at
        writing.change(alarm, before, actor=None, act="subside")


def tell(alarm: Alarm, *, late: bool = False) -> None:
    """Call the people of the alarm: whoever answers for the device, and whom the policy names."""
    key = f"alarm-{alarm.pk}-late" if late else f"alarm-{alarm.pk}-{alarm.level}-{alarm.times}"
    title = _("报警超时未核查：%(what)s") if late else _("%(level)s报警：%(what)s")
    send_notice(
        key=key,
        topic=TOPIC,
        title=title % {"level": alarm.get_level_display(), "what": alarm.content},
        text=_("%(content)s。%(where)s，请立即核查。编号 %(number)s。")
        % {"content": alarm.content, "where": _where(alarm), "number": alarm.number},
        to=_persons(alarm.device),
        policy=Policy.objects.filter(code=POLICY, active=True).first(),
        urgency=Urgency.CRITICAL if late else URGENCY[Level(alarm.level)],
        about="alarm",
        about_id=alarm.pk,
        stream=f"alarm-{alarm.pk}",
        expires_at=clock.now() + LASTS,
        place=alarm.place_id,
        line=alarm.line_id,
    )


def _persons(device: Device | None) -> list[Target]:
    if device is None or device.person is None:
        return []
    person = device.person
    return [Target(person.pk, person.organisation_id, "", device.place_id)]


def _where(alarm: Alarm) -> str:
    parts = [str(alarm.place.name)]
    if alarm.device is not None:
        parts.append(str(alarm.device.station or alarm.device.enterprise or alarm.device.name))
    return " ".join(parts)


def _told(crossing: Crossing) -> str:
    element = crossing.element
    if element.unit:
        value = f"{crossing.value:.{element.decimals}f} {element.unit}"
        return _("%(device)s %(element)s %(value)s") % {
            "device": crossing.device.name, "element": element.name, "value": value,
        }  # fmt: skip
    return f"{crossing.device.name} {element.name}"


# What the moves do ---------------------------------------------------------------------------------------------------


def dispatch(alarm: Alarm, *, actor: Any, data: dict[str, Any]) -> None:
    """Somebody looked: it is true."""
    _checked(alarm, actor, data)


def dismiss(alarm: Alarm, *, actor: Any, data: dict[str, Any]) -> None:
    """Somebody looked: it was none. 见烟就查: what must be seen on site is not dismissed from a chair.

    Raises ``Refused`` then.
    """
    if alarm.element is not None and alarm.element.on_site and data["how"] != Checked.SITE:
        raise Refused(_("“%(element)s”报警必须到现场核查后才能判为误报。") % {"element": alarm.element.name})
    _checked(alarm, actor, data)


def _checked(alarm: Alarm, actor: Any, data: dict[str, Any]) -> None:
    alarm.checked_how, alarm.finding = data["how"], data["finding"]
    alarm.checked_at, alarm.checked_by = clock.now(), actor
    alarm.outcome = data.get("measure", "")


def close(alarm: Alarm, *, actor: Any, data: dict[str, Any]) -> None:
    """办结."""
    alarm.outcome = data["outcome"]
    alarm.closed_at = clock.now()


def reopen(alarm: Alarm, *, actor: Any, data: dict[str, Any]) -> None:
    """It must be checked again, from now on."""
    alarm.closed_at = alarm.checked_at = alarm.checked_by = None
    alarm.checked_how = alarm.finding = alarm.outcome = ""
    alarm.late_told = False


def restore(fault: Fault, *, actor: Any, data: dict[str, Any]) -> None:
    """The device is in order again."""
    fault.ended_at = data.get("at") or clock.now()
    fault.remedy = data.get("remedy", "")


def break_again(fault: Fault, *, actor: Any, data: dict[str, Any]) -> None:
    """It was not in order after all."""
    fault.ended_at = None
    fault.remedy = ""


# Faults --------------------------------------------------------------------------------------------------------------


def begin_fault(device: Device, kind: str, at: datetime, content: str, ended_at: datetime | None = None) -> Fault:
    """Write a fault down; the one of its kind that stands already counts on."""
    if ended_at is None:
        standing = device.faults.filter(kind=kind, status__in=STANDING_FAULT).first()
        if standing is not None:
            return standing
    fault = Fault(
        content=content[:300],
        device=device,
        kind=kind,
        began_at=at,
        ended_at=ended_at,
        status=FaultStatus.OPEN if ended_at is None else FaultStatus.ENDED,
        place_id=device.place_id,
        line_id=device.line_id,
    )
    writing.add(fault, actor=None, act="begin")
    return fault


def standing_faults(device: Device, *kinds: str) -> list[Fault]:
    """What is wrong with a device now, of these kinds; of all but what people wrote down where none is named."""
    found = device.faults.filter(status__in=STANDING_FAULT)
    return list(found.filter(kind__in=kinds) if kinds else found.exclude(kind=FaultKind.OTHER))
