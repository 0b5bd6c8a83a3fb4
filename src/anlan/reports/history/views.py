"""Pages on which old reports are read and their figures confirmed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anlan.base import clock
from anlan.base.people import access
from anlan.base.places.queries import place_choices
from anlan.kit.files.models import Attachment
from anlan.kit.files.services import Refused as BadFile
from anlan.kit.flow.making import Refused, make
from anlan.kit.ledger import entry
from anlan.kit.pages.door import a_key, need, rows
from anlan.kit.records.writing import Conflict
from anlan.reports.history import documents, guarding, known, queries, services, sheets
from anlan.reports.history.choices import FigureStatus
from anlan.reports.history.flows import confirming
from anlan.reports.history.models import OldReport, PastFigure

VIEW, ADD = "past-figure.view", "past-figure.add"
YEARS = (1949, 2199)
RECENT = 100
TITLE_LENGTH = 120
ENTERED = "entered"


@require_http_methods(["GET", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """The reports read so far, and the form that takes in another."""
    need(request, VIEW)
    typed: dict[str, Any] = {"year": clock.today().year - 1, "place": entry.default_place(request.user, ADD)}
    error = ""
    if request.method == "POST":
        need(request, ADD)
        typed = {name: request.POST.get(name, "").strip() for name in ("title", "year", "place", "text")}
        try:
            report = _take_in(request, typed)
        except (documents.Unreadable, BadFile, ValueError) as wrong:
            error = str(wrong)
        else:
            messages.success(request, _("读出 %(count)d 个数字，请逐个核对。") % {"count": report.figures.count()})
            return redirect("history-report", report.pk)
    waiting = rows(request, "past-figure").filter(report=None, status=FigureStatus.PROPOSED).count()
    context = {
        "reports": queries.with_progress(guarding.visible(request.user)).order_by("-id")[:RECENT],
        "waiting": waiting,
        "may_add": access.can(request.user, ADD),
        "places": _places(request),
        "typed": typed,
        "error": error,
    }
    return render(request, "history/home.html", context, status=422 if error else 200)


def _places(request: HttpRequest) -> list[tuple[str, str]]:
    """Where this person may add figures, widest first; villages are left out."""
    towns = {reach.place_code or "" for reach in access.reach(request.user, ADD)}
    found = [pair for code in sorted(towns) for pair in place_choices(code) if pair[0].endswith("000")]
    return list(dict.fromkeys(found))


def _take_in(request: HttpRequest, typed: dict[str, Any]) -> OldReport:
    """Raises ``ValueError`` and the like with a sentence."""
    upload = request.FILES.get("file")
    text = documents.text_of(upload.read(), upload.name or "") if upload else typed["text"]
    if not text:
        raise ValueError(_("请上传文件，或把全文粘贴进来。"))
    if len(text) > documents.MOST_CHARACTERS:
        raise ValueError(_("全文超过 %(most)d 字，请分开读取。") % {"most": documents.MOST_CHARACTERS})
    year = a_key(typed["year"])
    if typed["year"] and not YEARS[0] <= year <= YEARS[1]:
        raise ValueError(_("年度应是 1949 到 2199 之间的数字。"))
    if not access.within(request.user, ADD, {"place": typed["place"]}, guarding.OF_PLACE):
        raise PermissionDenied(_("这个属地不在您的范围内。"))
    named = typed["title"] or (upload.name or "").rsplit(".", 1)[0] if upload else typed["title"]
    title = (named or text.strip().split("\n", 1)[0])[:TITLE_LENGTH]
    return services.take_in(
        text.replace("\x00", ""),
        title=title,
        year=year or None,
        place=typed["place"],
        actor=request.user,
        upload=upload,
    )


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its sentences with the figures found in them."""
    need(request, VIEW)
    held = guarding.visible(request.user).filter(pk=pk).first()
    if held is None:
        raise Http404(_("没有这份报告，或它不在您的范围内。"))
    figures = list(held.figures.order_by("starts", "id"))
    return _sheet(request, held, figures, reverse("history-report", args=[pk]))


@require_http_methods(["GET", "POST"])
def entered(request: HttpRequest) -> HttpResponse:
    """Figures imported or entered by hand that wait to be confirmed."""
    need(request, VIEW)
    found = rows(request, "past-figure").filter(report=None, status=FigureStatus.PROPOSED)
    return _sheet(request, None, list(found.order_by("source", "from_on", "id")[:1000]), reverse("history-entered"))


def _sheet(request: HttpRequest, held: OldReport | None, figures: list[PastFigure], address: str) -> HttpResponse:
    made = sheets.parts(figures)
    part = next((one for one in made if str(one.number) == request.GET.get("part", "")), made[0] if made else None)
    lines = [sheets.line(figure) for figure in part.figures] if part else []
    error = ""
    if request.method == "POST" and part is not None:
        need(request, "past-figure.change")
        try:
            lines = sheets.keep_typed(part.figures, request.POST.dict(), actor=request.user)
        except Conflict as conflict:
            error = str(conflict)
        else:
            _decide(request, lines)
            if not any(one.error for one in lines):
                onward = request.POST.get("go", "") or str(part.number)
                return redirect(f"{address}?part={a_key(onward)}")
    context = {
        "report": held,
        "parts": made,
        "part": part,
        "sentences": sheets.said(held, lines),
        "error": error,
        "wrong": sum(bool(one.error) for one in lines),
        "may": access.can(request.user, "past-figure.move.confirm"),
        "waiting": sum(one.status == FigureStatus.PROPOSED for one in figures),
        "file": Attachment.objects.filter(kind=services.ATTACHED, object_id=held.pk).first() if held else None,
        "address": address,
    }
    return render(request, "history/report.html", context, status=409 if error or context["wrong"] else 200)


def _decide(request: HttpRequest, lines: list[sheets.Line]) -> None:
    """Make the move that the button asked for: ``confirm:12``, ``refuse:12``, ``reopen:12``, ``confirm:all``."""
    code, _colon, which = request.POST.get("act", "").partition(":")
    move = confirming.move(code)
    if move is None:
        return
    done = 0
    for one in lines:
        asked = which == "all" or which == str(one.figure.pk)
        if not asked or one.error or (which == "all" and one.figure.status not in move.sources):
            continue
        if which == "all" and not one.figure.indicator:
            continue  # what belongs to no indicator is decided one by one
        try:
            one.figure = make(confirming, move, one.figure, actor=request.user)  # type: ignore[assignment]  # as locked
            done += 1
        except (Refused, Conflict) as refused:
            one.error = str(refused)
    if done:
        messages.success(request, _("%(move)s了 %(count)d 个数字。") % {"move": move.label, "count": done})


@require_GET
def indicators(request: HttpRequest) -> JsonResponse:
    """Indicators that what was typed may mean: ``{"rows": [{"key", "name", "more"}]}``."""
    need(request, VIEW)
    return JsonResponse({"rows": known.searched(request.GET.get("q", "")[:100])})
