"""One shape for everything that goes wrong, with sentences in Chinese. It must not know any ledger."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BaseModel, ConfigDict, Field

from anlan.base.audit.context import current
from anlan.kit.flow.making import Refused
from anlan.kit.ledger.entry import Unfit
from anlan.kit.ledger.lists import BadQuery
from anlan.kit.records.writing import Conflict

logger = logging.getLogger("anlan.api")

SENTENCES = {
    "missing": gettext_lazy("这一项必填。"),
    "extra_forbidden": gettext_lazy("没有这一项，或它由系统填写，不能由接口修改。"),
    "string_type": gettext_lazy("应为文字。"),
    "int_type": gettext_lazy("应为整数。"),
    "int_parsing": gettext_lazy("应为整数。"),
    "int_from_float": gettext_lazy("应为整数。"),
    "float_type": gettext_lazy("应为数字。"),
    "finite_number": gettext_lazy("应为数字。"),
    "bool_type": gettext_lazy("应为 true 或 false。"),
    "bool_parsing": gettext_lazy("应为 true 或 false。"),
    "list_type": gettext_lazy("应为列表。"),
    "model_type": gettext_lazy("应为 JSON 对象。"),
    "model_attributes_type": gettext_lazy("应为 JSON 对象。"),
    "too_long": gettext_lazy("项数太多。"),
    "string_too_long": gettext_lazy("太长了。"),
    "greater_than": gettext_lazy("太小了。"),
    "less_than": gettext_lazy("太大了。"),
    "greater_than_equal": gettext_lazy("太小了。"),
    "less_than_equal": gettext_lazy("太大了。"),
}


class Problem(BaseModel):
    """出错时的应答，所有接口相同。"""

    model_config = ConfigDict(title="出错应答")

    detail: str = Field(title="说明", description="给用户看的一句话。")
    errors: dict[str, str] = Field(default_factory=dict, title="各项错误", description="字段或参数名 → 一句话。")
    number: str = Field(title="错误编号", description="与应答头 X-Request-ID 相同，管理员据此查日志和审计。")


class Refusal(Exception):
    """Answer with this status and sentence; ``errors`` maps field or parameter → sentence."""

    def __init__(
        self, status: int, detail: str, errors: Mapping[str, str] | None = None, retry_after: int | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.retry_after = status, detail, dict(errors or {}), retry_after


def unfit(errors: Mapping[str, str]) -> Refusal:
    """422 with a sentence beside each field; faults of the record as a whole (key "") come first in ``detail``."""
    fields = {name: sentence for name, sentence in errors.items() if name}
    whole = errors.get("") or _("提交的内容有 %(count)d 处不正确，没有保存。") % {"count": len(fields)}
    return Refusal(422, whole, fields)


def documented(*statuses: int) -> dict[int, type[Problem]]:
    """The error answers of an operation, for its ``response``."""
    return dict.fromkeys(statuses, Problem)


def problem(status: int, detail: str, errors: Mapping[str, str] | None = None) -> HttpResponse:
    """An error as an HTTP answer."""
    made = Problem(detail=detail, errors=dict(errors or {}), number=current().request_id)
    response = JsonResponse(made.model_dump(), status=status, json_dumps_params={"ensure_ascii": False})
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


@csrf_exempt
def missing(_request: HttpRequest, **_parts: Any) -> HttpResponse:
    """The view of all addresses under the API that do not exist."""
    return problem(404, _("没有这个接口，请核对地址。"))


def sentences(faults: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What pydantic found, as one sentence a field."""
    told: dict[str, str] = {}
    for fault in faults:
        path = [part for part in fault["loc"] if part not in ("body", "query", "path", "header", "payload", "asked")]
        name = str(path[0]) if path else ""
        if fault["type"] == "value_error":
            sentence = str(fault.get("ctx", {}).get("error", "")) or _("格式不正确。")
        else:
            sentence = str(SENTENCES.get(fault["type"], _("格式不正确。")))
        told.setdefault(name, sentence)
    return told


def install(api: NinjaAPI) -> None:
    """Give the API an answer to every exception that its operations may raise."""

    def told(kind: type[Exception], answer: Any) -> None:
        api.add_exception_handler(kind, lambda _request, wrong: answer(wrong))

    told(Refusal, _refused)
    told(BadQuery, lambda wrong: problem(422, _("查询条件不正确。"), wrong.errors))
    told(Unfit, lambda wrong: problem(409, str(wrong)))
    told(Refused, lambda wrong: problem(409, str(wrong)))
    told(Conflict, lambda wrong: problem(409, str(wrong)))
    told(Http404, lambda wrong: problem(404, _sentence(wrong, _("没有这条记录，或它不在您的范围内。"))))
    told(PermissionDenied, lambda wrong: problem(403, _sentence(wrong, _("您没有这项权限。"))))
    told(AuthenticationError, lambda _wrong: problem(401, _("请先登录：令牌缺少、不正确或已失效。")))
    told(HttpError, lambda wrong: problem(wrong.status_code, _("请求内容不是正确的 JSON。")))
    told(ValidationError, lambda wrong: _refused(unfit(sentences(wrong.errors))))
    told(Exception, _broken)


def _refused(wrong: Refusal) -> HttpResponse:
    response = problem(wrong.status, wrong.detail, wrong.errors)
    if wrong.retry_after is not None:
        response.headers["Retry-After"] = str(wrong.retry_after)
    return response


def _broken(wrong: Exception) -> HttpResponse:
    logger.error("error number %s", current().request_id, exc_info=wrong)
    return problem(500, _("系统出错了，这次操作没有完成。请把错误编号告诉管理员。"))


def _sentence(wrong: Exception, otherwise: str) -> str:
    return wrong.args[0] if wrong.args and isinstance(wrong.args[0], str) and wrong.args[0] else otherwise
