"""The API as a whole: signing in, the operations of every ledger, their description. It names no ledger.

Schemas cost tens of milliseconds a ledger, so a ledger's are made with the first call to one of its addresses.
"""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path, re_path, reverse
from django.urls.resolvers import RegexPattern
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
TAKEN = ("token", "docs", "openapi.json", "cap")
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


class Operations(NinjaAPI):
    """Django Ninja's, for the operations of one router under its own name."""

    def __init__(self, code: str, router: Router) -> None:
        super().__init__(
            title="安澜数据接口",
            version=VERSION,
            description=DESCRIPTION,
            urls_namespace=code,
            docs_url=None,
            openapi_url=None,
            auth=Bearer(),
        )
        errors.install(self)
        self.add_router(f"/{code}", router)

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        return [entry for router in self._get_bound_routers() for entry in router.urls_paths(router.prefix)]


class Part(URLResolver):
    """The addresses of one ledger. They have a namespace that nothing links to, so that only a call makes them."""

    def __init__(self, ledger: Ledger) -> None:
        whole_word = RegexPattern(rf"^(?={re.escape(ledger.code)}(?:/|\Z))")
        super().__init__(whole_word, (), app_name="ninja", namespace=ledger.code)
        self.ledger = ledger

    @cached_property
    def operations(self) -> Operations:
        """What the ledger's declaration makes of it."""
        return Operations(self.ledger.code, router_of(self.ledger))

    @cached_property
    def url_patterns(self) -> list[URLResolver | URLPattern]:
        """As Django asks for them."""
        return self.operations.urls[0]

    def _populate(self) -> None:
        """Names are for links, and there are none."""


class Api:
    """Signing in, the ledgers, their description, and last an answer for all addresses that do not exist."""

    def __init__(self, declared: Iterable[Ledger]) -> None:
        self.title, self.description = "安澜数据接口", DESCRIPTION
        self.entrance = Operations("token", _token_router())
        self.parts = {ledger.code: Part(ledger) for ledger in declared}

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        """As Django's ``path`` takes them."""
        return (
            [
                path("", errors.missing, name="api-root"),
                path("docs", reference.contents, {"api": self}, name="api-docs"),
                path("docs/<slug:code>", reference.page, {"api": self}, name="api-page"),
                path("openapi.json", reference.schema, {"api": self}, name="api-schema"),
                *self.entrance.urls[0],
                *self.parts.values(),
                re_path(r"^(?P<rest>[\s\S]*)\Z", errors.missing, name="api-missing"),
            ],
            "ninja",
            "api",
        )

    @property
    def codes(self) -> list[str]:
        """What can be described alone: signing in, and each ledger."""
        return ["token", *self.parts]

    def described(self, code: str) -> dict[str, Any]:
        """OpenAPI 3.1 of one ledger, or of "token". Raises ``KeyError``."""
        operations = self.entrance if code == "token" else self.parts[code].operations
        return dict(operations.get_openapi_schema(path_prefix=reverse("api:api-root")))

    @cached_property
    def document(self) -> str:
        """OpenAPI 3.1 of everything, as JSON."""
        whole = self.described("token")
        for code in self.parts:
            part = self.described(code)
            whole["paths"] |= part["paths"]
            whole["components"]["schemas"] |= part["components"]["schemas"]
        return json.dumps(whole, ensure_ascii=False, default=str)


def build(declared: Iterable[Ledger]) -> Api:
    """The API of these ledgers. Refuses a ledger whose code is an address of the API itself."""
    made = Api(declared)
    for code in made.parts:
        if code in TAKEN:
            raise ImproperlyConfigured(f"A ledger cannot have the code {code!r}: the API needs that address.")
    return made


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
