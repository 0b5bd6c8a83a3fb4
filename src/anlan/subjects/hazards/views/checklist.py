"""The checklist of an inspection: choosing one, answering it item by item on a phone, photographs, hazards of what
fails; and the campaigns that the inspection counts for."""

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.base.people import access
from anlan.kit.files import services as files
from anlan.kit.flow.making import Refused
from anlan.kit.ledger import entry
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.pages.door import LONGEST_KEY, found, opened
from anlan.kit.records import writing
from anlan.subjects.hazards import answering, settling
from anlan.subjects.hazards.models import Checklist, ChecklistItem, Inspection, ItemAnswer

LONGEST_BODY = 4000
MOST_PHOTOGRAPHS = 9


def _inspection(request: HttpRequest, pk: int, action: str = "view") -> Inspection:
    ledger = opened(request, "inspection", action)
    row: Inspection = found(request, ledger, pk, action, "enterprise", "kind", "checklist")
    return row


def _item(inspection: Inspection, key: Any) -> ChecklistItem:
    item = ChecklistItem.objects.filter(pk=key, checklist=inspection.checklist_id).first()
    if item is None:
        raise Http404(_("检查表里没有这一项。"))
    return item


def _may(request: HttpRequest, row: Inspection, action: str = "change") -> bool:
    return access.reaches(request.user, f"inspection.{action}", row, ledger_by_code("inspection").scope)


@require_GET
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the checklist is answered, as a fragment of the inspection's page."""
    row = _inspection(request, pk)
    context = {"record": row, "progress": answering.progress(row), "may": _may(request, row)}
    return render(request, "hazards/checklist_state.html", context)


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The checklist itself; before, the choice of one."""
    row = _inspection(request, pk, "change" if request.method == "POST" else "view")
    offered = visible(ledger_by_code("checklist"), request.user).filter(pk__in=answering.offered(row).values("pk"))
    if request.method == "POST":
        key = request.POST.get("checklist", "")
        chosen = offered.filter(pk=int(key) if key.isdecimal() and len(key) < LONGEST_KEY else 0).first()
        try:
            if chosen is None:
                raise Refused(_("请选一张检查表。"))
            answering.choose(row, chosen, actor=request.user)
        except (Refused, writing.Conflict) as refused:
            messages.error(request, str(refused))
        return redirect("inspection-checklist", pk)
    if row.checklist_id is None:
        order = {key: number for number, key in enumerate(answering.offered(row).values_list("pk", flat=True))}
        lists = sorted(offered, key=lambda one: order[one.pk])
        return render(
            request, "hazards/checklist_choose.html", {"record": row, "lists": lists, "may": _may(request, row)}
        )
    context = {
        "record": row,
        "sections": answering.sections(row),
        "progress": answering.progress(row),
        "may": _may(request, row),
        "may_paper": access.can(request.user, "paper.add"),
        "may_hazard": access.within(
            request.user, "hazard.add", {"place": row.place_id, "line": row.line_id}, ledger_by_code("hazard").scope
        ),
        "current_code": "inspection",
    }
    return render(request, "hazards/checklist.html", context)


@require_POST
def save(request: HttpRequest, pk: int) -> JsonResponse:
    """One answer: ``{item, verdict, note, version}``; tells what stands there now."""
    row = _inspection(request, pk, "change")
    if len(request.body) > LONGEST_BODY:
        return JsonResponse({"error": _("说明太长，没有保存。")}, status=413)
    try:
        body = json.loads(request.body)
        key, version = int(body["item"]), int(body.get("version") or 0)
        verdict, note = str(body["verdict"]), str(body.get("note") or "")
        note.encode()  # half a surrogate pair is no text
        if not 0 < key < 2**63:
            raise ValueError
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return JsonResponse({"error": _("这次请求里有不能识别的内容，没有保存。")}, status=400)
    try:
        held = answering.answer(row, _item(row, key), verdict, note, version=version, actor=request.user)
    except answering.Elsewhere as elsewhere:
        return JsonResponse({"error": str(elsewhere), "now": _told(elsewhere.answer)}, status=409)
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=400)
    return JsonResponse(_told(held))


def _told(held: ItemAnswer) -> dict[str, Any]:
    return {"item": held.item_id, "verdict": held.verdict, "note": held.note, "version": held.version}


@require_POST
def photograph(request: HttpRequest, pk: int, item: int) -> JsonResponse:
    """Photographs of one item, kept on the inspection."""
    row = _inspection(request, pk, "change")
    slot = answering.slot_of(_item(row, item))
    kept = 0
    for upload in request.FILES.getlist("photo")[:MOST_PHOTOGRAPHS]:
        try:
            files.keep(upload, kind="inspection", object_id=row.pk, slot=slot, actor=request.user)
        except files.Refused as refused:
            return JsonResponse({"error": str(refused), "kept": kept}, status=400)
        kept += 1
    return JsonResponse({"kept": kept})


@require_POST
def hazard(request: HttpRequest, pk: int, item: int) -> JsonResponse:
    """The hazard of a failed item, made now or before."""
    row = _inspection(request, pk, "change")
    ledger = opened(request, "hazard", "add")
    if not access.within(request.user, "hazard.add", entry.axes(ledger, _placed(row)), ledger.scope):
        raise PermissionDenied(_("这不在您负责的区域或条线内，不能登记到这里。"))
    try:
        made = answering.make_hazard(row, _item(row, item), actor=request.user)
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=400)
    return JsonResponse({"number": made.number, "url": reverse("ledger-detail", args=["hazard", made.pk])})


def _placed(row: Inspection) -> dict[str, Any]:
    return {"place": row.place, "line": row.line, "enterprise": row.enterprise}


@require_POST
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """A new edition of a checklist with its items copied."""
    ledger = opened(request, "checklist", "add")
    row: Checklist = found(request, ledger, pk)
    name = request.POST.get("edition", "").replace("\x00", "").strip()[:20]
    try:
        first = date.fromisoformat(request.POST.get("valid_from_on", ""))
    except ValueError:
        first = None
    try:
        if not name or first is None:
            raise Refused(_("请填写新版的版次和启用日期。"))
        made = answering.new_edition(row, name, first, actor=request.user)
    except (Refused, writing.Conflict) as refused:
        messages.error(request, str(refused))
        return redirect("ledger-detail", "checklist", pk)
    messages.success(request, _("已复制成新的一版，请逐条修改。"))
    return redirect("ledger-detail", "checklist", made.pk)


@require_http_methods(["GET", "POST"])
def campaigns(request: HttpRequest, pk: int) -> HttpResponse:
    """The campaigns that an inspection counts for beside its own and its round's."""
    row = _inspection(request, pk, "change" if request.method == "POST" else "view")
    offered = visible(ledger_by_code("campaign"), request.user).filter(
        begins_on__lte=row.inspected_on, ends_on__gte=row.inspected_on
    )
    if request.method == "POST":
        wanted = {int(key) for key in request.POST.getlist("campaign") if key.isdecimal() and len(key) < LONGEST_KEY}
        settling.count_for(row, set(offered.values_list("pk", flat=True)), wanted, actor=request.user)
        messages.success(request, _("已保存计入的行动。"))
        return redirect("ledger-detail", "inspection", pk)
    counted = settling.counted_for(row)
    context = {
        "record": row,
        "counted": [name for _key, name, _by_hand in counted],
        "fixed": {key for key, _name, by_hand in counted if not by_hand},
        "held": {key for key, _name, by_hand in counted if by_hand},
        "campaigns": offered.order_by("-begins_on", "pk") if _may(request, row) else [],
    }
    return render(request, "hazards/inspection_campaigns.html", context)
