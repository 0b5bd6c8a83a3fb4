"""Escalation of lateness: who hears of a hazard that is late by so many days, each deadline once for each receiver.

Reminders before a deadline are those of every ledger; this tells the next ones up when a deadline was missed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import roles
from anlan.base.people.models import Posting, User
from anlan.base.places.codes import holds
from anlan.kit.notify.choices import Urgency
from anlan.kit.notify.services import send_notice
from anlan.kit.notify.targets import Target
from anlan.subjects.hazards import queries
from anlan.subjects.hazards.choices import Receiver, Side
from anlan.subjects.hazards.models import Hazard, LatenessNotice, LatenessRule

TOPIC = "hazard-late"
MORNING = "08:00"
AT_ONCE = 2000  # hazards a rule and run; the rest follow with the next
NAMED = 3


def escalate() -> bool:
    """Tell what has become late enough; True when more waits. Repeating it tells nothing twice."""
    if not clock.is_working_day(clock.today()) or clock.now() < clock.at(MORNING):
        return False
    more = False
    for rule in queries.lateness_rules():
        more |= _apply(rule, clock.today())
    return more


def untold(rule: LatenessRule, today: date) -> QuerySet[Hazard]:
    """Hazards late enough for a rule whose receiver has not heard of this very deadline."""
    deadline = F("due_on") if rule.side == Side.FIRM else F("review_due_on")
    told = LatenessNotice.objects.filter(
        hazard=OuterRef("pk"),
        side=rule.side,
        after_days=rule.after_days,
        receiver=rule.receiver,
        due_on=OuterRef("due_on" if rule.side == Side.FIRM else "review_due_on"),
    )
    rows = Hazard.objects.filter(queries.late(rule.side, today, rule.after_days))
    if rule.level:
        rows = rows.filter(level=rule.level)
    return rows.filter(~Exists(told)).annotate(missed_on=deadline).order_by("missed_on", "pk")


@transaction.atomic
def _apply(rule: LatenessRule, today: date) -> bool:
    rows = list(
        untold(rule, today)
        .select_related("enterprise")
        .only("number", "content", "place_id", "line_id", "enterprise__organisation_id")[: AT_ONCE + 1]
    )
    more, rows = len(rows) > AT_ONCE, rows[:AT_ONCE]
    if not rows:
        return False
    heard: dict[int, int] = defaultdict(int)
    for user, own in _receivers(Receiver(rule.receiver), rows):
        _tell(rule, user, own, today)
        for row in own:
            heard[row.pk] += 1
    moment = clock.now()
    LatenessNotice.objects.bulk_create(
        [
            LatenessNotice(
                hazard=row, side=rule.side, due_on=getattr(row, "missed_on"), after_days=rule.after_days,  # noqa: B009
                receiver=rule.receiver, people=heard[row.pk], told_at=moment,
            )
            for row in rows
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return more


def _receivers(receiver: Receiver, rows: Sequence[Hazard]) -> Iterable[tuple[User, list[Hazard]]]:
    """Each person of that kind with the hazards of theirs among these."""
    people = User.objects.filter(is_active=True, person__active=True).select_related("person__organisation")
    if receiver == Receiver.ENTERPRISE:
        firms = {row.enterprise.organisation_id or 0 for row in rows if row.enterprise is not None}
        for user in people.filter(postings__role__code=roles.ENTERPRISE, organisation_id__in=firms).distinct():
            yield (
                user,
                [row for row in rows if row.enterprise and row.enterprise.organisation_id == user.organisation_id],
            )
        return
    postings = Posting.objects.filter(role__code=receiver.value, user__in=people)
    reached: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for posting in postings:
        reached[posting.user_id].append((posting.place_id, posting.line_id or ""))
    for user in people.filter(pk__in=reached):
        own = [row for row in rows if _in_reach(row, reached[user.pk])]
        if own:
            yield user, own


def _in_reach(row: Hazard, reached: Iterable[tuple[str, str]]) -> bool:
    return any(holds(place, row.place_id) and (row.line_id or "").startswith(line) for place, line in reached)


def _tell(rule: LatenessRule, user: Any, rows: Sequence[Hazard], today: date) -> None:
    first = "；".join(row.content[:40] for row in rows[:NAMED])
    about = f"{rule.side}-{rule.level or 'any'}-{rule.after_days}-{rule.receiver}"
    send_notice(
        key=f"{TOPIC}-{about}-{user.pk}-{rows[0].pk}-{today:%Y%m%d}",
        topic=TOPIC,
        title=_("隐患%(side)s超期满 %(days)d 天：%(count)d 处")
        % {"side": Side(rule.side).label, "days": rule.after_days, "count": len(rows)},
        text=first + ("……" if len(rows) > NAMED else ""),
        to=[Target(user.person.pk, user.person.organisation_id, "", user.person.organisation.place_id)],
        urgency=Urgency.NORMAL,
        about=queries.HAZARD,
        about_id=rows[0].pk if len(rows) == 1 else None,
        expires_at=clock.end_of(today),
        place=user.person.organisation.place_id,
    )
