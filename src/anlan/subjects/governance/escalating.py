"""Telling whoever must act, and telling others step by step when it is late. Safe to repeat: each is told once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.models import Person
from anlan.base.places.codes import code_range, holds
from anlan.kit.notify.choices import Urgency
from anlan.kit.notify.services import send_notice
from anlan.kit.notify.targets import Target
from anlan.kit.records import writing
from anlan.subjects.governance import queries, rules
from anlan.subjects.governance.choices import BINDING, ORDER_OPEN, ListingStatus, OrderStatus, Whom
from anlan.subjects.governance.models import EscalationRule, Listing, SupervisionOrder

TOPIC = "supervision"
CHUNK = 200
OPEN: dict[Any, tuple[str, ...]] = {SupervisionOrder: tuple(ORDER_OPEN), Listing: (ListingStatus.LISTED,)}


def untold(model: type[SupervisionOrder] | type[Listing]) -> QuerySet[Any]:
    """Open rows of which nobody has been told yet."""
    first = OrderStatus.ISSUED if model is SupervisionOrder else ListingStatus.LISTED
    states = (first, OrderStatus.WORKING) if model is SupervisionOrder else (first,)
    return model._default_manager.filter(told_at=None, status__in=states)


def tell() -> bool:
    """Tell the units of fresh orders and listings; True when more wait."""
    more = False
    for model in OPEN:
        rows = list(untold(model).select_related("target", "enterprise").order_by("pk")[:CHUNK])
        more = more or len(rows) == CHUNK
        for row in rows:
            with transaction.atomic():
                _tell(row)
    return more


def _tell(row: Any) -> None:
    moment = clock.now()
    if not type(row)._default_manager.filter(pk=row.pk, told_at=None).update(told_at=moment):
        return
    people = _people(Whom.TARGET, row)
    if not people:
        return
    kind = writing.profile_of(type(row)).kind
    binding = getattr(row, "mode", BINDING[0]) in BINDING
    due = _("，请于 %(day)s 前回复") % {"day": row.due_on.isoformat()} if row.due_on else ""
    send_notice(
        key=f"{TOPIC}-{kind}-{row.pk}-{moment:%Y%m%d%H%M%S}",
        topic=TOPIC,
        title=_("%(what)s：%(title)s") % {"what": _word(row), "title": row.title},
        text=f"{row.number} {row.title}{due}。",
        to=people,
        urgency=Urgency.NORMAL if binding else Urgency.LOW,
        about=kind,
        about_id=row.pk,
        place=row.place_id,
    )


def _word(row: Any) -> str:
    return str(row.get_mode_display()) if isinstance(row, SupervisionOrder) else _("挂牌督办")


def escalate() -> int:
    """Raise what is late by every active rule that it has not been raised by yet; returns how many were raised."""
    standing = list(EscalationRule.objects.filter(active=True).order_by("days_late", "pk"))
    return sum(_raise(row, rule) for rule in standing for row in _late(rule))


def _late(rule: EscalationRule) -> Iterator[Any]:
    low, high = code_range(rule.place_id)
    latest = clock.today() - timedelta(days=max(rule.days_late, 1))
    for model, states in OPEN.items():
        if model is Listing and not rule.listings:
            continue
        late = Q(status__in=states, due_on__lte=latest, place__gte=low, place__lt=high)
        if model is SupervisionOrder and rule.mode:
            late &= Q(mode=rule.mode)
        found = model._default_manager.filter(late, escalated_days__lt=max(rule.days_late, 1))
        yield from found.select_related("target", "enterprise", "issuer").order_by("pk")


def _raise(row: Any, rule: EscalationRule) -> bool:
    kind = writing.profile_of(type(row)).kind
    with transaction.atomic():
        held = type(row)._default_manager.select_for_update().get(pk=row.pk)
        days = max(rule.days_late, 1)
        if held.escalated_days >= days or held.status not in OPEN[type(row)]:
            return False
        same = EscalationRule.objects.filter(active=True, days_late__in=(rule.days_late, days)).order_by("pk")
        fitting = [one for one in same if _fits(one, held)]
        before = writing.values_of(held)
        held.escalated_days = days
        writing.change(held, before, actor=None, act="escalate", detail={"_days": days})
        people = {target.person: target for one in fitting for target in _people(Whom(one.whom), row)}
        if people:
            send_notice(
                key=f"{TOPIC}-late-{kind}-{row.pk}-{row.due_on:%Y%m%d}-{days}",
                topic=TOPIC,
                title=_("%(what)s超期 %(days)d 天") % {"what": _word(row), "days": rules.late_days(row.due_on)},
                text=_("%(number)s “%(title)s”，责任单位 %(whom)s，期限 %(day)s，尚未办结。")
                % {"number": row.number, "title": row.title, "whom": row.party, "day": row.due_on.isoformat()},
                to=people.values(),
                urgency=Urgency.URGENT,
                about=kind,
                about_id=row.pk,
                place=row.place_id,
            )
    return True


def _fits(rule: EscalationRule, row: Any) -> bool:
    if isinstance(row, Listing):
        return rule.listings and holds(rule.place_id, row.place_id)
    return holds(rule.place_id, row.place_id) and rule.mode in ("", row.mode)


def _people(whom: Whom, row: Any) -> list[Target]:
    target = row.target
    if whom == Whom.LEADER:
        return _leaders(row.place_id)
    if whom == Whom.ISSUER:
        return queries.people_of({row.issuer_id})
    if whom == Whom.SUPERIOR:
        above = {target.superior_id, target.line_superior_id} - {None} if target is not None else set()
        return queries.people_of(above)
    own = row.target_id or (row.enterprise.organisation_id if row.enterprise_id else None)
    return queries.people_of({own}) if own else []


def _leaders(place: str) -> list[Target]:
    """People of the contacts book who sign in as leaders over the place."""
    found = Person.objects.filter(active=True, user__is_active=True, user__postings__role__code=roles.LEADER)
    rows = found.values_list("pk", "organisation_id", "organisation__place_id", "user__postings__place_id")
    return [Target(pk, unit, "", str(own)) for pk, unit, own, over in rows.distinct() if holds(str(over), place)]
