"""Alarms are checked before they are dismissed; answers from the phone and the clock move them on."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.engine import loop, parts
from anlan.kit.engine.running import Outcome
from anlan.kit.flow.making import Refused, make
from anlan.kit.notify.choices import Door, Word
from anlan.kit.notify.models import Addressee, Notice
from anlan.kit.notify.services import answer_notice
from anlan.subjects.monitoring import knowing
from anlan.subjects.monitoring.choices import AlarmStatus, Checked, FaultStatus, Health
from anlan.subjects.monitoring.flows import handling
from anlan.subjects.monitoring.ledgers import DeviceLedger
from anlan.subjects.monitoring.models import Alarm, Device, Fault, Reading, Upkeep
from tests.factories import STONE, a_person
from tests.subjects.monitoring.making import an_alarm, sent

pytestmark = pytest.mark.django_db
FINDING = {"how": Checked.VIDEO, "finding": "看回放是水汽"}


def engine(part: str) -> None:
    """Let the engine look at one of its parts."""
    parts.discover()
    assert Outcome.FAILED not in loop.tick(only=(part,)).values()


def moved(code: str, alarm: Alarm, user: object, **data: object) -> Alarm:
    move = handling.move(code)
    assert move is not None
    made = make(handling, move, alarm, actor=user, data=data)
    assert isinstance(made, Alarm)
    return made


def test_smoke_is_not_dismissed_from_a_chair(world: SimpleNamespace) -> None:
    sent(world.camera, "smoke", 1)
    alarm, duty = Alarm.objects.get(), world.users[roles.DUTY]
    with pytest.raises(Refused, match="必须到现场核查"):
        moved("dismiss", alarm, duty, **FINDING)
    alarm.refresh_from_db()
    assert (alarm.status, alarm.finding) == (AlarmStatus.RAISED, "")
    done = moved("dismiss", alarm, duty, how=Checked.SITE, finding="村民烧秸秆，已扑灭")
    assert (done.status, done.checked_by, done.checked_at) == (AlarmStatus.FALSE, duty, clock.now())


def test_a_level_may_be_dismissed_by_looking_at_the_video(world: SimpleNamespace) -> None:
    sent(world.gauge, "level", 68.1)
    assert moved("dismiss", Alarm.objects.get(), world.users[roles.DUTY], **FINDING).status == AlarmStatus.FALSE


def test_from_the_alarm_to_its_end(world: SimpleNamespace) -> None:
    sent(world.camera, "smoke", 1)
    duty = world.users[roles.DUTY]
    alarm = moved("go", Alarm.objects.get(), duty, who="罗看山")
    alarm = moved(
        "dispatch", alarm, world.users[roles.VILLAGE], how=Checked.SITE, finding="有明火", measure="调半专业队"
    )
    assert alarm.outcome == "调半专业队"
    alarm = moved("close", alarm, duty, outcome="11:20 扑灭，留守 2 人")
    assert (alarm.status, alarm.closed_at) == (AlarmStatus.CLOSED, clock.now())
    alarm = moved("reopen", alarm, duty, reason="复燃")
    assert (alarm.status, alarm.closed_at, alarm.finding) == (AlarmStatus.CHECKING, None, "")


def test_an_enterprise_finishes_no_alarm(world: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="权限"):
        moved("dismiss", an_alarm(world.gauge), world.users[roles.ENTERPRISE], **FINDING)


def test_whoever_answers_that_he_sets_out_is_checking_the_alarm(world: SimpleNamespace) -> None:
    person = a_person(world.stone.organisation, "罗看山")
    Device.objects.filter(pk=world.camera.pk).update(person=person)
    knowing.forget()
    sent(world.camera, "smoke", 1)
    addressee = Addressee.objects.get()
    answer_notice(addressee, Word.SEEN, door=Door.LINK, key="a")
    assert Alarm.objects.get().status == AlarmStatus.RAISED, "to have seen it is not to go"
    answer_notice(addressee, Word.ON_THE_WAY, door=Door.LINK, key="b")
    assert Alarm.objects.get().status == AlarmStatus.CHECKING


def test_an_alarm_that_nobody_checks_in_time_is_told_of_once_more(world: SimpleNamespace) -> None:
    Device.objects.filter(pk=world.camera.pk).update(person=a_person(world.stone.organisation))
    knowing.forget()
    sent(world.camera, "smoke", 1, every=1)
    engine("alarms-late")
    assert Notice.objects.count() == 1
    clock.tick(timedelta(minutes=6))
    for _ in range(3):
        engine("alarms-late")
        clock.tick(timedelta(seconds=20))
    titles = list(Notice.objects.order_by("pk").values_list("title", flat=True))
    assert titles == ["橙色报警：LC-CAM-01 设备 烟火", "报警超时未核查：LC-CAM-01 设备 烟火"]


def test_an_alarm_checked_in_time_is_not_chased(world: SimpleNamespace) -> None:
    sent(world.gauge, "level", 68.1)
    moved("dismiss", Alarm.objects.get(), world.users[roles.DUTY], **FINDING)
    clock.tick(timedelta(hours=2))
    engine("alarms-late")
    assert not Notice.objects.filter(title__startswith="报警超时").exists()


def test_a_device_that_misses_its_intervals_is_silent_until_it_is_heard_again(world: SimpleNamespace) -> None:
    sent(world.gauge, "level", 67.0)
    clock.tick(timedelta(minutes=9))
    engine("devices-silent")
    assert Device.objects.get(pk=world.gauge.pk).health == Health.ONLINE
    clock.tick(timedelta(minutes=3))
    engine("devices-silent")
    device, fault = Device.objects.get(pk=world.gauge.pk), Fault.objects.get()
    assert (device.health, fault.kind, fault.began_at) == (Health.SILENT, "silent", device.heard_at)
    assert Alarm.objects.count() == 0
    clock.tick(timedelta(minutes=5))
    engine("devices-silent")
    assert Fault.objects.count() == 1
    sent(world.gauge, "level", 67.0)
    fault.refresh_from_db()
    assert (Device.objects.get(pk=world.gauge.pk).health, fault.status) == (Health.ONLINE, FaultStatus.ENDED)


def test_devices_without_an_interval_or_never_heard_are_not_waited_for(world: SimpleNamespace) -> None:
    sent(world.camera, "smoke", 0)
    clock.tick(timedelta(days=3))
    engine("devices-silent")
    assert set(Device.objects.values_list("health", flat=True)) == {Health.ONLINE, Health.UNKNOWN}


def test_old_readings_are_forgotten(world: SimpleNamespace, settings: object) -> None:
    settings.ANLAN_READING_DAYS = 30  # type: ignore[attr-defined]
    sent(world.gauge, "level", 66.0, 66.1, 66.2)
    sent(world.other_gauge, "level", 50.0)
    clock.tick(timedelta(days=31))
    sent(world.gauge, "level", 67.0)
    engine("readings-old")
    assert list(Reading.objects.values_list("value", flat=True)) == [67.0]


def test_devices_due_for_upkeep_are_reckoned_from_their_visits(world: SimpleNamespace) -> None:
    condition = DeviceLedger.chips["巡检到期"]
    assert callable(condition)
    for device, days in ((world.gauge, 31), (world.camera, 29)):
        Device.objects.filter(pk=device.pk).update(upkeep_days=30)
        for earlier in (90, 0):
            Upkeep.objects.create(
                device=device, done_on=clock.today() - timedelta(days=days + earlier), inspector="杨守", place_id=STONE
            )
    engine("upkeep-due")
    assert [device.pk for device in Device.objects.filter(condition())] == [world.gauge.pk]
    Upkeep.objects.create(device=world.gauge, done_on=clock.today(), inspector="杨守", place_id=STONE)
    clock.tick(timedelta(minutes=6))
    engine("upkeep-due")
    assert not Device.objects.filter(condition()).exists()
    assert Device.objects.get(pk=world.gauge.pk).upkept_on == clock.today()
