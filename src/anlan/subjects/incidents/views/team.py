"""What stands behind the link in a message beside the answer itself, without signing in: where to muster and how far
that is, and for a team's leader his own team, for which he may report. The token is that of the answer page.
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

from anlan.kit.geo.coordinates import distance
from anlan.kit.notify import guesses, links
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
    """What the answer page offers beside the answers."""
    label = _("我的队伍：代报到位") if led_by(addressee) else _("集合点和距离")
    return [(label, f"/t/{links.token_for(addressee)}")]


@csrf_exempt  # the token in the address is the secret; no cookie decides anything here
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def team_page(request: HttpRequest, token: str) -> HttpResponse:
    """Where to muster; for a leader his own team with what each answered, of whom those ticked are reported by him."""
    if guesses.refused(request):
        return HttpResponse(_("打开错误链接的次数太多，请过十分钟再试。"), status=429)
    addressee = links.find(token)
    callout = Callout.objects.filter(notice_id=addressee.notice_id).first() if addressee is not None else None
    if addressee is None or callout is None or links.ended(addressee):
        guesses.count(request)
        raise Http404(_("链接无效或已过期。"))
    unit = led_by(addressee)
    if request.method == "POST":
        if unit is not None and callout.running:
            _report(request, addressee, callout)
        return redirect(request.path)
    people = list(_members(addressee)) if unit is not None else []
    context = {
        "callout": callout,
        "unit": unit,
        "people": people,
        "arrived": sum(one.word == Word.ARRIVED for one in people),
        "words": WORDS,
        "own": links.path_for(addressee),
        "metres": _metres(callout, addressee),
    }
    return render(request, "incidents/team_link.html", context)


def _metres(callout: Callout, addressee: Addressee) -> int | None:
    """How far from the point of muster the person last answered; ``None`` where either is not known."""
    last = addressee.answers.filter(longitude__isnull=False).order_by("-at", "-pk").first()
    if last is None or callout.longitude is None or callout.latitude is None:
        return None
    return round(distance(last.longitude or 0.0, last.latitude or 0.0, callout.longitude, callout.latitude))


def _members(addressee: Addressee) -> Any:
    return (
        Addressee.objects.filter(notice_id=addressee.notice_id, group=addressee.group)
        .select_related("person")
        .order_by("pk")
    )


def _report(request: HttpRequest, leader: Addressee, callout: Callout) -> None:
    """Only members of his own group; a repeated press counts once."""
    word = request.POST.get("word", "")
    keys = [int(key) for key in request.POST.getlist("id") if key.isdecimal() and len(key) < 19]
    if word not in WORDS:
        return
    with transaction.atomic():
        rows = list(_members(leader).filter(pk__in=keys))
        note = _("%(name)s代报") % {"name": leader.person.name}
        calling.enter(callout, rows, word, door=Door.LINK, key=f"leader:{leader.pk}:{word}", note=note)
