"""The self-audit of notices: silent while all holds, and one sentence for each thing that does not."""

import pytest

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.kit.notify import soundness
from anlan.kit.notify.choices import Rule
from anlan.kit.notify.models import Channel, Delivery, Notice
from tests.kit.notify.calls import a_notice, a_policy, at, minutes, people

pytestmark = pytest.mark.django_db


def test_all_holds_through_a_whole_escalation(unit: Organisation, sms: object) -> None:
    a_notice(people(unit, 5), policy=a_policy({}, {"delay_minutes": 5}, rule=Rule.EVERYONE))
    for moment in ("10:03", "10:05", "10:06"):
        at(moment)
        assert soundness.findings() == []


def test_a_step_that_is_late(unit: Organisation, sms: object) -> None:
    a_notice(people(unit, 1), policy=a_policy({}, {"delay_minutes": 5}, rule=Rule.FIRST))
    clock.tick(minutes(6.1))
    assert soundness.findings() == ["1 条通知的下一步晚了一分钟以上"]


def test_a_notice_without_a_next_step(unit: Organisation, sms: object) -> None:
    notice = a_notice(people(unit, 1), rule=Rule.FIRST)
    Notice.objects.filter(pk=notice.pk).update(next_at=None)
    assert soundness.findings() == ["1 条进行中的通知没有下一步时间"]


def test_somebody_called_without_a_message(unit: Organisation, sms: object) -> None:
    notice = a_notice(people(unit, 3), rule=Rule.EVERYONE)
    notice.deliveries.all()[0].delete()
    assert soundness.findings() == ["1 人标记为已叫，却没有任何发送记录"]


def test_a_state_that_nobody_knows(unit: Organisation, sms: object) -> None:
    notice = a_notice(people(unit, 1), rule=Rule.EVERYONE)
    notice.deliveries.update(state="strange")
    assert soundness.findings() == ["1 条发送记录状态不明"]


def test_a_message_that_nobody_took_up_again(unit: Organisation, sms: object) -> None:
    notice = a_notice(people(unit, 1), rule=Rule.EVERYONE)
    notice.deliveries.update(state="taken", leased_until_at=clock.now() - minutes(11))
    assert soundness.findings() == ["1 条短信发送中断后十分钟无人接手"]


def test_a_channel_that_is_broken_or_does_not_keep_up(unit: Organisation, sms: Channel) -> None:
    a_notice(people(unit, 2))
    Channel.objects.update(rate=0.001)
    clock.tick(minutes(6))
    Delivery.objects.update(expires_at=None)
    assert soundness.findings() == [f"通道“{sms.name}”积压 2 条"]
    Channel.objects.update(broken_until_at=clock.now() + minutes(1))
    assert soundness.findings() == [f"通道“{sms.name}”熔断"]
