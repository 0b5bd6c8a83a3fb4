"""Boards, my notices, the queue and the demonstration's telephones: who may see what, and what each act does."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.models import Person
from anlan.kit.notify import services
from anlan.kit.notify.choices import NoticeState, Rule, Urgency
from anlan.kit.notify.models import (
    Answer,
    Channel,
    Contact,
    Delivery,
    ListMember,
    Notice,
    Preference,
    QuietHours,
    RecipientList,
    Reply,
)
from tests.factories import CLOUD, CLOUD_VILLAGE, COUNTY, STONE, a_person, a_user, an_organisation
from tests.kit.notify.calls import a_channel, a_notice, a_policy, addressee, called, deliver_all, people, to

pytestmark = pytest.mark.django_db

PAGES = ("/notices/", "/notices/contacts", "/notices/queue", "/notices/aside", "/notices/queue/rows", "/phones")


def on_the_ground(world: SimpleNamespace, place: str, **values: Any) -> Notice:
    return a_notice(people(world.bureau, 2), place=place, rule=Rule.EVERYONE, title=f"火情{place}", **values)


@pytest.mark.parametrize("path", PAGES)
def test_without_the_grant_there_is_no_page(world: SimpleNamespace, signed_in: Any, path: str) -> None:
    assert signed_in(world.users["enterprise"]).get(path).status_code == 403
    assert signed_in(world.users["auditor"]).get(path).status_code == 403


@pytest.mark.parametrize("path", [*PAGES, "/notices/mine", "/notices/bell"])
def test_without_signing_in_there_is_no_page(world: SimpleNamespace, client: Any, path: str) -> None:
    assert client.get(path).status_code in (302, 401, 403)


def test_a_town_sees_its_own_notices_only(world: SimpleNamespace, signed_in: Any) -> None:
    mine, other = on_the_ground(world, STONE), on_the_ground(world, CLOUD_VILLAGE)
    town = signed_in(world.users["township"])
    page = town.get("/notices/").text
    assert mine.title in page
    assert other.title not in page
    assert town.get(f"/notices/{mine.pk}").status_code == 200
    for path in (f"/notices/{other.pk}", f"/notices/{other.pk}/board"):
        assert town.get(path).status_code == 404
    for path in ("act/cancel", "act/again", "resend/0", f"record/{other.addressees.all()[0].pk}"):
        assert town.post(f"/notices/{other.pk}/{path}", {"word": "arrived"}).status_code == 404
    other.refresh_from_db()
    assert other.state == NoticeState.OPEN
    assert Answer.objects.count() == 0


def test_daily_reminders_stand_apart_from_what_somebody_sent(world: SimpleNamespace, signed_in: Any) -> None:
    sent = a_notice(people(world.bureau, 1), rule=Rule.FIRST, title="请到会")
    reminder = a_notice(people(world.bureau, 1), title="待办提醒")
    command = signed_in(world.users["command"])
    for path, seen in (("", [sent]), ("?routine=1", [reminder]), ("?q=提醒", [reminder]), ("?state=open", [sent])):
        page = command.get(f"/notices/{path}").text
        assert [one for one in (sent, reminder) if f'/notices/{one.pk}"' in page] == seen, path


def test_a_viewer_cannot_act(world: SimpleNamespace, signed_in: Any) -> None:
    notice = on_the_ground(world, STONE)
    leader = signed_in(world.users["leader"])
    assert "act/cancel" not in leader.get(f"/notices/{notice.pk}").text
    assert leader.post(f"/notices/{notice.pk}/act/cancel").status_code == 403


def test_the_page_shows_board_timeline_and_steps(world: SimpleNamespace, signed_in: Any) -> None:
    notice = on_the_ground(world, STONE, policy=a_policy({}, {"delay_minutes": 7, "deputies": True}))
    page = signed_in(world.duty).get(f"/notices/{notice.pk}").text
    for shown in ("应急局", "第 1 步，叫 2 人", "7 分钟", "未答复者的替补"):
        assert shown in page


def test_the_acts_of_whoever_is_in_charge(world: SimpleNamespace, signed_in: Any) -> None:
    second = {"delay_minutes": 60, "targets": [{"kind": "person", "key": str(world.stranger.pk)}]}
    notice = on_the_ground(world, STONE, policy=a_policy({}, second))
    duty = signed_in(world.duty)
    duty.post(f"/notices/{notice.pk}/act/again")
    assert len(called(notice)) == 4
    duty.post(f"/notices/{notice.pk}/act/escalate")
    assert called(notice)[4:] == [world.stranger.name]
    duty.post(f"/notices/{notice.pk}/act/cancel", {"reason": "误报"})
    notice.refresh_from_db()
    assert notice.state == NoticeState.CANCELLED
    assert set(notice.deliveries.values_list("state", flat=True)) == {"dropped"}
    assert duty.post(f"/notices/{notice.pk}/act/nonsense").status_code == 404
    assert "这条通知已经结束" in duty.post(f"/notices/{notice.pk}/act/again", follow=True).text


def test_an_answer_by_telephone_is_written_down_with_who_took_it(world: SimpleNamespace, signed_in: Any) -> None:
    notice = on_the_ground(world, STONE)
    whose = notice.addressees.order_by("id")[0]
    signed_in(world.duty).post(f"/notices/{notice.pk}/record/{whose.pk}", {"word": "arrived", "once": "x1"})
    row = Answer.objects.get()
    assert (row.word, row.door, row.by) == ("arrived", "board", world.duty)


def test_dead_letters_are_sent_again(world: SimpleNamespace, signed_in: Any) -> None:
    notice = on_the_ground(world, STONE)
    notice.deliveries.update(state="failed", error="空号")
    duty = signed_in(world.duty)
    assert "空号" in duty.get(f"/notices/{notice.pk}").text
    duty.post(f"/notices/{notice.pk}/resend/0")
    assert sorted(notice.deliveries.values_list("state", flat=True)) == ["failed", "failed", "waiting", "waiting"]


def test_polling_stops_when_nothing_can_change(world: SimpleNamespace, signed_in: Any) -> None:
    notice = on_the_ground(world, STONE)
    duty = signed_in(world.duty)
    assert duty.get(f"/notices/{notice.pk}/board").status_code == 200
    services.cancel_notice(notice, actor=world.duty)
    assert duty.get(f"/notices/{notice.pk}/board").status_code == 286


def test_the_list_asks_as_often_for_many_as_for_few(world: SimpleNamespace, signed_in: Any) -> None:
    duty = signed_in(world.duty)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert duty.get("/notices/").status_code == 200
        return len(queries)

    on_the_ground(world, STONE)
    duty.get("/notices/")
    few = asked()
    for _number in range(12):
        on_the_ground(world, STONE)
    assert asked() == few


def test_my_notices_are_mine(world: SimpleNamespace, signed_in: Any) -> None:
    notice = a_notice([world.duty_person], rule=Rule.EVERYONE)
    other = a_notice([world.colleague], rule=Rule.EVERYONE, title="别人的")
    duty = signed_in(world.duty)
    assert ">1</span>" in duty.get("/notices/bell").text
    page = duty.get("/notices/mine").text
    assert notice.title in page
    assert other.title not in page
    whose = addressee(other, world.colleague)
    assert duty.post(f"/notices/mine/{whose.pk}/answer", {"word": "arrived"}).status_code == 404
    own = addressee(notice, world.duty_person)
    duty.post(f"/notices/mine/{own.pk}/answer", {"word": "understood", "once": "o1"})
    assert Notice.objects.get(pk=notice.pk).state == NoticeState.ANSWERED
    assert ">1</span>" not in duty.get("/notices/bell").text


def test_from_a_notice_to_what_it_is_about_for_those_who_may_see_it(world: SimpleNamespace, signed_in: Any) -> None:
    hazard = world.stone.hazard
    a_notice([world.duty_person], about="hazard", about_id=hazard.pk)
    a_notice([world.duty_person], about="hazard")
    a_notice([world.duty_person], about="user", about_id=3)
    page = signed_in(world.duty).get("/notices/mine").text
    links = (f'href="/l/hazard/{hazard.pk}/"', 'href="/l/hazard/"', "/l/user/")
    assert [link in page for link in links] == [True, True, False]


def test_a_record_out_of_reach_is_said_to_be_so_as_if_it_were_deleted(world: SimpleNamespace, signed_in: Any) -> None:
    """The notice is hers, the record it is about is another town's; and one that is there no more."""
    person = a_person(an_organisation("云溪镇应急办", CLOUD), "何敏", user=world.cloud_user, phone="13900000009")
    keys = [world.stone.hazard.pk, 987654, world.cloud.hazard.pk]
    for key in keys:
        a_notice([person], about="hazard", about_id=key)
    page = signed_in(world.cloud_user).get("/notices/mine").text
    assert [f"/l/hazard/{key}/" in page for key in keys] == [False, False, True]
    assert page.count("所涉记录不在您能看的范围内，或已被删除。") == 2
    assert world.stone.hazard.content not in page


def test_what_needs_no_answer_waits_until_it_is_seen(world: SimpleNamespace, signed_in: Any) -> None:
    a_notice([world.duty_person])
    duty = signed_in(world.duty)
    assert ">1</span>" in duty.get("/notices/bell").text
    duty.get("/notices/mine")
    assert ">1</span>" not in duty.get("/notices/bell").text


def test_the_telephones_show_what_went_out_and_answer(world: SimpleNamespace, signed_in: Any) -> None:
    Channel.objects.all().delete()
    a_channel("console")
    notice = a_notice([world.duty_person], rule=Rule.EVERYONE, place=STONE)
    duty = signed_in(world.duty)
    assert "手机上还没有消息" in duty.get("/phones").text
    deliver_all(notice)
    page = duty.get("/phones").text
    assert world.duty_person.name in page
    assert "13800000001" not in page
    duty.post(f"/phones/{notice.deliveries.get().pk}/reply", {"text": "２ "})
    assert addressee(notice, world.duty_person).word == "arrived"
    assert (
        signed_in(world.cloud_user).post(f"/phones/{notice.deliveries.get().pk}/reply", {"text": "1"}).status_code
        == 404
    )


def test_no_demonstration_telephones_in_production(world: SimpleNamespace, signed_in: Any, settings: Any) -> None:
    a_channel("console")
    settings.MODE = "production"
    assert signed_in(world.duty).get("/phones").status_code == 404


def test_the_queue_shows_what_waits_and_when_it_is_done(world: SimpleNamespace, signed_in: Any) -> None:
    a_notice(people(world.bureau, 20), urgency=Urgency.CRITICAL)
    Channel.objects.filter(pk=world.sms.pk).update(rate=2)
    from anlan.web.notices import queue

    state = queue.state()
    row = state["channels"][0]
    assert (row["waiting"], row["done_at"]) == (20, clock.at("2026-11-20 10:00:10"))
    assert state["urgencies"][0] == ("特急", 20)
    Channel.objects.filter(pk=world.sms.pk).update(broken_until_at=clock.at("2026-11-20 10:05"))
    for delivery, seconds in zip(Delivery.objects.order_by("id")[:3], (1, 10, 11), strict=True):
        sent_at = delivery.due_at + timedelta(seconds=seconds)
        Delivery.objects.filter(pk=delivery.pk).update(sent_at=sent_at, state="sent", channel=world.sms)
    clock.tick(timedelta(minutes=1))
    page = signed_in(world.users["sysadmin"]).get("/notices/queue").text
    assert "熔断至 11-20 10:05" in page
    assert '<span class="late">66.6%</span>' in page  # two of three left within ten seconds


def test_replies_nobody_could_read_wait_for_somebody(world: SimpleNamespace, signed_in: Any) -> None:
    reply = Reply.objects.create(
        key="r1", address="13800000009", text="什么事？", at=clock.now(), door="sms", aside=True
    )
    duty = signed_in(world.duty)
    assert "什么事？" in duty.get("/notices/aside").text
    duty.post(f"/notices/aside/{reply.pk}")
    reply.refresh_from_db()
    assert (reply.handled_by, "什么事？" in duty.get("/notices/aside").text) == (world.duty, False)


def test_contacts_that_fail_are_listed_within_the_town(world: SimpleNamespace, signed_in: Any) -> None:
    whole = RecipientList.objects.create(name="防汛责任人", place_id=COUNTY)
    here = a_person(world.towns[STONE], "石泉人", phone="13800000011")
    there = a_person(world.towns[CLOUD], "云溪人", phone="13800000012")
    for person, place in ((here, STONE), (there, CLOUD)):
        ListMember.objects.create(list=whole, person=person, place_id=place)
        Contact.objects.create(address=person.phone, failures=2, failed_at=clock.now())
    page = signed_in(world.users["township"]).get("/notices/contacts").text
    assert "石泉人" in page
    assert "云溪人" not in page
    assert "石泉人" in signed_in(world.users["township"]).get("/notices/contacts?which=unverified").text


def test_steps_of_a_policy_are_edited_on_one_page(world: SimpleNamespace, signed_in: Any) -> None:
    policy = a_policy({"delay_minutes": 0})
    command = signed_in(world.users["command"])
    path = f"/notices/policies/{policy.pk}/steps"
    assert command.get(path).status_code == 200
    data: dict[str, Any] = {}
    for number in range(8):
        data |= {f"s{number}-delay_minutes": "5", f"s{number}-repeats": "1", f"s{number}-repeat_minutes": "3"}
    data |= {
        "s0-used": "on",
        "s0-delay_minutes": "0",
        "s2-used": "on",
        "s2-targets": [f"person:{world.stranger.pk}"],
        "s2-channels": "sms,voice",
        "s2-shared": ["wecom"],
        "words": ["understood", "unable"],
    }
    assert command.post(path, data).status_code == 302
    steps = list(policy.steps.order_by("position").values_list("position", "targets", "channels", "repeats"))
    named = [{"kind": "person", "key": str(world.stranger.pk)}]
    assert steps == [(1, [], [], 1), (2, named, ["sms", "voice"], 1)]
    policy.refresh_from_db()
    group = Channel.objects.create(code="group", name="指挥部群", kind="wecom")
    notice = a_notice([world.duty_person], policy=policy, rule="everyone")
    assert "回复1明白 4无法到达" in notice.deliveries.get().text
    services.escalate_now(notice, who="何敏")
    assert notice.deliveries.get(channel=group).address == "group"
    assert "短信 → 语音电话，并推送到企业微信群" in command.get(f"/notices/{notice.pk}").text
    assert signed_in(world.users["leader"]).post(path, data).status_code == 403
    assert command.post(path, data | {"s0-repeats": "99"}).status_code == 422


def test_a_channel_s_secret_goes_in_and_never_comes_out(world: SimpleNamespace, signed_in: Any) -> None:
    admin = signed_in(world.users["sysadmin"])
    path = f"/notices/channels/{world.sms.pk}/settings"
    wrong = admin.post(path, {"options": "[1]", "secret": ""})
    assert wrong.status_code == 422
    admin.post(path, {"options": '{"url": "https://sms.example.org"}', "secret": '{"key": "hidden-word"}'})
    world.sms.refresh_from_db()
    assert world.sms.options == {"url": "https://sms.example.org"}
    assert "hidden-word" in world.sms.secret
    assert "hidden-word" not in admin.get(path).text
    admin.post(path, {"options": "", "secret": ""})
    world.sms.refresh_from_db()
    assert "hidden-word" in world.sms.secret
    assert signed_in(world.duty).get(path).status_code == 403


def test_who_has_no_person_has_no_notices(world: SimpleNamespace, signed_in: Any) -> None:
    lone = a_user(roles.DUTY, COUNTY)
    a_notice(to=to([world.duty_person]))
    assert "没有发给您的通知" in signed_in(lone).get("/notices/mine").text
    assert Delivery.objects.count() == 1


def test_quiet_hours_are_set_for_each_level(world: SimpleNamespace, signed_in: Any) -> None:
    data: dict[str, str] = {}
    for level in (1, 2, 3, 4):
        data |= {f"u{level}-from_time": "22:00", f"u{level}-to_time": "06:30"}
    command = signed_in(world.users["command"])
    assert "不选：短信 → 语音电话 → 短信+语音电话。" in command.get("/notices/quiet").text
    assert command.post("/notices/quiet", data | {"u4-active": "on", "u3-channels": "email"}).status_code == 302
    Person.objects.filter(pk=world.duty_person.pk).update(email="duty@example.org")
    Channel.objects.create(code="mail", name="邮件", kind="email")
    told = a_notice(to=to([world.duty_person]))
    assert "email" in told.deliveries.values_list("kind", flat=True)
    assert list(QuietHours.objects.filter(active=True).values_list("urgency", flat=True)) == [4]
    assert command.post("/notices/quiet", data | {"u4-to_time": "25:00"}).status_code == 422
    assert signed_in(world.users["leader"]).post("/notices/quiet", data).status_code == 403


def test_everybody_says_how_they_want_to_be_called(world: SimpleNamespace, signed_in: Any) -> None:
    duty = signed_in(world.duty)
    path = "/notices/mine/preferences"
    assert duty.get(path).status_code == 200
    duty.post(path, {"u1": "voice,sms", "u2": "nonsense", "u3": ""})
    duty.post(path, {"u1": "sms+voice", "u4": "inapp"})
    held = list(Preference.objects.order_by("urgency").values_list("person", "urgency", "channels"))
    assert held == [(world.duty_person.pk, 1, "sms+voice"), (world.duty_person.pk, 4, "inapp")]
    assert signed_in(world.users["leader"]).get(path).status_code == 404
