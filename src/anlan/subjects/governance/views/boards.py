"""Boards over what is recorded: five lists by unit, leaders' visits of a month, money by use, the party matrix."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.views.decorators.http import require_GET, require_POST

from anlan.base import clock
from anlan.base.dictionaries import terms
from anlan.base.people import access
from anlan.kit.pages.door import a_day, found, need, opened, rows
from anlan.subjects.governance import queries, services
from anlan.subjects.governance.models import Programme
from anlan.subjects.governance.views.seen import chosen, units


class KindsForm(forms.Form):
    """Kinds of units that a programme is for."""

    kinds = forms.MultipleChoiceField(label=_later("单位类别"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kinds"]
        field.choices = [(term.code, term.name) for term in terms.active("organisation-kind")]


@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """五张清单: which unit has which list in force, and who answers for it."""
    need(request, "responsibility-list.view")
    kinds = terms.active("responsibility-list-kind")
    made = queries.lists_by_unit(rows(request, "responsibility-list"), kinds, clock.today())
    context = {"kinds": kinds, "units": made, "whole": sum(row.whole for row in made)}
    return render(request, "governance/lists.html", context)


@require_GET
def leaders(request: HttpRequest) -> HttpResponse:
    """Each leader's areas, the month's visits and the fewest there should be."""
    need(request, "leader-visit.view")
    begins = a_day(f"{request.GET.get('month', '')}-01", clock.today().replace(day=1))
    ends = (begins + timedelta(days=31)).replace(day=1)
    made = queries.leaders_month(rows(request, "leader-contact"), rows(request, "leader-visit"), begins, ends)
    context = {
        "begins": begins,
        "leaders": made,
        "visits": sum(row.visits for row in made),
        "problems": sum(row.problems for row in made),
        "short": sum(row.short > 0 for row in made),
    }
    return render(request, "governance/leaders.html", context)


@require_GET
def funds(request: HttpRequest) -> HttpResponse:
    """Money by use up to a day, beside the same months and the whole of last year."""
    need(request, "fund.view")
    until: date = a_day(request.GET.get("until", ""), clock.today())
    *uses, total = queries.funds_compared(rows(request, "fund"), terms.every("fund-use"), until)
    return render(request, "governance/funds.html", {"until": until, "uses": uses, "total": total})


@require_GET
def party(request: HttpRequest) -> HttpResponse:
    """Units × milestones of one programme."""
    need(request, "milestone-record.view")
    own = rows(request, "programme").values("pk")
    concerned = rows(request, "milestone-record").values("programme")
    programmes = Programme.objects.filter(Q(pk__in=own) | Q(pk__in=concerned)).order_by("-begins_on", "-id")
    programme = chosen(programmes, request.GET.get("programme", ""))
    context: dict[str, Any] = {"programmes": list(programmes), "programme": programme}
    if programme is not None:
        context["matrix"] = queries.matrix(programme, rows(request, "milestone-record"))
        if access.can(request.user, "milestone-record.add") and own.filter(pk=programme.pk).exists():
            context["form"] = KindsForm()
    return render(request, "governance/party.html", context)


@require_POST
def spread(request: HttpRequest, pk: int) -> HttpResponse:
    """Put units of these kinds, as far as one reaches, under the programme."""
    need(request, "milestone-record.add")
    programme: Programme = found(request, opened(request, "programme"), pk)
    form = KindsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请选择单位类别。"))
    else:
        wanted = units(request, "milestone-record.add").filter(kind__code__in=form.cleaned_data["kinds"])
        made = services.spread(programme, wanted, actor=request.user)
        messages.success(request, _("已列入 %(count)d 条应完成事项。") % {"count": made})
    return redirect(f"{reverse('governance-party')}?programme={pk}")
