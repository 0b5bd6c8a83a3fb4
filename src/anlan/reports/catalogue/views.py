"""指标目录: all indicators with their values, and one page each with definition, trend, splits and parts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.people import access, roles
from anlan.base.periods import Period, PeriodKind
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.pages.door import need
from anlan.reports.figures import addresses, counting, registry, splitting
from anlan.reports.figures.counting import Ask, Value
from anlan.reports.figures.declaration import Change, Counted, Indicator, Norm, Waiting
from anlan.reports.figures.dimensions import UnknownValue

GRANT = "indicators.view"
access.declare({GRANT: tuple(role for role in roles.BUSINESS if role not in roles.OF_AN_ORGANISATION)})
PREFIX = "by."
WIDTH, HEIGHT, FOOT = 960, 180, 24  # of the trend's drawing, in its own units


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """The groups with their indicators; the values of a group come when it is opened."""
    need(request, GRANT)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    period, wrong = _period(request)
    groups: dict[str, list[Indicator]] = {}
    for one in _found(text):
        groups.setdefault(group_of(one), []).append(one)
    waiting = groups.pop(_("等待台账"), [])
    context = {
        "groups": [{"title": title, "indicators": found} for title, found in groups.items()],
        "waiting": waiting, "text": text, "period": period, "periods": _periods(), "wrong": wrong,
        "total": sum(map(len, groups.values())), "open": bool(text),
    }  # fmt: skip
    return render(request, "catalogue/list.html", context)


@require_GET
def values(request: HttpRequest) -> HttpResponse:
    """The values of one group, each beside that of the same months last year."""
    need(request, GRANT)
    period, _wrong = _period(request)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    found = [one for one in _found(text) if group_of(one) == request.GET.get("group")]
    asks = {one.code: (Ask(one, period), Ask(one, counting.year_before(period))) for one in found}
    made = counting.compute([ask for pair in asks.values() for ask in pair], request.user)
    lines = [
        {
            "indicator": one,
            "address": addresses.indicator_address(asks[one.code][0]),
            "value": made[asks[one.code][0]],
            "before": made[asks[one.code][1]],
            "rows": _rows(asks[one.code][0], made[asks[one.code][0]]),
        }
        for one in found
    ]
    return render(request, "catalogue/values.html", {"lines": lines, "period": period})


@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator for a period and qualifiers."""
    need(request, GRANT)
    found = registry.indicator(code)
    period, wrong = _period(request)
    kinds = splitting.dimensions(found)
    chosen = {title: text for title in kinds if (text := request.GET.get(PREFIX + title, "").replace("\x00", "")[:120])}
    ask = Ask(found, period, tuple(chosen.items()))
    context: dict[str, Any] = {
        "indicator": found, "period": period, "periods": _periods(), "wrong": wrong, "group": group_of(found),
        "dimensions": [
            {"title": title, "name": PREFIX + title, "value": chosen.get(title, ""), "offered": kind.offered()[:200]}
            for title, kind in kinds.items()
        ],
    }  # fmt: skip
    try:
        context |= _told(ask, request)
    except UnknownValue as unknown:
        context["wrong"] = str(unknown)
    return render(request, "catalogue/one.html", context)


def _told(ask: Ask, request: HttpRequest) -> dict[str, Any]:
    user, found = request.user, ask.indicator
    parts = [] if isinstance(found, (Counted, Norm, Waiting)) else _parts(ask)
    wanted = [ask, Ask(found, counting.year_before(ask.period), ask.qualifiers), *parts]
    made = counting.compute(wanted, user)
    kinds = splitting.dimensions(found)
    by = request.GET.get("split", "") if request.GET.get("split", "") in kinds else next(iter(kinds), "")
    lines = splitting.split(ask, by, user) if by else []
    return {
        "value": made[ask], "before": made[wanted[1]], "rows": _rows(ask, made[ask]),
        "parts": [
            {"indicator": part.indicator, "period": part.period, "value": made[part], "rows": _rows(part, made[part]),
             "address": addresses.indicator_address(part)}
            for part in parts
        ],
        "split": by, "lines": [_line(ask, by, line) for line in lines], "columns": _columns(ask, user) if kinds else [],
        "width": WIDTH, "height": HEIGHT + FOOT, "most": max((_size(line.value) for line in lines), default=0) or 1,
    }  # fmt: skip


def _parts(ask: Ask) -> list[Ask]:
    if isinstance(ask.indicator, Change):
        return [ask.of(ask.indicator.of), ask.of(ask.indicator.of, counting.year_before(ask.period))]
    return [ask.of(part) for part in ask.indicator.parts]


def _line(ask: Ask, by: str, line: splitting.Part) -> dict[str, Any]:
    narrowed = Ask(ask.indicator, ask.period, (*ask.qualifiers, (by, line.name)))
    rows = _rows(narrowed, line.value) if line.key not in (None, "") else ""  # what is not filled in has no name
    return {"name": line.name, "value": line.value, "size": _size(line.value), "rows": rows}


def _columns(ask: Ask, user: Any) -> list[dict[str, Any]]:
    """The trend as columns of a drawing: by month, by day where the period is a month or less."""
    kind = PeriodKind.DAY if ask.period.days <= 31 else PeriodKind.MONTH
    steps = [(step, value) for step, value in splitting.trend(ask, kind, user) if step.first <= clock.today()]
    most = max((_size(value) for _step, value in steps), default=0) or 1
    wide = WIDTH / max(len(steps), 1)
    made = []
    for at, (step, value) in enumerate(steps):
        tall = round(_size(value) / most * (HEIGHT - 20), 1)
        made.append(
            {"x": round(at * wide + wide * 0.15, 1), "y": round(HEIGHT - tall, 1), "width": round(wide * 0.7, 1),
             "height": tall, "middle": round(at * wide + wide / 2, 1), "above": round(HEIGHT - tall - 5, 1),
             "foot": HEIGHT + 17, "label": step.first.day if kind == PeriodKind.DAY else step.first.month,
             "period": step, "value": value}
        )  # fmt: skip
    return made


def _size(value: Value) -> float:
    return max(float(value.number or 0), 0.0)


def _rows(ask: Ask, value: Value) -> str:
    """The address of the rows behind a figure; none where nothing was counted or several things were."""
    return addresses.rows_address(ask) if isinstance(ask.indicator, Counted) and value.number and not value.past else ""


def _found(text: str) -> list[Indicator]:
    words = text.lower().split()
    return [
        one for one in registry.indicators()
        if all(word in f"{one.name} {one.code} {one.definition}".lower() for word in words)
    ]  # fmt: skip


def group_of(found: Indicator) -> str:
    """Under which heading an indicator stands: the ledger that it is counted in."""
    if isinstance(found, Waiting):
        return _("等待台账")
    if isinstance(found, Norm):
        return str(ledger_by_code(found.ledger).title)
    leaf = found
    while not isinstance(leaf, Counted):
        leaf = leaf.of if isinstance(leaf, Change) else leaf.parts[0]
        if isinstance(leaf, (Norm, Waiting)):
            return group_of(leaf)
    return str(ledger_by_code(leaf.facts.ledger).title)


def _period(request: HttpRequest) -> tuple[Period, str]:
    """The period asked for, or this year with a sentence that says what was not understood."""
    this_year = Period.of(PeriodKind.YEAR, clock.today())
    try:
        found = Period.parse(request.GET["period"][:24]) if request.GET.get("period") else this_year
    except ValueError as wrong:
        return this_year, str(wrong)
    if not 2000 <= found.first.year <= found.last.year <= 2199:
        return this_year, _("时段应在2000年至2199年之间。")
    return found, ""


def _periods() -> list[Period]:
    """What the period control offers: this year and the last two, halves, quarters and months of this year so far."""
    today = clock.today()
    year = Period.of(PeriodKind.YEAR, today)
    offered = [year, year.previous(), year.previous().previous()]
    for kind in (PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH):
        step = Period.of(kind, today)
        while step.first >= year.first:
            offered.append(step)
            step = step.previous()
    return offered
