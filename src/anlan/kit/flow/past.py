"""In which state a row stood at a past moment. Written whenever a row leaves a state; knows no ledger's dates."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from anlan.base import clock
from anlan.kit.flow.models import PastState
from anlan.kit.flow.moves import Flow
from anlan.kit.records.writing import Hearer

CHUNK = 2000


def state_at(kind: str, flow: Flow, moment: datetime) -> Coalesce:
    """For a query over the rows: the first state left after the moment, else the state that the row still has."""
    left = PastState.objects.filter(kind=kind, row_id=OuterRef("pk"), until_at__gt=moment).order_by("until_at", "id")
    return Coalesce(Subquery(left.values("state")[:1]), F(flow.field))


def keep(kind: str, flow: Flow, ended: str = "") -> Hearer:
    """What writes down the states that rows leave.

    ``ended`` names the field that holds since when a row is finished: one that is entered as finished, long after the
    event, stood in the flow's first state until then.
    """

    def left(rows: Sequence[Any], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
        moment = clock.now()
        made = []
        for row, earlier in zip(rows, before, strict=True):
            if earlier is None:
                made += _entered(kind, flow, ended, row)
            elif earlier.get(flow.field) != getattr(row, flow.field):
                made.append(PastState(kind=kind, row_id=row.pk, state=earlier[flow.field], until_at=moment))
        if made:
            PastState.objects.bulk_create(made, batch_size=CHUNK)

    return left


def _entered(kind: str, flow: Flow, ended: str, row: Any) -> list[PastState]:
    if not ended or getattr(row, flow.field) not in flow.final:
        return []
    until = getattr(row, ended)
    if until is not None and not isinstance(until, datetime):
        until = timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))
    if until is None or until >= row.created_at:
        return []
    first = row._meta.get_field(flow.field).flatchoices[0][0]
    return [PastState(kind=kind, row_id=row.pk, state=first, until_at=until)]
