"""What everybody may fetch without signing in: the feed of our warnings and each as CAP. Drills are not among them."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.subjects.warnings import messages
from anlan.subjects.warnings.cap import feeds
from anlan.subjects.warnings.choices import Origin, Status
from anlan.subjects.warnings.models import Alert

KEPT = timedelta(days=7)
MOST = 100
TOLD = (Status.ISSUED, Status.REPLACED, Status.LIFTED, Status.EXPIRED)


def _public() -> "list[Alert]":
    rows = Alert.objects.filter(
        origin=Origin.OWN, status__in=TOLD, exercise=False, issued_at__gt=clock.now() - KEPT
    ).select_related("kind", "place", "first", "previous")
    return list(rows.order_by("-issued_at", "-id")[:MOST])


@login_not_required
@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """Atom, newest first."""
    rows = _public()
    base = str(getattr(settings, "ANLAN_ADDRESS", "")) or request.build_absolute_uri("/").rstrip("/")
    entries = [
        feeds.Entry(
            row.identifier,
            row.headline,
            messages.published_text(row),
            row.issued_at or row.updated_at,
            base + reverse("warning-public-cap", args=[row.identifier]),
        )
        for row in rows
    ]
    data = feeds.write_atom(
        entries,
        address=base + reverse("warning-feed-atom"),
        title=f"{settings.ANLAN_BUREAU} 预警信息",
        author=settings.ANLAN_BUREAU,
        updated=(rows[0].issued_at if rows else None) or clock.now(),
    )
    return HttpResponse(data, content_type="application/atom+xml; charset=utf-8")


@login_not_required
@require_GET
def cap_file(request: HttpRequest, identifier: str) -> HttpResponse:
    """One of our warnings as CAP 1.2, signed where a key is configured."""
    row = (
        Alert.objects.filter(identifier=identifier, origin=Origin.OWN, status__in=TOLD, exercise=False)
        .select_related("kind", "place", "first", "previous")
        .first()
    )
    if row is None or row.issued_at is None:
        raise Http404(identifier)
    return HttpResponse(messages.xml_of(row), content_type="application/cap+xml; charset=utf-8")
