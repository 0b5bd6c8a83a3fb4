"""指标目录: all indicators with their values, and one page each with definition, trend, splits and parts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.base import clock
from anlan.base.periods import Period, PeriodKind
from anlan.kit.ledger.forms import form_class
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.pages.door import need
from anlan.reports.catalogue import own
from anlan.reports.catalogue.grants import VIEW
from anlan.reports.figures import addresses, counting, registry, splitting
from anlan.reports.figures.counting import Ask, Value
from anlan.reports.figures.declaration import Change, Counted, Indicator, Norm, Waiting
from anlan.reports.figures.dimensions import UnknownValue
from anlan.reports.shown import changing, periods, ranking, towns

PREFIX = "by."
AREA = "属地"
WIDTH, HEIGHT, FOOT = 960, 180, 24  # of the trend's drawing, in its own units


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """The groups with their indicators; the values of a group come when it is opened."""
    need(request, VIEW)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    period, wrong = _period(request)
    groups: dict[str, list[Indicator]] = {}
    for one in _found(text):
        groups.setdefault(group_of(one), []).append(one)
    waiting = groups.pop(_("等待台账"), [])
    context = {
        "groups": [{"title": title, "indicators": found} for title, found in groups.items()],
        "waiting": waiting, "text": text, "period": period, "periods": periods.offered(period), "wrong": wrong,
        "total": sum(map(len, groups.values())), "open": bool(text),
    }  # fmt: skip
    return render(request, "catalogue/list.html", context)


@require_GET
def values(request: HttpRequest) -> HttpResponse:
    """The values of one group, each beside that of the same months last year."""
    need(request, VIEW)
    period, _wrong = _period(request)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    found = [one for one in _found(text) if group_of(one) == request.GET.get("group")]
    earlier = counting.year_before(period)
    asks = {one.code: (ask := Ask(one, period), ask.against(earlier)) for one in found}
    made = counting.compute([ask for pair in asks.values() for ask in pair], request.user)
    lines = [
        {
            "indicator": one,
            "address": addresses.indicator_address(asks[one.code][0]),
            "value": made[asks[one.code][0]],
            "before": made[asks[one.code][1]],
            "earlier": addresses.indicator_address(asks[one.code][1]),
            "rows": _rows(asks[one.code][0], made[asks[one.code][0]]),
        }
        for one in found
    ]
    return render(request, "catalogue/values.html", {"lines": lines, "period": period})


@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator for a period and qualifiers."""
    need(request, VIEW)
    found = registry.indicator(code)
    period, wrong = _period(request)
    kinds = splitting.dimensions(found)
    chosen = {title: text for title in kinds if (text := request.GET.get(PREFIX + title, "").replace("\x00", "")[:120])}
    ask = Ask(found, period, tuple(chosen.items()))
    context: dict[str, Any] = {
        "indicator": found, "period": period, "periods": periods.offered(period), "wrong": wrong,
        "group": group_of(found),
        "dimensions": [
            {"title": title, "name": PREFIX + title, "value": chosen.get(title, ""), "offered": kind.offered()[:200]}
            for title, kind in kinds.items()
        ],
        "limited": bool(chosen),
    }  # fmt: skip
    try:
        context |= _told(ask, request)
    except UnknownValue as unknown:
        context["wrong"] = str(unknown)
    return render(request, "catalogue/one.html", context)


@require_POST
def measuring(request: HttpRequest) -> HttpResponse:
    """What an indicator that is being made counts, and the value that it would have; nothing is saved."""
    need(request, "own-indicator.add")
    form = form_class(ledger_by_code("own-indicator"))(own.refitted(request.POST), user=request.user)
    return render(request, "catalogue/measuring.html", {"form": form})


def _told(ask: Ask, request: HttpRequest) -> dict[str, Any]:
    user, found = request.user, ask.indicator
    parts = [] if isinstance(found, (Counted, Norm, Waiting)) else _parts(ask)
    before = ask.against(counting.year_before(ask.period))
    whole = ask.against(ask.period.previous_year())
    made = counting.compute([ask, before, whole, *parts], user)
    kinds = splitting.dimensions(found)
    by = request.GET.get("split", "") if request.GET.get("split", "") in kinds else next(iter(kinds), "")
    lines = [_line(ask, by, line) for line in splitting.split(ask, by, user)] if by else []
    lines, low_first = _ranked(lines, request), request.GET.get("order") == "low"
    return {
        "value": made[ask], "before": made[before], "grown": changing.worded(changing.change(made[ask], made[before])),
        "earlier": addresses.indicator_address(before),
        "whole": made[whole] if whole.period != before.period else None,
        "rows": _rows(ask, made[ask]),
        "parts": [
            {"indicator": part.indicator, "period": part.period, "value": made[part], "rows": _rows(part, made[part]),
             "address": addresses.indicator_address(part)}
            for part in parts
        ],
        "split": by, "lines": lines, "low_first": low_first, "map": _map(lines) if by == AREA else None,
        "columns": _columns(ask, user) if kinds else [], "width": WIDTH, "height": HEIGHT + FOOT,
        "most": max((line["size"] for line in lines), default=0) or 1, "tag": _tag(ask),
    }  # fmt: skip


def _ranked(lines: list[dict[str, Any]], request: HttpRequest) -> list[dict[str, Any]]:
    """With their place in the ranking, equal ones sharing it; the lowest first where that is asked for."""
    told = [line for line in lines if line["value"].number is not None and line["key"] not in (None, "")]
    if request.GET.get("order") == "low":
        told.reverse()
    for line, place in zip(told, ranking.places(line["value"].number for line in told), strict=True):
        line["place"] = place
    return [*told, *(line for line in lines if "place" not in line)]


def _map(lines: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The same lines on our own boundaries."""
    shown = {line["key"]: line for line in lines if line["key"] and line["value"].number is not None}
    digits = {line["value"].number: line["value"].digits for line in shown.values()}
    return towns.drawn(
        {key: line["value"].number for key, line in shown.items()}, write=digits.__getitem__, nothing=counting.DASH,
        rows={key: line["rows"] for key, line in shown.items()},
    )  # fmt: skip


def _tag(ask: Ask) -> str:
    """How a report's template writes this figure."""
    given = "，".join(f"{title}=“{text}”" for title, text in ask.qualifiers)
    return f"{{{{ {ask.indicator.name}{f'（{given}）' if given else ''} }}}}"


def _parts(ask: Ask) -> list[Ask]:
    if isinstance(ask.indicator, Change):
        return [now := ask.of(ask.indicator.of), now.against(counting.year_before(ask.period))]
    return [ask.of(part) for part in ask.indicator.parts]


def _line(ask: Ask, by: str, line: splitting.Part) -> dict[str, Any]:
    narrowed = ask.within(by, line.name)
    named = line.key not in (None, "") and line.value.number  # what is not filled in has no name
    rows = addresses.rows_address(narrowed) if named and not line.value.past else ""
    return {"key": line.key, "name": line.name, "value": line.value, "size": _size(line.value), "rows": rows}


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
    found, wrong = periods.asked(request.GET)
    return found or periods.this_year(), wrong
