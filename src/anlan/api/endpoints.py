"""The operations that every ledger has, made from its declaration. It must hold no rule of its own."""
# ruff: noqa: A002 - callers read the path parameter's name, and it is "id"

import json
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import BaseModel, ConfigDict, Field, create_model

from anlan.api import asking, incoming, outgoing, repeats, writing
from anlan.api.errors import documented
from anlan.kit.flow import making
from anlan.kit.flow.moves import Move
from anlan.kit.ledger import entry
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.lists import Listing, joined, visible
from anlan.kit.pages import detail, history
from anlan.kit.pages.door import found, opened

ROW = "/{int:id}"
REPEATABLE = {"parameters": [repeats.PARAMETER]}


class Revealed(BaseModel):
    """A value without its mask."""

    model_config = ConfigDict(title="完整内容")

    value: str = Field(title="内容")


def router_of(ledger: Ledger) -> Router:
    """All operations of a ledger."""
    router = Router(by_alias=True, tags=[ledger.title])
    doors = Doors(ledger)
    doors.reading(router)
    doors.entering(router)
    for move in ledger.flow.moves if ledger.flow else ():
        doors.moving(router, move)
    if ledger.masked:
        doors.revealing(router)
    return router


class Doors:
    """A ledger's schemas and the operations that use them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.name = ledger.model.__name__
        self.columns = outgoing.columns_of(ledger)
        self.row = outgoing.model_of(ledger, self.name)
        whole = {"moves": (list[outgoing.Coded], Field(title="当前可做的操作"))} if ledger.flow else {}
        self.whole = create_model(f"{self.name}Record", __base__=self.row, **whole)  # type: ignore[call-overload]
        self.page = create_model(
            f"{self.name}Page",
            __config__=ConfigDict(title=f"{ledger.title}列表"),
            items=(list[self.row], Field(title="记录")),  # type: ignore[name-defined]
            next=(str | None, Field(title="下一页", description="作为 after 参数取下一页；没有下一页时为 null。")),
            count=(int | None, Field(title="总数", description="带 count=true 时才有。")),
        )

    def open(
        self, method: Any, address: str, name: str, view: Any, answers: Mapping[Any, Any], verb: str, **more: Any
    ) -> None:
        """Put an operation at its address, with its names in the documentation."""
        summary = f"{self.ledger.title}：{verb}"
        method(address, operation_id=f"{self.ledger.code}_{name}", response=answers, summary=summary, **more)(view)

    def reading(self, router: Router) -> None:
        """List, one record, its history."""
        ledger, asked_for = self.ledger, asking.query_model(self.ledger, f"{self.name}Query")

        def rows(request: HttpRequest, asked: Query[asked_for]) -> Any:  # type: ignore[valid-type]
            opened(request, ledger.code)
            listing = Listing(ledger, request.user, asking.params_of(ledger, request, asked_for))
            page = listing.page(self.columns, size=asked.limit, lean=False)  # type: ignore[attr-defined]
            return {
                "items": [outgoing.told(ledger, self.columns, row) for row in page.rows],
                "next": page.following,
                "count": listing.queryset.count() if asked.count else None,  # type: ignore[attr-defined]
            }

        def record(request: HttpRequest, id: int) -> Any:
            opened(request, ledger.code)
            return self.told(request, self.seen(request, id))

        def acts(request: HttpRequest, id: int) -> Any:
            opened(request, ledger.code)
            return {"items": [_act(item) for item in history.timeline(ledger, found(request, ledger, id))]}

        self.open(router.get, "", "list", rows, {200: self.page, **documented(401, 403, 422)}, "查询列表")
        self.open(router.get, ROW, "get", record, {200: self.whole, **documented(401, 403, 404)}, "查看一条")
        told = {200: outgoing.History, **documented(401, 403, 404)}
        self.open(router.get, f"{ROW}/history", "history", acts, told, "变更历史")

    def entering(self, router: Router) -> None:
        """Add, change, delete."""
        ledger = self.ledger
        new = incoming.new_model(ledger, f"{self.name}New")
        changed = incoming.change_model(ledger, f"{self.name}Change")

        def add(request: HttpRequest, payload: new) -> Any:  # type: ignore[valid-type]
            opened(request, ledger.code, "add")

            def work() -> str:
                return self.written(request, writing.add(ledger, request.user, payload).pk)

            return repeats.once(request, 201, work)

        def change(request: HttpRequest, id: int, payload: changed) -> Any:  # type: ignore[valid-type]
            opened(request, ledger.code, "change")
            writing.change(ledger, request.user, found(request, ledger, id, "change"), payload)
            return self.told(request, self.own(id))

        def delete(request: HttpRequest, id: int) -> Any:
            opened(request, ledger.code, "delete")
            entry.delete(ledger, found(request, ledger, id, "delete"), actor=request.user)
            return Status(204, None)

        answers = {201: self.whole, **documented(400, 401, 403, 409, 422)}
        self.open(router.post, "", "add", add, answers, "新增", openapi_extra=REPEATABLE)
        answers = {200: self.whole, **documented(400, 401, 403, 404, 409, 422)}
        note = "只改写出的字段；掩码原样送回时保留原值。"
        self.open(router.patch, ROW, "change", change, answers, "修改", description=note)
        self.open(router.delete, ROW, "delete", delete, {204: None, **documented(401, 403, 404, 409)}, "删除")

    def moving(self, router: Router, made: Move) -> None:
        """One move of the flow, with what it asks for."""
        ledger = self.ledger
        body = None if made.form is None else incoming.move_model(made, f"{self.name}{made.code.title()}")

        def act(request: HttpRequest, id: int, payload: Any = None) -> HttpResponse:
            opened(request, ledger.code)
            row = found(request, ledger, id)

            def work() -> str:
                writing.move(ledger, request.user, row, made, payload)
                return self.written(request, id)

            return repeats.once(request, 200, work)

        def move(request: HttpRequest, id: int) -> Any:
            return act(request, id)

        def move_with(request: HttpRequest, id: int, payload: body) -> Any:  # type: ignore[valid-type]
            return act(request, id, payload)

        answers = {200: self.whole, **documented(*([400] if body else []), 401, 403, 404, 409, 422)}
        address, view = f"{ROW}/moves/{made.code}", move if body is None else move_with
        name = f"move_{made.code}"
        self.open(router.post, address, name, view, answers, str(made.label), openapi_extra=REPEATABLE)

    def revealing(self, router: Router) -> None:
        """The value behind a mask; who asked is audited."""
        ledger = self.ledger

        def reveal(request: HttpRequest, id: int, field: str) -> Any:
            response = detail.reveal(request, ledger.code, id, field)
            if response.status_code != 200:
                raise Http404(_("没有这个掩码字段。"))
            return json.loads(response.content)

        note = f"可查看：{'、'.join(sorted(ledger.masked))}。每次查看都记入审计。"
        answers = {200: Revealed, **documented(401, 403, 404)}
        self.open(router.post, f"{ROW}/reveal/{{field}}", "reveal", reveal, answers, "查看完整内容", description=note)

    def seen(self, request: HttpRequest, key: int) -> Any:
        """The row with its links, if this person may see it."""
        return self.one(visible(self.ledger, request.user), key)

    def own(self, key: int) -> Any:
        """The row that this request has just written."""
        return self.one(self.ledger.model._base_manager.all(), key)

    def one(self, rows: QuerySet[Any], key: int) -> Any:
        """One row with its links, else ``Http404``."""
        row = joined(rows, self.ledger, self.columns).filter(pk=key).first()
        if row is None:
            raise Http404(_("没有这条记录，或它不在您的范围内。"))
        return row

    def told(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """A record as the API tells it."""
        said = outgoing.told(self.ledger, self.columns, row)
        if self.ledger.flow is not None:
            moves = making.open_moves(self.ledger.code, self.ledger.flow, request.user, row)
            said["moves"] = [{"code": move.code, "name": str(move.label)} for move in moves]
        return said

    def written(self, request: HttpRequest, key: int) -> str:
        """The record just written, as JSON of its schema."""
        return str(self.whole.model_validate(self.told(request, self.own(key))).model_dump_json(by_alias=True))


def _act(item: dict[str, Any]) -> dict[str, Any]:
    return item | {
        "who": str(item["who"]),
        "notes": [{"label": label, "text": text} for label, text in item["notes"]],
        "changes": [{"label": label, "before": before, "after": after} for label, before, after in item["changes"]],
    }
