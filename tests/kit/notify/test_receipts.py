"""Status reports: early, late, twice, of nobody; and messages of one topic that are put into one."""

import pytest

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.kit.notify import bundling, queries, receipts, services
from anlan.kit.notify.choices import Rule, Urgency
from anlan.kit.notify.models import Addressee, Contact, Delivery, EarlyReceipt, Notice
from tests.kit.notify.calls import a_notice, called, deliver_all, people, states

pytestmark = pytest.mark.django_db


def sent(unit: Organisation) -> Delivery:
    notice = a_notice(people(unit, 1), rule=Rule.EVERYONE)
    deliver_all(notice)
    Delivery.objects.filter(notice=notice).update(provider_id=f"p{notice.pk}")
    return notice.deliveries.get()


def test_a_report_marks_message_person_and_number(unit: Organisation, sms: object) -> None:
    delivery = sent(unit)
    assert receipts.take_receipt(delivery.provider_id, "delivered", clock.now())
    delivery.refresh_from_db()
    assert (delivery.state, delivery.delivered_at) == ("delivered", clock.now())
    assert Addressee.objects.get().delivered_at == clock.now()
    assert Contact.objects.get(address=delivery.address).delivered_at == clock.now()


def test_delivered_stays_delivered(unit: Organisation, sms: object) -> None:
    delivery = sent(unit)
    for state in ("failed", "delivered", "failed", "delivered"):
        receipts.take_receipt(delivery.provider_id, state, clock.now(), "空号")
    delivery.refresh_from_db()
    assert delivery.state == "delivered"


def test_failing_is_counted_once_a_message(unit: Organisation, sms: object) -> None:
    delivery = sent(unit)
    for _time in range(2):
        receipts.take_receipt(delivery.provider_id, "failed", clock.now(), "空号")
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == ("failed", "空号")
    assert Contact.objects.get(address=delivery.address).failures == 1


def test_a_report_that_comes_too_early_is_brought_later(unit: Organisation, sms: object) -> None:
    notice = a_notice(people(unit, 1), rule=Rule.EVERYONE)
    assert not receipts.take_receipt("p9", "delivered", clock.now())
    assert receipts.pair_early() == 0
    deliver_all(notice)
    notice.deliveries.update(provider_id="p9")
    assert receipts.pair_early() == 1
    assert states(notice) == ["delivered"]
    assert EarlyReceipt.objects.count() == 0


def test_reports_of_nobody_are_forgotten_after_a_day(unit: Organisation) -> None:
    receipts.take_receipt("stranger", "delivered", clock.now())
    receipts.take_receipt("", "delivered", clock.now())
    clock.tick(services.timedelta(days=1, seconds=1))
    receipts.pair_early()
    assert EarlyReceipt.objects.count() == 0


def test_several_that_wait_become_one_message(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    first, second, third = (a_notice([person], title=title) for title in ("甲", "乙", "丙"))
    assert [states(one) for one in (first, second, third)] == [["waiting"], ["bundled"], ["bundled"]]
    assert first.deliveries.get().text == "您有 3 条通知：甲；乙；丙。请登录安澜查看。"
    deliver_all(first)
    assert bundling.follow() == 2
    assert [states(one) for one in (second, third)] == [["sent"], ["sent"]]
    assert queries.progress(second).sent == 1


def test_what_must_be_answered_is_never_put_into_another(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    for values in ({"rule": Rule.FIRST}, {"urgency": Urgency.URGENT}, {"stream": "w1"}, {"topic": "other"}):
        notices = [a_notice([person], **values) for _time in range(2)]
        kept = 1 if values == {"topic": "other"} else 2
        assert [states(one) for one in notices].count(["waiting"]) == kept


def test_a_message_already_taken_is_not_changed(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    first = a_notice([person], title="甲")
    first.deliveries.update(state="taken")
    second = a_notice([person], title="乙")
    assert states(second) == ["waiting"]
    assert "甲" in first.deliveries.get().text


def test_cancelling_the_first_of_a_bundle_cancels_no_other(unit: Organisation, sms: object) -> None:
    person = people(unit, 1)[0]
    first, second = a_notice([person], title="甲"), a_notice([person], title="乙")
    services.cancel_notice(Notice.objects.get(pk=first.pk), actor=None)
    bundling.follow()
    assert states(second) == ["waiting"]
    assert called(first) == called(second)
    assert "乙" in second.deliveries.get().text
