"""``/a/<token>``: one person answers one notice without signing in, on any telephone, also without JavaScript.

The token in the address is the secret: no cookie decides anything here, so none is asked for. Reading shows only what
its holder needs; only a POST answers.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.base.people.models import Person
from anlan.kit.notify import guesses, hooks, links, services
from anlan.kit.notify.choices import Door, NoticeState, Rule, Word
from anlan.kit.notify.models import Addressee
from anlan.kit.notify.wording import words_of

ONCE = re.compile(r"[A-Za-z0-9]{12}")
COLLEAGUES = 60
View = Callable[..., HttpResponse]


def opened(view: View) -> View:
    """Finds whose token it is, or says why there is nothing: too many guesses, no such link, link over."""

    @wraps(view)
    def found(request: HttpRequest, token: str) -> HttpResponse:
        if guesses.refused(request):
            return _nothing(request, 429, _("打开错误链接的次数太多，请过十分钟再试。"))
        addressee = links.find(token)
        if addressee is None:
            guesses.count(request)
            return _nothing(request, 404, _("没有这个链接。请核对短信里的地址是否完整。"))
        if links.ended(addressee):
            return _nothing(request, 410, _("这个链接已经失效。如需联系，请致电值班室。"))
        return _private(view(request, addressee, token))

    return csrf_exempt(login_not_required(found))


@opened
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, addressee: Addressee, token: str) -> HttpResponse:
    """What it is about, what was answered so far, and a button for each answer."""
    if request.method == "POST":
        return _take(request, addressee, token)
    if request.headers.get("Sec-Purpose", "").startswith("prefetch"):
        return HttpResponse(status=204)
    services.answer_notice(addressee, Word.SEEN, door=Door.LINK, key=f"seen-{addressee.pk}")
    return _page(request, addressee, token)


@opened
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, addressee: Addressee, token: str) -> HttpResponse:
    """Choose a colleague of the same body, who is called instead."""
    colleagues = Person.objects.filter(organisation=addressee.person.organisation_id, active=True)
    colleagues = (
        colleagues.exclude(pk=addressee.person_id).exclude(phone="", email="", user=None).order_by("name", "pk")
    )
    if request.method == "POST" and _open(addressee):
        chosen = request.POST.get("person", "")
        person = colleagues.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 19 else None
        if person is not None:
            key = f"link-{addressee.pk}-h{person.pk}"
            services.hand_over(addressee, person, door=Door.LINK, key=key, note=request.POST.get("note", ""))
            return _back(token)
    context = {"addressee": addressee, "notice": addressee.notice, "token": token, "open": _open(addressee)}
    return render(request, "notices/hand_over.html", context | {"colleagues": colleagues[:COLLEAGUES]})


@opened
@require_POST
def escalate(request: HttpRequest, addressee: Addressee, token: str) -> HttpResponse:
    """Asks for the next step now, because the person called cannot settle it."""
    try:
        services.escalate_now(addressee.notice, who=str(addressee.person), reason=request.POST.get("note", "")[:200])
    except services.Refused as why:
        return _page(request, addressee, token, trouble=str(why))
    return _back(token)


@require_GET
@login_not_required
def short(request: HttpRequest) -> HttpResponse:
    """``/a/`` alone leads nowhere."""
    return _nothing(request, 404, _("没有这个链接。请核对短信里的地址是否完整。"))


def _take(request: HttpRequest, addressee: Addressee, token: str) -> HttpResponse:
    word = request.POST.get("word", "")
    if word not in words_of(addressee.notice):
        return _page(request, addressee, token, trouble=_("请点选一个答复。"))
    if addressee.notice.state in (NoticeState.CANCELLED, NoticeState.EXPIRED):
        return _page(request, addressee, token)
    once = request.POST.get("once", "")
    mark = once if ONCE.fullmatch(once) else word
    services.answer_notice(
        addressee,
        word,
        door=Door.LINK,
        key=f"link-{addressee.pk}-{mark}",
        note=request.POST.get("note", "").replace("\x00", "").strip()[:200],
        longitude=_degrees(request.POST.get("longitude", ""), 180),
        latitude=_degrees(request.POST.get("latitude", ""), 90),
    )
    return _back(token)


def _page(request: HttpRequest, addressee: Addressee, token: str, trouble: str = "") -> HttpResponse:
    notice = addressee.notice
    context = {
        "addressee": addressee,
        "notice": notice,
        "token": token,
        "words": words_of(notice),
        "asks": notice.rule != Rule.NONE,
        "open": _open(addressee),
        "over": _over(addressee),
        "more": notice.state == NoticeState.OPEN and notice.step < len(notice.steps),
        "pages": hooks.pages(addressee),
        "once": get_random_string(12),
        "trouble": trouble,
        "bureau": settings.ANLAN_BUREAU,
        "ends_at": links.ends_at(addressee),
    }
    return render(request, "notices/answer.html", context, status=422 if trouble else 200)


def _open(addressee: Addressee) -> bool:
    return addressee.notice.state not in (NoticeState.CANCELLED, NoticeState.EXPIRED)


def _over(addressee: Addressee) -> str:
    """Why nothing needs to be done any more; empty while an answer is waited for."""
    state = addressee.notice.state
    if state == NoticeState.CANCELLED:
        return _("这条通知已经取消，不必再答复。")
    if state == NoticeState.EXPIRED:
        return _("这条通知已经过期，不必再答复。")
    if addressee.word == Word.HANDED_OVER:
        return _("您已转交给同事，不必再答复。")
    if addressee.covered_at and not addressee.answered_at:
        return _("您的代理人已经答复，不必再答复。")
    if state == NoticeState.ANSWERED and not addressee.answered_at:
        return _("已有足够的人答复。您仍可以答复。")
    return ""


def _degrees(text: str, most: float) -> float | None:
    try:
        value = float(text[:20])
    except ValueError:
        return None
    return round(value, 6) if -most <= value <= most else None


def _nothing(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    context: dict[str, Any] = {"sentence": sentence, "bureau": settings.ANLAN_BUREAU}
    return _private(render(request, "notices/no_answer.html", context, status=status))


def _back(token: str) -> HttpResponse:
    answered = redirect("notice-answer", token)
    answered.status_code = 303
    return answered


def _private(response: HttpResponse) -> HttpResponse:
    """Neither kept on the way, nor found by search engines, nor told to the next page."""
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
