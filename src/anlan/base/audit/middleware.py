"""Gives every request a number and makes it known to the audit and to the log. It decides nothing."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from anlan.base.audit.context import acting_in, current


class AuditMiddleware:
    """Wraps a request in its audit context and returns its number as ``X-Request-ID``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting_in(request) as here:
            request.request_id = here.request_id  # type: ignore[attr-defined]
            response = self.get_response(request)
            response.headers["X-Request-ID"] = here.request_id
        return response


class RequestNumber(logging.Filter):
    """Puts the number of the present request on each log record, as ``request_id``."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current().request_id or "-"
        return True
