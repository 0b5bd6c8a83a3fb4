"""Readings are stored once, judged in order, and raise alarms and faults that people hear of."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from anlan.base import clock
from anlan.base.audit.models import AuditEntry
from anlan.kit.notify.models import Addressee, Notice
from anlan.subjects.monitoring import knowing
from anlan.subjects.monitoring.choices import AlarmStatus, FaultStatus, Flag, Health
from anlan.subjects.monitoring.intake import Sample, take_in
from anlan.subjects.monitoring.models import Alarm, Device, Fault, Reading, Sensor, Stray
from tests.factories import STONE, a_person
from tests.subjects.monitoring.making import a_device, a_threshold, sent

pytestmark = pytest.mark.django_db


def health(device: Device) -> str:
    return str(Device.objects.get(pk=device.pk).health)


def test_a_reading_is_stored_once_however_often_it_comes(world: SimpleNamespace) -> None:
    at = clock.now()
    samples = [Sample("0099012101", "39", at, 67.0), Sample("lc-sw-01", "LEVEL", at, 67.0)]
    first, again = take_in(samples, door="mqtt"), take_in(samples, door="tcp")
    assert (first.known, first.stored, again.known, again.stored) == (2, 1, 2, 0)
    assert [(each.value, each.at) for each in Reading.objects.all()] == [(67.0, at)]
    assert health(world.gauge) == Health.ONLINE
    assert Device.objects.get(pk=world.gauge.pk).heard_at == at


def test_what_belongs_to_nothing_is_counted_and_kept(world: SimpleNamespace) -> None:
    at = clock.now()
    taken = take_in([Sample("X-9", "level", at, 1.0), Sample("LC-SW-01", "ph", at, 7.0)] * 2, door="mqtt")
    assert (taken.known, taken.stored, taken.stray, taken.heard) == (0, 0, 4, {"LC-SW-01"})
    assert list(Stray.objects.order_by("address").values_list("door", "address", "reason", "count")) == [
        ("mqtt", "LC-SW-01", "没有登记要素 ph。", 2),
        ("mqtt", "X-9", "没有登记这个设备。", 2),
    ]
    take_in([Sample("X-9", "level", at, 1.0)], door="mqtt")
    assert Stray.objects.get(address="X-9").count == 3


def test_a_device_registered_later_is_heard_from_then_on(world: SimpleNamespace) -> None:
    assert take_in([Sample("NEW-1", "level", clock.now(), 1.0)], door="mqtt").stored == 0
    a_device("NEW-1")
    assert take_in([Sample("NEW-1", "level", clock.now(), 1.0)], door="mqtt").stored == 1


def test_a_device_out_of_use_is_not_heard(world: SimpleNamespace) -> None:
    Device.objects.filter(pk=world.gauge.pk).update(active=False)
    knowing.forget()
    assert sent(world.gauge, "level", 67.0).stray == 1


def test_a_rising_river_raises_one_alarm_that_rises_and_subsides(world: SimpleNamespace) -> None:
    assert sent(world.gauge, "level", 67.0, 67.4, 67.8).alarms == 0
    assert sent(world.gauge, "level", 68.1).alarms == 1
    alarm = Alarm.objects.get()
    assert (alarm.level, alarm.value, alarm.status, alarm.place_id) == (
        "yellow", 68.1, AlarmStatus.RAISED, world.gauge.place_id,
    )  # fmt: skip
    assert alarm.content == "LC-SW-01 设备 水位 68.10 m"
    assert alarm.number == "BJ-2026-00001"
    sent(world.gauge, "level", 68.5, 68.9, 69.1)
    alarm.refresh_from_db()
    assert (alarm.level, alarm.value, alarm.times) == ("red", 69.1, 1)
    sent(world.gauge, "level", 68.7, 68.3, 67.9)
    alarm.refresh_from_db()
    assert alarm.over_at is None, "within the hysteresis"
    sent(world.gauge, "level", 67.7)
    alarm.refresh_from_db()
    assert alarm.over_at is not None
    sent(world.gauge, "level", 68.1)
    alarm.refresh_from_db()
    assert (alarm.over_at, alarm.times, Alarm.objects.count()) == (None, 2, 1)
    acts = AuditEntry.objects.filter(kind="alarm").order_by("id").values_list("act", flat=True)
    assert list(acts) == ["alarm.raise", "alarm.rise", "alarm.subside", "alarm.repeat"]


def test_a_crossing_that_is_over_within_one_message_is_an_alarm_all_the_same(world: SimpleNamespace) -> None:
    assert sent(world.gauge, "level", 67.9, 68.3, 67.9, 67.5).alarms == 1
    alarm = Alarm.objects.get()
    assert (alarm.value, alarm.over_at is None) == (68.3, False)


def test_an_alarm_that_was_finished_leaves_the_next_crossing_to_a_new_one(world: SimpleNamespace) -> None:
    sent(world.gauge, "level", 68.1)
    Alarm.objects.update(status=AlarmStatus.CLOSED)
    sent(world.gauge, "level", 68.2, 67.7)
    assert Alarm.objects.count() == 1, "still the same crossing"
    sent(world.gauge, "level", 68.1)
    assert Alarm.objects.count() == 2


def test_the_deadline_of_checking_is_the_thresholds(world: SimpleNamespace) -> None:
    sent(world.camera, "smoke", 1)
    alarm = Alarm.objects.get()
    assert alarm.due_at is not None
    assert alarm.due_at - alarm.raised_at == timedelta(minutes=5)
    assert (alarm.level, alarm.content) == ("orange", "LC-CAM-01 设备 烟火")


def test_whoever_answers_for_the_device_is_called_once_a_level(world: SimpleNamespace) -> None:
    person = a_person(world.stone.organisation, "罗看山")
    Device.objects.filter(pk=world.gauge.pk).update(person=person)
    knowing.forget()
    sent(world.gauge, "level", 68.1, 68.3)
    sent(world.gauge, "level", 68.7, 69.2)
    notices = list(Notice.objects.order_by("pk"))
    alarm = Alarm.objects.get()
    assert [notice.title for notice in notices] == [
        "黄色报警：LC-SW-01 设备 水位 68.10 m",
        "红色报警：LC-SW-01 设备 水位 69.20 m",
    ]
    assert {(notice.about, notice.about_id, notice.topic) for notice in notices} == {("alarm", alarm.pk, "alarm")}
    assert [each.person_id for each in Addressee.objects.order_by("pk")] == [person.pk, person.pk]
    assert "2026-11-22" not in notices[0].text


def test_the_nearest_threshold_holds(world: SimpleNamespace) -> None:
    a_threshold(world.level, 70.0, level="yellow", kind=world.gauge.kind, place_id=STONE)
    sent(world.gauge, "level", 68.5)
    assert Alarm.objects.count() == 0, "the town's own threshold is higher"
    sent(world.other_gauge, "level", 68.5)
    assert [alarm.device_id for alarm in Alarm.objects.all()] == [world.other_gauge.pk]
    a_threshold(world.level, 60.0, level="yellow", device=world.gauge)
    sent(world.gauge, "level", 68.5)
    assert Alarm.objects.count() == 2, "the device's own is nearer still"


def test_a_threshold_of_another_kind_or_out_of_use_does_not_hold(world: SimpleNamespace) -> None:
    a_threshold(world.level, 1.0, level="blue", kind=world.camera.kind)
    a_threshold(world.level, 1.0, level="blue", kind=world.gauge.kind, active=False)
    assert sent(world.gauge, "level", 5.0).alarms == 0


def test_old_readings_that_come_late_are_kept_and_not_judged(world: SimpleNamespace) -> None:
    sent(world.gauge, "level", 67.0)
    taken = take_in([Sample("LC-SW-01", "level", clock.now() - timedelta(hours=3), 69.5)], door="http")
    assert (taken.stored, taken.alarms, Alarm.objects.count()) == (1, 0, 0)
    assert Sensor.objects.get().last_value == 67.0


def test_a_sudden_zero_is_a_fault_of_the_device_and_ends_by_itself(world: SimpleNamespace) -> None:
    sent(world.gauge, "level", 67.0, 0.0, 0.0)
    assert health(world.gauge) == Health.FAULTY
    fault = Fault.objects.get()
    assert (fault.kind, fault.status, fault.content) == ("zero", FaultStatus.OPEN, "水位突然归零，上一有效值 67。")
    assert list(Reading.objects.order_by("at").values_list("flag", flat=True)) == [
        Flag.GOOD, Flag.SUSPECT, Flag.SUSPECT,
    ]  # fmt: skip
    assert Alarm.objects.count() == 0
    sent(world.gauge, "level", 67.1)
    fault.refresh_from_db()
    assert health(world.gauge) == Health.ONLINE
    assert (fault.status, fault.ended_at is None) == (FaultStatus.ENDED, False)


def test_a_fault_that_somebody_repairs_is_ended_by_the_readings_too(world: SimpleNamespace) -> None:
    sent(world.gauge, "level", 67.0, 0.0)
    Fault.objects.update(status=FaultStatus.REPAIRING)
    sent(world.gauge, "level", 67.1)
    assert Fault.objects.get().status == FaultStatus.ENDED


def test_a_fault_written_down_by_a_person_is_not_ended_by_readings(world: SimpleNamespace) -> None:
    Fault.objects.create(device=world.gauge, content="立杆歪了", place_id=world.gauge.place_id)
    sent(world.gauge, "level", 67.0, 0.0, 67.1)
    assert Fault.objects.get(kind="other").status == FaultStatus.OPEN


def test_one_sick_sensor_keeps_the_device_sick(world: SimpleNamespace) -> None:
    sent(world.gauge, "level", 67.0, 0.0)
    sent(world.gauge, "smoke", 0)
    assert health(world.gauge) == Health.FAULTY


def test_a_clock_that_runs_ahead_is_a_fault_and_the_reading_is_kept_at_its_arrival(world: SimpleNamespace) -> None:
    take_in([Sample("LC-SW-01", "level", clock.now() + timedelta(days=9), 67.0)], door="http")
    reading = Reading.objects.get()
    assert (reading.at, reading.flag) == (clock.now(), Flag.CLOCK)
    assert Fault.objects.get().kind == "clock"


def test_missing_values_are_heard_and_not_stored(world: SimpleNamespace) -> None:
    taken = sent(world.gauge, "level", None)
    assert (taken.known, taken.stored, taken.stray) == (1, 0, 0)


def test_a_sender_may_speak_only_for_devices_of_its_territory(world: SimpleNamespace) -> None:
    at = clock.now()
    samples = [Sample("LC-SW-01", "level", at, 67.0), Sample("LC-SW-02", "level", at, 67.0)]
    taken = take_in(samples, door="http", within=STONE[:9])
    assert (taken.stored, taken.stray) == (1, 1)
    assert Reading.objects.get().sensor.device_id == world.gauge.pk


def test_five_hundred_devices_at_once(world: SimpleNamespace) -> None:
    for number in range(50):
        a_device(f"N-{number}")
    at = clock.now()
    samples = [
        Sample(f"N-{number}", "level", at + timedelta(seconds=second), 60 + second / 100)
        for number in range(50)
        for second in range(20)
    ]
    assert take_in(samples, door="mqtt").stored == 1000
    assert Sensor.objects.filter(last_value=60.19).count() == 50
