"""领导驾驶舱 on a desk or a phone, and 大屏 on a wall; both renew themselves."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from anlan.base.people import access, roles
from anlan.kit.pages.door import need
from anlan.reports.screens import gathering

GRANT = "screens.view"
access.declare({GRANT: (roles.LEADER, roles.SAFETY_OFFICE, roles.DUTY, roles.COMMAND, roles.ENFORCEMENT)})


@require_GET
@never_cache
def lead(request: HttpRequest) -> HttpResponse:
    """The page with its frame."""
    need(request, GRANT)
    return render(request, "screens/lead.html", gathering.everything(request.user))


@require_GET
@never_cache
def lead_rows(request: HttpRequest) -> HttpResponse:
    """What changes on it."""
    need(request, GRANT)
    return render(request, "screens/lead_rows.html", gathering.everything(request.user))


@require_GET
@never_cache
def wall(request: HttpRequest) -> HttpResponse:
    """The wall: dark, large, nothing to click."""
    need(request, GRANT)
    return render(request, "screens/wall.html", gathering.everything(request.user) | {"bureau": settings.ANLAN_BUREAU})


@require_GET
@never_cache
def wall_rows(request: HttpRequest) -> HttpResponse:
    """What changes on it."""
    need(request, GRANT)
    return render(request, "screens/wall_rows.html", gathering.everything(request.user))
