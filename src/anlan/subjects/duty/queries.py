"""Questions about duty: who is on now, the shifts of a span as the rules read them, what one person has before him."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from anlan.base import clock
from anlan.base.people.models import Person
from anlan.base.places.codes import holds
from anlan.kit.notify.models import Absence
from anlan.subjects.duty.choices import Part
from anlan.subjects.duty.models import DutyPost, PostMember, Shift, ShiftPerson
from anlan.subjects.duty.rules import Fitness, PostRule, Roster, Sitting, Span, Strength, Turn
from anlan.subjects.governance.models import KeyPeriod

ORDER = {Part.LEADER: 0, Part.MEMBER: 1, Part.STANDBY: 2}
LOOK_BACK = timedelta(days=62)


def day_span(first: date, last: date) -> Span:
    """From the midnight before the first day to the midnight after the last."""
    return clock.at(first.isoformat()), clock.end_of(last)


def turn_day(moment: datetime) -> date:
    """The day of a moment in the bureau's time zone."""
    return timezone.localtime(moment).date()


def on_duty(posts: Iterable[DutyPost] | None = None, moment: datetime | None = None) -> QuerySet[Shift]:
    """The shifts that run at a moment, with their people, leaders first; those begun last come last."""
    moment = moment or clock.now()
    found = Shift.objects.filter(begins_at__lte=moment, ends_at__gt=moment)
    if posts is not None:
        found = found.filter(post__in=posts)
    return found.select_related("post__unit", "post__place").prefetch_related(with_people()).order_by("post", "id")


def with_people() -> Prefetch:  # type: ignore[type-arg]
    """Reads the people of shifts in one query, in the order of their parts."""
    people = ShiftPerson.objects.select_related("person__organisation").order_by("part", "id")
    return Prefetch("people", queryset=people)


def seated(shift: Shift) -> list[ShiftPerson]:
    """The people of a shift: leaders, members, standby."""
    return sorted(shift.people.all(), key=lambda one: (ORDER[Part(one.part)], one.pk))


def next_shift(post: DutyPost, moment: datetime) -> Shift | None:
    """The shift of a post that begins next."""
    return Shift.objects.filter(post=post, begins_at__gt=moment).order_by("begins_at").first()


def person_of(user: Any) -> Person | None:
    """The entry of the contacts book of a user, if there is one."""
    key = getattr(user, "pk", None)
    return Person.objects.filter(user_id=key).first() if key is not None else None


def mine(person: Person, begins: datetime, ends: datetime) -> QuerySet[ShiftPerson]:
    """What one person has before him in a span."""
    found = ShiftPerson.objects.filter(person=person, shift__begins_at__lt=ends, shift__ends_at__gt=begins)
    return found.select_related("shift__post__unit").order_by("shift__begins_at")


def rule_of(post: DutyPost) -> PostRule:
    """A post's rules as numbers."""
    return PostRule(
        post.pk,
        post.name,
        post.leaders,
        post.members,
        post.standby,
        post.round_the_clock,
        timedelta(hours=post.rest_hours),
        post.longest_run,
        tuple(post.skills),
    )


def turn_of(shift: Shift, *, zone: Any = None) -> Turn:
    """A shift as the rules read it, in the bureau's time zone; its people must have been prefetched."""
    zone = zone or timezone.get_current_timezone()
    people = tuple(Sitting(one.person_id, one.person.name, one.part) for one in seated(shift))
    return Turn(shift.pk, shift.post_id, shift.begins_at.astimezone(zone), shift.ends_at.astimezone(zone), people)


def roster(posts: Sequence[DutyPost], begins: datetime, ends: datetime) -> Roster:
    """All that the rules look at, in a handful of queries; shifts are those of the posts that begin in the span."""
    shifts = (
        Shift.objects.filter(post__in=posts, begins_at__gte=begins, begins_at__lt=ends)
        .prefetch_related(with_people())
        .order_by("begins_at", "post")
    )
    zone = timezone.get_current_timezone()
    turns = [turn_of(shift, zone=zone) for shift in shifts]
    pool = pools(posts)
    people = {person for _post, person in pool} | {one.person for turn in turns for one in turn.people}
    return Roster(
        {post.pk: rule_of(post) for post in posts},
        turns,
        pool,
        absences(people, begins, ends),
        strengths(posts, begins, ends),
    )


def pools(posts: Iterable[DutyPost]) -> dict[tuple[int, int], Fitness]:
    """(post, person) → what the person can do there, in the order of their turns."""
    found = PostMember.objects.filter(post__in=posts, active=True, person__active=True).order_by("position", "id")
    return {(one.post_id, one.person_id): Fitness(one.can_lead, one.can_serve, tuple(one.skills)) for one in found}


def absences(people: Iterable[int], begins: datetime, ends: datetime) -> dict[int, list[Span]]:
    """Person → spans away."""
    made: dict[int, list[Span]] = defaultdict(list)
    for one in Absence.objects.filter(person__in=set(people), from_at__lt=ends, to_at__gt=begins):
        made[one.person_id].append((one.from_at, one.to_at))
    return made


def strengths(posts: Iterable[DutyPost], begins: datetime, ends: datetime) -> dict[int, list[Strength]]:
    """Post → key periods over it; one query for all posts."""
    periods = list(KeyPeriod.objects.filter(begins_at__lt=ends, ends_at__gt=begins).order_by("begins_at"))
    return {
        post.pk: [
            Strength(one.name, (one.begins_at, one.ends_at), one.on_duty_parts, one.of_parts, one.leave_cancelled)
            for one in periods
            if holds(one.place_id, post.place_id)
        ]
        for post in posts
    }


def holidays(first: date, last: date) -> frozenset[date]:
    """Days off that are no plain weekend: the State's holidays and those that the bureau decided."""
    import chinese_calendar

    found = set()
    on = first
    while on <= last:
        if not clock.is_working_day(on):
            known = clock.calendar_known(on.year)
            named = chinese_calendar.get_holiday_detail(on)[1] if known else None
            if named or on.weekday() < 5:
                found.add(on)
        on += timedelta(days=1)
    return frozenset(found)


def overlapping(person: int, begins: datetime, ends: datetime, *, but: int | None = None) -> Shift | None:
    """A shift of a person, other than ``but``, that shares a moment with a span."""
    found = Shift.objects.filter(people__person=person, begins_at__lt=ends, ends_at__gt=begins)
    return (found if but is None else found.exclude(pk=but)).order_by("begins_at").first()


def holds_seat(shift: Shift | None, person: int) -> bool:
    """Is a person on a shift?"""
    return shift is not None and ShiftPerson.objects.filter(shift=shift, person=person).exists()


def phone_book(place_condition: Q) -> QuerySet[DutyPost]:
    """Active posts with their units, for the duty phone book."""
    return DutyPost.objects.filter(place_condition, active=True).select_related("unit", "place").order_by("place", "id")


def by_post(shifts: Iterable[Shift]) -> Mapping[int, Shift]:
    """The shift of each post that began last."""
    return {shift.post_id: shift for shift in sorted(shifts, key=lambda one: one.begins_at)}
