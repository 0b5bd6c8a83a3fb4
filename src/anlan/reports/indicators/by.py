"""Dimensions that many subjects share, and the day by which what lasts is counted. Must not know any indicator."""

from datetime import date
from typing import Any

from django.db.models import Q

from anlan.base import clock
from anlan.base.people.models import Organisation
from anlan.base.periods import Period
from anlan.reports.figures.dimensions import Area, Dimension, Link, Members, Supervision
from anlan.subjects.campaigns.models import Campaign
from anlan.subjects.campaigns.queries import under, with_strands

AREA: dict[str, Dimension] = {"属地": Area()}
LINE: dict[str, Dimension] = {"条线": Supervision()}
BODY: dict[str, Dimension] = {"单位": Link("organisation", model=Organisation, by=("name", "short_name"))}
YES_OR_NO: tuple[tuple[Any, Any], ...] = ((True, "是"), (False, "否"))


def campaign(path: str = "campaign", rows: Any = None, links: tuple[str, ...] = ()) -> dict[str, Dimension]:
    """专项: a campaign with all its strands, by its name or short name."""
    kind = Members(
        path, model=Campaign, by=("name", "short_name"), within=with_strands, rows=rows, tree=under, links=links
    )
    return {"专项": kind}


def day(period: Period) -> date:
    """The day as of which a period is told: its last one, or today while it still runs."""
    return min(period.last, clock.today())


def lasting(period: Period, begins: str, ends: str) -> Q:
    """In force on some day of the period; without an end it lasts on."""
    return Q(**{f"{begins}__lte": period.last}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": period.first}))
