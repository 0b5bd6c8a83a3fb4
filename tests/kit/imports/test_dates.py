"""Days are read in every way that people write them, and refused where two days could be meant."""

from datetime import date, datetime, time, timedelta, timezone

import pytest

from anlan.kit.imports.context import Context
from anlan.kit.imports.dates import to_date, to_datetime
from anlan.kit.imports.refusal import BadCell

IN_2022 = Context(year=2022)
NO_YEAR = Context()


@pytest.mark.parametrize(
    "cell",
    [
        "2022.3.5", "2022-03-05", "2022/3/5", "2022年3月5日", "2022年03月05号", "2022 年 3 月 5 日", "２０２２.３.５",
        "2022．3．5", "2022。3。5", "2022.03.05.", "22.3.5", "22/3/5", "20220305",
        20220305.0, 20220305, 44625, 44625.75, "44625",
        "2022-3-5 10:30", "2022-03-05T10:30:00", "2022/3/5 周六",
        "2022年3月5日（星期六）", "二〇二二年三月五日", "二○二二年三月五日",
        date(2022, 3, 5), datetime.fromisoformat("2022-03-05T23:59"), "\u200b2022-03-05\n",
    ],
)  # fmt: skip
def test_a_full_date(cell):
    assert to_date(cell, NO_YEAR) == date(2022, 3, 5)


@pytest.mark.parametrize("cell", ["3月5日", "3月5号", "3.5", "3/5", "3-5", "03.05", "3 月 5 日", "三月五日", 3.5])
def test_month_and_day_take_the_year_of_the_title(cell):
    assert to_date(cell, IN_2022) == date(2022, 3, 5)
    with pytest.raises(BadCell, match="没有年份"):
        to_date(cell, NO_YEAR)


def test_chinese_tens():
    assert to_date("二〇二二年十二月三十一日", NO_YEAR) == date(2022, 12, 31)
    assert to_date("十月二十日", IN_2022) == date(2022, 10, 20)
    assert to_date("十一月十日", IN_2022) == date(2022, 11, 10)


def test_day_numbers_in_both_systems():
    assert to_date(43613, NO_YEAR) == date(2019, 5, 28)
    assert to_date(43613 - 1462, Context(date_1904=True)) == date(2019, 5, 28)


@pytest.mark.parametrize("cell", [3.1, 3.2, 3.3, 12.1])
def test_a_number_that_may_have_lost_its_zero_is_refused(cell):
    with pytest.raises(BadCell, match="分不清"):
        to_date(cell, IN_2022)


def test_a_number_that_cannot_have_lost_a_zero_is_read():
    assert to_date(2.3, IN_2022) == date(2022, 2, 3)
    assert to_date(3.25, IN_2022) == date(2022, 3, 25)
    assert to_date("3.10", IN_2022) == date(2022, 3, 10)


@pytest.mark.parametrize(
    "cell", ["2022.3.5-3.8", "2022.3.5-2022.3.8", "3月5日至8日", "3.5-3.8", "2022年3月5日—8日", "2022-03-05~2022-03-08"]
)
def test_a_span_of_days_is_refused(cell):
    with pytest.raises(BadCell, match="一段时间"):
        to_date(cell, IN_2022)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2022-02-30", "2022年2月没有 30 日"),
        ("2022-13-01", "没有 13 月"),
        ("2022年3月", "没有日"),
        ("2022.3", "没有日"),
        (202203, "没有日"),
        ("2022年", "没有月日"),
        ("0202-03-05", "不像是对的"),
        ("1822-03-05", "不像是对的"),
        (2022.0, "不是日期"),
        ("3月", "不是日期"),
        ("立即整改", "不是日期"),
        ("2022.3.5前完成", "别的内容"),
        (True, "不是日期"),
        (time(8, 30), "不是日期"),
        ("2022-3-5 25:00", "时间不对"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(cell, why):
    with pytest.raises(BadCell, match=why):
        to_date(cell, IN_2022)


@pytest.mark.parametrize("cell", [None, "", " ", "/", "—", "无", "待定", "年 月 日"])
def test_nothing_is_no_date(cell):
    assert to_date(cell, IN_2022) is None
    assert to_datetime(cell, IN_2022) is None


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2022-03-05 14:05", (14, 5, 0)),
        ("2022年3月5日14时05分", (14, 5, 0)),
        ("2022.3.5 下午2点半", (14, 30, 0)),
        ("2022.3.5 下午2:05", (14, 5, 0)),
        ("2022/3/5 2:05:09 PM", (14, 5, 9)),
        ("3月5日 8时", (8, 0, 0)),
        ("2022-03-05", (0, 0, 0)),
        (datetime.fromisoformat("2022-03-05T14:05"), (14, 5, 0)),
        (44625 + 14 / 24, (14, 0, 0)),
        ("2022-03-05T06:05:00Z", (14, 5, 0)),
        ("2022-03-05T14:05:00+08:00", (14, 5, 0)),
        ("2022-03-05T06:05:01.500Z", (14, 5, 1)),
    ],
)
def test_moments_are_aware_and_in_chinas_time(cell, moment):
    read = to_datetime(cell, IN_2022)
    assert read == datetime(2022, 3, 5, *moment, tzinfo=timezone(timedelta(hours=8)))


def test_midnight_at_the_end_of_a_day_is_the_next_day():
    read = to_datetime("2022-03-05 24:00", NO_YEAR)
    assert read is not None
    assert read.replace(tzinfo=None) == datetime.fromisoformat("2022-03-06")
