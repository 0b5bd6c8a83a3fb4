"""``/phones``: the demonstration's telephones, each with what it would have received, and an answer to give.

Only where a console channel is set up, and never in production.
"""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.base import clock
from anlan.base.text import mask_phone
from anlan.kit.notify import links, replies
from anlan.kit.notify.choices import ChannelKind, DeliveryState, Door
from anlan.kit.notify.models import Channel, Delivery, Reply
from anlan.web.notices import rights

PHONES, MESSAGES = 60, 600
GONE = (DeliveryState.SENT, DeliveryState.DELIVERED)


@require_GET
def phones(request: HttpRequest) -> HttpResponse:
    """The telephones with the latest messages, each with its last three."""
    rights.require(request, rights.VIEW)
    context = {"phones": _phones(request), "q": request.GET.get("q", ""), "exist": exist()}
    if not allowed_here():
        raise Http404(_("没有演示手机。"))
    return render(request, "notices/phones.html", context)


@require_GET
def shown(request: HttpRequest) -> HttpResponse:
    """The telephones alone, asked for every few seconds."""
    _allowed(request)
    return render(request, "notices/phones_shown.html", {"phones": _phones(request)})


@require_POST
def reply(request: HttpRequest, delivery: int) -> HttpResponse:
    """Send a short message back from this telephone, as its owner would."""
    _allowed(request)
    message = get_object_or_404(_messages(request), pk=delivery)
    text = request.POST.get("text", "").replace("\x00", "")[:200]
    if text.strip():
        replies.take_reply(message.address, text, clock.now(), f"phone-{delivery}-{get_random_string(12)}", Door.SMS)
    return redirect("notice-phones")


def allowed_here() -> bool:
    """Never in production."""
    return str(settings.MODE) != "production"


def exist() -> bool:
    """Is there a console, and is this no production?"""
    return allowed_here() and Channel.objects.filter(kind=ChannelKind.CONSOLE, active=True).exists()


def _allowed(request: HttpRequest) -> None:
    rights.require(request, rights.VIEW)
    if not exist():
        raise Http404(_("没有演示手机。"))


def _messages(request: HttpRequest) -> Any:
    mine = rights.notices(request.user)
    return Delivery.objects.filter(kind=ChannelKind.CONSOLE, state__in=GONE, notice__in=mine)


def _phones(request: HttpRequest) -> list[dict[str, Any]]:
    rows = _messages(request).select_related("notice", "addressee__person", "addressee__notice").order_by("-id")
    if (text := request.GET.get("q", "").replace("\x00", "").strip()[:40]) != "":
        rows = rows.filter(addressee__person__name__contains=text)
    by_phone: dict[str, list[Delivery]] = defaultdict(list)
    for row in rows[:MESSAGES]:
        by_phone[row.address].append(row)
    chosen = list(by_phone.items())[:PHONES]
    back: dict[str, list[Reply]] = defaultdict(list)
    for one in Reply.objects.filter(address__in=[address for address, _rows in chosen]).order_by("-id")[:MESSAGES]:
        back[one.address].append(one)
    return [_phone(address, found, back[address]) for address, found in chosen]


def _phone(address: str, found: list[Delivery], back: list[Reply]) -> dict[str, Any]:
    latest = found[0]
    talk = [{"at": one.sent_at, "text": one.text, "ours": True} for one in found[:3]]
    talk += [{"at": one.at, "text": one.text, "ours": False} for one in back[:3]]
    return {
        "number": mask_phone(address),
        "name": str(latest.addressee.person) if latest.addressee else "",
        "latest": latest,
        "link": links.path_for(latest.addressee) if latest.addressee else "",
        "talk": sorted((one for one in talk if one["at"]), key=lambda one: one["at"]),
        "word": latest.addressee.get_word_display() if latest.addressee else "",
    }
