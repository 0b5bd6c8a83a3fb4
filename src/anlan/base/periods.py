"""Stretches of whole days that figures are counted over: day, week, ten days (旬), month, quarter, half, year, any.

It must not know what day it is.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class PeriodKind(models.TextChoices):
    """How long a period is."""

    DAY = "day", gettext_lazy("日")
    WEEK = "week", gettext_lazy("周")
    TEN_DAYS = "ten-days", gettext_lazy("旬")
    MONTH = "month", gettext_lazy("月")
    QUARTER = "quarter", gettext_lazy("季")
    HALF = "half", gettext_lazy("半年")
    YEAR = "year", gettext_lazy("年")
    ANY = "any", gettext_lazy("自定义")


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
_CODE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-?(?:(?P<half>H[12])|(?P<quarter>Q[1-4])|(?P<week>W\d{2})"
    r"|(?P<month>\d{2})(?:-(?:(?P<ten>T[123])|(?P<day>\d{2})))?))?"
)


@dataclass(frozen=True, order=True)
class Period:
    """Whole days from ``first`` to ``last``, both included. Weeks begin on Monday and are numbered as in ISO 8601."""

    first: date
    last: date
    kind: PeriodKind = PeriodKind.ANY

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(_("时段的止日 %(last)s 早于起日 %(first)s。") % {"first": self.first, "last": self.last})

    @classmethod
    def of(cls, kind: str, on: date) -> Self:
        """The period of that kind which holds a day; ``any`` gives the day itself."""
        kind = PeriodKind(kind)
        if kind in _MONTHS:
            length = _MONTHS[kind]
            first = date(on.year, (on.month - 1) // length * length + 1, 1)
            return cls(first, _month_end(first.year, first.month + length - 1), kind)
        if kind == PeriodKind.WEEK:
            first = on - timedelta(days=on.weekday())
            return cls(first, first + timedelta(days=6), kind)
        if kind == PeriodKind.TEN_DAYS:
            third = min((on.day - 1) // 10, 2)
            first = on.replace(day=third * 10 + 1)
            return cls(first, _month_end(on.year, on.month) if third == 2 else first.replace(day=third * 10 + 10), kind)
        return cls(on, on, kind)

    @classmethod
    def parse(cls, code: str) -> Self:
        """Read ``2026``, ``2026H1``, ``2026Q3``, ``2026-11``, ``2026-11-T2``, ``2026-W47``, ``2026-11-22``, ``a..b``.

        Raises ``ValueError`` with a sentence.
        """
        try:
            if ".." in code:
                first, last = code.split("..")
                return cls(date.fromisoformat(first), date.fromisoformat(last))
            return cls._parse_named(code)
        except (ValueError, OverflowError) as error:
            raise ValueError(_("看不懂的时段“%(code)s”。") % {"code": code}) from error

    @classmethod
    def _parse_named(cls, code: str) -> Self:
        found = _CODE.fullmatch(code)
        if found is None:
            raise ValueError(code)
        year = int(found["year"])
        if found["half"]:
            return cls.of(PeriodKind.HALF, date(year, int(found["half"][1]) * 6, 1))
        if found["quarter"]:
            return cls.of(PeriodKind.QUARTER, date(year, int(found["quarter"][1]) * 3, 1))
        if found["week"]:
            return cls.of(PeriodKind.WEEK, date.fromisocalendar(year, int(found["week"][1:]), 1))
        if not found["month"]:
            return cls.of(PeriodKind.YEAR, date(year, 1, 1))
        month = int(found["month"])
        if found["ten"]:
            return cls.of(PeriodKind.TEN_DAYS, date(year, month, int(found["ten"][1]) * 10 - 9))
        if found["day"]:
            return cls.of(PeriodKind.DAY, date(year, month, int(found["day"])))
        return cls.of(PeriodKind.MONTH, date(year, month, 1))

    @property
    def code(self) -> str:
        """The text that ``parse`` reads back."""
        on = self.first
        if self.kind == PeriodKind.ANY:
            return f"{self.first.isoformat()}..{self.last.isoformat()}"
        writers: dict[PeriodKind, Callable[[], str]] = {
            PeriodKind.YEAR: lambda: f"{on.year:04d}",
            PeriodKind.HALF: lambda: f"{on.year:04d}H{(on.month + 5) // 6}",
            PeriodKind.QUARTER: lambda: f"{on.year:04d}Q{(on.month + 2) // 3}",
            PeriodKind.MONTH: lambda: f"{on:%Y-%m}",
            PeriodKind.TEN_DAYS: lambda: f"{on:%Y-%m}-T{self._third}",
            PeriodKind.WEEK: lambda: "{:04d}-W{:02d}".format(*on.isocalendar()),
        }
        return writers.get(self.kind, on.isoformat)()

    @property
    def label(self) -> str:
        """As people here write it: 2026年11月中旬, 2026年第3季度, 2026年第47周."""
        on, year = self.first, self.first.year
        if self.kind == PeriodKind.YEAR:
            return _("%(year)d年") % {"year": year}
        if self.kind == PeriodKind.HALF:
            return (_("%(year)d年上半年") if on.month == 1 else _("%(year)d年下半年")) % {"year": year}
        if self.kind == PeriodKind.QUARTER:
            return _("%(year)d年第%(number)d季度") % {"year": year, "number": (on.month + 2) // 3}
        if self.kind == PeriodKind.WEEK:
            week = on.isocalendar()
            return _("%(year)d年第%(number)d周") % {"year": week.year, "number": week.week}
        month = _("%(year)d年%(month)d月") % {"year": year, "month": on.month}
        if self.kind == PeriodKind.MONTH:
            return month
        if self.kind == PeriodKind.TEN_DAYS:
            return month + (_("上旬"), _("中旬"), _("下旬"))[self._third - 1]
        if self.first == self.last:
            return month + _("%(day)d日") % {"day": on.day}
        return _("%(first)s 至 %(last)s") % {"first": self.first.isoformat(), "last": self.last.isoformat()}

    @property
    def _third(self) -> int:
        return self.first.day // 10 + 1

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def begins_at(self) -> datetime:
        """The first moment, in the bureau's time zone."""
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def ends_at(self) -> datetime:
        """The first moment after it: use as ``__lt``."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))

    def __contains__(self, on: date) -> bool:
        day = timezone.localtime(on).date() if isinstance(on, datetime) else on
        return self.first <= day <= self.last

    def previous(self) -> Self:
        """The period of the same kind just before; for ``any`` as many days just before."""
        if self.kind == PeriodKind.ANY:
            if self._whole_months:
                months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
                last = self.first - timedelta(days=1)
                index = last.year * 12 + last.month - months
                return type(self)(date(index // 12, index % 12 + 1, 1), last)
            return type(self)(self.first - timedelta(days=self.days), self.first - timedelta(days=1))
        return self.of(self.kind, self.first - timedelta(days=1))

    def next(self) -> Self:
        """The period of the same kind just after; for ``any`` as many days just after."""
        if self.kind == PeriodKind.ANY:
            return type(self)(self.last + timedelta(days=1), self.last + timedelta(days=self.days))
        return self.of(self.kind, self.last + timedelta(days=1))

    def previous_year(self) -> Self:
        """The same period last year: same months, same days, same ISO week (week 53 falls back to the last)."""
        if self.kind == PeriodKind.WEEK:
            week = self.first.isocalendar()
            last_week = date(week.year - 1, 12, 28).isocalendar().week
            return self.of(self.kind, date.fromisocalendar(week.year - 1, min(week.week, last_week), 1))
        first = _year_before(self.first)
        if self.kind != PeriodKind.ANY:
            return self.of(self.kind, first)
        if self._whole_months:
            return type(self)(first, _month_end(self.last.year - 1, self.last.month))
        return type(self)(first, _year_before(self.last))

    @property
    def _whole_months(self) -> bool:
        return self.first.day == 1 and self.last == _month_end(self.last.year, self.last.month)

    def until(self, on: date) -> Self:
        """The part up to and including a day, as ``any``; the whole period where the day is past its end.

        Compare a running month with ``month.until(today).previous_year()``.
        """
        if on >= self.last:
            return self
        return type(self)(self.first, max(on, self.first))

    def split(self, kind: str) -> list[Self]:
        """Its pieces of a shorter kind, clipped at both ends."""
        pieces: list[Self] = []
        on = self.first
        while on <= self.last:
            piece = self.of(kind, on)
            first, last = max(piece.first, self.first), min(piece.last, self.last)
            whole = (first, last) == (piece.first, piece.last)
            pieces.append(piece if whole else type(self)(first, last))
            on = piece.last + timedelta(days=1)
        return pieces


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _year_before(on: date) -> date:
    return on.replace(year=on.year - 1, day=min(on.day, monthrange(on.year - 1, on.month)[1]))
