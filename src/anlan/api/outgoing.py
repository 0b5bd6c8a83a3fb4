"""Rows as the API tells them: one value a column, masked as the ledger masks it. It must not know requests."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field, create_model

from anlan.base.dictionaries import terms
from anlan.kit.ledger.columns import Column, describe
from anlan.kit.ledger.declaration import Ledger


class Coded(BaseModel):
    """A term, choice, place or line."""

    model_config = ConfigDict(title="代码和名称")

    code: str = Field(title="代码")
    name: str = Field(title="名称")


class Linked(BaseModel):
    """A row of another ledger."""

    model_config = ConfigDict(title="编号和名称")

    id: int = Field(title="编号")
    name: str = Field(title="名称")


class Change(BaseModel):
    """One field that an act changed."""

    model_config = ConfigDict(title="一项改动")

    label: str = Field(title="字段")
    before: str = Field(title="改前")
    after: str = Field(title="改后")


class Note(BaseModel):
    """What was said with an act."""

    model_config = ConfigDict(title="一项说明")

    label: str = Field(title="项目")
    text: str = Field(title="内容")


class Act(BaseModel):
    """One entry of a record's history."""

    model_config = ConfigDict(title="一次操作")

    at: datetime = Field(title="时间")
    who: str = Field(title="操作人")
    code: str = Field(title="操作代码")
    act: str = Field(title="操作")
    notes: list[Note] = Field(title="说明")
    changes: list[Change] = Field(title="改动")


class History(BaseModel):
    """A record's history, newest first."""

    model_config = ConfigDict(title="变更历史")

    items: list[Act] = Field(title="操作，最近的在前")


_TYPES: dict[str, Any] = {
    "integer": int,
    "decimal": float,
    "date": date,
    "moment": datetime,
    "boolean": bool,
    "choice": Coded,
    "term": Coded,
    "coded": Coded,
    "terms": list[Coded],
    "place": Coded,
    "line": Coded,
    "link": Linked,
    "json": Any,
}


def spelling(path: str) -> str:
    """A field path as the API writes it, as in the list's addresses: ``enterprise-sector``."""
    return path.replace("__", "-")


def kind_of(column: Column) -> str:
    """The column's kind; links without a number as key are told by code, terms of no one dictionary by number."""
    if column.kind == "term" and not hasattr(column.field, "dictionary"):
        return "link"
    if column.kind == "link" and not isinstance(column.field.target_field, models.IntegerField):
        return "coded"
    return column.kind


def columns_of(ledger: Ledger) -> tuple[Column, ...]:
    """What the API tells of a row: number, all listed and all entered columns, once each."""
    found = {column.name: column for column in ledger.imported}
    for column in ledger.listed:  # a listed column may word an entered field; the field itself is told
        found.setdefault(column.name, column)
    if ledger.flow is not None:
        found.setdefault(ledger.flow.field, describe(ledger.model, ledger.flow.field))
    envelope = ("version", "created_at", "updated_at")
    return (*found.values(), *(describe(ledger.model, name) for name in envelope if name not in found))


def model_of(ledger: Ledger, name: str) -> type[BaseModel]:
    """The schema of a row."""
    fields: dict[str, Any] = {"id": (int, Field(title="编号"))}
    for column in columns_of(ledger):
        fields[column.name] = (_type(ledger, column), Field(title=str(column.label), alias=spelling(column.name)))
    return create_model(
        name, __config__=ConfigDict(title=ledger.title, populate_by_name=True, protected_namespaces=()), **fields
    )


def told(ledger: Ledger, columns: Iterable[Column], row: Any) -> dict[str, Any]:
    """A row as its schema has it. Links must have been joined."""
    return {"id": row.pk} | {spelling(column.name): value_of(ledger, column, row) for column in columns}


def value_of(ledger: Ledger, column: Column, row: Any) -> Any:
    """One value, masked."""
    if mask := ledger.masked.get(column.name):
        text = column.text(row)
        return mask(text) if text else ""
    kind = kind_of(column)
    if column.field is None or kind not in _TYPES:
        return column.text(row)
    value = column.raw(row)
    if value is None or value == "":
        return None
    return _values.get(kind, _same)(column, value)


def _type(ledger: Ledger, column: Column) -> Any:
    if column.name in ledger.masked or column.field is None or kind_of(column) not in _TYPES:
        return str
    kind = _TYPES[kind_of(column)]
    certain = column.kind == "terms" or ("__" not in column.name and not column.field.null and not column.field.blank)
    return kind if certain else kind | None


def _same(_column: Column, value: Any) -> Any:
    return value


def _terms(column: Column, value: Iterable[str]) -> list[dict[str, str]]:
    names = {term.code: term.name for term in terms.every(column.field.dictionary)}
    return [{"code": code, "name": names.get(code, code)} for code in value]


_values: dict[str, Any] = {
    "decimal": lambda _column, value: float(value),
    "moment": lambda _column, value: timezone.localtime(value),
    "choice": lambda column, value: {"code": str(value), "name": column.worded(value)},
    "term": lambda _column, value: {"code": value.code, "name": value.name},
    "terms": _terms,
    "place": lambda _column, value: {"code": value.code, "name": value.name},
    "line": lambda _column, value: {"code": value.code, "name": value.name},
    "coded": lambda column, value: {"code": str(getattr(value, column.field.target_field.attname)), "name": str(value)},
    "link": lambda _column, value: {"id": value.pk, "name": str(value)},
}
