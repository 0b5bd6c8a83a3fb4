"""From whatever sends somebody to inspect (a task, a round, a firm) to the form of the inspection, opened
with what that record already says."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.kit.pages.door import found, opened

Known = dict[str, Any]

SENDERS: dict[str, Callable[[Any], Known]] = {
    "task": lambda row: {"campaign": row.campaign_id},
    "round": lambda row: {
        "round": row.pk, "campaign": row.campaign_id, "kind": row.kind_id, "organisation": row.organisation_id,
        "leader": row.leader, "inspectors": row.members, "home": row.home_id,
    },
    "enterprise": lambda row: {"enterprise": row.pk, "place": row.place_id, "line": row.line_id},
}  # fmt: skip


@require_GET
def about(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The form of a new inspection that the record sends to."""
    opened(request, "inspection", "add")
    if code not in SENDERS:
        raise Http404(_("不能从这类记录登记检查。"))
    row = found(request, opened(request, code), pk)
    user: Any = request.user
    known = {
        "inspected_on": clock.today().isoformat(), "organisation": user.organisation_id, "inspectors": user.name,
        **{name: value for name, value in SENDERS[code](row).items() if value},
    }  # fmt: skip
    return redirect(f"/l/inspection/new?{urlencode({name: value for name, value in known.items() if value})}")
