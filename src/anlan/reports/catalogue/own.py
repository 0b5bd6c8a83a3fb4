"""User-made indicators as indicators: a list's filters become the condition. Must not know requests."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, Q
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from anlan.kit.ledger.columns import describe
from anlan.kit.ledger.declaration import Ledger
from anlan.kit.ledger.filters import filterset_of
from anlan.kit.ledger.lists import BadQuery, chip_condition, narrowed_by
from anlan.kit.ledger.registry import ledger_by_code, ledgers
from anlan.kit.search import query as search
from anlan.reports.catalogue import asked
from anlan.reports.catalogue.models import Kind, OwnIndicator
from anlan.reports.figures.declaration import Counted, Facts, Indicator, Waiting
from anlan.reports.figures.dimensions import Area, Dimension
from anlan.reports.figures.measures import Count, Distinct, Measure, Sum

PREFIX = "own-"
WRITTEN = ("name", "unit", "definition", "ledger", "query", "day", "kind", "column")
_UNWRITABLE = re.compile(r"""[\s(),，=（）＝{}｛｝%％"'“”‘’「」]""")


class Unfit(ValueError):
    """What is written down is no indicator; ``field`` says where, the message what is wrong."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def read() -> Iterator[Indicator]:
    """All that are in use, in one query; one that no longer fits its ledger waits and says why."""
    for facts in OwnIndicator.objects.filter(active=True).order_by("pk").values_list("pk", *WRITTEN):
        yield _made(*facts) or made(_row(*facts))


def _row(pk: int, *written: str) -> OwnIndicator:
    return OwnIndicator(pk=pk, **dict(zip(WRITTEN, written, strict=True)))


@lru_cache(maxsize=512)
def _made(pk: int, *written: str) -> Indicator | None:
    """Made once as it is written; one that does not fit is tried again each time."""
    try:
        return fitted(_row(pk, *written))
    except Unfit:
        return None


def made(row: OwnIndicator) -> Indicator:
    """The indicator of a row, or one that says why there is none."""
    try:
        return fitted(row)
    except Unfit as wrong:
        return Waiting(
            code=f"{PREFIX}{row.pk}", name=row.name, unit=row.unit, definition=row.definition, waiting_for=str(wrong)
        )


def fitted(row: OwnIndicator) -> Counted:
    """The indicator of a row. Raises ``Unfit``."""
    ledger = ledger_named(row.ledger)
    facts = Facts(ledger.code, on=_day(ledger, row.day), by=_by(ledger))
    where = condition(ledger, row.query)
    return facts.indicator(
        f"{PREFIX}{row.pk or ''}", row.name, row.unit, _measure(ledger, row), where, definition=row.definition
    )


def ledger_named(code: str) -> Ledger:
    """The ledger that is counted. Raises ``Unfit``."""
    try:
        return ledger_by_code(code)
    except Http404 as wrong:
        raise Unfit("ledger", _("没有编码为“%(code)s”的台账。") % {"code": code}) from wrong


def condition(ledger: Ledger, query: str) -> Q:
    """The rows that an address of the list asks for, whoever looks. Raises ``Unfit`` with a sentence."""
    if strange := asked.unknown(ledger, query):
        names = {"ledger": ledger.title, "names": "、".join(strange)}
        raise Unfit("query", _("“%(ledger)s”的列表没有筛选条件“%(names)s”，请从列表重新点“存为指标”。") % names)
    params = QueryDict(query)
    filters = filterset_of(ledger)(params, queryset=ledger.model._default_manager.order_by())
    if not filters.is_valid():
        told = "；".join(str(error) for errors in filters.errors.values() for error in errors)
        raise Unfit("query", _("筛选条件有误：%(why)s") % {"why": told})
    whole = Q(pk__in=filters.qs.values("pk")) if filters.qs.query.where else Q()
    try:
        if params.get("chip"):
            whole &= chip_condition(ledger, params["chip"])
        for one in narrowed_by(ledger, params):
            whole &= one.condition
    except BadQuery as wrong:
        raise Unfit("query", str(wrong)) from wrong
    text = params.get("q", "").strip()[:100]
    return whole & search.condition(ledger.code, text) if text else whole


def unwritable(name: str) -> str:
    """The sentence for a name that no template could write; empty where it can."""
    found = _UNWRITABLE.search(name)
    if found is None:
        return ""
    sign = _("空格") if found.group().isspace() else f"“{found.group()}”"
    return _("名称里不能有%(sign)s，否则报告模板里写不了。空格、括号、逗号、等号、百分号和引号都不要用。") % {
        "sign": sign
    }


def _day(ledger: Ledger, name: str) -> str:
    if name and name not in days(ledger):
        raise Unfit("day", _("“%(ledger)s”没有日期字段“%(name)s”。") % {"ledger": ledger.title, "name": name})
    return name


def _measure(ledger: Ledger, row: OwnIndicator) -> Measure:
    if row.kind == Kind.COUNT:
        return Count()
    offered = numbers(ledger) if row.kind == Kind.SUM else values(ledger)
    if row.column not in offered:
        raise Unfit(
            "column", _("请选择要计量的字段：%(names)s。") % {"names": "、".join(offered.values()) or _("没有")}
        )
    return Sum(row.column) if row.kind == Kind.SUM else Distinct(row.column)


def _by(ledger: Ledger) -> dict[str, Dimension]:
    return {"属地": Area(ledger.scope.place)} if ledger.scope.place and "__" not in ledger.scope.place else {}


def days(ledger: Ledger) -> dict[str, str]:
    """Columns that can place rows in a period, by name."""
    return {name: str(label) for name, label, kind in _columns(ledger) if kind in ("date", "moment")}


def numbers(ledger: Ledger) -> dict[str, str]:
    """Columns that can be summed, by name."""
    return {name: str(label) for name, label, kind in _columns(ledger) if kind in ("integer", "decimal")}


def values(ledger: Ledger) -> dict[str, str]:
    """Columns of which different values can be counted, by name."""
    return {name: str(label) for name, label, kind in _columns(ledger) if kind in ("link", "place", "term", "text")}


def _columns(ledger: Ledger) -> Iterator[tuple[str, Any, str]]:
    for column in {column.name: column for column in (*ledger.listed, *ledger.entered)}.values():
        if column.field is not None and "__" not in column.name and column.name not in ledger.masked:
            yield column.name, column.label, column.kind


def usual_day(ledger: Ledger) -> str:
    """The day that the list is sorted by, else its first."""
    known = {name: kind for name, _label, kind in _columns(ledger) if kind in ("date", "moment")}
    for name in (sort.lstrip("-") for sort in ledger.sorts):
        try:
            if name in known and isinstance(describe(ledger.model, name).field, DateField):
                return name
        except FieldDoesNotExist:
            continue
    return next(iter(known), "")


def refitted(written: QueryDict) -> QueryDict:
    """What is written, with the columns of another ledger chosen before taken off."""
    made = written.copy()
    try:
        ledger = ledger_named(made.get("ledger", ""))
    except Unfit:
        return made
    if made.get("day") and made["day"] not in days(ledger):
        made["day"] = usual_day(ledger)
    if made.get("column") not in (numbers(ledger) if made.get("kind") == Kind.SUM else values(ledger)):
        made["column"] = ""
    return made


def words(row: Any) -> str:
    """Of which ledger, in words."""
    try:
        return ledger_named(row.ledger).title
    except Unfit:
        return str(row.ledger)


def conditions(row: Any) -> str:
    """The filters in words."""
    try:
        return "；".join(asked.told(ledger_named(row.ledger), row.query, None)) or _("全部")
    except Unfit:
        return str(row.query)


def label_of(name: str) -> Callable[[Any], str]:
    """How the column that ``name`` holds is called in its ledger."""

    def told(row: Any) -> str:
        held = str(getattr(row, name))
        try:
            labels = {key: str(label) for key, label, _kind in _columns(ledger_named(row.ledger))}
        except Unfit:
            return held
        return labels.get(held, held)

    return told


def address_to_make(code: str, query: str) -> str:
    """The form of a new indicator, filled with a list as it stands."""
    filled = {"ledger": code, "query": asked.tidy(query), "day": usual_day(ledger_by_code(code))}
    return f"/l/own-indicator/new?{urlencode(filled)}"


def tidied(values: dict[str, Any]) -> None:
    """Bring titles and labels, as people write them, to the codes that are kept; in place."""
    if values.get("query"):
        values["query"] = asked.tidy(values["query"])
    if not values.get("ledger"):
        return
    titles = {one.title: one.code for one in ledgers()}
    values["ledger"] = titles.get(values["ledger"], values["ledger"])
    try:
        labels = {str(label): name for name, label, _kind in _columns(ledger_named(values["ledger"]))}
    except Unfit:
        return
    for name in ("day", "column"):
        if values.get(name):
            values[name] = labels.get(values[name], values[name])
