"""Supervision orders and listed matters: who must act, who may close, what lateness sets off, and what is counted."""

from datetime import date, timedelta
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.people.models import User
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.notify.models import Addressee, Notice
from anlan.kit.records import writing
from anlan.subjects.governance import counting, escalating, rules
from anlan.subjects.governance.choices import ListingStatus, Mode, OrderStatus, Whom
from anlan.subjects.governance.models import EscalationRule, Listing, SupervisionOrder
from tests.factories import COUNTY, STONE
from tests.subjects.governance.world import an_order, entered, moved


def a_listing(world: Any, **values: Any) -> Listing:
    values = {"title": "加油站罐区隐患", "enterprise": world.stone.firm, "place_id": world.stone.firm.place_id} | values
    values = {"issuer": world.county, "listed_on": date(2026, 11, 1), "due_on": date(2026, 11, 30)} | values
    return entered(Listing(**values))


def a_rule(days: int, whom: Whom, **values: Any) -> EscalationRule:
    return entered(
        EscalationRule(name=f"超期 {days} 天报{whom.label}", place_id=COUNTY, days_late=days, whom=whom, **values)
    )


def told(topic: str = escalating.TOPIC) -> list[tuple[str, list[str]]]:
    """Title of each notice with the names of those it went to."""
    found = []
    for notice in Notice.objects.filter(topic=topic).order_by("pk"):
        people = Addressee.objects.filter(notice=notice).order_by("person_id")
        found.append((notice.title, [one.person.name for one in people]))
    return found


def test_an_order_goes_from_issue_over_receipt_and_answer_to_its_end(world: Any) -> None:
    order = an_order(world)
    assert (order.status, order.party, order.number[:7]) == (OrderStatus.ISSUED, "石泉镇应急办", "DD-2026")
    order = moved(world, order, "receive", "stone")
    assert (order.status, order.received_on) == (OrderStatus.WORKING, clock.today())
    order = moved(world, order, "reply", "stone", reply="已设置警示标志并封闭道路")
    assert (order.status, order.reply, order.replied_on) == (
        OrderStatus.REPLIED,
        "已设置警示标志并封闭道路",
        clock.today(),
    )
    order = moved(world, order, "return", opinion="没有照片")
    assert (order.status, order.returned, order.replied_on) == (OrderStatus.WORKING, 1, None)
    order = moved(world, moved(world, order, "reply", "stone", reply="补照片"), "accept")
    assert (order.status, order.closed_on) == (OrderStatus.CLOSED, clock.today())


def test_whoever_was_told_cannot_close_the_order_itself(world: Any) -> None:
    order = moved(world, an_order(world), "reply", "stone", reply="已办")
    with pytest.raises(Refused, match="没有“审核通过”"):
        moved(world, order, "accept", "stone")
    own = moved(
        world, an_order(world, issuer=world.stone.unit, target=None, enterprise=world.stone.firm), "reply",
        "stone-firm", reply="已办",
    )  # fmt: skip
    with pytest.raises(Refused):
        moved(world, own, "accept", "stone-firm")
    assert moved(world, own, "accept", "stone").status == OrderStatus.CLOSED


def test_the_county_office_told_by_somebody_cannot_close_what_it_owes(world: Any) -> None:
    order = moved(world, an_order(world, target=world.county, place_id=COUNTY), "reply", reply="已办")
    with pytest.raises(Refused):
        moved(world, order, "accept")
    other = User.objects.get(pk=world.users["office"].pk)
    other.organisation = world.stone.unit
    assert rules.judges("supervision-order.move.accept")(other, order)


def test_an_enterprise_sees_its_own_orders_only_and_they_wait_for_it(world: Any) -> None:
    an_order(world, "cloud", target=None, enterprise=world.cloud.firm)
    mine = an_order(world, target=None, enterprise=world.stone.firm)
    assert mine.target == world.stone.own
    ledger = ledger_by_code("supervision-order")
    waiting = ledger.waiting(world.users["stone-firm"])
    assert waiting is not None
    assert list(SupervisionOrder.objects.filter(waiting)) == [mine]


def test_an_answer_waits_for_those_over_the_issuer_and_for_nobody_below(world: Any) -> None:
    order = moved(world, an_order(world), "reply", "stone", reply="已办")
    ledger = ledger_by_code("supervision-order")
    waits = {
        who: list(SupervisionOrder.objects.filter(ledger.waiting(world.users[who]))) for who in ("office", "stone")
    }
    assert waits == {"office": [order], "stone": []}


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"mode": Mode.SUPERVISE, "due_on": None}, ["due_on"]),
        ({"mode": Mode.ASSIGN, "due_on": None}, ["due_on"]),
        ({"mode": Mode.SUGGEST, "due_on": None}, []),
        ({"mode": Mode.REMIND, "due_on": None}, []),
        ({"issued_on": date(2026, 11, 2), "due_on": date(2026, 11, 1)}, ["due_on"]),
        ({"enterprise": None, "target": None, "target_name": ""}, ["target_name"]),
        ({"enterprise": None, "target": None, "target_name": "某厂"}, []),
    ],
)
def test_orders_that_contradict_themselves_are_refused(values: dict[str, Any], fields: list[str]) -> None:
    assert list(rules.order_contradictions(values)) == fields


def test_advice_becomes_binding_and_an_order_does_not_become_one_twice(world: Any) -> None:
    order = an_order(world, mode=Mode.REMIND, due_on=None)
    order = moved(world, order, "raise", mode=Mode.SUPERVISE, due_on=date(2026, 12, 1), reason="提醒后仍未动")
    assert (order.mode, order.due_on, order.raised, order.status) == (
        Mode.SUPERVISE, date(2026, 12, 1), 1, OrderStatus.ISSUED,
    )  # fmt: skip
    with pytest.raises(Refused):
        moved(world, order, "raise", mode=Mode.ASSIGN, due_on=date(2026, 12, 2), reason="再升")


def test_more_time_must_be_more(world: Any) -> None:
    order = an_order(world)
    with pytest.raises(Refused, match="必须晚于原期限 2026-11-30"):
        moved(world, order, "extend", due_on=date(2026, 11, 30), reason="等材料")
    assert moved(world, order, "extend", due_on=date(2026, 12, 5), reason="等材料").extended == 1


def test_an_order_that_was_over_when_it_was_entered_asks_nobody(world: Any) -> None:
    order = an_order(world, closed_on=date(2026, 11, 21))
    assert order.status == OrderStatus.CLOSED
    escalating.tell()
    assert told() == []


def test_the_unit_is_told_once(world: Any) -> None:
    order = an_order(world)
    assert escalating.untold(SupervisionOrder).exists()
    escalating.tell()
    escalating.tell()
    assert told() == [(f"督办：{order.title}", ["石主任"])]
    assert not escalating.untold(SupervisionOrder).exists()


def test_lateness_rises_step_by_step_and_each_step_is_told_once(world: Any) -> None:
    order = an_order(world, due_on=date(2026, 11, 21))
    a_rule(1, Whom.TARGET)
    a_rule(3, Whom.SUPERIOR)
    a_rule(7, Whom.LEADER)
    for day, people in (("22", ["石主任"]), ("23", []), ("24", ["安委办甲", "周局长"]), ("28", ["周局长"])):
        before = len(told())
        clock.set_for_tests(clock.at(f"2026-11-{day} 09:00"))
        escalating.escalate()
        escalating.escalate()
        assert [names for _title, names in told()[before:]] == ([people] if people else [])
    order.refresh_from_db()
    assert order.escalated_days == 7
    assert told()[-1][0] == "督办超期 7 天"


def test_an_answered_or_other_towns_or_other_modes_order_is_not_raised(world: Any) -> None:
    late = date(2026, 11, 1)
    moved(world, an_order(world, issued_on=late, due_on=late), "reply", "stone", reply="已办")
    an_order(world, "cloud", issued_on=late, due_on=late)
    an_order(world, issued_on=late, due_on=late, mode=Mode.SUGGEST)
    rule = a_rule(1, Whom.ISSUER, mode=Mode.SUPERVISE)
    EscalationRule.objects.filter(pk=rule.pk).update(place=STONE)
    assert escalating.escalate() == 0
    assert told() == []


def test_more_time_begins_the_steps_anew(world: Any) -> None:
    order = an_order(world, due_on=date(2026, 11, 20))
    a_rule(1, Whom.TARGET)
    assert escalating.escalate() == 1
    moved(world, order, "extend", due_on=date(2026, 11, 25), reason="等材料")
    clock.set_for_tests(clock.at("2026-11-27 09:00"))
    assert escalating.escalate() == 1
    assert len(told()) == 2


def test_a_listed_matter_stands_until_somebody_over_it_takes_it_off(world: Any) -> None:
    matter = a_listing(world)
    assert (matter.status, matter.party, matter.target) == (ListingStatus.LISTED, "石泉镇化工厂", world.stone.own)
    matter = moved(world, matter, "ask", "stone-firm", reply="罐区已改造")
    with pytest.raises(Refused):
        moved(world, matter, "remove", "stone", opinion="同意")
    matter = moved(world, matter, "remove", "leader", opinion="验收合格")
    assert (matter.status, matter.removed_on, matter.opinion) == (ListingStatus.REMOVED, clock.today(), "验收合格")


def test_two_people_judging_at_once_one_wins_and_the_other_reads_why(world: Any) -> None:
    order = moved(world, an_order(world), "reply", "stone", reply="已办")
    moved(world, order, "accept", "leader")
    with pytest.raises(Refused, match="当前状态是“已办结”，不能“退回重办”"):
        moved(world, order, "return", opinion="再看看")
    order.refresh_from_db()
    stale, before = SupervisionOrder.objects.get(pk=order.pk), writing.values_of(order)
    order.note = "先改的"
    writing.change(order, before, actor=None)
    stale.note = "后改的"
    with pytest.raises(writing.Conflict):
        writing.change(stale, before, actor=None)


def test_orders_are_counted_by_mode_and_by_unit(world: Any) -> None:
    an_order(world, mode=Mode.ASSIGN, due_on=date(2026, 11, 21))
    an_order(world, mode=Mode.ASSIGN, closed_on=date(2026, 11, 21))
    an_order(world, "cloud", mode=Mode.ASSIGN, due_on=date(2026, 11, 20), closed_on=date(2026, 11, 22))
    an_order(world, "cloud", mode=Mode.REMIND, due_on=None)
    moved(world, an_order(world, mode=Mode.SUGGEST), "withdraw", opinion="发错了")
    an_order(world, mode=Mode.SUPERVISE, issued_on=date(2025, 11, 20), due_on=date(2025, 12, 1))
    *modes, whole = counting.by_mode(SupervisionOrder.objects.all(), date(2026, 1, 1), date(2026, 12, 31))
    assert [(row.label, row.total, row.closed, row.open, row.late, row.share) for row in modes] == [
        ("建议", 0, 0, 0, 0, "—"),
        ("提醒", 1, 0, 1, 0, "—"),
        ("督办", 0, 0, 0, 0, "—"),
        ("交办", 3, 2, 1, 1, "50.0%"),
    ]
    assert (whole.total, whole.closed, whole.open, whole.late) == (4, 2, 2, 1)
    parties = counting.by_party(SupervisionOrder.objects.all(), date(2026, 1, 1), date(2026, 12, 31))
    assert [(row.label, row.total, row.late) for row in parties] == [("石泉镇应急办", 2, 1), ("云溪镇应急办", 2, 0)]


def test_what_is_late_is_what_is_open_past_its_day(world: Any) -> None:
    order = an_order(world, due_on=date(2026, 11, 21))
    ledger = ledger_by_code("supervision-order")
    assert ledger.deadline(order) == date(2026, 11, 21)
    assert ledger.deadline(moved(world, order, "reply", "stone", reply="已办")) is None
    assert rules.late_days(clock.today() - timedelta(days=2)) == 2
    assert rules.late_days(None) == 0
