"""The states that incidents, alarms and complaints have left, told by their dates, for the map of a past moment."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from anlan.kit.flow.models import PastState
from anlan.kit.records.models import Record
from anlan.subjects.incidents.models import Incident
from anlan.subjects.monitoring.models import Alarm
from anlan.subjects.permits.models import Complaint

COURSES: tuple[tuple[type[Record], str, tuple[tuple[str, str], ...]], ...] = (
    (
        Incident,
        "incident",
        (("received", "verified_at"), ("verified", "reported_at"), ("reported", "closed_at")),
    ),
    (Alarm, "alarm", (("raised", "checked_at"), ("dispatched", "closed_at"))),
    (Complaint, "complaint", (("received", "accepted_at"), ("assigned", "closed_on"))),
)


def create() -> int:
    """For all of them; each counts as last written when it came into the state that it has."""
    made = []
    for model, kind, course in COURSES:
        rows: Any = model._base_manager.all()
        for row in rows:
            left = [(state, _moment(getattr(row, field))) for state, field in course if getattr(row, field)]
            made += [PastState(kind=kind, row_id=row.pk, state=state, until_at=at) for state, at in left]
            if left:
                rows.filter(pk=row.pk).update(updated_at=max(row.updated_at, *(at for _state, at in left)))
    PastState.objects.bulk_create(made)
    return len(made)


def _moment(on: date) -> datetime:
    if isinstance(on, datetime):
        return on
    return timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
