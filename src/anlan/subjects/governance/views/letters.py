"""Coverage of letters against the list of who should sign, putting units on that list, and signing one's own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.views.decorators.http import require_GET, require_POST

from anlan.base.dictionaries import terms
from anlan.base.people import access
from anlan.base.people.access import Scope
from anlan.base.places.codes import code_range
from anlan.kit.flow.making import Refused
from anlan.kit.pages.door import found, need, opened, rows
from anlan.subjects.governance import queries, services
from anlan.subjects.governance.forms import SignForm
from anlan.subjects.governance.models import LetterRound
from anlan.subjects.governance.views.seen import town_names

MOST_MISSING = 200


class EnlistForm(forms.Form):
    """Kinds of units and sectors of enterprises that should sign."""

    kinds = forms.MultipleChoiceField(label=_later("单位类别"), required=False, widget=forms.CheckboxSelectMultiple)
    sectors = forms.MultipleChoiceField(label=_later("企业行业"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, dictionary in (("kinds", "organisation-kind"), ("sectors", "sector")):
            field: Any = self.fields[name]
            field.choices = [(term.code, term.name) for term in terms.active(dictionary)]


def _rounds(request: HttpRequest) -> QuerySet[LetterRound]:
    """Rounds within one's territory, and those of a wider one in which somebody of the territory should sign."""
    concerned = rows(request, "letter").values("round")
    return LetterRound.objects.filter(Q(pk__in=rows(request, "letter-round").values("pk")) | Q(pk__in=concerned))


@require_GET
def coverage(request: HttpRequest) -> HttpResponse:
    """Every round with how many of those who should have signed."""
    need(request, "letter.view")
    rounds = list(_rounds(request).select_related("kind", "place").order_by("-begins_on", "-id"))
    covered = queries.rounds_covered(rounds, rows(request, "letter"))
    return render(request, "governance/letters.html", {"covered": covered})


@require_GET
def one_round(request: HttpRequest, pk: int) -> HttpResponse:
    """One round by town, and who is missing."""
    need(request, "letter.view")
    drive = _rounds(request).select_related("kind", "place").filter(pk=pk).first()
    if drive is None:
        raise Http404(_("没有这次签订活动，或它不在您的范围内。"))
    letters = rows(request, "letter")
    own = rows(request, "letter-round").filter(pk=pk)
    towns = queries.towns_covered(drive, letters, town_names())
    missing = letters.filter(round=drive, signed_on=None).select_related("place").order_by("place", "id")
    context = {
        "drive": drive,
        "whole": queries.rounds_covered([drive], letters)[0],
        "towns": towns,
        "missing": missing[:MOST_MISSING],
        "form": EnlistForm() if access.can(request.user, "letter.add") and own.exists() else None,
        "own": own.exists(),
    }
    return render(request, "governance/letter_round.html", context)


@require_POST
def enlist(request: HttpRequest, pk: int) -> HttpResponse:
    """Put units and enterprises of the round's territory, as far as one reaches it, on the list."""
    need(request, "letter.add")
    drive: LetterRound = found(request, opened(request, "letter-round"), pk)
    form = EnlistForm(request.POST)
    if not form.is_valid() or not any(form.cleaned_data.values()):
        messages.error(request, _("请选择单位类别或企业行业。"))
        return redirect("governance-letter-round", pk)
    low, high = code_range(drive.place_id)
    scope = Scope(line=None)
    units = queries.units_of_kinds(form.cleaned_data["kinds"], low, high)
    firms = queries.enterprises_of_sectors(form.cleaned_data["sectors"], low, high)
    made = services.enlist(
        drive,
        units=access.visible(request.user, "letter.add", units, scope),
        enterprises=access.visible(request.user, "letter.add", firms, scope),
        actor=request.user,
    )
    messages.success(request, _("已列入应签名单 %(count)d 家。") % {"count": made})
    return redirect("governance-letter-round", pk)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Letters of one's own unit: to sign, and signed."""
    need(request, "letter.view")
    own = getattr(request.user, "organisation_id", None)
    held = rows(request, "letter").filter(unit_id=own).select_related("round__kind") if own is not None else []
    letters = sorted(held, key=lambda one: (one.signed_on is not None, one.round.due_on, one.pk))
    return render(
        request, "governance/my_letters.html", {"letters": letters, "name": getattr(request.user, "name", "")}
    )


@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own unit signs; a second hand reads who was first."""
    letter = found(request, opened(request, "letter"), pk)
    if letter.unit_id is None or letter.unit_id != getattr(request.user, "organisation_id", None):
        raise PermissionDenied(_("只能签订本单位的责任书。"))
    form = SignForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写签订人姓名。"))
        return redirect("governance-my-letters")
    try:
        services.sign(letter, actor=request.user, signer=form.cleaned_data["signer"])
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已签订。"))
    return redirect("governance-my-letters")
