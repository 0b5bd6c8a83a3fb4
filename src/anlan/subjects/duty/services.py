"""Acts on shifts and those on them: laying out shifts, putting people on and taking them off, swapping, handing over.

Every act is audited under the shift's own name, so that its page tells who put whom on duty.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit.records import Entry, record_many
from anlan.base.people.models import Person
from anlan.kit.flow.making import Refused
from anlan.kit.records import writing
from anlan.subjects.duty import queries
from anlan.subjects.duty.choices import Part, ReportStatus
from anlan.subjects.duty.models import DutyPost, HandOver, PostMember, ReportDue, Shift, ShiftPerson, Swap
from anlan.subjects.duty.questions import answers, read
from anlan.subjects.duty.rules import shift_spans

NAMES = {Part.LEADER: "leader_names", Part.MEMBER: "member_names", Part.STANDBY: "standby_names"}
FEW = 10


@transaction.atomic
def lay_out(
    posts: Sequence[DutyPost], first: date, last: date, *, actor: Any, after: datetime | None = None
) -> list[Shift]:
    """All shifts of the posts that begin in a span of days, those missing ``after`` a moment added empty; two at once
    add none twice."""
    list(DutyPost.objects.select_for_update().filter(pk__in=[post.pk for post in posts]).order_by("pk"))
    zone = clock.at("00:00").tzinfo
    begins, ends = queries.day_span(first, last)
    known = Shift.objects.filter(post__in=posts, begins_at__gte=begins, begins_at__lt=ends)
    have = {(one.post_id, one.begins_at): one for one in known.select_related("post")}
    fresh = [
        Shift(post=post, begins_at=start, ends_at=end, missing=post.leaders + post.members + post.standby)
        for post in posts
        for start, end in shift_spans(post.starts, post.hours, first, last, zone)
        if (post.pk, start) not in have and (after is None or start > after)
    ]
    writing.add_many(fresh, actor=actor)
    return sorted([*have.values(), *fresh], key=lambda one: (one.begins_at, one.post_id))


@transaction.atomic
def seat(shift: Shift, person: Person, part: str, *, actor: Any, held: bool = True) -> ShiftPerson:
    """Put a person on a shift. Raises ``Refused`` for somebody who is on it already or on another at that time."""
    shift = _locked(shift)
    if queries.holds_seat(shift, person.pk):
        raise Refused(_("%(name)s已经在这个班次里。") % {"name": person.name})
    if other := queries.overlapping(person.pk, shift.begins_at, shift.ends_at, but=shift.pk):
        raise Refused(_("%(name)s同一时间已在“%(shift)s”值班。") % {"name": person.name, "shift": other.name})
    made = ShiftPerson.objects.create(shift=shift, person=person, part=part, held=held)
    settle([shift], actor=actor, act="seat", detail={"_person": person.name, "_part": str(Part(part).label)})
    return made


@transaction.atomic
def unseat(shift: Shift, person: Person, *, actor: Any, act: str = "unseat") -> None:
    """Take a person off a shift. Raises ``Refused`` when he is not on it."""
    shift = _locked(shift)
    gone, _details = ShiftPerson.objects.filter(shift=shift, person=person).delete()
    if not gone:
        raise Refused(_("%(name)s不在这个班次里。") % {"name": person.name})
    settle([shift], actor=actor, act=act, detail={"_person": person.name})


@transaction.atomic
def replace(shift: Shift, old: Person, new: Person, *, actor: Any, act: str = "replace") -> None:
    """Another person in the same part. Raises ``Refused`` when the old one is not on it or the new one cannot."""
    shift = _locked(shift)
    standing = ShiftPerson.objects.filter(shift=shift, person=old).first()
    if standing is None:
        raise Refused(_("%(name)s不在这个班次里。") % {"name": old.name})
    _free(new, shift)
    ShiftPerson.objects.filter(pk=standing.pk).update(person=new, held=True)
    settle([shift], actor=actor, act=act, detail={"_person": f"{old.name} → {new.name}"})


@transaction.atomic
def stand_in(
    posts: Iterable[DutyPost], old: Person, new: Person, begins: datetime, ends: datetime, *, actor: Any
) -> int:
    """A temporary arrangement: ``new`` takes all shifts of ``old`` that begin in a span; all or none."""
    own = ShiftPerson.objects.filter(
        person=old, shift__post__in=posts, shift__begins_at__gte=begins, shift__begins_at__lt=ends
    ).select_related("shift")
    shifts = [one.shift for one in own.order_by("shift__begins_at")]
    for shift in shifts:
        replace(shift, old, new, actor=actor)
    return len(shifts)


@transaction.atomic
def move_shift(shift: Shift, begins: datetime, ends: datetime, *, actor: Any) -> Shift:
    """Another time for the same shift: people, swaps and calendars follow, since they name it. Raises ``Refused``."""
    shift = _locked(shift)
    if ends <= begins:
        raise Refused(_("离岗时间应晚于上岗时间。"))
    if refusal := _clash(shift, begins, ends):
        raise Refused(refusal)
    before = writing.values_of(shift)
    shift.begins_at, shift.ends_at = begins, ends
    writing.change(shift, before, actor=actor, act="reschedule")
    return shift


def _clash(shift: Shift, begins: datetime, ends: datetime) -> str:
    """Why a shift cannot have this time, as a sentence; empty where it can."""
    if Shift.objects.filter(post=shift.post_id, begins_at=begins).exclude(pk=shift.pk).exists():
        return _("这个岗位在该时刻已经有一个班次。")
    for one in ShiftPerson.objects.filter(shift=shift).select_related("person"):
        if other := queries.overlapping(one.person_id, begins, ends, but=shift.pk):
            return _("%(name)s同一时间已在“%(shift)s”值班。") % {"name": one.person.name, "shift": other.name}
    return ""


def settle(shifts: Sequence[Shift], *, actor: Any, act: str = "", detail: dict[str, Any] | None = None) -> None:
    """Bring the names and the missing count of shifts up to date with who is on them, audited once each."""
    fresh = {one.pk: one for one in Shift.objects.filter(pk__in=[shift.pk for shift in shifts]).select_related("post")}
    people: dict[int, dict[str, list[str]]] = {key: {part: [] for part in Part.values} for key in fresh}
    for one in ShiftPerson.objects.filter(shift__in=fresh).select_related("person").order_by("id"):
        people[one.shift_id][one.part].append(one.person.name)
    changes = []
    for key, shift in fresh.items():
        before = writing.values_of(shift)
        for part, name in NAMES.items():
            field: Any = shift._meta.get_field(name)
            setattr(shift, name, "、".join(people[key][part])[: field.max_length])
        wanted = {Part.LEADER: shift.post.leaders, Part.MEMBER: shift.post.members, Part.STANDBY: shift.post.standby}
        shift.missing = sum(max(need - len(people[key][part]), 0) for part, need in wanted.items())
        changes.append(writing.Change(shift, before, detail))
    writing.change_many(changes, actor=actor, act=act or "roster")


def leave_pool(person: Person, posts: Iterable[DutyPost], *, actor: Any) -> int:
    """Somebody leaves the pool: off all shifts that have not begun, which then show what they lack."""
    ahead = ShiftPerson.objects.filter(person=person, shift__post__in=posts, shift__begins_at__gt=clock.now())
    shifts = [one.shift for one in ahead.select_related("shift")]
    with transaction.atomic():
        ahead.delete()
        settle(shifts, actor=actor, act="unseat", detail={"_person": person.name})
    return len(shifts)


def keep_apart(rows: Sequence[Shift], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    """However a shift comes by another time, nobody is on two at once and no post has two from one moment.

    Raises ``writing.Barred``; called within the transaction after shifts were written.
    """
    for shift, was in zip(rows, before, strict=True):
        if was is None or (was["begins_at"], was["ends_at"]) == (shift.begins_at, shift.ends_at):
            continue
        if refusal := _clash(shift, shift.begins_at, shift.ends_at):
            raise writing.Barred(refusal)


def hear_members(rows: Sequence[PostMember], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    """Whoever no longer takes part in a post's duty, or is struck off its pool, is off its shifts to come."""
    standing = set(
        PostMember.objects.filter(pk__in=[member.pk for member in rows], active=True).values_list("pk", flat=True)
    )
    for member, was in zip(rows, before, strict=True):
        if was is not None and was["active"] and member.pk not in standing:
            leave_pool(member.person, [member.post], actor=actor)


def hear_people(rows: Sequence[Person], before: Sequence[Mapping[str, Any] | None], actor: Any) -> None:
    """Whoever has left the service is off all shifts to come."""
    for person, was in zip(rows, before, strict=True):
        if was is not None and was["active"] and not person.active:
            leave_pool(person, DutyPost.objects.filter(active=True), actor=actor)


def listen() -> None:
    """Hear of what is written by forms, imports and the API; called at start-up."""
    writing.on_written(Shift, keep_apart)
    writing.on_written(PostMember, hear_members)
    writing.on_written(Person, hear_people)


def exchange(swap: Swap, *, actor: Any, data: dict[str, Any]) -> None:
    """调班 takes effect: the taker has the shift, and the giver the other one where one is given in return."""
    replace(swap.shift, swap.giver, swap.taker, actor=actor, act="swap")
    if swap.back_shift is not None:
        replace(swap.back_shift, swap.taker, swap.giver, actor=actor, act="swap")


def take_over(hand_over: HandOver, *, actor: Any, data: dict[str, Any]) -> None:
    """接班: whoever confirms is the taker, unless another was named."""
    hand_over.taken_at = clock.now()
    person = queries.person_of(actor)
    if hand_over.taker_id is None and person is not None:
        hand_over.taker = person


def file_report(due: ReportDue, *, actor: Any, data: dict[str, Any]) -> None:
    """报送: keep what was told. A zero report says that nothing happened and needs no more."""
    questions = read(due.duty.form_fields)
    given, errors = answers(questions, data.get("content") or {})
    zero = bool(data.get("zero"))
    if errors and not zero:
        raise Refused(" ".join(errors.values()))
    due.zero, due.content = zero, given
    due.text = str(data.get("text") or "")
    due.filed_at, due.next_at = clock.now(), None


def send_back(due: ReportDue, *, actor: Any, data: dict[str, Any]) -> None:
    """退回: it is owed again, and reminded of again."""
    due.filed_at = None
    due.next_at = clock.now()
    due.chased = 0


def excuse(due: ReportDue, *, actor: Any, data: dict[str, Any]) -> None:
    """免报."""
    due.next_at = None


def _locked(shift: Shift) -> Shift:
    return Shift.objects.select_for_update(of=("self",)).select_related("post").get(pk=shift.pk)


def _free(person: Person, shift: Shift) -> None:
    if queries.holds_seat(shift, person.pk):
        raise Refused(_("%(name)s已经在这个班次里。") % {"name": person.name})
    if other := queries.overlapping(person.pk, shift.begins_at, shift.ends_at, but=shift.pk):
        raise Refused(_("%(name)s同一时间已在“%(shift)s”值班。") % {"name": person.name, "shift": other.name})


def note(kind: str, rows: Sequence[Any], act: str, *, actor: Any, after: dict[str, Any]) -> None:
    """Audit an act on several rows that changes none of their fields."""
    record_many(
        [
            Entry(act=f"{kind}.{act}", actor=actor, kind=kind, object_id=str(row.pk), label=str(row)[:200], after=after)
            for row in rows
        ]
    )


def open_reports(status: str = ReportStatus.DUE) -> Any:
    """Reports in a state, with what they are and whose."""
    return ReportDue.objects.filter(status=status).select_related("duty", "unit")
