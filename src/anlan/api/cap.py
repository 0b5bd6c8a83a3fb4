"""The door for warning messages pushed by other systems: the raw file as the body, the API's token before it.

It judges nothing itself and keeps what it is given whatever it is; the answer says what became of it.
"""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from anlan.api.bearer import Bearer
from anlan.base.people import access
from anlan.subjects.warnings import intake
from anlan.subjects.warnings.cap.reading import MOST_BYTES
from anlan.subjects.warnings.choices import Door, Verdict

GRANT = "warning-intake.add"


@csrf_exempt  # no cookie counts here, only the token
def push(request: HttpRequest) -> JsonResponse:
    """``POST /api/v1/cap``: 201 taken in, 422 kept aside with the reasons, 401/403/405/413 as everywhere."""
    if request.method != "POST":
        return _refused(405, _("请用 POST 推送预警消息。"))
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or Bearer().authenticate(request, secret.strip()) is None:
        return _refused(401, _("请先取得令牌，再推送。"))
    if not access.can(request.user, GRANT):
        return _refused(403, _("这个账号没有推送预警的权限。"))
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _refused(413, _("消息太大，没有接收。"))
    taken = intake.receive(request.body, door=Door.HTTP, name=request.headers.get("X-Name", ""), actor=request.user)
    rows = [
        {
            "intake": row.pk,
            "verdict": row.verdict,
            "reasons": row.reasons.splitlines(),
            "identifier": row.identifier,
            "warning": row.alert_id,
        }
        for row in taken.intakes
    ]
    sound = bool(rows) and all(row["verdict"] != Verdict.REFUSED for row in rows)
    return JsonResponse({"messages": rows, "links": list(taken.links)}, status=201 if sound else 422)


def _refused(status: int, sentence: str) -> JsonResponse:
    told: dict[str, Any] = {"detail": sentence, "errors": {}, "number": None}
    return JsonResponse(told, status=status)
