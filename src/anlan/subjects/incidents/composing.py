"""Composing a call-out: whom one may choose, nearest first, and what will happen before it is sent. Writes nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from anlan.base.people import access
from anlan.base.people.models import Person
from anlan.base.places import codes
from anlan.kit.ledger.columns import describe
from anlan.kit.ledger.lists import visible
from anlan.kit.ledger.registry import ledger_by_code, ledger_of
from anlan.kit.notify import length, targets, wording
from anlan.kit.notify import services as notify
from anlan.kit.notify.choices import ChannelKind, Urgency
from anlan.kit.notify.models import Addressee, Notice, RecipientList
from anlan.subjects.incidents import rules
from anlan.subjects.incidents.choices import CalloutStatus
from anlan.subjects.incidents.models import Callout
from anlan.subjects.resources.models import Team
from anlan.subjects.resources.queries import Near, nearest

MOMENTS = ("received_at", "raised_at")
"""Whence a muster's clock runs: an incident's receipt, an alarm's raising. A warning's begins with the call-out."""
TITLE_MOST = 80
OFFERED_BY_OTHERS = ("post",)
"""Kinds of targets of other subjects that a call-out may choose from, where they exist."""


@dataclass
class Offer:
    """One kind beside teams: its title and (value, label) pairs."""

    title: Any
    choices: list[tuple[str, str]]


@dataclass
class Outlook:
    """What sending will do: whom it reaches, how long that takes, what to look out for."""

    total: int
    groups: list[tuple[str, int]]
    deputies: int
    double: int
    without_phone: list[str]
    busy: int
    text: str
    parts: int
    takes: timedelta | None

    @property
    def takes_text(self) -> str:
        """The forecast as people say it."""
        return rules.spoken(round(self.takes.total_seconds())) if self.takes is not None else ""


def teams(user: Any, *, place: str = "", level: str = "", kind: str = "") -> list[Team]:
    """Teams in use that this person may see, narrowed by area, level and kind."""
    rows = visible(ledger_by_code("team"), user).filter(active=True).select_related("place", "kind")
    if place and place.isdigit():
        low, high = codes.code_range(codes.pad(place))
        rows = rows.filter(place_id__gte=low, place_id__lt=high)
    if level:
        rows = rows.filter(level=level)
    if kind.isdigit() and len(kind) < 19:
        rows = rows.filter(kind_id=int(kind))
    return list(rows.order_by("level", "name"))


def nearest_teams(user: Any, params: Mapping[str, str]) -> list[Near]:
    """The same in the order of distance from the point that the form holds."""
    found = teams(user, place=params.get("area", ""), level=params.get("level", ""), kind=params.get("kind", ""))
    return nearest(found, _number(params.get("longitude")), _number(params.get("latitude")))


def offers(user: Any) -> list[Offer]:
    """Lists this person may see; posts of duty for those whose reach is the whole county."""
    made = []
    ledger = ledger_of(RecipientList)
    if ledger is not None and access.can(user, f"{ledger.code}.view"):
        rows = visible(ledger, user).filter(active=True).order_by("name")
        made.append(Offer(_("接收名单"), [(f"list:{row.pk}", str(row)) for row in rows]))
    if any(reach.everywhere for reach in access.reach(user, "callout.add")):
        for kind in targets.kinds():
            if kind.name in OFFERED_BY_OTHERS:
                pairs = [(f"{kind.name}:{key}", label) for key, label in kind.choices()]
                made.append(Offer(kind.title, pairs))
    return [offer for offer in made if offer.choices]


def chosen(user: Any, values: Sequence[str]) -> list[dict[str, str]]:
    """Targets out of what was ticked, each only if this person may choose it; raises ``ValueError`` for others."""
    allowed = {f"team:{team.pk}" for team in teams(user)}
    allowed |= {value for offer in offers(user) for value, _label in offer.choices}
    made = []
    for value in dict.fromkeys(values):
        kind, _colon, key = value.partition(":")
        known = value in allowed or (kind == "person" and _may_call(user, key))
        if not known:
            raise ValueError(_("选择的对象不在您的范围内：%(value)s") % {"value": value[:40]})
        made.append({"kind": kind, "key": key})
    return made


def _may_call(user: Any, key: str) -> bool:
    if not key.isdecimal() or len(key) > 18:
        return False
    return visible(ledger_by_code("person"), user).filter(pk=int(key)).exists()


def outlook(callout: Callout) -> Outlook:
    """What sending this call-out would do now."""
    every = [each for target in callout.targets for each in targets.resolve([target])]
    people = targets.resolve(callout.targets)
    keys = [each.person for each in people]
    phoneless = Person.objects.filter(pk__in=keys, phone="", phone2="").values_list("name", flat=True)
    busy = Addressee.objects.filter(
        person_id__in=keys,
        notice_id__in=Callout.objects.filter(status=CalloutStatus.RUNNING).values("notice_id"),
    )
    text = wording.message(_draft(callout), ChannelKind.SMS).replace(wording.LINK, "/a/…")
    takes = notify.forecast(ChannelKind.SMS, len(people)) if people else None
    return Outlook(
        total=len(people),
        groups=Counter(each.group or str(_("未编队人员")) for each in people).most_common(),
        deputies=sum(each.deputy is not None for each in people),
        double=len(every) - len(people),
        without_phone=list(phoneless[:20]),
        busy=busy.values("person_id").distinct().count(),
        text=text,
        parts=length.parts(text),
        takes=None if takes == timedelta.max else takes,
    )


def _draft(callout: Callout) -> Notice:
    from anlan.subjects.incidents.calling import WORDS

    return Notice(
        title=callout.title, text=callout.text, exercise=callout.exercise, urgency=Urgency.CRITICAL,
        rule="everyone", words=[word.value for word in WORDS],
    )  # fmt: skip


def starting(user: Any, about: str, key: str) -> dict[str, Any]:
    """What the form opens with, read from the row that the call-out is about; empty where it may not be seen."""
    if not about or not key.isdecimal() or len(key) > 18 or not access.can(user, f"{about}.view"):
        return {}
    ledger = ledger_by_code(about)
    row: Any = visible(ledger, user).filter(pk=int(key)).first()
    if row is None:
        return {}
    title = str(describe(ledger.model, ledger.headline_field).text(row)) or str(row)
    moment = next((value for name in MOMENTS if (value := getattr(row, name, None))), None)
    where = str(getattr(row, "address", "") or "")
    found = {
        "title": title[:TITLE_MOST],
        "received_at": moment,
        "place": getattr(row, "place_id", None),
        "longitude": getattr(row, "longitude", None),
        "latitude": getattr(row, "latitude", None),
        "muster_point": where,
        "exercise": getattr(row, "exercise", None),
        "text": _("%(title)s，请立即到%(where)s集合。")
        % {"title": title[:TITLE_MOST], "where": where or _("指定地点")},
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if -180 <= value <= 180 else None
