"""Boards of enforcement: the five rates, the towns' monthly quotas, the corps, and a case's money."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anlan.base import clock
from anlan.base.places.models import Place
from anlan.kit.pages.door import found, opened
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.models import RateFormula
from anlan.subjects.enforcement.rules.cases import outstanding
from anlan.subjects.enforcement.services.clocks import surcharge
from anlan.subjects.enforcement.views.seen import a_period, rows

WARN = timedelta(days=60)


def _town_names(prefixes: list[str]) -> dict[str, str]:
    codes = [prefix.ljust(12, "0") for prefix in prefixes]
    return {code[: queries.TOWN_DIGITS]: name for code, name in Place.objects.filter(code__in=codes).values_list(
        "code", "name"
    )}  # fmt: skip


@require_GET
def rates(request: HttpRequest) -> HttpResponse:
    """五率 of a period, whole and by town, over the checks that one may see."""
    first, last = a_period(request)
    items = rows(request, "plan-item")
    formulas = list(RateFormula.objects.filter(active=True).order_by("position", "id"))
    counts = queries.counts_by_town(items, first, last)
    names = _town_names([town for town in counts if town])
    towns = sorted((town for town in counts if town), key=lambda town: names.get(town, town))
    context: dict[str, Any] = {
        "first": first, "last": last, "formulas": formulas,
        "whole": [queries.rate(one, counts[""]) for one in formulas],
        "towns": [(names.get(town, town), [queries.rate(one, counts[town]) for one in formulas]) for town in towns],
        "counts": [(measure, counts[""][measure.name]) for measure in queries.MEASURES],
    }  # fmt: skip
    return render(request, "enforcement/rates.html", context)


@require_GET
def quotas(request: HttpRequest) -> HttpResponse:
    """What each town owes and has done, month by month."""
    first, last = a_period(request)
    seen = rows(request, "town-quota")
    done = queries.quotas(seen, rows(request, "inspection"), first, last)
    names = dict(Place.objects.filter(code__in={one.town for one in done}).values_list("code", "name"))
    months = sorted({one.month_on for one in done})
    by_town: dict[str, dict[Any, Any]] = {}
    for one in done:
        by_town.setdefault(one.town, {})[one.month_on] = one
    table = [
        (names.get(town, town), [row.get(month) for month in months], sum(o.done for o in row.values()),
         sum(o.target for o in row.values()))
        for town, row in sorted(by_town.items())
    ]  # fmt: skip
    table.sort(key=lambda row: row[2] / row[3] if row[3] else 1)
    return render(request, "enforcement/quotas.html", {"first": first, "last": last, "months": months, "table": table})


@require_GET
def corps(request: HttpRequest) -> HttpResponse:
    """执法队伍: how many are qualified, whose certificate ends, who has learnt how much this year."""
    today = clock.today()
    officers = rows(request, "officer").filter(active=True)
    year = Q(trainings__held_on__year=today.year)
    people = list(
        officers.select_related("organisation")
        .annotate(hours=Sum("trainings__hours", filter=year), courses=Count("trainings", filter=year))
        .order_by("organisation_id", "name")
    )
    qualified = sum(one.qualified for one in people)
    context = {
        "people": people, "qualified": qualified, "share": qualified * 100 / len(people) if people else None,
        "expired": sum(one.valid_until_on < today for one in people),
        "ending": sum(today <= one.valid_until_on <= today + WARN for one in people),
        "untrained": sum(not one.courses for one in people), "today": today, "warn": today + WARN,
    }  # fmt: skip
    return render(request, "enforcement/corps.html", context)


@require_GET
def money(request: HttpRequest, pk: int) -> HttpResponse:
    """Payments and instalments of a case, as a fragment of its page."""
    case = found(request, opened(request, "case"), pk)
    context = {
        "case": case, "payments": case.payments.all(), "instalments": case.instalments.all(),
        "owed": outstanding(case), "added": surcharge(case),
    }  # fmt: skip
    return render(request, "enforcement/case_money.html", context)
