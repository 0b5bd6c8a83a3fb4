"""我的通知: what is addressed to the person behind the user; answered here, and counted in the frame of every page."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.base.audit.records import record
from anlan.base.people.models import Person
from anlan.kit.notify import links, queries, services
from anlan.kit.notify.choices import Door, NoticeState, Order, Rule, Urgency, Word
from anlan.kit.notify.models import Addressee, Preference
from anlan.kit.notify.wording import words_of
from anlan.kit.pages.pointing import Target, targets

PAGE = 30


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Those that wait first, then the rest by time; opening the page counts as having seen them."""
    waiting = list(queries.unanswered(request.user)[:PAGE])
    rest = queries.for_person(request.user).exclude(pk__in=[one.pk for one in waiting])
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        rest = rest.filter(notice_id__lt=int(before))
        waiting = []
    older = list(rest[: PAGE + 1])
    for one in waiting:
        if one.seen_at is None:
            services.answer_notice(one, Word.SEEN, door=Door.APP, key=f"seen-{one.pk}")
    cards = _cards(request.user, [*waiting, *older[:PAGE]])
    context = {
        "waiting": cards[: len(waiting)],
        "older": cards[len(waiting) :],
        "next_before": older[PAGE - 1].notice_id if len(older) > PAGE else "",
        "once": get_random_string(12),
    }
    return render(request, "notices/mine.html", context)


@require_GET
def bell(request: HttpRequest) -> HttpResponse:
    """The number beside the bell."""
    return render(request, "notices/bell.html", {"count": queries.unanswered(request.user).count()})


@require_POST
def answer(request: HttpRequest, addressee: int) -> HttpResponse:
    """One's own answer."""
    whose = queries.for_person(request.user).filter(pk=addressee).first()
    if whose is None:
        raise Http404(_("没有这条通知，或它不是发给您的。"))
    word = request.POST.get("word", "")
    if word not in words_of(whose.notice):
        messages.error(request, _("请选一个答复。"))
    else:
        once = request.POST.get("once", "")[:20] or get_random_string(12)
        services.answer_notice(
            whose, word, door=Door.APP, key=f"app-{whose.pk}-{once}",
            note=request.POST.get("note", "").replace("\x00", "")[:200],
        )  # fmt: skip
        messages.success(request, _("已答复：%(word)s。") % {"word": Word(word).label})
    return redirect("notice-mine")


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """In what order I want to be called for each level."""
    person = Person.objects.filter(user=request.user.pk).first()
    if person is None:
        raise Http404(_("您的账号没有对应通讯录里的人员。"))
    if request.method == "POST":
        chosen = {urgency: request.POST.get(f"u{urgency.value}", "") for urgency in Urgency}
        with transaction.atomic():
            Preference.objects.filter(person=person).delete()
            Preference.objects.bulk_create(
                [Preference(person=person, urgency=u, channels=o) for u, o in chosen.items() if o in Order.values]
            )
            record("preference.set", obj=person, after={str(u.value): o for u, o in chosen.items()})
        messages.success(request, _("已保存。以后的通知按这个顺序叫您。"))
        return redirect("notice-preferences")
    held = dict(Preference.objects.filter(person=person).values_list("urgency", "channels"))
    rows = [(urgency, held.get(urgency.value, "")) for urgency in Urgency]
    return render(request, "notices/preferences.html", {"rows": rows, "orders": Order.choices})


def _cards(user: Any, shown: Sequence[Addressee]) -> list[dict[str, Any]]:
    about = targets(user, [(one.notice.about, one.notice.about_id) for one in shown])
    return [_card(one, about.get((one.notice.about, one.notice.about_id), Target())) for one in shown]


def _card(one: Addressee, about: Target) -> dict[str, Any]:
    running = one.notice.state not in (NoticeState.CANCELLED, NoticeState.EXPIRED)
    return {
        "addressee": one,
        "notice": one.notice,
        "about": about,
        "words": words_of(one.notice) if one.notice.rule != Rule.NONE and running else [],
        "hand_over": links.path_for(one) + "/hand" if one.notice.rule != Rule.NONE and not links.ended(one) else "",
    }
