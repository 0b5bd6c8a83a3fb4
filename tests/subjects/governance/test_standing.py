"""Targets, committees, what is done day by day at the grassroots; who writes the day of an end; what waits for whom."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.places.models import Place
from anlan.kit.ledger.forms import form_class
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.notify.models import Addressee, Notice
from anlan.kit.records import writing
from anlan.subjects.governance import counting, queries
from anlan.subjects.governance.choices import Bound
from anlan.subjects.governance.models import (
    CommitteeMember,
    GrassrootsAct,
    Lesson,
    LessonReceipt,
    SupervisionOrder,
    Target,
)
from anlan.web import workbench
from tests.factories import CLOUD, CLOUD_VILLAGE, COUNTY, STONE, STONE_VILLAGE, a_place, an_organisation
from tests.subjects.governance.test_pages import body, get
from tests.subjects.governance.world import an_order, entered, moved

GRID = f"{STONE_VILLAGE[:12]}001"


def a_target(**values: Any) -> Target:
    given = {"name": "事故死亡人数", "year": 2026, "bound": Bound.AT_MOST, "goal": Decimal(9), "place_id": COUNTY}
    return entered(Target(**given | values))


@pytest.mark.parametrize(
    ("bound", "goal", "actual", "reached", "share"),
    [
        (Bound.AT_MOST, 9, 9, True, None),
        (Bound.AT_MOST, 9, 10, False, None),
        (Bound.AT_LEAST, 60, 62, True, Decimal("103.3")),
        (Bound.AT_LEAST, 60, 59, False, Decimal("98.3")),
        (Bound.AT_LEAST, 0, 3, True, None),
        (Bound.AT_LEAST, 60, None, None, None),
    ],
)
def test_a_target_is_kept_or_not_or_not_known(
    bound: str, goal: int, actual: int | None, reached: Any, share: Any
) -> None:
    given = None if actual is None else Decimal(actual)
    target = Target(name="指标", year=2026, bound=bound, goal=Decimal(goal), actual=given)
    assert (target.reached, target.share) == (reached, share)


def test_a_plan_has_a_target_a_year_and_the_list_tells_kept_from_missed(world: Any) -> None:
    kept = a_target(actual=Decimal(8), measured_on=date(2026, 11, 20))
    missed = a_target(year=2025, actual=Decimal(12), measured_on=date(2025, 12, 31))
    a_target(year=2027)
    ledger = ledger_by_code("target")
    chips = {str(label): condition for label, condition in ledger.chips.items()}
    assert list(Target.objects.filter(chips["达到"])) == [kept]
    assert list(Target.objects.filter(chips["未达到"])) == [missed]
    with pytest.raises(IntegrityError), transaction.atomic():
        a_target()
    assert ledger.check({"actual": Decimal(1), "measured_on": None}) == {
        "measured_on": "填了实际值，请写明截至哪一天。"
    }


def test_members_with_an_inner_unit_and_specialist_committees_are_counted_apart(world: Any) -> None:
    board = an_organisation("县安委会", COUNTY)
    committees = [board, *(an_organisation(f"{name}专委会", COUNTY) for name in ("道路交通", "消防安全"))]
    for number, unit in enumerate((world.county, world.stone.unit, world.cloud.unit)):
        inner = {"inner_unit": "安监股", "inner_unit_on": date(2026, 3, 1)} if number < 2 else {}
        entered(CommitteeMember(committee=board, unit=unit, place_id=COUNTY, from_on=date(2026, 1, 1), **inner))
    for committee in committees[1:]:
        entered(CommitteeMember(committee=committee, unit=world.county, place_id=COUNTY, from_on=date(2026, 1, 1)))
    members = CommitteeMember.objects.filter(committee=board)
    assert members.exclude(inner_unit="").count() == 2
    assert CommitteeMember.objects.values("committee").distinct().count() == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        entered(CommitteeMember(committee=board, unit=world.county, place_id=COUNTY, from_on=date(2026, 5, 1)))


def the_acts() -> dict[str, Any]:
    entries = [("daily", "每日"), ("patrol", "每日一巡查", "daily"), ("report", "每日一报告", "daily"),
               ("publicity", "一企一宣传"), ("consultation", "咨询日活动")]  # fmt: skip
    return {term.code: term for term in terms.put("grassroots-act", "基层履职事项", entries)}


def an_act(kind: Any, place: str, **values: Any) -> GrassrootsAct:
    return entered(GrassrootsAct(**{"kind": kind, "place_id": place, "done_on": clock.today()} | values))


def test_a_day_is_whole_where_every_daily_act_was_done(world: Any) -> None:
    kinds = the_acts()
    a_place(GRID, "第一网格")
    an_act(kinds["patrol"], GRID)
    an_act(kinds["patrol"], STONE_VILLAGE)
    an_act(kinds["report"], STONE)  # the town reported for all its villages
    an_act(kinds["patrol"], CLOUD_VILLAGE, done_on=date(2026, 11, 21))
    villages = Place.objects.filter(code__in=(STONE_VILLAGE, CLOUD_VILLAGE))
    daily = counting.daily_acts(
        GrassrootsAct.objects.all(), villages, clock.today(), {STONE: "石泉镇", CLOUD: "云溪镇"}
    )
    assert [(row.label, row.of, [done for _kind, done in row.done]) for row in daily.rows] == [
        ("石泉镇", 1, [1, 1]), ("云溪镇", 1, [0, 0]),
    ]  # fmt: skip
    assert daily.all_done == 1


def test_a_firm_is_visited_once_however_often_somebody_came(world: Any) -> None:
    kinds = the_acts()
    for _time in range(2):
        an_act(kinds["publicity"], STONE_VILLAGE, enterprise=world.stone.firm)
    an_act(kinds["publicity"], CLOUD_VILLAGE, enterprise=world.cloud.firm, done_on=date(2025, 11, 20))
    visited = counting.firms_visited(GrassrootsAct.objects.all(), queries.enterprises(), clock.today())
    assert (visited.done, visited.should, visited.share) == (1, 2, "50.0%")


def test_the_page_of_daily_acts_is_closed_without_the_grant_and_shows_a_town_its_own(world: Any) -> None:
    the_acts()
    a_place(GRID, "第一网格")
    page = "/governance/grassroots"
    assert get(world.users["expert"], page).status == 403
    office, town = (body(get(world.users[who], page)) for who in ("office", "stone"))
    assert "云溪镇" in office
    assert "石泉镇" in town
    assert "云溪镇" not in town


def test_the_day_of_an_end_is_written_by_the_move_alone(world: Any) -> None:
    order = an_order(world)
    form = form_class(ledger_by_code("supervision-order"))(instance=order, user=world.users["office"])
    assert form.fields["closed_on"].disabled
    before = writing.values_of(order)
    order.closed_on = clock.today()
    with pytest.raises(writing.Barred, match="“办结日期”由办理步骤写入"):
        writing.change(order, before, actor=world.users["office"])
    order = moved(world, moved(world, SupervisionOrder.objects.get(), "reply", "stone", reply="已办"), "accept")
    assert order.closed_on == clock.today()
    past = an_order(world, title="旧事项", closed_on=date(2026, 11, 21))  # a finished one brings its day
    assert past.status == "closed"


def first_moves(user: Any) -> dict[str, str]:
    items, _total = workbench.waiting(user)
    return {item["title"]: str(item["move"].label) for item in items if item["move"]}


def test_each_is_offered_what_is_his_own_to_do(world: Any) -> None:
    clock.set_for_tests(clock.at("2026-12-05 09:00"))
    order = an_order(world)
    assert first_moves(world.users["office"]) == {order.title: "催办"}
    assert first_moves(world.users["stone"]) == {order.title: "签收"}
    assert first_moves(world.users["leader"])[order.title] == "催办"
    moved(world, order, "urge", "office", opinion="今天下班前回复")
    notice = Notice.objects.get(key=f"supervision-order-urge-{order.pk}-1")
    assert [one.person.name for one in Addressee.objects.filter(notice=notice)] == ["石主任"]
    moved(world, SupervisionOrder.objects.get(), "reply-for", "office", reply="电话答复已整改")
    assert first_moves(world.users["office"]) == {order.title: "审核通过"}
    assert first_moves(world.users["stone"]) == {}


def test_who_is_late_with_a_lesson_is_chased_and_the_notice_leads_to_the_receipt(world: Any) -> None:
    lesson = entered(
        Lesson(title="闪爆警示", content="动火未清洗", issuer=world.county, place_id=COUNTY, unit_kinds=["town-office"],
               due_on=date(2026, 11, 25))
    )  # fmt: skip
    moved(world, lesson, "issue")
    assert Notice.objects.get(topic="lesson").about == "lesson-receipt"
    assert first_moves(world.users["stone"]) == {"闪爆警示": "已阅"}
    assert first_moves(world.users["office"]) == {}
    clock.set_for_tests(clock.at("2026-11-27 09:00"))
    assert first_moves(world.users["office"]) == {"闪爆警示": "催收"}
    receipt = LessonReceipt.objects.get(unit=world.stone.unit)
    moved(world, receipt, "chase")
    assert Notice.objects.filter(key=f"lesson-chase-{receipt.pk}-1").exists()
    ledger = ledger_by_code("lesson-receipt")
    assert not visible(ledger, world.users["warehouse"]).exists()
