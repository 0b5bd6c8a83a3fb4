"""The picks of a draw, its record for whoever wants to draw again, and the public page of what was published."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anlan.kit.pages.door import found, opened
from anlan.subjects.enforcement.forms import STRATUM_NAMES
from anlan.subjects.enforcement.models import Draw
from anlan.subjects.enforcement.records import record_of
from anlan.subjects.enforcement.rules import drawing


@require_GET
def picks(request: HttpRequest, pk: int) -> HttpResponse:
    """What was frozen and drawn, as a fragment of the draw's page."""
    draw: Draw = found(request, opened(request, "draw"), pk)
    return render(request, "enforcement/draw_picks.html", _context(draw))


@require_GET
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen text, byte for byte as it was hashed."""
    draw: Draw = found(request, opened(request, "draw"), pk)
    if not draw.sha256:
        raise Http404(_("名录还没有冻结。"))
    return _text(draw)


@require_GET
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """The record as JSON, for those who see the draw."""
    return _json(found(request, opened(request, "draw"), pk))


@require_GET
@login_not_required
def public_page(request: HttpRequest, number: str) -> HttpResponse:
    """What was published, for anybody."""
    return render(request, "enforcement/draw_public.html", _context(_published(number)))


@require_GET
@login_not_required
def public_record(request: HttpRequest, number: str) -> HttpResponse:
    """The record as JSON, for anybody."""
    return _json(_published(number))


@require_GET
@login_not_required
def public_register(request: HttpRequest, number: str) -> HttpResponse:
    """The frozen text, for anybody."""
    return _text(_published(number))


def _published(number: str) -> Draw:
    """A published draw, also where another has replaced it since."""
    draw = Draw.objects.filter(number=number, published_on__isnull=False).first()
    if draw is None:
        raise Http404(_("没有这次抽取，或它还没有公示。"))
    return draw


def _context(draw: Draw) -> dict[str, Any]:
    told = record_of(draw)
    counts: dict[str, int] = {}
    if told["register"]:
        for target in drawing.read(told["register"]).targets:
            counts[target.stratum] = counts.get(target.stratum, 0) + 1
    strata = [
        (STRATUM_NAMES[stratum], counts[stratum], sum(each.get(stratum, 0) for each in draw.rounds))
        for stratum in drawing.STRATA
        if stratum in counts
    ]
    for pick in told["picks"]:
        pick["risk"] = STRATUM_NAMES[pick["stratum"]]
        pick["shown"] = pick["ticket"][:14]
    return {"draw": draw, "told": told, "strata": strata, "register": getattr(draw, "register", None)}


def _json(draw: Draw) -> HttpResponse:
    response = JsonResponse(record_of(draw), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{draw.number}.json"'
    return response


def _text(draw: Draw) -> HttpResponse:
    response = HttpResponse(draw.register.text.encode(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{draw.number}.txt"'
    return response
