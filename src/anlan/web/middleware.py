"""Security headers on every answer, and a number by which an error page finds its log line."""

import logging
import uuid
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse

from anlan.kit.geo.basemap import BadBaseMap, base_map

logger = logging.getLogger("anlan.errors")


def _policy() -> str:
    try:
        tiles = "".join(f" {host}" for host in base_map(settings.ANLAN_TILES).hosts)
    except BadBaseMap:
        tiles = ""  # the system check says it; pages go on without
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'{tiles}; "
        "manifest-src 'self'; "
        f"img-src 'self' data: blob:{tiles}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


class HeadersMiddleware:
    """Adds the content policy and its companions; keeps a stricter policy that a view has set (files)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = _policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["ANLAN_REQUEST_ID"] = uuid.uuid4().hex[:10]
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "geolocation=(self), camera=(self), microphone=(), payment=()"
        )
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Write the number beside the traceback of a fault of ours; the page shows the same number."""
        if isinstance(exception, (Http404, PermissionDenied, SuspiciousOperation)):
            return
        logger.error("error number %s at %s", request.META.get("ANLAN_REQUEST_ID"), request.path, exc_info=exception)
