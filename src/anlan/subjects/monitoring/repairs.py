"""What the readings say of the devices themselves: faults begin and end, and health follows."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.kit.flow import making
from anlan.subjects.monitoring import services
from anlan.subjects.monitoring.choices import FaultKind, Health
from anlan.subjects.monitoring.flows import repair
from anlan.subjects.monitoring.judging import State
from anlan.subjects.monitoring.models import Device, Element, Fault, Sensor

SENTENCES = {
    FaultKind.ZERO: _("%(element)s突然归零，上一有效值 %(good)s。"),
    FaultKind.JUMP: _("%(element)s突跳到 %(value)s，上一有效值 %(good)s。"),
    FaultKind.RANGE: _("%(element)s %(value)s 超出量程。"),
    FaultKind.STUCK: _("%(element)s一直是 %(value)s，没有变化。"),
    FaultKind.REPORTED: _("设备自报%(element)s故障。"),
    FaultKind.CLOCK: _("设备时钟比实际时间快，数据按收到时间保存。"),
}
FOUND_BY_VALUES = (FaultKind.ZERO, FaultKind.JUMP, FaultKind.RANGE, FaultKind.STUCK, FaultKind.REPORTED)


class Repairs:
    """Gathers within one intake; a device is well again when none of its sensors shows a fault."""

    def __init__(self) -> None:
        self._sick: dict[int, tuple[Device, Element, str, State]] = {}
        self._well: dict[int, tuple[Device, datetime]] = {}

    def look(self, device: Device, element: Element, state: State, *, clock_wrong: bool) -> None:
        """One sensor after its values were judged."""
        kind = state.fault or (FaultKind.CLOCK.value if clock_wrong else "")
        if kind:
            self._sick.setdefault(device.pk, (device, element, kind, state))
        elif state.last_at is not None:
            self._well[device.pk] = (device, state.last_at)

    def settle(self) -> None:
        """Write faults that began, end those that are over."""
        for key, (device, element, kind, state) in sorted(self._sick.items()):
            self._well.pop(key, None)
            if Device.objects.filter(pk=key).exclude(health=Health.FAULTY).update(health=Health.FAULTY):
                services.begin_fault(device, kind, state.last_at or clock.now(), _told(kind, element, state))
        for key, (_device, at) in sorted(self._well.items()):
            for device in Device.objects.filter(pk=key, health=Health.FAULTY):
                if Sensor.objects.filter(device=device).exclude(fault="").exists():
                    continue
                for fault in services.standing_faults(device, *FOUND_BY_VALUES, FaultKind.CLOCK):
                    end_fault(fault, at)
                Device.objects.filter(pk=key).update(health=Health.ONLINE)


def end_fault(fault: Fault, at: datetime) -> None:
    """The readings are right again: the machine itself closes what it has found."""
    move = repair.move("restore")
    if move is not None:
        data = {"remedy": str(_("数据恢复正常，自动结束。")), "at": at}
        making.make(repair, move, fault, actor=None, data=data, trusted=True)


def _told(kind: str, element: Element, state: State) -> str:
    facts: dict[str, Any] = {
        "element": element.name,
        "value": _number(state.last_value),
        "good": _number(state.good_value),
    }
    return str(SENTENCES[FaultKind(kind)]) % facts


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:g}"
