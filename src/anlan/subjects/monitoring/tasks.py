"""What time causes: alarms that nobody checked, devices that fell silent, readings past their keeping."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anlan.base import clock
from anlan.kit.engine.parts import part
from anlan.subjects.monitoring import services
from anlan.subjects.monitoring.choices import UNCHECKED, FaultKind, Health
from anlan.subjects.monitoring.models import Alarm, Device, Reading, Sensor, Stray, Upkeep

MISSED = 3  # so many intervals without a word are silence
SHORTEST = timedelta(minutes=10)
STRAYS_KEPT = timedelta(days=30)
AT_ONCE = 200
DELETED_AT_ONCE = 20_000


def _late() -> bool:
    return Alarm.objects.filter(status__in=UNCHECKED, due_at__lte=clock.now(), late_told=False).exists()


@part("alarms-late", every=15, waiting=_late, title=gettext_lazy("催办超时未核查的报警"))
def chase_alarms() -> bool:
    """Tell of alarms that nobody has checked in time, once each."""
    found = Alarm.objects.filter(status__in=UNCHECKED, due_at__lte=clock.now(), late_told=False).order_by("due_at")
    keys = list(found.values_list("pk", flat=True)[:AT_ONCE])
    for key in keys:
        with transaction.atomic():
            alarm = Alarm.objects.select_for_update().filter(pk=key, late_told=False, status__in=UNCHECKED).first()
            if alarm is not None:
                services.tell(alarm, late=True)
                Alarm.objects.filter(pk=key).update(late_told=True)
    return len(keys) == AT_ONCE


@part("devices-silent", every=60, title=gettext_lazy("发现离线设备"))
def notice_silence() -> None:
    """A device that has missed three of its intervals is silent. That is a fault, and no news of the river."""
    heard = Device.objects.filter(
        active=True, health__in=(Health.ONLINE, Health.FAULTY), interval_minutes__isnull=False
    )
    for minutes in heard.order_by().values_list("interval_minutes", flat=True).distinct():
        limit = clock.now() - max(MISSED * timedelta(minutes=minutes or 0), SHORTEST)
        for device in heard.filter(interval_minutes=minutes, heard_at__lt=limit).order_by("pk"):
            with transaction.atomic():
                silent = Device.objects.filter(pk=device.pk, heard_at__lt=limit).update(health=Health.SILENT)
                if silent and device.heard_at is not None:
                    services.begin_fault(device, FaultKind.SILENT, device.heard_at, _("没有按时上报数据。"))


@part("upkeep-due", every=300, title=gettext_lazy("推算设施巡检日期"))
def reckon_upkeep() -> None:
    """When each device was last looked after and when it is next due, from the visits as they stand now."""
    latest = dict(Upkeep.objects.order_by().values_list("device_id").annotate(Max("done_on")))
    changed = []
    for device in Device.objects.filter(Q(upkeep_days__isnull=False) | Q(upkept_on__isnull=False)).iterator():
        upkept_on = latest.get(device.pk)
        since_on = upkept_on or device.installed_on or device.created_at.date()
        due_on = since_on + timedelta(days=device.upkeep_days) if device.upkeep_days else None
        if (device.upkept_on, device.upkeep_due_on) != (upkept_on, due_on):
            device.upkept_on, device.upkeep_due_on = upkept_on, due_on
            changed.append(device)
    Device.objects.bulk_update(changed, ["upkept_on", "upkeep_due_on"], batch_size=AT_ONCE)


@part("readings-old", every=3600, lease=600, title=gettext_lazy("清理过期的监测数据"))
def forget_readings() -> None:
    """Sensor by sensor, so that each step is one stretch of an index."""
    limit = clock.now() - timedelta(days=settings.ANLAN_READING_DAYS)
    for sensor in Sensor.objects.order_by("pk").values_list("pk", flat=True):
        while True:
            old = Reading.objects.filter(sensor_id=sensor, at__lt=limit).order_by("at")
            last = old.values_list("at", flat=True)[DELETED_AT_ONCE - 1 : DELETED_AT_ONCE].first()
            gone = Reading.objects.filter(sensor_id=sensor, at__lt=limit)
            deleted = (gone.filter(at__lte=last) if last else gone)._raw_delete(using="default")
            if not deleted or last is None:
                break
    Stray.objects.filter(last_at__lt=clock.now() - STRAYS_KEPT).delete()
