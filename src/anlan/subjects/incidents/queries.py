"""What is asked of incidents' rows by several doors; writes nothing."""

from django.db.models import F, Prefetch, QuerySet

from anlan.subjects.incidents.models import Incident, InformationLimit, Report, ReportRecipient


def limits() -> list[InformationLimit]:
    """All limits in force."""
    return list(InformationLimit.objects.filter(active=True))


def reports_of(incident: Incident) -> QuerySet[Report]:
    """An incident's reports in the order of sending, with their recipients."""
    recipients = ReportRecipient.objects.order_by("id")
    return (
        incident.reports.select_related("drafted_by")
        .prefetch_related(Prefetch("recipients", recipients))
        .order_by("sent_at", "id")
    )


def late_reports() -> QuerySet[Report]:
    """Reports that were sent after their limit."""
    return Report.objects.filter(due_at__isnull=False, sent_at__gt=F("due_at"))
