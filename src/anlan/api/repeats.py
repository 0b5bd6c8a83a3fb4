"""Writes that may be repeated: under one ``Idempotency-Key`` a request takes effect once, however often it arrives.

It must not know what a request does.
"""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from anlan.api.errors import unfit
from anlan.api.models import KeptAnswer
from anlan.base import clock

KEPT = timedelta(hours=24)
HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
_KEY = re.compile(r"[\x21-\x7e]{1,100}")
PARAMETER = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,100}$", "minLength": 1, "maxLength": 100},
    "description": "幂等键，由调用方生成，如 UUID。24 小时内用同一个键重发同一请求，只生效一次，并得到同样的应答；"
    "键相同而内容不同的请求返回 422。没有成功的请求不占用键。",
}


def once(request: HttpRequest, status: int, work: Callable[[], str]) -> HttpResponse:
    """Do the work and answer with the JSON that it returns, or with the answer kept of the first time.

    The key, the change and the answer are committed together; whoever comes at the same moment waits for the database.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return _answer(status, work())
    if not _KEY.fullmatch(key):
        raise unfit({HEADER: _("幂等键应为 1 到 100 个可见的英文字符。")})
    digest = _digest(request)
    with transaction.atomic():
        kept, is_new = _reserved(request.user, key, digest)
        if not is_new:
            if kept.digest != digest:
                raise unfit({HEADER: _("这个幂等键已用于另一个请求，请换一个。")})
            response = _answer(kept.status, kept.body)
            response.headers[REPLAYED] = "true"
            return response
        kept.status, kept.body = status, work()
        kept.save(update_fields=["status", "body"])
    return _answer(status, kept.body)


def _reserved(user: Any, key: str, digest: str) -> tuple[KeptAnswer, bool]:
    """The row of a key, and whether it is ours to fill."""
    now = clock.now()
    KeptAnswer.objects.filter(user=user, created_at__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            return KeptAnswer.objects.create(user=user, key=key, digest=digest, created_at=now), True
    except IntegrityError:
        return KeptAnswer.objects.get(user=user, key=key), False


def _digest(request: HttpRequest) -> str:
    """The same for requests that mean the same, whatever their spacing."""
    try:
        body = json.dumps(json.loads(request.body or b"null"), sort_keys=True)
    except ValueError:
        body = request.body.decode("utf-8", "replace")
    return hashlib.sha256(f"{request.method} {request.path}\n{body}".encode("utf-8", "surrogatepass")).hexdigest()


def _answer(status: int, body: str) -> HttpResponse:
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
