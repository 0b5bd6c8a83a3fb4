"""发送队列: what waits by channel and urgency, how fast it goes, when it will be done, what is broken, what it costs;
replies that nobody could read, and numbers that cannot be reached."""

import math
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.base.people import access
from anlan.base.people.models import Person
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.notify import replies
from anlan.kit.notify.choices import DeliveryState, Urgency
from anlan.kit.notify.models import Channel, Contact, Delivery, ListMember, Reply
from anlan.web.notices import rights

PAGE = 100
DAY = timedelta(days=1)
UNDER_WAY = (DeliveryState.WAITING, DeliveryState.TAKEN)
RECENT, HOUR = timedelta(minutes=5), timedelta(hours=1)
PROMPT = timedelta(seconds=10)  # from when it was due until the gateway had it


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """One card a channel."""
    rights.require(request, rights.QUEUE)
    return render(request, "notices/queue.html", state())


@require_GET
def queue_rows(request: HttpRequest) -> HttpResponse:
    """The figures alone, asked for every few seconds."""
    rights.require(request, rights.QUEUE)
    return render(request, "notices/queue_rows.html", state())


def state() -> dict[str, Any]:
    """Everything that waits, by channel and by urgency."""
    moment = clock.now()
    waiting = _waiting()
    handed = _handed(moment)
    today = clock.at("00:00")
    spent = {
        row["channel_id"]: row
        for row in Delivery.objects.filter(sent_at__gte=today)
        .values("channel_id")
        .annotate(count=Count("id"), cost=Sum("cost"), parts=Sum("parts"))
    }
    failed = _counted(Delivery.objects.filter(state=DeliveryState.FAILED, created_at__gte=moment - DAY))
    channels = []
    for channel in Channel.objects.filter(active=True).order_by("position", "id"):
        mine = waiting.get(channel.pk, {"count": 0, "oldest": None})
        channels.append(
            {
                "channel": channel,
                "waiting": mine["count"],
                "oldest": mine["oldest"],
                "done_at": moment + timedelta(seconds=mine["count"] / channel.rate) if channel.rate > 0 else None,
                "recent": handed.get(channel.pk, {"recent": 0})["recent"] / RECENT.total_seconds(),
                "prompt": _share(handed.get(channel.pk)),
                "spent": spent.get(channel.pk, {}),
                "failed": failed.get(channel.pk, 0),
                "broken": channel.broken_until_at is not None and channel.broken_until_at > moment,
            }
        )
    return {"channels": channels, "urgencies": _urgencies(), "aside": _aside().count()}


def _handed(moment: datetime) -> dict[int, dict[str, Any]]:
    """By channel, of the last hour: how many went to the gateway, how many of them promptly, how many just now."""
    rows = Delivery.objects.filter(sent_at__gte=moment - HOUR, channel__isnull=False).values("channel_id")
    counted = rows.annotate(
        all=Count("id"),
        prompt=Count("id", filter=Q(sent_at__lte=F("due_at") + PROMPT)),
        recent=Count("id", filter=Q(sent_at__gte=moment - RECENT)),
    )
    return {row["channel_id"]: dict(row) for row in counted}


def _share(row: dict[str, Any] | None) -> float | None:
    """Percent that left within the seconds that are promised, rounded down: 99.99 is not all."""
    return math.floor(1000 * row["prompt"] / row["all"]) / 10 if row else None


@require_GET
def aside(request: HttpRequest) -> HttpResponse:
    """Replies that nobody could read, newest first."""
    rights.require(request, rights.QUEUE)
    rows = _aside().select_related("addressee__person", "addressee__notice").order_by("-id")[:PAGE]
    return render(request, "notices/aside.html", {"rows": rows})


@require_POST
def aside_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Looked at."""
    rights.require(request, rights.QUEUE)
    reply = get_object_or_404(Reply, pk=pk)
    replies.settle_aside(reply, actor=request.user)
    record("reply.settle", actor=request.user, obj=reply, label=reply.text[:60])
    return redirect("notice-aside")


@require_GET
def contacts(request: HttpRequest) -> HttpResponse:
    """People of the lists whose number fails, asked for silence, or has never answered."""
    rights.require(request, rights.VIEW)
    if not access.can(request.user, "person.view"):
        raise PermissionDenied(_("您没有查看通讯录的权限。"))
    which = request.GET.get("which", "failing")
    which = which if which in _WHICH else "failing"
    people = _people(request.user)
    counts = {name: people.filter(condition()).count() for name, (_label, condition) in _WHICH.items()}
    rows = people.filter(_WHICH[which][1]()).select_related("organisation").order_by("organisation_id", "pk")[:PAGE]
    known = {one.address: one for one in Contact.objects.filter(address__in=[row.phone for row in rows])}
    context = {
        "rows": [(row, known.get(row.phone)) for row in rows],
        "which": which,
        "choices": [(name, label, counts[name]) for name, (label, _condition) in _WHICH.items()],
    }
    return render(request, "notices/contacts.html", context)


def _people(user: Any) -> QuerySet[Person]:
    ledger = ledger_of(Person)
    listed = ListMember.objects.filter(person=OuterRef("pk"))
    scope = ledger.scope if ledger else access.Scope()
    rows = Person.objects.filter(Exists(listed), active=True)
    return access.visible(user, "person.view", rows, scope)


def _with(**conditions: Any) -> Exists:
    return Exists(Contact.objects.filter(address=OuterRef("phone"), **conditions))


_WHICH: dict[str, Any] = {
    "failing": (gettext_lazy("发送失败"), lambda: Q(_with(failures__gt=0))),
    "stopped": (gettext_lazy("已退订短信"), lambda: Q(_with(stopped_at__isnull=False))),
    "missing": (gettext_lazy("没有手机号"), lambda: Q(phone="")),
    "unverified": (gettext_lazy("从未回复过"), lambda: ~Q(phone="") & ~Q(_with(verified_at__isnull=False))),
}


def _waiting() -> dict[int | None, dict[str, Any]]:
    rows: Any = Delivery.objects.filter(state__in=UNDER_WAY).values("channel_id")
    return {row["channel_id"]: row for row in rows.annotate(count=Count("id"), oldest=Min("due_at"))}


def _counted(rows: QuerySet[Delivery]) -> dict[int | None, int]:
    return dict(rows.values_list("channel_id").annotate(count=Count("id")).values_list("channel_id", "count"))


def _urgencies() -> list[tuple[str, int]]:
    rows = Delivery.objects.filter(state__in=UNDER_WAY).values("urgency").annotate(count=Count("id"))
    counts = {row["urgency"]: row["count"] for row in rows}
    return [(str(urgency.label), counts.get(urgency.value, 0)) for urgency in Urgency]


def _aside() -> QuerySet[Reply]:
    return Reply.objects.filter(aside=True, handled_at=None)
