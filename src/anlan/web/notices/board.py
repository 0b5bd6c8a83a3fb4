"""Notices as those see them who are in charge: the list, one notice with its live board, and the acts upon it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from anlan.kit.notify import queries, services
from anlan.kit.notify.choices import ChannelKind, DeliveryState, Door, NoticeState, Rule, Urgency, Word
from anlan.kit.notify.models import Addressee, Delivery, Notice
from anlan.kit.notify.wording import words_of
from anlan.kit.pages.pointing import target
from anlan.web.notices import rights
from anlan.web.notices.policies import spelt

KINDS = dict(ChannelKind.choices)
PAGE = 50
PEOPLE = 100
ROUTINE = Q(rule=Rule.NONE, created_by=None, stream="")  # reminders that the engine makes and nobody answers
RUNNING = (NoticeState.OPEN, NoticeState.EXHAUSTED)
SHOWN = {
    "silent": gettext_lazy("未答复"),
    "need_help": gettext_lazy("需要支援"),
    "unable": gettext_lazy("无法到达"),
    "failed": gettext_lazy("联系不上"),
}
BY = {"unit": gettext_lazy("按单位"), "place": gettext_lazy("按区域"), "group": gettext_lazy("按分组")}


@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """Newest first, by key set. What the clock tells everybody daily stands apart, and a search finds it too."""
    rights.require(request, rights.VIEW)
    rows = rights.notices(request.user).order_by("-id")
    state, routine = request.GET.get("state", ""), request.GET.get("routine") == "1"
    if state in NoticeState.values:
        rows = rows.filter(state=state)
    if (text := request.GET.get("q", "").replace("\x00", "").strip()[:60]) != "":
        rows = rows.filter(title__contains=text)
    elif not state:
        rows = rows.filter(ROUTINE) if routine else rows.exclude(ROUTINE)
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(id__lt=int(before))
    found = list(rows.select_related("created_by", "place")[: PAGE + 1])
    shown = found[:PAGE]
    counts = queries.counts_of(one.pk for one in shown)
    context = {
        "rows": [(one, counts.get(one.pk, {})) for one in shown],
        "states": NoticeState.choices,
        "state": state,
        "routine": routine,
        "q": text,
        "next_before": shown[-1].pk if len(found) > PAGE else "",
        "running": rights.notices(request.user).filter(state=NoticeState.OPEN).count(),
    }
    return render(request, "notices/list.html", context)


@require_GET
def notice_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: progress, board, people, timeline, messages."""
    notice = rights.notice(request, pk)
    context = _live(request, notice) | {
        "steps": [_step(notice, number, step) for number, step in enumerate(notice.steps)],
        "can_act": rights.notices(request.user, rights.ACT).filter(pk=pk).exists(),
        "about": target(request.user, notice.about, notice.about_id),
        "more_steps": notice.state == NoticeState.OPEN and notice.step < len(notice.steps),
        "dead": Delivery.objects.filter(notice=notice, state=DeliveryState.FAILED).select_related(
            "addressee__person", "channel"
        )[:PEOPLE],
        "words": words_of(notice),
    }
    return render(request, "notices/notice.html", context)


@require_GET
def notice_board(request: HttpRequest, pk: int) -> HttpResponse:
    """The live part alone. Status 286 tells the page that nothing will change any more."""
    notice = rights.notice(request, pk)
    status = 200 if notice.state in (*RUNNING, NoticeState.ANSWERED) else 286
    return render(request, "notices/board.html", _live(request, notice), status=status)


@require_POST
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Escalate, call again, call deputies, or cancel."""
    notice = rights.notice(request, pk, rights.ACT)
    if what not in _ACTS:
        raise Http404
    try:
        said = _ACTS[what](notice, request.user, request.POST.get("reason", "").replace("\x00", "").strip()[:200])
    except (services.Refused, services.Over) as why:
        messages.error(request, str(why))
    else:
        messages.success(request, said)
    return redirect("notice-page", pk)


@require_POST
def resend(request: HttpRequest, pk: int, delivery: int) -> HttpResponse:
    """A dead letter once more; ``0`` stands for all of this notice."""
    notice = rights.notice(request, pk, rights.ACT)
    dead = Delivery.objects.filter(notice=notice, state=DeliveryState.FAILED)
    chosen = list(dead.order_by("id")) if delivery == 0 else [get_object_or_404(notice.deliveries, pk=delivery)]
    sent = 0
    for one in chosen:
        try:
            services.resend(one, actor=request.user)
            sent += 1
        except services.Refused as why:
            if delivery:
                messages.error(request, str(why))
    if sent:
        messages.success(request, _("已重新发送 %(count)d 条。") % {"count": sent})
    return redirect("notice-page", pk)


@require_POST
def record(request: HttpRequest, pk: int, addressee: int) -> HttpResponse:
    """What somebody answered by telephone, written down by whoever took the call."""
    notice = rights.notice(request, pk, rights.ACT)
    whose = get_object_or_404(notice.addressees.select_related("person"), pk=addressee)
    word = request.POST.get("word", "")
    if word not in words_of(notice):
        messages.error(request, _("请选一个答复。"))
    else:
        once = request.POST.get("once", "")[:20] or get_random_string(12)
        services.answer_notice(
            whose, word, door=Door.BOARD, key=f"board-{whose.pk}-{once}", by=request.user,
            note=request.POST.get("note", "").replace("\x00", "")[:200],
        )  # fmt: skip
        messages.success(
            request, _("已代录%(name)s的答复：%(word)s。") % {"name": whose.person, "word": Word(word).label}
        )
    return redirect(f"{reverse('notice-page', args=[pk])}?show={request.POST.get('show', '')[:10]}")


def _live(request: HttpRequest, notice: Notice) -> dict[str, Any]:
    by = request.GET.get("by", "unit")
    show = request.GET.get("show", "silent")
    by, show = by if by in BY else "unit", show if show in SHOWN else "silent"
    progress = queries.progress(notice)
    return {
        "notice": notice,
        "progress": progress,
        "rows": queries.board(notice, by),
        "by": by,
        "by_choices": BY.items(),
        "show": show,
        "show_choices": [(code, label, getattr(progress, code)) for code, label in SHOWN.items()],
        "people": list(_people(notice, show)[:PEOPLE]),
        "timeline": queries.timeline(notice, 30)[:60],
        "sending": queries.sending(notice),
        "running": notice.state in RUNNING,
        "urgent": notice.urgency <= Urgency.URGENT,
        "spans": [
            (label, _said(notice, moment))
            for label, moment in (("50%", progress.half_at), ("90%", progress.ninety_at), ("100%", progress.all_at))
        ],
        "once": get_random_string(12),
        "words": words_of(notice),
    }


def _said(notice: Notice, moment: datetime | None) -> str:
    """How long it took, in words; empty while it has not been reached."""
    if moment is None:
        return ""
    minutes, seconds = divmod(int((moment - notice.created_at).total_seconds()), 60)
    return _("%(minutes)d 分 %(seconds)d 秒") % {"minutes": minutes, "seconds": seconds}


def _people(notice: Notice, show: str) -> Any:
    rows = Addressee.objects.filter(notice=notice).select_related("person", "unit", "place", "instead_of__person")
    if show == "failed":
        return rows.filter(failed=True).order_by("id")
    if show == "silent":
        return rows.filter(required=True, answered_at=None, covered_at=None).order_by("id")
    return rows.filter(word=show).order_by("id")


def _step(notice: Notice, number: int, step: dict[str, Any]) -> dict[str, Any]:
    named = len(step["targets"])
    whom = (
        _("%(count)d 组指定对象") % {"count": named}
        if named
        else _("未答复者的替补")
        if step["deputies"]
        else _("通知的对象")
    )
    shown = {
        "channels": [spelt(entry) for entry in step["channels"]],
        "groups": [KINDS.get(kind, kind) for kind in step.get("shared", ())],
    }
    return {"number": number + 1, "delay": step["delay"], "whom": whom, "done": number < notice.step, **step, **shown}


def _escalate(notice: Notice, user: Any, reason: str) -> str:
    services.escalate_now(notice, by=user, reason=reason)
    return _("已提前叫下一步。")


def _again(notice: Notice, user: Any, reason: str) -> str:
    return _("已再叫 %(count)d 人。") % {"count": services.call_again(notice, actor=user)}


def _deputies(notice: Notice, user: Any, reason: str) -> str:
    return _("已叫替补 %(count)d 人。") % {"count": services.call_deputies(notice, actor=user)}


def _cancel(notice: Notice, user: Any, reason: str) -> str:
    services.cancel_notice(notice, actor=user, reason=reason)
    return _("已取消，还没有发出的不再发送。")


_ACTS: dict[str, Callable[[Notice, Any, str], str]] = {
    "escalate": _escalate,
    "again": _again,
    "deputies": _deputies,
    "cancel": _cancel,
}
