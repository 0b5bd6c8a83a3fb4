"""What past figures say: the confirmed value of an indicator for a period, and how far the reading of a report is."""

from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from anlan.base.periods import Period
from anlan.base.places.models import Place, PlaceLevel
from anlan.reports.figures.registry import Pick
from anlan.reports.history import known, rules
from anlan.reports.history.choices import FigureStatus
from anlan.reports.history.models import OldReport, PastFigure


def past_value(
    indicator_code: str, period: Period, place: str | None = None, campaign: str | None = None
) -> Decimal | None:
    """The confirmed figure in the indicator's unit, or ``None`` where there is none or it is not clear which."""
    return past_values(indicator_code, period)(place, campaign)


def past_values(indicator_code: str, period: Period) -> Pick:
    """All that was confirmed of an indicator for a time, to be picked by place and campaign.

    The place is a code or a name; without one only a figure of the whole county (or above) is meant. Without a campaign
    figures of campaigns are left out; with one its name may be said in full or in short.
    """
    rows = list(
        PastFigure.objects.filter(
            indicator=indicator_code, status=FigureStatus.CONFIRMED, from_on=period.first, to_on=period.last
        )
        .exclude(value=None)
        .select_related("place")
    )
    unit = known.unit_of(indicator_code)
    return lambda place, campaign: _picked(rows, unit, place, campaign)


def _picked(rows: list[PastFigure], unit: str, place: str | None, campaign: str | None) -> Decimal | None:
    here = [row for row in rows if _lies_in(row.place, place)]
    rows = _of_campaign(here, campaign)
    widest = min((row.place.level for row in rows), default=None)
    rows = [row for row in rows if row.place.level == widest]
    if len(rows) != 1 or rows[0].value is None:
        return None
    return rules.in_unit(rows[0].value, rows[0].unit, unit)


def _lies_in(own: Place, place: str | None) -> bool:
    return place in (own.code, own.name) if place else own.level <= PlaceLevel.COUNTY


def known_times() -> frozenset[tuple[str, date, date]]:
    """For which indicators and times there is a confirmed figure."""
    confirmed = PastFigure.objects.filter(status=FigureStatus.CONFIRMED).exclude(indicator="").exclude(value=None)
    return frozenset(confirmed.order_by().values_list("indicator", "from_on", "to_on").distinct())


def _of_campaign(rows: list[PastFigure], campaign: str | None) -> list[PastFigure]:
    if not campaign:
        return [row for row in rows if not row.campaign]
    exact = [row for row in rows if row.campaign == campaign]
    return exact or [row for row in rows if row.campaign and (row.campaign in campaign or campaign in row.campaign)]


def with_progress(reports: QuerySet[OldReport]) -> QuerySet[OldReport]:
    """With how many of each report's figures wait, are confirmed and are refused."""
    return reports.annotate(
        waiting=Count("figures", filter=Q(figures__status=FigureStatus.PROPOSED)),
        confirmed=Count("figures", filter=Q(figures__status=FigureStatus.CONFIRMED)),
        refused=Count("figures", filter=Q(figures__status=FigureStatus.REFUSED)),
    )


def same_confirmed(row: PastFigure) -> PastFigure | None:
    """The confirmed figure that says what this one would."""
    return (
        PastFigure.objects.filter(
            indicator=row.indicator, from_on=row.from_on, to_on=row.to_on, place_id=row.place_id,
            campaign=row.campaign, status=FigureStatus.CONFIRMED,
        ).exclude(pk=row.pk).first()
        if row.indicator else None
    )  # fmt: skip
