"""Questions to permits and complaints: which limits hold, what is owed and kept, the counts of the bureau's page."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet, Sum

from anlan.base.people.models import Organisation
from anlan.base.periods import Period
from anlan.subjects.permits import rules
from anlan.subjects.permits.choices import OPEN
from anlan.subjects.permits.models import ComplaintLimit, PermitApplication, PermitItem

LIMITS_KEY, KEPT_SECONDS = "permits:limits", 30
ACCEPT_DAYS, CHECK_DAYS = 7, 60  # where the bureau has laid down nothing


NO_HANDLERS = ("enterprise", "village", "committee", "specialist-committee")


def limits_for(source: Any) -> tuple[int, int]:
    """(working days to take up, days to check) for a source; its own limit before the general one."""
    rows: list[ComplaintLimit] | None = cache.get(LIMITS_KEY)
    if rows is None:
        rows = list(ComplaintLimit.objects.filter(active=True).order_by("id"))
        cache.set(LIMITS_KEY, rows, KEPT_SECONDS)
    own = [row for row in rows if row.source_id == source] or [row for row in rows if row.source_id is None]
    return (own[-1].accept_days, own[-1].check_days) if own else (ACCEPT_DAYS, CHECK_DAYS)


def handler_choices() -> list[tuple[str, str]]:
    """Organisations that a complaint can be given to: no firm, village or committee."""
    rows = Organisation.objects.filter(active=True).exclude(kind__code__in=NO_HANDLERS)
    return [(str(pk), name) for pk, name in rows.order_by("place_id", "id").values_list("pk", "name")]


@dataclass(frozen=True, slots=True)
class Kept:
    """Applications of a period: how many came in, were taken up and decided, and how many within the promise."""

    received: int
    accepted: int
    decided: int
    in_time: int
    open: int

    @property
    def rate(self) -> float | None:
        """按时办结率 in per cent; ``None`` where nothing was decided."""
        return self.in_time / self.decided * 100 if self.decided else None


def kept(rows: QuerySet[PermitApplication], period: Period) -> Kept:
    """What became of applications in a period; each figure by its own day."""
    span = (period.first, period.last)
    found = rows.aggregate(
        received=Count("id", filter=Q(received_on__range=span)),
        accepted=Count("id", filter=Q(accepted_on__range=span)),
        decided=Count("id", filter=Q(decided_on__range=span)),
        in_time=Count("id", filter=Q(decided_on__range=span, in_time=True)),
        open=Count("id", filter=Q(status__in=OPEN)),
    )
    return Kept(**found)


def saved(items: QuerySet[PermitItem]) -> float | None:
    """承诺时限压缩率 of all items in use together."""
    sums = items.filter(active=True).aggregate(legal=Sum("legal_days"), promised=Sum("promised_days"))
    return rules.saved_share(sums["legal"] or 0, sums["promised"] or 0)
