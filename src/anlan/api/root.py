"""The API as a whole: signing in, the operations of every ledger, their description. It names no ledger."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils import timezone
from ninja import NinjaAPI, Router, Status
from pydantic import BaseModel, ConfigDict, Field

from anlan.api import errors, reference, tokens
from anlan.api.bearer import Bearer
from anlan.api.endpoints import router_of
from anlan.api.incoming import Text
from anlan.base.audit.context import client_address
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.registry import ledgers

VERSION = "1"
TAKEN = ("token", "docs", "openapi.json")
DESCRIPTION = """\
所有台账的数据接口。先用 POST /token 取得令牌，之后每个请求带上 Authorization: Bearer 令牌。\
权限、数据范围、掩码、校验、审计与网页完全一致。\
出错时都返回同一种应答：detail 是一句话，errors 是各字段的说明，number 是错误编号。"""


class SignIn(BaseModel):
    """What a token is given for."""

    model_config = ConfigDict(title="登录", extra="forbid", json_schema_extra={"required": ["username", "password"]})

    username: Text = Field(title="用户名", max_length=60)
    password: Text = Field(title="口令", max_length=200)
    totp: Text | None = Field(None, title="动态口令", description="启用了动态口令的账号必填。", max_length=20)


class Issued(BaseModel):
    """A token, told once."""

    model_config = ConfigDict(title="令牌")

    token: str = Field(title="令牌", description="只显示这一次，请妥善保存。")
    expires_at: datetime = Field(title="失效时间")


class Api(NinjaAPI):
    """Django Ninja's, whose last address answers for all that do not exist."""

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        return [
            path("docs", reference.page, {"api": self}, name="api-docs"),
            path("openapi.json", reference.schema, {"api": self}, name="api-schema"),
            *super()._get_urls(),
            re_path(r"^(?P<rest>[\s\S]*)\Z", errors.missing, name="api-missing"),
        ]


def build(declared: Iterable[Ledger]) -> Api:
    """The API of these ledgers. Refuses a ledger whose code is an address of the API itself."""
    api = Api(
        title="安澜数据接口",
        version=VERSION,
        description=DESCRIPTION,
        urls_namespace="api",
        docs_url=None,
        openapi_url=None,
        auth=Bearer(),
    )
    errors.install(api)
    api.add_router("/token", _token_router())
    for ledger in declared:
        if ledger.code in TAKEN:
            raise ImproperlyConfigured(f"A ledger cannot have the code {ledger.code!r}: the API needs that address.")
        api.add_router(f"/{ledger.code}", router_of(ledger))
    return api


def _token_router() -> Router:
    router = Router(tags=["登录"])

    def issue(request: HttpRequest, payload: SignIn) -> Any:
        secret, token = tokens.sign_in(
            payload.username, payload.password, payload.totp or "", address=client_address(request)
        )
        return Status(201, {"token": secret, "expires_at": timezone.localtime(token.expires_at)})

    def revoke(request: HttpRequest) -> Any:
        tokens.revoke(request.auth)  # type: ignore[attr-defined]
        return Status(204, None)

    router.post(
        "",
        auth=None,
        operation_id="token_issue",
        summary="登录，取得令牌",
        response={201: Issued, **errors.documented(400, 401, 403, 422, 429)},
    )(issue)
    router.delete(
        "", operation_id="token_revoke", summary="退出，作废令牌", response={204: None, **errors.documented(401)}
    )(revoke)
    return router


api = build(ledgers())
