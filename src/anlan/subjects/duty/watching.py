"""What is told before it is too late: shifts without enough people, hours that nobody covers, one's own next duty,
and the beginning and end of key periods. Every notice has a key, so that looking again tells nothing twice."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.people import queries as people
from anlan.base.people import roles
from anlan.base.people.models import Person
from anlan.base.places.codes import code_range
from anlan.kit.notify.choices import Urgency
from anlan.kit.notify.models import Addressee, Notice
from anlan.kit.notify.services import send_notice
from anlan.kit.notify.targets import Target
from anlan.subjects.duty import checking, queries, targets
from anlan.subjects.duty.choices import Part, SwapStatus
from anlan.subjects.duty.models import DutyPost, PresenceCheck, Shift, ShiftPerson, Swap
from anlan.subjects.duty.rules import Broken, broken
from anlan.subjects.governance.models import KeyPeriod
from anlan.subjects.governance.queries import everywhere

GAP, REMIND, WEEK, SWAP, PERIOD = "duty-gap", "duty-remind", "duty-week", "duty-swap", "key-period"
ENDED = (SwapStatus.DONE, SwapStatus.REFUSED, SwapStatus.WITHDRAWN)
LONGEST_WARNING = timedelta(days=31)
JUST = timedelta(hours=6)  # a beginning or an end is told for so long
WEEK_HOUR = 18
SUNDAY = 7
FEW_POSTS = 10


def lacking(posts: Sequence[DutyPost], begins: datetime, ends: datetime) -> list[Broken]:
    """Where duty would not be kept in a span: empty and short shifts, hours between two shifts, days not laid out."""
    looked = queries.roster(posts, begins - timedelta(days=1), ends)
    found = [one for one in broken(looked) if one.grave and one.at is not None and one.at >= begins]
    for post in posts:
        if not post.round_the_clock:
            continue
        until = max((turn.ends for turn in looked.turns if turn.post == post.pk), default=None)
        if until is not None and begins <= until < ends:
            sentence = _("%(from)s 起没有排班。") % {"from": f"{until:%m-%d %H:%M}"}
            found.append(Broken("gap", sentence, post.pk, at=until, grave=True))
    return found


def raise_gaps() -> int:
    """Tell the keepers of each post what is lacking within its days of warning; returns how many were told."""
    now = clock.now()
    posts = list(DutyPost.objects.filter(active=True, shifts__isnull=False).distinct().select_related("unit"))
    far = max((timedelta(days=post.warn_days) for post in posts), default=timedelta(0))
    found: dict[int, list[Broken]] = defaultdict(list)
    for one in lacking(posts, now, now + min(far, LONGEST_WARNING)):
        found[one.post].append(one)
    told = 0
    for post in posts:
        near = now + timedelta(days=post.warn_days)
        own = [one for one in found[post.pk] if one.at is not None and one.at < near]
        if own and (to := keepers(post)):
            told += 1
            _tell_gaps(post, own, to)
    return told


def _tell_gaps(post: DutyPost, own: Sequence[Broken], to: Sequence[Target]) -> None:
    lines = [f"{one.at:%m-%d %H:%M} {one.sentence}" for one in own if one.at is not None]
    mark = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    send_notice(
        key=f"{GAP}:{post.pk}:{mark}",
        topic=GAP,
        title=_("缺班提醒：%(post)s") % {"post": post.name},
        text=_("“%(post)s”今后 %(days)d 天值班安排有 %(count)d 处问题：%(lines)s")
        % {"post": post.name, "days": post.warn_days, "count": len(lines), "lines": "；".join(lines[:6])},
        to=to,
        urgency=Urgency.URGENT,
        about="duty-post",
        about_id=post.pk,
        stream=f"{GAP}:{post.pk}",
        place=post.place_id,
    )


def keepers(post: DutyPost) -> list[Target]:
    """Who can put a roster right: whoever keeps it by office, and whoever leads at the post now."""
    town = people.holders(roles.TOWNSHIP, post.place_id)
    users = list((town if town.exists() else people.holders(roles.DUTY, post.place_id)).values_list("pk", flat=True))
    found = {
        one.pk: Target(one.pk, one.organisation_id, post.name, post.place_id)
        for one in Person.objects.filter(user__in=users, active=True).order_by("pk")
    }
    for target in targets.on_post(f"{post.code}/{Part.LEADER}"):
        found.setdefault(target.person, target)
    return list(found.values())


def remind() -> int:
    """Tell those of each shift that begins soon, once, in one notice; whoever is put on later is told then."""
    now = clock.now()
    soon = (
        ShiftPerson.objects.filter(
            shift__begins_at__gt=now, shift__begins_at__lte=now + timedelta(days=2), shift__post__active=True
        )
        .select_related("shift__post", "person")
        .order_by("id")
    )
    told = _reminded(seat.shift_id for seat in soon)
    due: dict[str, list[ShiftPerson]] = defaultdict(list)
    for seat in soon:
        mark = _mark(seat.shift)
        near = seat.shift.begins_at - timedelta(hours=seat.shift.post.remind_hours) <= now
        if near and (mark, seat.person_id) not in told:
            due[mark].append(seat)
    for mark, seats in due.items():
        _remind_of(mark, seats)
    return len(due)


def _mark(shift: Shift) -> str:
    """What a reminder of this shift at this time is known by; another time is another reminder."""
    return f"{REMIND}:{shift.pk}:{shift.begins_at:%Y%m%d%H%M}"


def _reminded(shifts: Iterable[int]) -> set[tuple[str, int]]:
    """(mark, person) of those who have heard."""
    rows = Addressee.objects.filter(notice__topic=REMIND, notice__about="shift", notice__about_id__in=set(shifts))
    return {(key.rpartition(":")[0], person) for key, person in rows.values_list("notice__key", "person_id")}


def _remind_of(mark: str, seats: Sequence[ShiftPerson]) -> None:
    shift = seats[0].shift
    who = hashlib.sha256(",".join(str(seat.person_id) for seat in seats).encode()).hexdigest()[:16]
    send_notice(
        key=f"{mark}:{who}",
        topic=REMIND,
        title=_("值班提醒：%(post)s") % {"post": shift.post.name},
        text=_("“%(post)s” %(at)s 上岗，请按时到岗。带班：%(leaders)s；值班：%(members)s；备勤：%(standby)s。")
        % {
            "at": f"{_here(shift.begins_at):%m月%d日 %H:%M}",
            "post": shift.post.name,
            "leaders": shift.leader_names or "—",
            "members": shift.member_names or "—",
            "standby": shift.standby_names or "—",
        },
        to=[
            Target(seat.person_id, seat.person.organisation_id, shift.post.name, shift.post.place_id) for seat in seats
        ],
        about="shift",
        about_id=shift.pk,
        expires_at=shift.ends_at,
        place=shift.post.place_id,
    )


def _untold(keys: Iterable[str]) -> list[str]:
    """Those of the keys under which no notice has been sent, asked for at once."""
    keys = list(keys)
    known = set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))
    return [key for key in keys if key not in known]


def week_ahead() -> int:
    """On Sunday evening the people of each post hear of its coming week, in one notice a post."""
    now = clock.now()
    here = now.astimezone(clock.at("00:00").tzinfo)
    if here.isoweekday() != SUNDAY or here.hour < WEEK_HOUR:
        return 0
    begins, ends = queries.day_span(here.date() + timedelta(days=1), here.date() + timedelta(days=7))
    own: dict[str, list[Shift]] = defaultdict(list)
    shifts = Shift.objects.filter(begins_at__gte=begins, begins_at__lt=ends, people__isnull=False).distinct()
    for shift in shifts.select_related("post").prefetch_related(queries.with_people()).order_by("begins_at", "id"):
        own[f"{WEEK}:{shift.post_id}:{begins:%Y%m%d}"].append(shift)
    fresh = _untold(own)
    for key in fresh:
        _tell_week(key, own[key], ends)
    return len(fresh)


def _tell_week(key: str, shifts: Sequence[Shift], ends: datetime) -> None:
    post = shifts[0].post
    people = {seat.person_id: seat.person for shift in shifts for seat in queries.seated(shift)}
    lines = "；".join(
        f"{_here(shift.begins_at):%m-%d %H:%M} "
        + "、".join(name for name in (shift.leader_names, shift.member_names, shift.standby_names) if name)
        for shift in shifts
    )
    send_notice(
        key=key,
        topic=WEEK,
        title=_("下周值班安排：%(post)s") % {"post": post.name},
        text=_("“%(post)s”下周值班 %(count)d 班（先带班，后值班、备勤；各人的班见“我的值班”）：%(lines)s")
        % {"post": post.name, "count": len(shifts), "lines": lines},
        to=[Target(one.pk, one.organisation_id, post.name, post.place_id) for one in people.values()],
        about="duty-post",
        about_id=post.pk,
        expires_at=ends,
        place=post.place_id,
    )


def tell_swaps() -> int:
    """Whoever must answer a swap hears of it, and the one who asked how it ended."""
    told = 0
    recent = Swap.objects.filter(updated_at__gt=clock.now() - JUST).select_related("shift__post", "giver", "taker")
    for swap in recent:
        key = f"{SWAP}:{swap.pk}:{swap.status}"
        to = _concerned(swap)
        if not to or not _untold([key]):
            continue
        told += 1
        words = {"giver": swap.giver.name, "taker": swap.taker.name, "shift": swap.shift.name, "reason": swap.reason}
        words["state"] = swap.get_status_display()
        text = _("%(giver)s请%(taker)s接“%(shift)s”的班（%(reason)s），现在：%(state)s。请到“调班申请”办理。") % words
        if swap.status in ENDED:
            text = _("%(giver)s请%(taker)s接“%(shift)s”的班：%(state)s。") % words
        send_notice(
            key=key, topic=SWAP, title=_("调班：%(state)s") % words, text=text, to=to, about="duty-swap",
            about_id=swap.pk, place=swap.shift.post.place_id,
        )  # fmt: skip
    return told


def _concerned(swap: Swap) -> list[Target]:
    if swap.status == SwapStatus.AGREED:
        return keepers(swap.shift.post)
    people = {SwapStatus.ASKED: [swap.taker], SwapStatus.DONE: [swap.giver, swap.taker]}
    named = people.get(SwapStatus(swap.status), [swap.giver])
    return [Target(one.pk, one.organisation_id, swap.shift.post.name, swap.shift.post.place_id) for one in named]


def tell_periods() -> int:
    """A key period that has just begun or ended is told to everybody on duty where it holds."""
    now = clock.now()
    told = 0
    for period in KeyPeriod.objects.filter(begins_at__lte=now, begins_at__gt=now - JUST, ends_at__gt=now):
        told += _tell_period(period, _("重要时段开始：%(name)s"), _begin_text(period), "begin")
    for period in KeyPeriod.objects.filter(ends_at__lte=now, ends_at__gt=now - JUST):
        text = _("“%(name)s”已结束，加强值守措施自动解除，恢复常态值班。") % {"name": period.name}
        told += _tell_period(period, _("重要时段结束：%(name)s"), text, "end")
    return told


def _begin_text(period: KeyPeriod) -> str:
    parts = [
        _("“%(name)s”自即时起执行，至 %(to)s。") % {"name": period.name, "to": f"{_here(period.ends_at):%m-%d %H:%M}"}
    ]
    if period.on_duty_parts and period.of_parts:
        words = {"duty": period.on_duty_parts, "rest": period.of_parts - period.on_duty_parts, "of": period.of_parts}
        parts.append(_("%(duty)d/%(of)d 值班、%(rest)d/%(of)d 备勤；") % words)
    if period.leave_cancelled:
        parts.append(_("取消休假；"))
    if period.daily_report:
        parts.append(_("实行日报告；"))
    return "".join(parts) + period.requirement


def _here(moment: datetime) -> datetime:
    return moment.astimezone(clock.at("00:00").tzinfo)


def _tell_period(period: KeyPeriod, title: str, text: str, which: str) -> int:
    low, high = code_range(period.place_id)
    posts = DutyPost.objects.filter(active=True, place_id__gte=low, place_id__lt=high)
    to = [target for post in posts for target in targets.on_post(post.code)]
    if not to:
        return 0
    send_notice(
        key=f"{PERIOD}:{period.pk}:{which}", topic=PERIOD, title=title % {"name": period.name}, text=text, to=to,
        about="key-period", about_id=period.pk, place=period.place_id,
    )  # fmt: skip
    return 1


def extra_checks() -> int:
    """In a key period some posts are called every day at set intervals, without anybody asking for it."""
    now = clock.now()
    made = 0
    for period in everywhere(now):
        for slot in _slots(period, now):
            low, high = code_range(period.place_id)
            posts = DutyPost.objects.filter(active=True, place_id__gte=low, place_id__lt=high)
            done = PresenceCheck.objects.filter(post__in=posts, created_by=None, way="call", checked_at__gte=slot)
            if not done.exists():
                made += len(checking.call(checking.draw(posts, max(posts.count() // FEW_POSTS, 1)), actor=None))
    return made


def _slots(period: KeyPeriod, now: datetime) -> Iterable[datetime]:
    """The latest of the day's times of checking that has passed, if the period held then."""
    begins, ends = queries.day_span(_here(now).date(), _here(now).date())
    number = period.checks_a_day
    passed = [begins + (ends - begins) * (2 * k + 1) / (2 * number) for k in range(number)]
    latest = [slot for slot in passed if period.begins_at <= slot <= now < slot + JUST]
    return latest[-1:]
