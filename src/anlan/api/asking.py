"""The parameters by which a ledger's rows are asked for: the list's own filters, documented, and nothing else."""

from typing import Annotated, Any

import django_filters as df
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, create_model

from anlan.api import incoming
from anlan.api.errors import unfit
from anlan.api.outgoing import kind_of, spelling
from anlan.kit.ledger.columns import Column, choice_labels, describe
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.filters import filterset_of
from anlan.kit.ledger.lists import BadQuery

MOST_ROWS = 200
USUAL_ROWS = 50
MOST_TICKED = 200


def query_model(ledger: Ledger, name: str) -> type[BaseModel]:
    """All parameters of a ledger's list."""
    fields: dict[str, Any] = {}
    columns = {spelling(path): describe(ledger.model, path) for path in ledger.filters}
    for parameter, item in filterset_of(ledger).base_filters.items():
        for suffix, note in _suffixes(item):
            spelt = f"{parameter}{suffix}"
            described = Field(None, alias=spelt, title=f"{columns[parameter].label}{note}")
            fields[spelt.replace("-", "__")] = (_filter_type(columns[parameter]), described)
    return create_model(name, __config__=ConfigDict(protected_namespaces=()), **fields, **_paging(ledger))


def params_of(ledger: Ledger, request: HttpRequest, model: type[BaseModel]) -> MultiValueDict[str, str]:
    """The address as ``Listing`` reads it, terms by code or name. Refuses parameters that do not exist."""
    known = {field.alias or name for name, field in model.model_fields.items()}
    if strange := sorted(set(request.GET) - known):
        raise unfit({name[:60]: _("没有这个查询参数。") for name in strange})
    params = MultiValueDict({name: list(values) for name, values in request.GET.lists()})
    for path in ledger.filters:
        column = describe(ledger.model, path)
        if kind_of(column) in ("term", "terms") and (asked := params.get(spelling(path))):
            params[spelling(path)] = _term_key(column, asked, spelling(path))
    return params


def _term_key(column: Column, asked: str, parameter: str) -> str:
    try:
        term = incoming.term_called(column.field.dictionary, asked)
    except ValueError as wrong:
        raise BadQuery({parameter: str(wrong)}) from wrong
    return str(term.pk) if column.kind == "term" else str(term.code)


def _suffixes(item: df.Filter) -> tuple[tuple[str, str], ...]:
    if isinstance(item, df.DateFromToRangeFilter):
        return ("_after", "（从）"), ("_before", "（到，含当天）")
    return (("", ""),)


def _filter_type(column: Column) -> Any:
    kind = kind_of(column)
    return _FILTER_TYPES[kind](column) if kind in _FILTER_TYPES else Text100


def _shown(schema: dict[str, Any]) -> Any:
    return Annotated[str, AfterValidator(incoming.storable), WithJsonSchema(schema)]


def _choice_type(column: Column) -> Any:
    labels = choice_labels(column.field)
    allowed = [str(value) for value in labels if value not in ("", None)]
    return _one_of(allowed, incoming.choice_note(column))


Text100 = Annotated[str, Field(max_length=100), AfterValidator(incoming.storable)]
DayAsked = Annotated[incoming.Day, WithJsonSchema({"type": "string", "format": "date"})]
_FILTER_TYPES: dict[str, Any] = {
    "date": lambda _column: DayAsked,
    "moment": lambda _column: DayAsked,
    "choice": _choice_type,
    "boolean": lambda _column: _one_of(["1", "0"], "1 是，0 否"),
    "place": lambda _column: _shown({"type": "string", "description": "区划代码，含下级"}),
    "line": lambda _column: _shown({"type": "string", "description": "条线代码，含下级"}),
    "term": lambda column: _shown({"type": "string", "description": f"字典 {column.field.dictionary} 的代码或名称"}),
    "terms": lambda column: _shown({"type": "string", "description": f"字典 {column.field.dictionary} 的代码或名称"}),
    "integer": lambda _column: Annotated[int, Field(ge=-(2**31), lt=2**31)],
    "decimal": lambda _column: Annotated[float, Field(allow_inf_nan=False)],
    "link": lambda _column: Annotated[int, Field(ge=1, lt=2**63)],
}


def _paging(ledger: Ledger) -> dict[str, Any]:
    names = [name.lstrip("-") for name in ledger.sorts]
    sorts = [spelt for name in dict.fromkeys(names) for spelt in (name, f"-{name}")]
    chips = [str(number) for number in range(1, len(ledger.chips) + 1)]
    note = "、".join(f"{number}（{label}）" for number, label in enumerate(ledger.chips, 1))
    made: dict[str, Any] = {
        "q": (Text100, Field(None, title="关键词", description="与列表的搜索框相同")),
        "sort": (_one_of(sorts, f"{'、'.join(sorts)}；“-”表示倒序"), Field(None, title="排序")),
        "limit": (int, Field(USUAL_ROWS, ge=1, le=MOST_ROWS, title="每页条数")),
        "after": (_shown({"type": "string"}), Field(None, title="翻页", description="上一页应答里的 next")),
        "count": (bool, Field(False, title="是否要总数")),
        "id": (
            Annotated[list[Annotated[int, Field(ge=1, lt=2**63)]], Field(max_length=MOST_TICKED)],
            Field([], title="只要这些编号"),
        ),
    }
    if chips:
        made["chip"] = (_one_of(chips, note), Field(None, title="快捷筛选"))
    return made


def _one_of(allowed: list[str], note: str) -> Any:
    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(_("只能是：%(names)s。") % {"names": "、".join(allowed)})
        return value

    shown = {"type": "string", "enum": allowed, "description": note}
    return Annotated[str, AfterValidator(check), WithJsonSchema(shown)]
