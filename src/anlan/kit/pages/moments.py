"""What stood on the map at a moment, and in which state: the one narrowing of tiles, counts and area search.

Rows come scoped; where they stood and what else they said is not known of the past: that is shown as it is now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import DateField, DateTimeField, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.flow import past
from anlan.kit.geo.tiles import Part
from anlan.kit.ledger.declaration import Layer, Ledger
from anlan.kit.ledger.lists import BadQuery

NOW = "now"
FIRST_YEAR = 2000
SLACK = timedelta(minutes=1)  # the clock of who asks may be a little fast


@dataclass(frozen=True)
class Moment:
    """When the map is looked at; ``past`` where it is not now."""

    at: datetime
    past: bool

    @property
    def written(self) -> str:
        """As an address and a field hold it, in the bureau's time zone; empty for now."""
        return f"{timezone.localtime(self.at):%Y-%m-%dT%H:%M}" if self.past else ""


def read(text: str) -> Moment | None:
    """``now`` or a moment such as ``2026-11-01T08:00``; ``None`` for no text. Raises ``BadQuery``."""
    now = clock.now()
    if text in ("", NOW):
        return Moment(now, False) if text else None
    try:
        at = datetime.fromisoformat(text.strip())
        at = at if timezone.is_aware(at) else timezone.make_aware(at)
        if not FIRST_YEAR <= at.year < 9999:
            raise ValueError(text)
    except (ValueError, OverflowError) as wrong:
        raise BadQuery({"moment": _("看不懂这个时刻，请写成 2026-11-01T08:00 的样子，不早于 2000 年。")}) from wrong
    if at > now + SLACK:
        raise BadQuery({"moment": _("这个时刻还没有到，地图只能看现在和过去。")})
    return Moment(min(at, now), True)


def standing(ledger: Ledger, rows: QuerySet[Any], moment: Moment | None) -> QuerySet[Any]:
    """The rows that stood on the map at the moment; all of them where none is asked for."""
    if moment is None:
        return rows
    layer = ledger.layer or Layer()
    rows = rows.filter(_running(ledger, moment.at))
    if moment.past or not _begins_with_entry(ledger):
        rows = rows.filter(_begun(ledger, moment.at))
    first = layer.standing.since[0]
    if moment.past and _is_day(ledger, first):  # on its first day a row stands from its entry on
        today = {first: timezone.localdate(moment.at), "created_at__gt": moment.at}
        rows = rows.exclude(pk__in=ledger.model._base_manager.filter(**today).values("pk"))
    if not layer.standing.leaving or ledger.flow is None:
        return rows
    if not moment.past:
        return rows.exclude(**{f"{ledger.flow.field}__in": layer.standing.leaving})
    return _stood(ledger, rows, moment.at).exclude(stood__in=layer.standing.leaving)


def parts(ledger: Ledger, rows: QuerySet[Any], moment: Moment | None) -> list[Part]:
    """The same rows for a tile, with the column of their colour.

    What was last written by then has the state it had, and one index answers for it; only the states of what was
    written since, which are few, are looked up one by one.
    """
    layer = ledger.layer or Layer()
    colour = layer.colour or None
    if moment is None or not moment.past or ledger.flow is None or colour != ledger.flow.field:
        return [(standing(ledger, rows, moment), colour)]
    same = rows.filter(_running(ledger, moment.at), updated_at__lte=moment.at)
    if not _begins_with_entry(ledger):
        same = same.filter(_begun(ledger, moment.at))
    if layer.standing.leaving:
        same = same.exclude(**{f"{colour}__in": layer.standing.leaving})
    since = standing(ledger, rows.filter(updated_at__gt=moment.at), moment)
    return [(same, colour), (_stood(ledger, since, moment.at), "stood")]


def _stood(ledger: Ledger, rows: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    if ledger.flow is None or "stood" in rows.query.annotations:
        return rows
    found: QuerySet[Any] = rows.annotate(stood=past.state_at(ledger.code, ledger.flow, at))
    return found


def _begins_with_entry(ledger: Ledger) -> bool:
    """Has a row begun to stand as soon as it is entered?"""
    first = (ledger.layer or Layer()).standing.since[0]
    return first == "created_at" or _is_day(ledger, first)


def _begun(ledger: Ledger, at: datetime) -> Q:
    """The first date that is filled has come."""
    found, unfilled = [], Q()
    for name in (ledger.layer or Layer()).standing.since:
        found.append(unfilled & Q(**{f"{name}__lte": _asked(ledger, name, at)}))
        unfilled &= Q(**{name: None})
    return reduce(or_, found)


def _running(ledger: Ledger, at: datetime) -> Q:
    """No date of an end has come: a day lasts until midnight."""
    rule = (ledger.layer or Layer()).standing
    open_ = [
        Q(**{name: None}) | Q(**{f"{name}__{'gte' if _is_day(ledger, name) else 'gt'}": _asked(ledger, name, at)})
        for name in rule.until
    ]
    return reduce(and_, open_, rule.only)


def _is_day(ledger: Ledger, name: str) -> bool:
    field = ledger.model._meta.get_field(name)
    return isinstance(field, DateField) and not isinstance(field, DateTimeField)


def _asked(ledger: Ledger, name: str, at: datetime) -> Any:
    return timezone.localdate(at) if _is_day(ledger, name) else at
