"""Working days of a plan, ends of statutory limits, formulas of rates: known answers."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from anlan.subjects.enforcement.choices import LimitUnit
from anlan.subjects.enforcement.rules import formula
from anlan.subjects.enforcement.rules.cases import surcharge
from anlan.subjects.enforcement.rules.clocks import ends_on
from anlan.subjects.enforcement.rules.workdays import statutory_days, workdays

pytestmark = pytest.mark.django_db  # the bureau may decide days of its own

VECTORS = list(csv.DictReader((Path(__file__).parent / "workdays.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("vector", VECTORS)
def test_working_days_of_a_real_county(vector: dict[str, str]) -> None:
    found = workdays(
        staff=int(vector["total_staff"]),
        statutory_days=int(vector["statutory_days"]),
        other=int(vector["other_enforcement"]),
        non_enforcement=int(vector["non_enforcement"]),
    )
    assert (found.gross, found.supervision) == (int(vector["gross"]), int(vector["expected_supervision_days"]))


def test_more_other_days_than_there_are_shows_below_zero() -> None:
    assert workdays(staff=2, statutory_days=248, other=400, non_enforcement=200).supervision == -104


def test_the_statutory_days_of_a_year_are_counted_from_the_holidays() -> None:
    assert statutory_days(2025) == 248


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        ("2026-11-02", 90, LimitUnit.DAY, "2027-01-31"),
        ("2026-11-20", 5, LimitUnit.WORKDAY, "2026-11-27"),  # a Friday: the weekend does not count
        ("2026-09-28", 7, LimitUnit.WORKDAY, "2026-10-13"),  # 29, 30 September, then 8, 9, 10 (worked), 12, 13
        ("2026-11-30", 3, LimitUnit.MONTH, "2027-02-28"),
        ("2024-02-29", 2, LimitUnit.YEAR, "2026-02-28"),
        ("2026-12-31", 2, LimitUnit.MONTH, "2027-02-28"),
    ],
)
def test_limits_end_on_these_days(start: str, amount: int, unit: str, end: str) -> None:
    assert ends_on(date.fromisoformat(start), amount, unit) == date.fromisoformat(end)


def test_money_is_no_time() -> None:
    with pytest.raises(ValueError, match="no unit of time"):
        ends_on(date(2026, 11, 2), 3000, LimitUnit.YUAN)


@pytest.mark.parametrize(
    ("owed", "late", "added"),
    [("10000", 0, "0"), ("10000", 1, "300.00"), ("10000", 33, "9900.00"), ("10000", 40, "10000")],
)
def test_paying_late_adds_three_per_cent_a_day_up_to_the_fine(owed: str, late: int, added: str) -> None:
    assert surcharge(Decimal(owed), late_days=late, percent=3) == Decimal(added)


COUNTS = {"双随机检查数": 30, "计划检查数": 80, "投诉举报数": 5, "转办数": 15, "空": 0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("双随机检查数", Decimal(30)),
        ("计划检查数 - 投诉举报数 - 转办数", Decimal(60)),
        ("（计划检查数－投诉举报数）×2", Decimal(150)),
        ("双随机检查数 / (计划检查数 - 投诉举报数 - 转办数)", Decimal("0.5")),
        ("1.5 * 双随机检查数 + 2", Decimal("47.0")),
        ("双随机检查数 / 空", None),
    ],
)
def test_formulas_give_known_answers(text: str, expected: Decimal | None) -> None:
    assert formula.value(text, COUNTS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "双随机检查数 +", "__import__('os')", "计划检查数 ** 9", "计划检查数.bit_length()", "[1][0]",
        "计划检查数 if 1 else 2",
                "'a'", "True", "lambda: 1", "计划检查数; 1", "9" * 400, "(" * 200 + "1" + ")" * 200,
        "-计划检查数", "计划检查数 // 2",
        "f'{计划检查数}'", "计划检查数 @ 2", "1e400 if 0 else 1",
    ],
)  # fmt: skip
def test_nothing_but_arithmetic_is_read(text: str) -> None:
    with pytest.raises(formula.BadFormula):
        formula.value(text, COUNTS)


def test_an_unknown_count_is_named() -> None:
    assert formula.check("双随机检查数 / 检察数", COUNTS) == (
        "没有“检察数”这个计数，可用的有：双随机检查数、计划检查数、投诉举报数、转办数、空。"
    )
    assert formula.check("双随机检查数 / 计划检查数", COUNTS) is None
