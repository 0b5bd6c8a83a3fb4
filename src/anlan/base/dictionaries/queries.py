"""Questions to the dictionaries' tables."""

from datetime import date

from anlan.base.dictionaries.models import Holiday


def decided_days(first: date, last: date) -> dict[date, bool]:
    """Days in a stretch that the bureau decided: working or not. One query."""
    return dict(Holiday.objects.filter(on__gte=first, on__lte=last).values_list("on", "working"))
