"""The description of the API: as OpenAPI for programs, as one page for people. It fetches nothing from outside."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.api.bearer import Bearer
from anlan.api.errors import problem
from anlan.kit.ledger.declaration import Ledger

METHODS = ("get", "post", "patch", "delete")


class Part(Protocol):
    """The addresses of one ledger."""

    ledger: Ledger


class Described(Protocol):
    """What is described here: an API that tells its parts in OpenAPI."""

    title: str
    description: str

    @property
    def parts(self) -> Mapping[str, Part]:
        """By the ledger's code."""

    @property
    def codes(self) -> list[str]:
        """What can be described alone."""

    @property
    def document(self) -> str:
        """Everything, as JSON."""

    def described(self, code: str) -> dict[str, Any]:
        """One of the codes."""


@require_GET
def schema(request: HttpRequest, api: Described) -> HttpResponse:
    """OpenAPI 3.1, for whoever has signed in on a page or holds a token."""
    if not request.user.is_authenticated and Bearer()(request) is None:
        return problem(401, _("请先登录：令牌缺少、不正确或已失效。"))
    return HttpResponse(api.document, content_type="application/json")


@require_GET
def contents(request: HttpRequest, api: Described) -> HttpResponse:
    """How to call, and a link to the page of each ledger, by section of the menu."""
    if not request.user.is_authenticated:
        return redirect(f"/login?next={request.path}")
    root = request.build_absolute_uri(request.path.removesuffix("docs"))
    shelves: dict[str, list[Ledger]] = {}
    for part in api.parts.values():
        shelves.setdefault(str(part.ledger.section), []).append(part.ledger)
    return render(request, "api/contents.html", {"shelves": shelves, "api": api, "root": root})


@require_GET
def page(request: HttpRequest, code: str, api: Described) -> HttpResponse:
    """One ledger's operations to read."""
    if not request.user.is_authenticated:
        return redirect(f"/login?next={request.path}")
    if code not in api.codes:
        raise Http404(_("没有这个接口，请核对地址。"))
    return render(request, "api/reference.html", {"section": section_of(api.described(code))})


def section_of(document: dict[str, Any]) -> dict[str, Any]:
    """The operations of one ledger, each with its parameters, its body's fields and its answers."""
    operations = [
        (address, method, methods[method])
        for address, methods in document["paths"].items()
        for method in METHODS
        if method in methods
    ]
    return {
        "title": operations[0][2]["tags"][0],
        "operations": [_operation(document, *operation) for operation in operations],
    }


def _operation(document: dict[str, Any], address: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = _schema_of(operation.get("requestBody", {}))
    answers = [
        {"status": status, "good": int(status) < 400, "fields": _fields(document, _schema_of(answer))}
        for status, answer in operation["responses"].items()
    ]
    return {
        "method": method.upper(),
        "address": address,
        "id": operation["operationId"],
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "open": "security" not in operation,
        "parameters": [_parameter(item) for item in operation.get("parameters", [])],
        "body": _fields(document, body),
        "answer": next((answer for answer in answers if answer["good"]), None),
        "faults": [answer["status"] for answer in answers if not answer["good"]],
    }


def _schema_of(part: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = part.get("content", {})
    return dict(content.get("application/json", {}).get("schema", {}))


def _parameter(item: dict[str, Any]) -> dict[str, Any]:
    plain = item.get("schema", {})
    return {
        "name": item["name"],
        "where": {"path": _("路径"), "query": _("查询"), "header": _("请求头")}[item["in"]],
        "required": item.get("required", False),
        "title": plain.get("title", ""),
        "kind": kind_of(plain),
        "note": item.get("description") or _note(plain),
    }


def _fields(document: dict[str, Any], plain: dict[str, Any]) -> list[dict[str, Any]]:
    plain = _followed(document, plain)
    required = plain.get("required", [])
    return [
        {"name": name, "required": name in required, "title": part.get("title", "")}
        | {"kind": kind_of(part), "note": _note(part)}
        for name, part in plain.get("properties", {}).items()
    ]


def _followed(document: dict[str, Any], plain: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in plain:
        return dict(document["components"]["schemas"][plain["$ref"].rpartition("/")[2]])
    return plain


def _note(plain: dict[str, Any]) -> str:
    parts = [plain, *plain.get("anyOf", [])]
    return next((str(part["description"]) for part in parts if part.get("description")), "")


def kind_of(plain: dict[str, Any]) -> str:
    """A schema's type in a word or two."""
    if "$ref" in plain:
        return str(plain["$ref"].rpartition("/")[2])
    for key in ("anyOf", "allOf", "oneOf"):
        if key in plain:
            kinds = [kind_of(part) for part in plain[key] if part.get("type") != "null"]
            return " | ".join(dict.fromkeys(kinds))
    if plain.get("type") == "array":
        return f"[{kind_of(plain.get('items', {}))}]"
    return str(plain.get("format") or plain.get("type", ""))
