"""The five rates over a little world counted by hand, by town; quotas of towns; plans and the yearly limit."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.choices import ItemWay
from anlan.subjects.enforcement.models import EnforcementPlan, PlanItem, RateFormula, SupervisionMatter, TownQuota
from anlan.subjects.hazards.models import Inspection
from tests.factories import CLOUD, CLOUD_VILLAGE, COUNTY, STONE, STONE_VILLAGE, a_term, an_inspection
from tests.subjects.enforcement.world import day, entered, move

pytestmark = pytest.mark.django_db


def an_item(world: Any, firm: int, way: str, due: str, **values: Any) -> PlanItem:
    enterprise = world.firms[firm]
    return entered(
        PlanItem(
            plan=world.plan, enterprise=enterprise, way=way, due_on=day(due), place_id=enterprise.place_id,
            matter=values.pop("matter", world.matter), **values,
        )
    )  # fmt: skip


def a_little_world(world: Any) -> None:
    """Stone town has the even firms, Cloud the odd ones; today is 23 November."""
    clean = terms.by_name("draw-result")["未发现问题"]
    done = {"done_on": day("2026-10-12"), "result": clean}
    an_item(
        world, 0, ItemWay.RANDOM, "2026-10-31", notified_on=day("2026-10-08"), published_on=day("2026-10-30"), **done
    )
    an_item(
        world, 2, ItemWay.RANDOM, "2026-10-31", notified_on=day("2026-10-13"), published_on=day("2026-11-20"), **done
    )
    an_item(world, 4, ItemWay.ROUTINE, "2026-10-05", notice_needed=False, **done)  # late, not published
    an_item(world, 6, ItemWay.COMPLAINT, "2026-10-31")
    an_item(world, 1, ItemWay.RANDOM, "2026-12-31")
    an_item(world, 3, ItemWay.SPECIAL, "2026-11-20", done_on=day("2026-11-20"), notified_on=day("2026-11-20"))
    an_item(world, 5, ItemWay.RANDOM, "2025-12-31")  # another year
    dropped = an_item(world, 7, ItemWay.RANDOM, "2026-11-30")
    move(dropped, "drop", world.office, opinion="企业已关闭")
    entered(SupervisionMatter(code="AJ-02", name="特种作业", place_id=COUNTY))
    entered(SupervisionMatter(code="AJ-03", name="不再开展", place_id=COUNTY, active=False))


def test_counts_are_those_counted_by_hand(world: Any) -> None:
    a_little_world(world)
    counts = queries.counts_by_town(PlanItem.objects.all(), date(2026, 1, 1), date(2026, 12, 31))
    assert counts[""] == {
        "计划检查数": 6, "双随机检查数": 3, "重点检查数": 0, "特殊重点领域数": 1, "投诉举报数": 1, "转办数": 0,
        "监测发现数": 0, "到期任务数": 5, "按期完成数": 2, "已检查数": 4, "应告知数": 3, "已告知数": 2, "应公示数": 3,
        "按时公示数": 1, "已覆盖事项数": 1, "监管事项数": 2,
    }  # fmt: skip
    assert counts[STONE[:9]]["计划检查数"] == 4
    assert counts[CLOUD[:9]] == {
        "计划检查数": 2, "双随机检查数": 1, "重点检查数": 0, "特殊重点领域数": 1, "投诉举报数": 0, "转办数": 0,
        "监测发现数": 0, "到期任务数": 1, "按期完成数": 0, "已检查数": 1, "应告知数": 1, "已告知数": 1, "应公示数": 0,
        "按时公示数": 0, "已覆盖事项数": 1, "监管事项数": 2,
    }  # fmt: skip


def test_the_five_rates_follow_from_the_counts(world: Any) -> None:
    a_little_world(world)
    counts = queries.counts_by_town(PlanItem.objects.all(), date(2026, 1, 1), date(2026, 12, 31))[""]
    found = {one.code: queries.rate(one, counts) for one in RateFormula.objects.order_by("position")}
    assert {code: rate.percent for code, rate in found.items()} == {
        "R1": Decimal(75), "R2": Decimal(50), "R3": Decimal(40), "R4": Decimal(200) / 3, "R5": Decimal(100) / 3,
    }  # fmt: skip
    assert not any(rate.reached for rate in found.values())


def test_no_denominator_no_figure(world: Any) -> None:
    counts = queries.counts_by_town(PlanItem.objects.all(), date(2026, 1, 1), date(2026, 12, 31))[""]
    assert queries.rate(RateFormula.objects.get(code="R1"), counts).percent is None


def test_an_edited_formula_holds_at_once_and_a_broken_one_says_so(world: Any) -> None:
    a_little_world(world)
    counts = queries.counts_by_town(PlanItem.objects.all(), date(2026, 1, 1), date(2026, 12, 31))[""]
    edited = RateFormula.objects.get(code="R1")
    edited.denominator = "计划检查数"
    assert queries.rate(edited, counts).percent == 50
    edited.denominator = "计划检查"
    assert queries.rate(edited, counts).fault == "没有“计划检查”这个计数。"
    errors = ledger_by_code("rate-formula").check({"numerator": "双随机检查数", "denominator": "计划检查数 *"})
    assert errors == {"denominator": "公式写法不对，只能用计数名称、数字、+ - * / 和括号。"}


def test_a_town_fulfils_its_quota_by_its_own_inspections(world: Any) -> None:
    for place, target in ((STONE, 3), (CLOUD, 1)):
        entered(TownQuota(plan=world.plan, place_id=place, month_on=date(2026, 11, 1), target=target))
    entered(TownQuota(plan=world.plan, place_id=STONE, month_on=date(2026, 10, 1), target=1))
    for when in ("2026-11-02", "2026-11-09", "2026-10-30"):
        an_inspection(world.firms[0], inspected_on=day(when), organisation=world.town)
    an_inspection(world.firms[0], inspected_on=day("2026-11-10"), organisation=world.brigade)  # the county's own
    done = queries.quotas(TownQuota.objects.all(), Inspection.objects.all(), date(2026, 10, 1), date(2026, 11, 30))
    assert [(one.town, one.month_on.month, one.target, one.done) for one in done] == [
        (STONE, 10, 1, 1), (STONE, 11, 3, 2), (CLOUD, 11, 1, 0),
    ]  # fmt: skip


def test_an_enterprise_is_not_planned_beyond_the_published_limit(world: Any) -> None:
    check = ledger_by_code("plan-item").check
    values = {"enterprise": world.firms[0], "matter": world.matter, "due_on": day("2026-12-31")}
    assert check(values) == {}
    for when in ("2026-03-02", "2026-06-02"):
        an_inspection(world.firms[0], inspected_on=day(when))
    assert check(values) == {
        "enterprise": "这家企业本年已检查 2 次，达到“安全生产监督检查”的年度上限 2 次。"
    }  # fmt: skip
    assert check(values | {"due_on": day("2027-01-31")}) == {}


def test_the_days_of_publication_run_from_the_check(world: Any) -> None:
    item = an_item(world, 0, ItemWay.RANDOM, "2026-11-30")
    item = move(item, "tell", world.township, day=day("2026-11-20"))
    item = move(item, "done", world.township, day=day("2026-11-23"), result="ordered")
    assert (item.result.name, item.publish_due_on, item.status) == (
        "发现问题已责令改正", clock.add_working_days(day("2026-11-23"), 20), "done",
    )  # fmt: skip
    assert ledger_by_code("plan-item").deadline(item) == item.publish_due_on


def test_a_plan_without_statutory_days_takes_those_of_its_year(world: Any) -> None:
    ledger = ledger_by_code("enforcement-plan")
    values: dict[str, Any] = {"year": 2025, "staff": 8, "other_days": 1035, "non_enforcement_days": 535}
    ledger.tidy(values)
    assert values["statutory_days"] == 248
    assert ledger.check(values) == {}
    plan = EnforcementPlan(**values)
    assert (plan.days.gross, plan.days.supervision) == (1984, 414)
    assert ledger.check(values | {"non_enforcement_days": 950}) == {
        "non_enforcement_days": "其他工作日合计超过总法定工作日 1984 天。"
    }
    entered_plan = entry.enter(
        ledger, EnforcementPlan(name="2027 年", year=2027, organisation=world.town, place_id=STONE, staff=2), actor=None
    )
    assert entered_plan.statutory_days > 240


def test_the_places_of_firms_stand_where_expected() -> None:
    assert (STONE_VILLAGE[:9], CLOUD_VILLAGE[:9]) == (STONE[:9], CLOUD[:9])
    assert a_term("draw-result", "未发现问题", "clean").code == "clean"
