"""Who is on duty now, on a page and on the wall; the phone book; one's own duty and calendar; hours per person."""

import csv
import io
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlan.base import clock
from anlan.base.people import access
from anlan.base.places.codes import holds
from anlan.kit.flow.making import Refused
from anlan.kit.pages.door import a_day, a_key, need, rows
from anlan.subjects.duty import calendars, checking, queries
from anlan.subjects.duty.choices import Part
from anlan.subjects.duty.models import DutyPost, PresenceCheck
from anlan.subjects.duty.quality import loads
from anlan.subjects.duty.views.seen import posts_of
from anlan.subjects.governance.queries import everywhere

AHEAD = timedelta(days=60)
MOST_DAYS = 400
PARTS = (Part.LEADER, Part.MEMBER, Part.STANDBY)


@require_GET
def now_page(request: HttpRequest) -> HttpResponse:
    """今日值班."""
    need(request, "shift.view")
    may_check = access.can(request.user, "presence-check.add")
    return render(request, "duty/now.html", _now(request) | {"may_check": may_check})


@require_GET
def now_rows(request: HttpRequest) -> HttpResponse:
    """The cards alone, asked for again and again."""
    need(request, "shift.view")
    return render(request, "duty/now_rows.html", _now(request))


@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """The same for a screen on the wall: dark, large, no menu."""
    need(request, "shift.view")
    return render(request, "duty/wall.html", _now(request))


@require_GET
def wall_rows(request: HttpRequest) -> HttpResponse:
    """What changes on the wall."""
    need(request, "shift.view")
    return render(request, "duty/wall_rows.html", _now(request))


def _now(request: HttpRequest) -> dict[str, Any]:
    posts = posts_of(request)
    moment = clock.now()
    running = queries.by_post(queries.on_duty(posts, moment))
    places = {post.place_id for post in posts}
    periods = [one for one in everywhere(moment) if any(holds(one.place_id, place) for place in places)]
    cards = []
    for post in posts:
        shift = running.get(post.pk)
        people = queries.seated(shift) if shift is not None else []
        cards.append(
            {
                "post": post,
                "shift": shift,
                "parts": [(part.label, [one for one in people if one.part == part]) for part in PARTS],
                "short": shift is None or shift.missing > 0,
            }
        )
    return {
        "cards": cards,
        "short": sum(card["short"] for card in cards),
        "manned": sum(not card["short"] for card in cards),
        "periods": periods,
        "moment": moment,
        "recent": rows(request, "presence-check").select_related("post", "person").order_by("-checked_at")[:8]
        if access.can(request.user, "presence-check.view")
        else PresenceCheck.objects.none(),
    }


@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """随机抽查: call so many posts by lot, or the one named."""
    need(request, "presence-check.add")
    reached = _checkable(request)
    key = a_key(request.POST.get("post", ""))
    number = min(max(a_key(request.POST.get("number", "3")), 1), checking.MOST)
    chosen = list(reached.filter(pk=key)) if key else checking.draw(reached, number)
    try:
        made = checking.call(chosen, actor=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        text = ngettext("已叫应 %(count)d 个岗位。", "已叫应 %(count)d 个岗位。", len(made))
        messages.success(request, text % {"count": len(made)})
    return redirect("duty-now")


def _checkable(request: HttpRequest) -> Any:
    """Posts whose presence the person may check."""
    scope = access.Scope(line=None)
    return access.visible(request.user, "presence-check.add", DutyPost.objects.filter(active=True), scope)


@require_GET
def phones(request: HttpRequest) -> HttpResponse:
    """值班电话本: each post with its line and who is on duty, numbers of persons masked."""
    need(request, "duty-post.view")
    text = request.GET.get("q", "").replace("\x00", "").strip()[:40]
    posts = [post for post in posts_of(request) if text in f"{post.name}{post.unit.name}{post.place.name}{post.phone}"]
    running = queries.by_post(queries.on_duty(posts))
    lines = [
        (post, running.get(post.pk), queries.seated(running[post.pk]) if post.pk in running else []) for post in posts
    ]
    return render(request, "duty/phones.html", {"lines": lines, "text": text})


@require_GET
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """我的值班: what I have before me, how to swap it, and my calendar's address."""
    need(request, "shift.view")
    person = queries.person_of(request.user)
    moment = clock.now()
    seats = list(queries.mine(person, moment, moment + AHEAD)) if person is not None else []
    address = ""
    if person is not None:
        address = request.build_absolute_uri(reverse("duty-calendar", args=[calendars.token_of(person)]))
    context = {"person": person, "seats": seats, "address": address, "moment": moment}
    return render(request, "duty/mine.html", context)


@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """A new calendar address; the old one ends."""
    need(request, "shift.view")
    person = queries.person_of(request.user)
    if person is None:
        raise PermissionDenied(_("您的账号没有对应的通讯录人员。"))
    calendars.renew(person)
    messages.success(request, _("已换新地址，旧地址不再可用。请在手机日历里重新订阅。"))
    return redirect("duty-mine")


@require_GET
@login_not_required
@never_cache
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The feed itself: the address is the secret."""
    person = calendars.find(token)
    if person is None:
        raise Http404(_("订阅地址无效，或已经更换。"))
    answer = HttpResponse(calendars.feed(person), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="duty.ics"'
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@require_GET
def hours(request: HttpRequest) -> HttpResponse:
    """值班工时: hours, nights, weekends and holidays per person over any span; also as a sheet."""
    need(request, "shift.view")
    today = clock.today()
    first = a_day(request.GET.get("from", ""), today.replace(day=1))
    last = a_day(request.GET.get("to", ""), today)
    if not first <= last or (last - first).days > MOST_DAYS:
        first, last = today.replace(day=1), today
    posts = posts_of(request)
    key = a_key(request.GET.get("post", ""))
    chosen = [post for post in posts if post.pk == key] or posts
    begins, ends = queries.day_span(first, last)
    looked = queries.roster(chosen, begins, ends)
    found = loads(looked.turns, queries.holidays(first, last))
    if request.GET.get("form") == "csv":
        need(request, "shift.export")
        return _sheet(found, f"{first}_{last}")
    mean = sum(load.hours for load in found) / len(found) if found else None
    context = {"loads": found, "first": first, "last": last, "posts": posts, "chosen": key, "mean": mean}
    return render(request, "duty/hours.html", context)


def _sheet(found: list[Any], span: str) -> HttpResponse:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow([_("姓名"), _("班次"), _("小时"), _("夜班"), _("周末"), _("节假日"), _("带班"), _("备勤")])
    for one in found:
        name = f"'{one.name}" if one.name[:1] in "=+-@\t" else one.name
        writer.writerow(
            [name, one.shifts, f"{one.hours:g}", one.nights, one.weekends, one.holidays, one.leading, one.standby]
        )
    answer = HttpResponse("\ufeff" + held.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="duty-hours_{span}.csv"'
    return answer
