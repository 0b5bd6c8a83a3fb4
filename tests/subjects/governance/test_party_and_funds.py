"""Units × milestones, money beside last year, honours year after year."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.governance import queries, rules, services
from anlan.subjects.governance.models import Award, Fund, MilestoneRecord, PartyActivity
from tests.factories import COUNTY, a_term, an_organisation
from tests.subjects.governance.world import a_programme, entered

NAMES = ("制定方案", "召开会议", "组建队伍")


def test_every_unit_owes_every_milestone_once(world: Any) -> None:
    programme = a_programme(*NAMES)
    units = [an_organisation(f"单位{number:02d}") for number in range(29)]
    assert services.spread(programme, units, actor=None) == 87
    assert services.spread(programme, [*units, world.stone.unit], actor=None) == 3
    MilestoneRecord.objects.filter(milestone__name="制定方案", unit__in=units).update(done_on=date(2026, 4, 1))
    MilestoneRecord.objects.filter(unit=units[0]).update(done_on=date(2026, 5, 1))
    made = queries.matrix(programme, MilestoneRecord.objects.all())
    assert [(one.label, one.done, one.should, one.share) for one in made.sums] == [
        ("制定方案", 29, 30, "96.7%"), ("召开会议", 1, 30, "3.3%"), ("组建队伍", 1, 30, "3.3%"),
    ]  # fmt: skip
    assert (len(made.rows), made.whole) == (30, 1)


def test_a_unit_that_owes_nothing_yet_at_a_new_milestone_is_not_counted_as_missing(world: Any) -> None:
    programme = a_programme("制定方案")
    services.spread(programme, [world.stone.unit], actor=None)
    other = a_programme("召开会议", name="另一个方案")
    services.spread(other, [world.cloud.unit], actor=None)
    made = queries.matrix(programme, MilestoneRecord.objects.all())
    assert [(unit.name, len(records)) for unit, records in made.rows] == [("石泉镇应急办", 1)]


def test_a_milestone_is_reached_in_its_own_programme_and_not_in_the_future(world: Any) -> None:
    programme, other = a_programme("制定方案"), a_programme("召开会议", name="另一个方案")
    check = ledger_by_code("milestone-record").check
    assert list(check({"programme": other, "milestone": programme.milestones.get()})) == ["milestone"]
    assert list(check({"done_on": date(2026, 11, 23)})) == ["done_on"]


def test_lectures_and_letters_are_counted_in_their_own_unit(world: Any) -> None:
    lecture = a_term("party-activity-kind", "应急讲堂", "lecture")
    for quantity in (1, 32):
        entered(
            PartyActivity(
                title="讲堂", kind=lecture, held_on=date(2026, 5, quantity), place_id=COUNTY, quantity=quantity
            )
            if quantity == 1
            else PartyActivity(title="讲堂汇总", kind=lecture, held_on=date(2026, 6, 1), place_id=COUNTY, quantity=32)
        )
    assert sum(PartyActivity.objects.filter(kind=lecture).values_list("quantity", flat=True)) == 33


def a_fund(use: Any, day: str, amount: str, spent: str = "0", **values: Any) -> Fund:
    on = date.fromisoformat(day)
    return entered(
        Fund(
            name=f"资金 {day}",
            use=use,
            year=on.year,
            allocated_on=on,
            amount=Decimal(amount),
            spent=Decimal(spent),
            place_id=COUNTY,
        )
    )


def test_money_stands_beside_the_same_months_and_the_whole_of_last_year(world: Any) -> None:
    safety, relief = a_term("fund-use", "安全生产", "safety"), a_term("fund-use", "救灾", "relief")
    unused = a_term("fund-use", "宣传", "publicity")
    a_fund(safety, "2026-03-01", "120.5", "60.25")
    a_fund(safety, "2026-12-01", "999")
    a_fund(safety, "2025-03-01", "100")
    a_fund(safety, "2025-12-31", "100")
    a_fund(safety, "2024-12-31", "5000")
    a_fund(relief, "2025-11-22", "224")
    rows = queries.funds_compared(Fund.objects.all(), [safety, relief, unused], date(2026, 11, 22))
    told = [
        (row.label, row.amount, row.spent, row.same_months, row.whole_year, row.growth, row.growth_over_year)
        for row in rows
    ]
    assert told == [
        ("安全生产", Decimal("120.5"), Decimal("60.25"), Decimal(100), Decimal(200), "+20.5%", "-39.8%"),
        ("救灾", 0, 0, Decimal(224), Decimal(224), "-100.0%", "-100.0%"),
        ("", Decimal("120.5"), Decimal("60.25"), Decimal(324), Decimal(424), "-62.8%", "-71.6%"),
    ]
    assert (rows[0].spent_share, rows[1].spent_share) == ("50.0%", "—")


def test_leap_day_is_compared_with_the_last_of_february(world: Any) -> None:
    use = a_term("fund-use", "安全生产", "safety")
    a_fund(use, "2028-02-29", "10")
    a_fund(use, "2027-02-28", "5")
    a_fund(use, "2027-03-01", "7")
    (row, _total) = queries.funds_compared(Fund.objects.all(), [use], date(2028, 2, 29))
    assert (row.same_months, row.growth) == (Decimal(5), "+100.0%")


def test_the_last_day_of_a_long_month_counts_last_year_too(world: Any) -> None:
    use = a_term("fund-use", "安全生产", "safety")
    a_fund(use, "2025-10-31", "5")
    (row, _total) = queries.funds_compared(Fund.objects.all(), [use], date(2026, 10, 31))
    assert row.same_months == Decimal(5)


def test_money_is_not_negative() -> None:
    assert list(ledger_by_code("fund").check({"amount": Decimal(-1), "spent": Decimal(0)})) == ["amount"]


@pytest.mark.parametrize(
    ("years", "running"), [([], 0), ([2026], 1), ([2024, 2025, 2026], 3), ([2022, 2023, 2025, 2026], 2)]
)
def test_years_in_a_row_are_counted_back_from_the_latest(years: list[int], running: int) -> None:
    assert rules.running(years) == running


def test_an_honour_three_years_in_a_row(world: Any) -> None:
    level = a_term("award-level", "省级", "province")
    made = [
        entered(
            Award(
                name="安全生产月优秀单位",
                level=level,
                year=year,
                conferred_on=date(year, 7, 1),
                unit=unit,
                place_id=COUNTY,
            )
        )
        for year, unit in ((2024, world.county), (2025, world.county), (2026, world.county), (2023, world.stone.unit))
    ]
    assert [one.years_running() for one in made] == [1, 2, 3, 1]
