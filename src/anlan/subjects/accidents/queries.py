"""Questions to accidents: limits of reporting, unanswered inquiry lines, sums of a period by sector and by town.

They must not know who asks: rows come in already narrowed to what the person may see."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.periods import Period
from anlan.base.places.codes import county_of, town_of
from anlan.base.places.models import Place
from anlan.subjects.accidents import rules
from anlan.subjects.accidents.choices import Level
from anlan.subjects.accidents.models import (
    Accident,
    InquiryItem,
    Investigation,
    ReportingLimit,
)

LIMITS_KEY, KEPT_SECONDS = "accidents:limits", 30


@dataclass(frozen=True, slots=True)
class Figures:
    """What accidents of one stretch come to; ``larger`` are those of the level 较大 and above. ``loss`` in 万元."""

    accidents: int = 0
    deaths: int = 0
    serious: int = 0
    larger: int = 0
    loss: Decimal = Decimal(0)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.accidents + other.accidents,
            self.deaths + other.deaths,
            self.serious + other.serious,
            self.larger + other.larger,
            self.loss + other.loss,
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures of a period beside those of the same months last year. ``key`` and ``label`` say whose they are."""

    key: str
    label: str
    now: Figures = Figures()
    before: Figures = Figures()
    target: dict[str, str] | None = None

    @property
    def accidents_less(self) -> int:
        """How many accidents more (less, when negative)."""
        return self.now.accidents - self.before.accidents

    @property
    def deaths_less(self) -> int:
        """How many deaths more (less, when negative)."""
        return self.now.deaths - self.before.deaths

    @property
    def accidents_change(self) -> float | None:
        """Per cent; ``None`` where there were none last year."""
        return rules.change_of(self.now.accidents, self.before.accidents)

    @property
    def deaths_change(self) -> float | None:
        """Per cent; ``None`` where nobody died last year."""
        return rules.change_of(self.now.deaths, self.before.deaths)

    @property
    def verdict(self) -> str:
        """``both`` fell (双下降), ``nobody`` died in either year and accidents fell, ``flat`` where nothing happened in
        either year, else what did not fall."""
        accidents, deaths = self.accidents_less, self.deaths_less
        if self.now == self.before == Figures():
            return "flat"
        if accidents < 0 and deaths < 0:
            return "both"
        if accidents < 0 and not self.now.deaths:
            return "nobody"
        if accidents < 0:
            return "accidents"
        return "deaths" if deaths < 0 else "neither"


def limit_rows() -> list[ReportingLimit]:
    """Limits in use, kept for some seconds."""
    kept: list[ReportingLimit] | None = cache.get(LIMITS_KEY)
    if kept is None:
        kept = list(ReportingLimit.objects.filter(active=True).order_by("minutes", "id"))
        cache.set(LIMITS_KEY, kept, KEPT_SECONDS)
    return kept


def minutes_for(step: str, level: int | None) -> int | None:
    """The strictest limit of a step for that level (the lightest where none is known yet); ``None`` without a limit."""
    judged = level or Level.GENERAL
    fitting = (row.minutes for row in limit_rows() if row.step == step and row.gravest <= judged <= row.lightest)
    return min(fitting, default=None)


def unanswered(investigation: Investigation) -> QuerySet[InquiryItem]:
    """Lines in use to which this investigation has no answer yet."""
    answered = investigation.answers.values("item_id")
    return InquiryItem.objects.filter(active=True).exclude(pk__in=answered).order_by("scheme__position", "position")


def in_period(rows: QuerySet[Accident], period: Period) -> QuerySet[Accident]:
    """Accidents that happened in a period and make the official figures."""
    return rows.filter(counted=True, occurred_at__gte=period.begins_at, occurred_at__lt=period.ends_at)


SUMS = {
    "n": Count("id"),
    "dead": Sum("deaths"),
    "hurt": Sum("serious_injuries"),
    "larger": Count("id", filter=Q(level__lte=Level.LARGER)),
    "cost": Sum("loss"),
}


def figures_by(rows: QuerySet[Accident], *fields: str) -> dict[tuple[Any, ...], Figures]:
    """Sums of accidents by some of their fields, in one query."""
    return {
        tuple(row[name] for name in fields): _figures(row) for row in rows.order_by().values(*fields).annotate(**SUMS)
    }


def figures(rows: QuerySet[Accident]) -> Figures:
    """Sums of all of them."""
    return _figures(rows.aggregate(**SUMS))


def _figures(row: dict[str, Any]) -> Figures:
    return Figures(row["n"], row["dead"] or 0, row["hurt"] or 0, row["larger"], row["cost"] or Decimal(0))


def compare(rows: QuerySet[Accident], period: Period) -> Compared:
    """The whole of a period beside the same months last year."""
    now, before = (figures(in_period(rows, each)) for each in (period, period.previous_year()))
    return Compared("", "", now, before)


def by_sector(rows: QuerySet[Accident], period: Period) -> list[Compared]:
    """One line a group of sectors and, below it, a sector; groups first, in the dictionary's order."""
    fields = ("sector_group", "sector_group__name", "sector", "sector__name", "sector__position")
    found = _both(rows, period, fields)
    lines: dict[tuple[str, str], Compared] = {}
    for (group, group_name, sector, name, _position), pair in sorted(found.items(), key=lambda item: item[0][4]):
        for key, label, target in (
            (f"g{group}", group_name, {"sector_group": str(group)}),
            (f"s{sector}", name, {"sector": str(sector)}),
        ):
            whole = lines.get((str(group), key), Compared(key, label, target=target))
            lines[str(group), key] = replace(whole, now=whole.now + pair[0], before=whole.before + pair[1])
    groups = list(dict.fromkeys(group for group, _key in lines))
    return [line for group in groups for (own, _key), line in _group_first(lines) if own == group]


def _group_first(lines: dict[tuple[str, str], Compared]) -> list[tuple[tuple[str, str], Compared]]:
    return sorted(lines.items(), key=lambda item: not item[0][1].startswith("g"))


def by_town(rows: QuerySet[Accident], period: Period, towns: Iterable[Place]) -> list[Compared]:
    """One line a town, those without accidents too; what lies at the county itself comes last."""
    lines = {
        town.code: Compared(town.code, town.name, target={"place": town.code})
        for town in sorted(towns, key=lambda town: town.code)
    }
    for (code,), (now, before) in _both(rows, period, ("place_id",)).items():
        key = town_of(code) if town_of(code) in lines else county_of(code)
        whole = lines.get(key, Compared(key, _("县本级"), target={"place": key}))
        lines[key] = replace(whole, now=whole.now + now, before=whole.before + before)
    return list(lines.values())


def _both(
    rows: QuerySet[Accident], period: Period, fields: tuple[str, ...]
) -> dict[tuple[Any, ...], tuple[Figures, Figures]]:
    now = figures_by(in_period(rows, period), *fields)
    before = figures_by(in_period(rows, period.previous_year()), *fields)
    return {key: (now.get(key, Figures()), before.get(key, Figures())) for key in now.keys() | before.keys()}


def years(rows: QuerySet[Accident], period: Period, count: int = 5) -> list[tuple[Period, Figures]]:
    """The same months of some years, this one first."""
    made = []
    each = period
    for _number in range(count):
        made.append((each, figures(in_period(rows, each))))
        each = each.previous_year()
    return made


@dataclass(frozen=True, slots=True)
class Direct:
    """直报: how many were to be reported to the statistical system, and how many were."""

    owed: int
    done: int

    @property
    def rate(self) -> float | None:
        """Per cent; ``None`` where nothing was to be reported."""
        return self.done / self.owed * 100 if self.owed else None


def direct_rate(rows: QuerySet[Accident], period: Period, group_code: str = "") -> Direct:
    """联网直报率 of counted accidents, of one group of sectors or of all."""
    chosen = in_period(rows, period)
    if group_code:
        chosen = chosen.filter(sector_group__code=group_code)
    found = chosen.aggregate(owed=Count("id"), done=Count("id", filter=Q(direct_reported_at__isnull=False)))
    return Direct(found["owed"], found["done"])


def late_up() -> Q:
    """Accidents that the bureau reported upwards too late, or has not while the limit is over."""
    return Q(reported_at__gt=F("due_at")) | Q(reported_at=None, due_at__lt=clock.now())
