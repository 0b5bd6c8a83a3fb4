"""Random calls (抽查): some posts are called without warning, whoever is on duty must answer in time."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.notify.choices import NoticeState, Rule, Urgency, Word
from anlan.kit.notify.models import Answer, Notice
from anlan.kit.notify.services import send_notice
from anlan.kit.records import writing
from anlan.subjects.duty import queries, targets
from anlan.subjects.duty.choices import Kept, Part, Result, Way
from anlan.subjects.duty.models import DutyPost, PresenceCheck, Shift
from anlan.subjects.duty.rules import LEAST

TOPIC = "presence-check"
MOST = 50
STILL_HEARD = timedelta(minutes=30)  # an answer after the limit is kept as late


def draw(posts: QuerySet[DutyPost], number: int) -> list[DutyPost]:
    """So many posts by lot, those checked longest ago no likelier than others: it must not be foreseen."""
    keys = list(posts.filter(active=True).values_list("pk", flat=True))
    chosen = [keys.pop(secrets.randbelow(len(keys))) for _round in range(min(number, len(keys)))]
    return sorted(posts.filter(pk__in=chosen), key=lambda post: chosen.index(post.pk))


def call(posts: Sequence[DutyPost], *, actor: Any) -> list[PresenceCheck]:
    """Call whoever is on duty at each post now. A post with nobody on duty fails at once. Raises ``Refused``."""
    if not posts or len(posts) > MOST:
        raise Refused(_("请选择 1 到 %(most)d 个岗位。") % {"most": MOST})
    return [_call(post, actor) for post in posts]


@transaction.atomic
def _call(post: DutyPost, actor: Any) -> PresenceCheck:
    people = list(targets.on_post(post.code))
    shift = queries.by_post(queries.on_duty([post])).get(post.pk)
    check = PresenceCheck(
        post=post,
        checked_at=clock.now(),
        way=Way.CALL,
        manned=Kept.KEPT if _manned(post, shift) else Kept.LACKING,
        result=Result.WAITING if people else Result.UNFIT,
        finding="" if people else _("排班表上此刻没有人值班。"),
    )
    ledger: Any = ledger_of(PresenceCheck)
    entry.enter(ledger, check, actor=actor)
    if people:
        send_notice(
            key=f"presence-check:{check.pk}",
            topic=TOPIC,
            title=_("值班抽查：%(post)s") % {"post": post.name},
            text=_("现对“%(post)s”值班在岗情况进行抽查，请在 %(minutes)d 分钟内答复“明白”。")
            % {"post": post.name, "minutes": post.answer_minutes},
            to=people,
            rule=Rule.FIRST,
            urgency=Urgency.URGENT,
            words=[Word.UNDERSTOOD],
            about="presence-check",
            about_id=check.pk,
            expires_at=_limit(check) + STILL_HEARD,
            actor=actor,
            place=post.place_id,
        )
    return check


def _manned(post: DutyPost, shift: Shift | None) -> bool:
    """Are there as many as the post asks for: two and a leader round the clock?"""
    if shift is None:
        return False
    parts = [one.part for one in queries.seated(shift)]
    leaders = max(post.leaders, int(post.round_the_clock))
    members = max(post.members, LEAST if post.round_the_clock else 0)
    return parts.count(Part.LEADER) >= leaders and parts.count(Part.MEMBER) >= members


def _limit(check: PresenceCheck) -> datetime:
    return check.checked_at + timedelta(minutes=check.post.answer_minutes)


def answered(answer: Answer) -> None:
    """Somebody answered: in place within the limit, late after it."""
    notice = answer.addressee.notice
    if answer.word == Word.SEEN or notice.about_id is None:
        return
    checks = PresenceCheck.objects.select_for_update(of=("self",)).select_related("post")
    check = checks.filter(pk=notice.about_id).first()
    if check is None or check.result not in (Result.WAITING, Result.ABSENT):
        return
    before = writing.values_of(check)
    seconds = int((answer.at - check.checked_at).total_seconds())
    check.result = Result.PRESENT if answer.at <= _limit(check) else Result.LATE
    check.answer_seconds = max(seconds, 0)
    check.person = answer.addressee.person
    check.finding = ""
    writing.change(check, before, actor=answer.by, act="answered")


def ended(notice: Notice) -> None:
    """The call is over; `answered` hears of an answer by itself."""
    if notice.state == NoticeState.ANSWERED:
        return
    _close(PresenceCheck.objects.filter(pk=notice.about_id or 0, result=Result.WAITING))


def overdue() -> QuerySet[PresenceCheck]:
    """Calls that still wait though the longest limit has passed."""
    return PresenceCheck.objects.filter(result=Result.WAITING, checked_at__lt=clock.now() - timedelta(minutes=1))


def close_overdue() -> int:
    """End the calls whose limit has passed, whatever became of their notice."""
    late = [check.pk for check in overdue().select_related("post") if _limit(check) < clock.now()]
    return _close(PresenceCheck.objects.filter(pk__in=late, result=Result.WAITING))


@transaction.atomic
def _close(checks: QuerySet[PresenceCheck]) -> int:
    changes = []
    for check in checks.select_for_update():
        before = writing.values_of(check)
        check.result = Result.ABSENT
        check.finding = check.finding or _("时限内无人应答。")
        changes.append(writing.Change(check, before))
    return writing.change_many(changes, actor=None, act="unanswered")
