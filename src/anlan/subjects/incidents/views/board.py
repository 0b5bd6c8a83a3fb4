"""The live board of a call-out, and what the duty officer does from it; its sealed sheet."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.base import clock
from anlan.base.people import access
from anlan.base.text import mask_phone
from anlan.kit.flow import making
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.notify.choices import ChannelKind, Door, Word
from anlan.kit.notify.models import Addressee
from anlan.kit.pages.door import found, opened
from anlan.subjects.incidents import board, calling, composing, rules, sheets, urging
from anlan.subjects.incidents.choices import CalloutStatus
from anlan.subjects.incidents.flows import calls
from anlan.subjects.incidents.models import Callout, CalloutSheet

ENTERED = (Word.ON_THE_WAY, Word.ARRIVED, Word.NEED_HELP, Word.UNABLE)
ACTS = {"again": urging.call_again, "deputies": urging.call_deputies}


def _callout(request: HttpRequest, pk: int, action: str = "view") -> Callout:
    row: Callout = found(request, opened(request, "callout", action), pk, action, "notice", "place", "policy")
    return row


@require_GET
def board_page(request: HttpRequest, pk: int) -> HttpResponse:
    """叫应看板."""
    row = _callout(request, pk)
    if row.status == CalloutStatus.PREPARED:
        return redirect("callout-confirm", pk)
    context = _standing(request, row) | {
        "moves": making.open_moves("callout", calls, request.user, row),
        "about": _about(request, row),
        "sheet": CalloutSheet.objects.filter(callout=row).first(),
        "positions": row.longitude is not None,
    }
    return render(request, "incidents/callout_board.html", context)


@require_GET
def board_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the board that moves; asked for every few seconds."""
    return render(request, "incidents/callout_rows.html", _standing(request, _callout(request, pk)))


def _standing(request: HttpRequest, row: Callout) -> dict[str, Any]:
    lines = board.lines(row)
    whole = board.whole(row, lines)
    return {
        "callout": row,
        "lines": lines,
        "whole": whole,
        "elapsed": rules.spoken(row.elapsed()),
        "line_passed": row.elapsed() > row.minutes * 60,
        "may_act": row.running and access.reaches(request.user, "callout.change", row, ledger_by_code("callout").scope),
        "mark": uuid.uuid4().hex[:12],
        "now": clock.now(),
    }


@require_GET
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The people of one unit (or all who have not answered), with what each did; answers are entered here."""
    row = _callout(request, pk)
    everybody = Addressee.objects.filter(notice_id=row.notice_key).select_related(
        "person", "unit", "instead_of__person"
    )
    if "unit" in request.GET:
        name = request.GET["unit"]
        shown = list(everybody.filter(group=name).order_by("arrived_at", "answered_at", "pk"))
        shown.sort(key=lambda one: (one.word == Word.ARRIVED, one.word == Word.ON_THE_WAY, one.pk))
        title = name or str(_("未编队人员"))
    else:
        shown, title = board.gaps(row), str(_("未答复、求援和来不了的人"))
    context = {
        "callout": row,
        "people": [(one, mask_phone(one.person.phone)) for one in shown],
        "title": title,
        "words": ENTERED,
        "may_act": row.running and access.reaches(request.user, "callout.change", row, ledger_by_code("callout").scope),
        "may_reveal": access.can(request.user, "person.reveal"),
        "mark": uuid.uuid4().hex[:12],
        "cut": len(shown) == board.GAPS_MOST,
    }
    whole_page = "HX-Request" not in request.headers
    return render(request, f"incidents/callout_people{'_page' if whole_page else ''}.html", context)


@require_POST
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """再叫一次 or 叫替补, for one unit or for all."""
    row = _callout(request, pk, "change")
    group = request.POST.get("unit") if "unit" in request.POST else None
    try:
        count = ACTS[what](row, group, actor=request.user, key=_mark(request))
    except making.Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("已再叫 %(count)d 人。") % {"count": count})
    return redirect("callout-board", pk)


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """More people into a running call-out: teams, lists, posts, or one person."""
    row = _callout(request, pk, "change")
    values = request.POST.getlist("target")
    if person := request.POST.get("person", ""):
        values.append(f"person:{person}")
    try:
        count = urging.add_people(row, composing.chosen(request.user, values), actor=request.user, key=_mark(request))
    except (making.Refused, ValueError) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("已增叫 %(count)d 人。") % {"count": count})
    return redirect("callout-board", pk)


@require_GET
def add_form(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be added, nearest teams first."""
    row = _callout(request, pk, "change")
    values = {"longitude": str(row.longitude or ""), "latitude": str(row.latitude or "")}
    called = {f"{target['kind']}:{target['key']}" for target in row.targets}
    context = {
        "callout": row,
        "teams": [
            near for near in composing.nearest_teams(request.user, values) if f"team:{near.team.pk}" not in called
        ],
        "offers": composing.offers(request.user),
        "ticked": set(),
        "mark": uuid.uuid4().hex[:12],
    }
    return render(request, "incidents/callout_add.html", context)


@require_POST
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers taken over the telephone, entered by the duty officer (值班代录)."""
    row = _callout(request, pk, "change")
    word = request.POST.get("word", "")
    keys = [int(key) for key in request.POST.getlist("id") if key.isdecimal() and len(key) < 19]
    if word not in ENTERED or not keys:
        messages.warning(request, _("请勾选人员并选择答复。"))
        return redirect("callout-board", pk)
    rows = list(Addressee.objects.filter(notice_id=row.notice_key, pk__in=keys))
    count = calling.enter(
        row, rows, word, door=Door.BOARD, key=f"board:{_mark(request)}", by=request.user,
        note=request.POST.get("note", "")[:200],
    )  # fmt: skip
    messages.success(request, _("已代录 %(count)d 人。") % {"count": count})
    return redirect("callout-board", pk)


@require_GET
def positions(request: HttpRequest, pk: int) -> JsonResponse:
    """Where people answered from, where the teams set out, where they muster."""
    row = _callout(request, pk)
    teams = row.units.filter(team__longitude__isnull=False).values_list("name", "team__longitude", "team__latitude")
    people = [
        {
            "name": answer.addressee.person.name,
            "word": answer.word,
            "label": answer.get_word_display(),
            "at": [answer.longitude, answer.latitude],
        }
        for answer in board.arrivals(row)
    ]
    muster = None if row.longitude is None else [row.longitude, row.latitude]
    bases = [{"name": name, "at": [longitude, latitude]} for name, longitude, latitude in teams]
    return JsonResponse({"muster": muster, "people": people, "teams": bases})


@require_GET
def sheet_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The sealed sheet, to be printed; while the call-out runs, as things stand now."""
    row = _callout(request, pk)
    sheet = CalloutSheet.objects.filter(callout=row).first()
    content = sheet.content if sheet else sheets.contents(row, clock.now())
    context = {
        "callout": row,
        "sheet": sheet,
        "content": content,
        "persons": [_worded(one) for one in content["persons"]],
        "audit_block": sheets.block_of(sheet) if sheet else None,
        "verdict": sheets.check(row, chain=False) if sheet else None,
        "result": getattr(row, "result", None),
        "units": row.units.order_by("pk"),
    }
    return render(request, "incidents/callout_sheet.html", context)


def _worded(person: dict[str, Any]) -> dict[str, Any]:
    """One person of a sheet with its codes and stamps in words."""
    messages_sent = [
        {"kind_label": _label(ChannelKind, each["kind"]), "to": each["to"], "when": _clock(each["sent"])}
        for each in person["messages"]
    ]
    told = [
        {
            "when": _clock(each["at"]),
            "word_label": _label(Word, each["word"]),
            "door_label": _label(Door, each["door"]),
            "note": each["note"],
        }
        for each in person["answers"]
    ]
    return person | {"messages": messages_sent, "answers": told}


def _label(choices: Any, value: str) -> str:
    return str(dict(choices.choices).get(value, value))


def _clock(stamp: str | None) -> str:
    """The time of day of a stamp; a message without one has not left."""
    return localtime(datetime.fromisoformat(stamp)).strftime("%m-%d %H:%M:%S") if stamp else _("未发出")


def _mark(request: HttpRequest) -> str:
    """What tells one press from another; letters and digits only, as it becomes part of keys."""
    mark = "".join(sign for sign in request.POST.get("mark", "") if sign.isalnum())[:20]
    return f"m{mark or uuid.uuid4().hex[:12]}"


def _about(request: HttpRequest, row: Callout) -> dict[str, Any] | None:
    """The incident, warning or alarm behind it, if this person may see it."""
    if not row.about or row.about_id is None or not access.can(request.user, f"{row.about}.view"):
        return None
    ledger = ledger_by_code(row.about)
    other = visible(ledger, request.user).filter(pk=row.about_id).first()
    return {"ledger": ledger, "row": other} if other is not None else None
