"""Major hazards: clauses by date while typing, the five-fold plan, stop-work orders, hand-over to enforcement."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest

from anlan.base import clock
from anlan.base.people import roles
from anlan.kit.flow import making
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.hazards import handing, likeness, queries
from anlan.subjects.hazards.choices import Level, Status, Stop
from anlan.subjects.hazards.flows import rectification, stopping
from anlan.subjects.hazards.models import Hazard, MajorCriteria, StopOrder
from tests.contracts.doors import Door, Visitor
from tests.factories import STONE_VILLAGE, a_hazard, a_world

pytestmark = pytest.mark.django_db
DONE = {"rectified_on": date(2026, 11, 20), "measure": "已拆除"}
FIVE = {
    "person": "何敏", "measure": "拆除隔断，更换阀门", "funds": 12, "due_on": date(2026, 12, 1),
    "contingency": "停用期间专人值守",
}  # fmt: skip


@pytest.fixture
def world() -> SimpleNamespace:
    made = a_world()
    clock.set_for_tests(clock.at("2026-11-20 09:00"))
    return made


def make(world: Any, row: Any, code: str, role: str = roles.SAFETY_OFFICE, **data: Any) -> Any:
    flow = stopping if isinstance(row, StopOrder) else rectification
    move = flow.move(code)
    assert move is not None
    return making.make(flow, move, row, actor=world.users[role], data=data)


def major(world: Any) -> Hazard:
    hazard = a_hazard(world.stone.enterprise, level=Level.MAJOR, basis="第三条", found_on=date(2026, 11, 10))
    done: Hazard = make(world, hazard, "order", due_on=date(2026, 12, 1))
    return done


def a_clause(item: str, text: str, **values: Any) -> MajorCriteria:
    return MajorCriteria.objects.create(standard="工贸令10号", section="第十三条", item=item, text=text, **values)


def advice(user: Any, **asked: Any) -> Any:
    query = urlencode(asked)
    return Visitor(user).knock(Door("advice", f"/hazards/advice?{query}"))


def test_a_clause_is_suggested_by_its_words_and_only_while_it_is_in_force(world: Any) -> None:
    old = a_clause("1", "有限空间未设警示标志", keywords="有限空间+警示", valid_to_on=date(2026, 9, 30))
    new = a_clause("2", "未对有限空间进行辨识并设置警示标志", keywords="有限空间+警示", valid_from_on=date(2026, 9, 30))
    a_clause("3", "金属冶炼企业主要负责人未按规定经考核合格", keywords="冶炼+考核")
    text = "污水池有限空间入口未设置警示标志"
    assert queries.clauses(text, date(2026, 9, 29)) == [old]
    assert queries.clauses(text, date(2026, 9, 30)) == [new]
    assert queries.clauses("办公室照明不足", date(2026, 11, 20)) == []


def test_clauses_of_other_industries_are_left_out(world: Any) -> None:
    dust = a_clause("4", "粉尘爆炸危险场所未设置泄爆装置", keywords="泄爆", sectors=("dust",))
    assert queries.clauses("除尘器没有泄爆片", clock.today(), "dust") == [dust]
    assert queries.clauses("除尘器没有泄爆片", clock.today(), "chemical") == []
    assert queries.clauses("除尘器没有泄爆片", clock.today()) == [dust]


def test_the_fragment_offers_clause_and_likely_duplicates_within_ones_own_area(world: Any) -> None:
    clause = a_clause("5", "储罐未设置高液位报警", keywords="高液位")
    twin = a_hazard(world.stone.enterprise, content="2号储罐高液位报警器损坏失灵")
    a_hazard(world.cloud.enterprise, content="2号储罐高液位报警器损坏失灵")
    asked = {"content": "2号储罐高液位报警器损坏", "enterprise": world.stone.enterprise.pk, "found_on": "2026-11-20"}
    told = advice(world.users[roles.TOWNSHIP], **asked).text
    assert twin.number in told
    assert f'data-take-clause="{clause.pk}"' in told
    assert told.count("YH-") == 1
    assert twin.number not in advice(world.cloud_user, **asked).text
    assert advice(world.users[roles.AUDITOR], **asked).status == 403
    assert 'data-take-clause=""' in advice(world.users[roles.ENTERPRISE], **asked).text


def test_duplicates_are_of_the_same_firm_and_open_ones_come_first(world: Any) -> None:
    done = a_hazard(world.stone.enterprise, content="配电箱未接地线", rectified_at_entry=True)
    still = a_hazard(world.stone.enterprise, content="配电箱没有接地线")
    a_hazard(world.stone.enterprise, content="消防通道被货物堵塞")
    a_hazard(None, unit="石泉石料厂", content="配电箱未接地线")
    rows = Hazard.objects.all()
    assert queries.alike(rows, "配电箱未接地线", enterprise=world.stone.enterprise.pk) == [still, done]
    assert queries.alike(rows, "配电箱未接地线", enterprise=world.stone.enterprise.pk, leave=still.pk) == [done]
    assert [row.unit for row in queries.alike(rows, "配电箱未接地线", unit="石泉石料厂")] == ["石泉石料厂"]
    assert queries.alike(rows, "配电箱未接地线") == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 0.0),
        ("接地", "接地", 1.0),
        ("配电箱接地", "配电箱", 2 * 2 / 6),
        ("Ａ1 b", "a1，B", 1.0),
        ("甲乙", "丙丁", 0.0),
    ],
)
def test_likeness_has_known_answers(one: str, other: str, expected: float) -> None:
    assert likeness.dice(likeness.pairs(one), likeness.pairs(other)) == pytest.approx(expected)


def test_a_major_hazard_is_not_reported_done_before_all_five_stand(world: Any) -> None:
    hazard = major(world)
    with pytest.raises(making.Refused, match="还缺：责任、措施、资金、预案"):
        make(world, hazard, "submit", roles.ENTERPRISE, **DONE)
    hazard = make(world, hazard, "plan", roles.ENTERPRISE, **FIVE)
    assert (hazard.planned_on, hazard.status) == (date(2026, 11, 20), Status.ORDERED)
    hazard = make(world, hazard, "submit", roles.ENTERPRISE, **DONE)
    assert (hazard.status, hazard.measure, hazard.outcome) == (Status.REVIEWING, "拆除隔断，更换阀门", "已拆除")


def test_no_funds_needed_is_an_answer_and_a_blank_is_none(world: Any) -> None:
    hazard = make(world, major(world), "plan", **FIVE | {"funds": 0})
    assert make(world, hazard, "submit", roles.ENTERPRISE, **DONE).status == Status.REVIEWING


def test_a_plan_puts_no_deadline_off(world: Any) -> None:
    with pytest.raises(making.Refused, match="不能晚于整改期限 2026-12-01"):
        make(world, major(world), "plan", **FIVE | {"due_on": date(2026, 12, 2)})


def test_a_general_hazard_needs_no_plan(world: Any) -> None:
    hazard = make(world, a_hazard(world.stone.enterprise, found_on=date(2026, 11, 10)), "order", due_on=clock.today())
    with pytest.raises(making.Refused):
        make(world, hazard, "plan", **FIVE)
    assert make(world, hazard, "submit", **DONE).status == Status.REVIEWING


@pytest.fixture
def taken() -> Iterator[list[tuple[Any, ...]]]:
    told: list[tuple[Any, ...]] = []

    def take(hazard: Any, *, actor: Any, reason: str, handed_on: date) -> None:
        if reason == "炸":
            raise making.Refused("不收")
        told.append((hazard.pk, actor, reason, handed_on))

    handing.on_hand_over(take)
    yield told
    handing.forget(take)


def test_enforcement_is_told_once_what_is_handed_over(world: Any, taken: list[Any]) -> None:
    hazard = make(world, major(world), "hand-over", reason="拒不整改")
    office = world.users[roles.SAFETY_OFFICE]
    assert taken == [(hazard.pk, office, "拒不整改", date(2026, 11, 20))]
    assert (hazard.status, hazard.handed_on, hazard.handed_reason) == (
        Status.ORDERED,
        date(2026, 11, 20),
        "拒不整改",
    )
    with pytest.raises(making.Refused):
        make(world, hazard, "hand-over", reason="再次")
    with pytest.raises(making.Refused):
        make(world, major(world), "hand-over", roles.ENTERPRISE, reason="再次")


def test_what_enforcement_does_not_take_is_not_handed_over(world: Any, taken: list[Any]) -> None:
    hazard = major(world)
    with pytest.raises(making.Refused, match="不收"):
        make(world, hazard, "hand-over", reason="炸")
    assert Hazard.objects.get(pk=hazard.pk).handed_on is None


def stopped(world: Any, hazard: Hazard | None) -> StopOrder:
    from anlan.kit.ledger import entry

    order = StopOrder(
        enterprise=world.stone.enterprise, hazard=hazard, reason="储罐泄漏", ordered_on=date(2026, 11, 12),
        place_id=STONE_VILLAGE,
    )  # fmt: skip
    entered: StopOrder = entry.enter(ledger_by_code("stop-order"), order, actor=None)
    return entered


def test_work_goes_on_only_after_the_hazard_passed_its_re_inspection(world: Any) -> None:
    hazard = make(world, major(world), "plan", **FIVE)
    order = make(world, stopped(world, hazard), "ask", roles.ENTERPRISE)
    assert (order.status, order.asked_on, order.line_id) == (Stop.ASKED, date(2026, 11, 20), world.line.code)
    looked = {"reinspected_on": date(2026, 11, 20), "reinspectors": "吴晓", "opinion": "合格"}
    with pytest.raises(making.Refused):
        make(world, order, "resume", **looked)
    hazard = make(world, hazard, "submit", roles.ENTERPRISE, **DONE)
    make(world, hazard, "pass")
    with pytest.raises(making.Refused):
        make(world, order, "resume", roles.ENTERPRISE, **looked)
    with pytest.raises(making.Refused, match="不能早于停产日期"):
        make(world, order, "resume", **looked | {"reinspected_on": date(2026, 11, 11)})
    order = make(world, order, "resume", **looked)
    assert (order.status, order.resumed_on, order.reinspected_on) == (
        Stop.RESUMED,
        date(2026, 11, 20),
        date(2026, 11, 20),
    )


def test_a_refusal_to_resume_is_counted_and_it_stands_still_on(world: Any) -> None:
    order = make(world, stopped(world, None), "ask", roles.ENTERPRISE)
    order = make(world, order, "refuse", opinion="未整改到位")
    assert (order.status, order.refused, order.asked_on) == (Stop.STOPPED, 1, None)


def test_the_button_of_a_hazard_fills_the_order_and_reaches_no_other_town(world: Any) -> None:
    hazard = world.stone.hazard
    asked = Visitor(world.users[roles.TOWNSHIP]).knock(Door("stop", f"/hazards/{hazard.pk}/stop"))
    assert asked.status == 302
    assert f"enterprise={world.stone.enterprise.pk}" in asked.location
    assert Visitor(world.cloud_user).knock(Door("stop", f"/hazards/{hazard.pk}/stop")).status == 404
    assert Visitor(world.users[roles.DUTY]).knock(Door("stop", f"/hazards/{hazard.pk}/stop")).status == 403
