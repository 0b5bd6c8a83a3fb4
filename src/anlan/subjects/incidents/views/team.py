"""What a team's leader sees from the link in his message, without signing in: his own team only.

The token is that of his own answer page; it ends with it.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from anlan.kit.notify import links
from anlan.kit.notify.choices import Door, Word
from anlan.kit.notify.models import Addressee
from anlan.subjects.incidents import calling
from anlan.subjects.incidents.models import Callout, CalloutUnit

WORDS = (Word.ARRIVED, Word.ON_THE_WAY, Word.UNABLE)


def led_by(addressee: Addressee) -> CalloutUnit | None:
    """The unit of this call-out that the person leads as its leader or deputy leader."""
    if not addressee.group:
        return None
    unit = (
        CalloutUnit.objects.filter(callout__notice_id=addressee.notice_id, name=addressee.group, team__isnull=False)
        .select_related("callout", "team")
        .first()
    )
    if unit is None or unit.team is None:
        return None
    return unit if addressee.person_id in (unit.team.leader_id, unit.team.deputy_id) else None


def buttons(addressee: Addressee) -> list[tuple[Any, str]]:
    """What the answer page offers to a leader beside his own answer."""
    return [(_("我的队伍：代报到位"), f"/t/{links.token_for(addressee)}")] if led_by(addressee) else []


@csrf_exempt  # the token in the address is the secret; no cookie decides anything here
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def team_page(request: HttpRequest, token: str) -> HttpResponse:
    """The leader's own team with what each answered; ticked members are reported by him."""
    addressee = links.find(token)
    unit = led_by(addressee) if addressee is not None and not links.ended(addressee) else None
    if addressee is None or unit is None:
        raise Http404(_("链接无效或已过期。"))
    if request.method == "POST":
        if unit.callout.running:
            _report(request, addressee, unit.callout, token)
        return redirect(request.path)
    people = list(_members(addressee))
    context = {
        "callout": unit.callout,
        "unit": unit,
        "people": people,
        "arrived": sum(one.word == Word.ARRIVED for one in people),
        "words": WORDS,
        "own": links.path_for(addressee),
    }
    return render(request, "incidents/team_link.html", context)


def _members(addressee: Addressee) -> Any:
    return (
        Addressee.objects.filter(notice_id=addressee.notice_id, group=addressee.group)
        .select_related("person")
        .order_by("pk")
    )


def _report(request: HttpRequest, leader: Addressee, callout: Callout, token: str) -> None:
    """Only members of his own group; a repeated press counts once."""
    word = request.POST.get("word", "")
    keys = [int(key) for key in request.POST.getlist("id") if key.isdecimal() and len(key) < 19]
    if word not in WORDS:
        return
    with transaction.atomic():
        rows = list(_members(leader).filter(pk__in=keys))
        note = _("%(name)s代报") % {"name": leader.person.name}
        calling.enter(callout, rows, word, door=Door.LINK, key=f"leader:{leader.pk}:{word}", note=note)
