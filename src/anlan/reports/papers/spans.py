"""Periods as people write them: 2026年上半年, 2026Q1, 上期, 同期, 本年. Must not know figures."""

import re
from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from anlan.base.periods import Period, PeriodKind

_SPOKEN = re.compile(
    r"(?P<year>\d{4})年(?:度|(?P<half>[上下])半年|(?:第?(?P<quarter>[1-4一二三四])季度)|第?(?P<week>\d{1,2})周"
    r"|(?P<month>\d{1,2})月(?:(?P<ten>[上中下])旬|(?P<day>\d{1,2})日)?)?"
)
_DIGIT = {"一": "1", "二": "2", "三": "3", "四": "4"}


def read(text: str) -> Period:
    """A period by its code or as it is said. Raises ``ValueError`` with a sentence."""
    text = text.strip().replace(" ", "")
    said = _SPOKEN.fullmatch(text)
    return Period.parse(_code(said) if said is not None else text)


def _code(said: re.Match[str]) -> str:
    year = said["year"]
    if said["half"]:
        return f"{year}H{1 if said['half'] == '上' else 2}"
    if said["quarter"]:
        return f"{year}Q{_DIGIT.get(said['quarter'], said['quarter'])}"
    if said["week"]:
        return f"{year}-W{int(said['week']):02d}"
    if not said["month"]:
        return year
    month = f"{year}-{int(said['month']):02d}"
    if said["ten"]:
        return f"{month}-T{'上中下'.index(said['ten']) + 1}"
    return f"{month}-{int(said['day']):02d}" if said["day"] else month


def relative(word: str, period: Period) -> Period | None:
    """上期, 同期 and their like, seen from a report's period; None for what is no such word."""
    year = period.last.year
    ways: dict[str, Callable[[], Period]] = {
        "本期": lambda: period,
        "上期": period.previous,
        "同期": period.previous_year,
        "上年同期": period.previous_year,
        "本年": lambda: _until(date(year, 1, 1), period.last),
        "本年同期": lambda: _until(date(year, 1, 1), period.last).previous_year(),
        "全年": lambda: Period.of(PeriodKind.YEAR, period.last),
        "上年": lambda: Period.of(PeriodKind.YEAR, date(year - 1, 1, 1)),
        "下年": lambda: Period.of(PeriodKind.YEAR, date(year + 1, 1, 1)),
        "本月": lambda: Period.of(PeriodKind.MONTH, period.last),
    }
    return ways[word]() if word in ways else None


WORDS = ("本期", "上期", "同期", "本年", "本年同期", "全年", "上年", "下年", "本月")


def of_tag(text: str, period: Period) -> Period:
    """What 时段= names. Raises ``ValueError`` with a sentence."""
    found = relative(text, period)
    if found is not None:
        return found
    try:
        return read(text)
    except ValueError as wrong:
        raise ValueError(
            _("%(fault)s可以写 2026、2026H1、2026Q3、2026-11、2026-W47、2026-11-22、起日..止日，或%(words)s。")
            % {"fault": wrong, "words": "、".join(WORDS)}
        ) from wrong


def _until(first: date, last: date) -> Period:
    whole = Period.of(PeriodKind.YEAR, first)
    return whole if last == whole.last else Period(first, last)


def day(on: date) -> str:
    """2026年3月5日."""
    return _("%(year)d年%(month)d月%(day)d日") % {"year": on.year, "month": on.month, "day": on.day}
