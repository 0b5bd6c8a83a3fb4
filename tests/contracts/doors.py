"""Every door of a ledger by which something could be seen or changed, as requests that anybody may try."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client

from anlan.kit.files import services as files
from anlan.kit.geo import quadkey
from anlan.kit.ledger.columns import describe
from anlan.kit.ledger.declaration import Ledger
from tests.api.caller import Caller

PLACED_FORMS = ("geojson", "kml")


@dataclass(frozen=True)
class Door:
    """One request. ``action`` is the grant it asks for; ``of_row``: it names one row; ``shows``: the row's
    mark stands in the answer for whoever may see it; ``open``: everybody who is signed in may enter; ``variant``: the
    question of another door (the list, the record, the export, the API), asked in another way."""

    name: str
    path: str
    action: str = "view"
    method: str = "get"
    body: Any = None
    of_row: bool = False
    shows: bool = True
    open: bool = False
    variant: bool = False

    @property
    def api(self) -> bool:
        """Is it a door of the API?"""
        return self.path.startswith("/api/")


class Visitor:
    """One person with a browser and a token; ``user=None`` has neither."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.browser = Client()
        self.caller: Caller | None = None
        if user is not None:
            self.browser.force_login(user)
            self.caller = Caller(user)

    def knock(self, door: Door) -> "Answer":
        """Try the door. What was kept for those before is there to leak as well, as in life."""
        if door.api:
            headers = self.caller._headers() if self.caller else {}
            client, kind = Client(), "application/json"
            data: Any = door.body if door.method == "get" else json.dumps(door.body) if door.body is not None else ""
            send = getattr(client, door.method)
            response = (
                send(door.path, data, headers=headers)
                if door.method == "get"
                else send(door.path, data, content_type=kind, headers=headers)
            )
        elif door.method == "json":
            response = self.browser.post(door.path, json.dumps(door.body), content_type="application/json")
        else:
            response = getattr(self.browser, door.method)(door.path, door.body or {})
        return Answer(response)


class Answer:
    """What came back: status, and all text in it, also that within a workbook."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.location = response.headers.get("Location", "")
        data = response.getvalue()
        self.text = _text(data, response.headers.get("Content-Type", ""))


def _text(data: bytes, kind: str) -> str:
    if "spreadsheetml" in kind:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return "\n".join(book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xml"))
    text = data.decode("utf-8", "replace")
    return json.dumps(json.loads(text), ensure_ascii=False) if kind.startswith("application/json") and text else text


def reading(ledger: Ledger, row: Any, mark: str) -> Iterator[Door]:
    """All doors by which rows leave."""
    code, at = ledger.code, f"/l/{ledger.code}/"
    yield Door("list", at)
    yield Door("rows", f"{at}rows", variant=True)
    yield Door("counts", f"{at}counts", shows=False, variant=True)
    yield Door("every column", f"{at}?cols={','.join(c.name for c in (*ledger.entered, *ledger.listed))}", variant=True)
    yield Door("by id", f"{at}?id={row.pk}", variant=True)
    yield Door("search", f"{at}?q={mark}", shows=True, variant=True)
    for name in dict.fromkeys(ledger.sorts):
        yield Door(f"sorted by {name}", f"{at}?sort={name}", variant=True)
    for number, _label in enumerate(ledger.chips, 1):
        yield Door(f"chip {number}", f"{at}?chip={number}", shows=False, variant=True)
    for name, value in _asked(ledger, row):
        yield Door(f"filter {name}", f"{at}?{name}={value}", variant=True)
    for name in ledger.chart:
        yield Door(f"chart by {name}", f"{at}chart?by={name}", shows=False, variant=True)
    yield Door("detail", f"{at}{row.pk}/", of_row=True)
    yield Door("card", f"{at}{row.pk}/card", of_row=True, variant=True)
    yield Door("edit form", f"{at}{row.pk}/edit", "change", of_row=True)
    named = mark in ledger.headline_column.text(row) or bool(getattr(row, "number", ""))  # a month names no town
    yield Door("bulk form", f"{at}bulk?id={row.pk}", "change", shows=named, variant=True)
    yield Door("pick", f"{at}pick?q={mark}", shows=named, variant=True)
    for form in ("xlsx", "csv", *(PLACED_FORMS if ledger.layer else ())):
        yield Door(f"export {form}", f"{at}export.{form}", "export", variant=form != "xlsx")
        yield Door(f"whole export {form}", f"{at}export.{form}?columns=all&id={row.pk}", "export", variant=True)
    yield Door("template", f"{at}template.xlsx", "import", shows=False, variant=True)
    yield Door("import page", f"{at}import", "import", shows=False, variant=True)
    if ledger.layer:
        z, x, y = 12, *quadkey.tile_of(row.longitude, row.latitude, 12)
        yield Door("tile", f"{at}tiles/{z}/{x}/{y}.json")
        yield Door("area", f"/map/area?layer={code}", method="json", body=_circle(row), open=True, variant=True)
    yield Door("global search", f"/search?q={mark}", open=True, variant=True)
    yield Door("workbench", "/", open=True, shows=False, variant=True)
    yield Door("figures", "/figures", open=True, shows=False, variant=True)
    yield from _over_the_api(ledger, row, mark)


def _over_the_api(ledger: Ledger, row: Any, mark: str) -> Iterator[Door]:
    base = f"/api/v1/{ledger.code}"
    yield Door("api list", base)
    yield Door("api search", f"{base}?q={mark}", variant=True)
    yield Door("api by id", f"{base}?id={row.pk}", variant=True)
    yield Door("api record", f"{base}/{row.pk}", of_row=True)
    yield Door("api history", f"{base}/{row.pk}/history", of_row=True, shows=False, variant=True)


def _asked(ledger: Ledger, row: Any) -> Iterator[tuple[str, Any]]:
    """Each filter with the row's own value, so that the row is among what is asked for."""
    for path in ledger.filters:
        column = describe(ledger.model, path)
        value = column.raw(row)
        name = path.replace("__", "-")
        if value in (None, "", ()):
            continue
        if column.kind in ("date", "moment"):
            yield f"{name}_after", "2020-01-01"
        elif column.kind == "boolean":
            yield name, "1" if value else "0"
        elif column.kind in ("place", "line"):
            yield name, value.code
        elif column.kind == "terms":
            yield name, value[0]
        else:
            yield name, getattr(value, "pk", value)


def _circle(row: Any) -> dict[str, Any]:
    return {"type": "circle", "longitude": row.longitude, "latitude": row.latitude, "metres": 2000}


def writing_doors(ledger: Ledger, row: Any) -> Iterator[Door]:
    """All doors by which the row could be changed, taken away or unmasked."""
    at, base = f"/l/{ledger.code}/{row.pk}/", f"/api/v1/{ledger.code}/{row.pk}"
    yield Door(
        "edit", f"{at}edit", "change", "post", {ledger.headline_field: "改过", "version": row.version}, of_row=True
    )
    yield Door("delete", f"{at}delete", "delete", "post", of_row=True)
    yield Door("attach", f"{at}attach", "change", "post", of_row=True)
    field = next((c.name for c in ledger.entered if c.kind == "text" and c.name not in ledger.masked), "")
    body = {"id": row.pk, "field": field, "value": "改过", "confirm": "1"}
    yield Door("bulk", f"/l/{ledger.code}/bulk", "change", "post", body)
    yield Door("api change", base, "change", "patch", {"version": row.version}, of_row=True)
    yield Door("api delete", base, "delete", "delete", of_row=True)
    for name in ledger.masked:
        yield Door(f"reveal {name}", f"{at}reveal/{name}", "reveal", "post", of_row=True)
        yield Door(f"api reveal {name}", f"{base}/reveal/{name}", "reveal", "post", of_row=True)
    for move in ledger.flow.moves if ledger.flow else ():
        yield Door(f"move {move.code}", f"{at}move/{move.code}", f"move.{move.code}", "post", of_row=True)
        yield Door(f"move form {move.code}", f"{at}move/{move.code}", f"move.{move.code}", of_row=True)
        if move.form is None:
            yield Door(f"api move {move.code}", f"{base}/moves/{move.code}", f"move.{move.code}", "post", of_row=True)


def attachment_doors(ledger: Ledger, row: Any, data: bytes, mark: str) -> Iterator[Door]:
    """A photograph that hangs on the row."""
    for slot, _title in ledger.photographs[:1]:
        file = files.keep_bytes(data, f"{mark}.png", kind=ledger.code, object_id=row.pk, slot=slot)
        yield Door(
            "attachment",
            file.get_absolute_url() if hasattr(file, "get_absolute_url") else f"/files/{file.pk}/{file.name}",
            of_row=True,
            shows=False,
        )
        yield Door("thumbnail", f"/files/{file.pk}/thumb", of_row=True, shows=False)
